import type { Case } from './case.ts'

type Differs = (c: Case) => Promise<boolean>

/** Pieces of a text that are worth leaving out one by one. */
const pieces = (text: string): string[] => text.match(/[\p{L}\p{N}_.$]+|\s+|[^]/gu) ?? []

/**
 * The smallest part of a list that still differs, found by leaving out ever smaller runs (Zeller's ddmin).
 * @param tries to make at most
 */
async function smallest<V>(
  list: readonly V[],
  differs: (rest: readonly V[]) => Promise<boolean>,
  tries = 1500,
): Promise<readonly V[]> {
  let rest = list
  let size = Math.ceil(rest.length / 2)
  while (size >= 1 && rest.length > 0) {
    let removed = false
    for (let at = 0; at < rest.length && tries > 0;) {
      const without = [...rest.slice(0, at), ...rest.slice(at + size)]
      tries--
      if (await differs(without)) {
        rest = without
        removed = true
      } else at += size
    }
    if (tries <= 0) break
    if (!removed || size > 1) {
      if (size === 1) break
      size = Math.ceil(size / 2)
    }
  }
  return rest
}

async function smallestText(text: string, differs: (text: string) => Promise<boolean>): Promise<string> {
  const lines = await smallest(text.split(/(?<=\n)/), (rest) => differs(rest.join('')))
  const rest = await smallest(pieces(lines.join('')), (kept) => differs(kept.join('')))
  return rest.join('')
}

const lists = [
  'valueFiles',
  'set',
  'setJSON',
  'setString',
  'setFile',
  'setLiteral',
  'showOnly',
  'apiVersions',
] as const
const others = [
  'content',
  'name',
  'namespace',
  'isUpgrade',
  'kubeVersion',
  'includeCRDs',
  'noHooks',
  'skipTests',
  'skipSchema',
] as const

/** The smallest case found that still differs. */
export async function shrink(first: Case, differs: Differs): Promise<Case> {
  let c = first
  const attempt = async (next: Case): Promise<boolean> => {
    if (!(await differs(next))) return false
    c = next
    return true
  }
  for (let round = 0; round < 3; round++) {
    const before = JSON.stringify(c)
    for (const key of [...others, ...lists]) {
      if (c[key] === undefined) continue
      const { [key]: _, ...without } = c
      await attempt(without)
    }
    await smallest(c.files, (files) => attempt({ ...c, files }))
    for (const path of c.files.map(([name]) => name)) {
      if (path.endsWith('Chart.yaml') && round === 0) continue
      const text = c.files.find(([name]) => name === path)?.[1] ?? ''
      const withText = (kept: string): Case => ({
        ...c,
        files: c.files.map((f) => (f[0] === path ? [path, kept] : f)),
      })
      await smallestText(text, (kept) => attempt(withText(kept)))
    }
    for (const key of lists) {
      const list = c[key]
      if (list === undefined) continue
      await smallest(list, (rest) => attempt({ ...c, [key]: rest }))
      for (let i = 0; i < (c[key]?.length ?? 0); i++) {
        const text = c[key]![i]!
        await smallestText(text, (kept) => attempt({ ...c, [key]: c[key]!.with(i, kept) }))
      }
    }
    if (JSON.stringify(c) === before) break
  }
  return c
}
