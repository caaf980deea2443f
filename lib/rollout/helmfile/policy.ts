import type { Problems } from '../problem.ts'

/** Keys that stand in this order, the earlier group first. */
const EARLY = new Set(['bases', 'environments'])

/**
 * What Helmfile refuses before it reads anything: `environments` and `releases` in one part, and `bases` or `environments` after
 * `releases`. Mirrors `Checker` of pkg/policy/checker.go, which goes by lines as well.
 */
export function checkOrder(text: string, file: string, problems: Problems): void {
  let inPart: 'environments' | 'releases' | undefined
  let hasReleases = false
  for (const [i, line] of text.split('\n').entries()) {
    if (/^--- *$/.test(line.trimEnd())) {
      inPart = undefined
      continue
    }
    const key = /^([a-zA-Z]+):/.exec(line)?.[1]
    if (key === undefined) continue
    const at = { file, line: i + 1, column: 1 }
    if (hasReleases && EARLY.has(key))
      problems.add(at, 'VALUE_REFUSED', {
        field: key,
        found: 'after releases',
        rule: `${key} come before releases`,
      })
    if (key === 'releases') hasReleases = true
    if (key !== 'environments' && key !== 'releases') continue
    if (inPart !== undefined && inPart !== key)
      problems.add(at, 'VALUE_REFUSED', {
        field: key,
        found: `beside ${inPart}`,
        rule: 'a line --- between environments and releases',
      })
    inPart = key
  }
}
