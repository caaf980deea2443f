import { Dict } from '../../../lib/go/value.ts'
import { render, type RenderRequest } from '../../../lib/helm/index.ts'
import { renderTraced, type TracedRender } from '../../../lib/helm/trace/index.ts'
import { seededHost } from '../../../lib/worker/host-seeded.ts'
import { dice, sampleChanges } from './changes.ts'
import { count, lineDiff } from './line-diff.ts'
import { readName, touched } from './touched.ts'

/** What changing some values of one chart showed. */
export interface Judgement {
  /** traced output that is not plain output, or lines that changed though nothing said they depend on the change */
  readonly faults: string[]
  changes: number
  refused: number
  /** lines that changed, those of them that were foretold, and all that were said to depend */
  changed: number
  foretold: number
  said: number
  plainMs: number
  tracedMs: number
}

const SEED = 'provenance'

interface Line {
  readonly text: string
  readonly depends: boolean
}

/** Renders a request, then again with each of some sampled values changed. */
export function judge(name: string, request: RenderRequest, changes: number): Judgement {
  const found: Judgement = {
    faults: [],
    changes: 0,
    refused: 0,
    changed: 0,
    foretold: 0,
    said: 0,
    plainMs: 0,
    tracedMs: 0,
  }
  let before = performance.now()
  const plain = render(request, seededHost(SEED))
  found.plainMs = performance.now() - before
  before = performance.now()
  const base = renderTraced(request, seededHost(SEED))
  found.tracedMs = performance.now() - before
  if (!plain.ok || !base.response.ok) {
    if (plain.ok !== base.response.ok) found.faults.push(`${name}: traced and plain do not agree on refusing`)
    return found
  }
  if (plain.stdout !== base.response.stdout) {
    found.faults.push(`${name}: traced output is another`)
    return found
  }
  const values = base.tracing.effective ?? new Dict()
  for (const { path, layer } of sampleChanges(values, changes, dice(name))) {
    const next = renderTraced({ ...request, values: [...request.values, layer] }, seededHost(SEED))
    if (!next.response.ok) {
      found.refused++
      continue
    }
    found.changes++
    const hit = touched(values, next.tracing.effective)
    const old = bySource(base, hit)
    const now = bySource(next, hit)
    for (const source of new Set([...old.keys(), ...now.keys()])) {
      const a = old.get(source) ?? []
      const b = now.get(source) ?? []
      const { removed, added } = lineDiff(
        a.map(({ text }) => text),
        b.map(({ text }) => text),
      )
      // where all that is not said to depend stays as it is, nothing was missed: what moved is a matter of view
      const stays = stable(a) === stable(b)
      const missed = stays
        ? []
        : [
            ...unforetold(removed, a).map((text) => `- ${text}`),
            ...unforetold(added, b).map((text) => `+ ${text}`),
          ]
      found.said += [...a, ...b].filter(({ depends }) => depends).length
      found.changed += removed.length + added.length
      found.foretold += removed.length + added.length - missed.length
      if (missed.length > 0)
        found.faults.push(`${name}: ${path} → ${source}: ${missed.slice(0, 3).join(' ⏎ ')}`)
    }
  }
  return found
}

function bySource({ documents }: TracedRender, hit: ReadonlySet<string>): Map<string, Line[]> {
  const sources = new Map<string, Line[]>()
  for (const { document, lines } of documents) {
    let into = sources.get(document.source)
    if (into === undefined) sources.set(document.source, (into = []))
    document.text.split('\n').forEach((text, i) => {
      const { reads, control } = lines[i]!
      const depends = [...reads, ...control].some((read) => {
        const name = readName(read)
        // what is drawn by chance may be drawn otherwise when other draws come before it
        return read.aspect === 'chance' || (name !== undefined && hit.has(name))
      })
      into.push({ text, depends })
    })
  }
  return sources
}

/** All that is not said to depend on the change. */
const stable = (lines: readonly Line[]): string =>
  lines.flatMap(({ text, depends }) => (depends ? [] : [text])).join('\n')

/** Lines that changed but were not said to depend on the change; of equal lines so many as were said to may have. */
function unforetold(changed: readonly string[], lines: readonly Line[]): string[] {
  const said = count(lines.flatMap(({ text, depends }) => (depends ? [text] : [])))
  return [...count(changed)].flatMap(([text, n]) =>
    Array<string>(Math.max(0, n - (said.get(text) ?? 0))).fill(text),
  )
}
