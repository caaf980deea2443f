import type { Source } from '../schema/source.ts'
import { clusterOfLine, writeCluster } from './declared-cluster.ts'
import { readLine, type Reading } from './helm-line.ts'
import { placeTarget, type Placed } from './place.ts'
import { chartHref, sourceHref, type View } from './routes.ts'
import type { FragmentLayer } from './values-fragment.ts'

/** What opening a text means: an address, values for its fragment, or why not. */
export interface Opening {
  readonly reading: Reading
  readonly placed: Placed | null
  /** where it leads first, null where nowhere */
  readonly href: string | null
  readonly view: View | null
  /** `--set` and its like; files are on somebody's disk and are added there */
  readonly layers: readonly FragmentLayer[]
  /** the same chart's verdict */
  readonly verifyHref: string | null
}

const viewOf = (reading: Reading): View => {
  if (reading.kind !== 'helm') return 'overview'
  switch (reading.verb) {
    case 'template':
    case 'install':
    case 'upgrade':
      return 'preview'
    case 'verify':
      return 'verify'
    case 'show':
      return 'values'
    case 'pull':
      return reading.wantsVerdict ? 'verify' : 'overview'
    case 'repo add':
      return 'overview'
  }
}

/** Reads a text and finds where it leads among the sources. */
export function openLine(text: string, sources: readonly Source[]): Opening {
  const reading = readLine(text)
  const target = reading.kind === 'helm' || reading.kind === 'target' ? reading.target : null
  const none = { reading, placed: null, href: null, view: null, layers: [], verifyHref: null }
  if (target === null) return none
  const placed = placeTarget(target, reading.kind === 'helm' ? reading.version : null, sources)
  if (placed.to === 'nowhere') return { ...none, placed }
  if (placed.to === 'source') return { ...none, placed, href: sourceHref(placed.name) }
  const view = viewOf(reading)
  const query = reading.kind === 'helm' && view === 'preview' ? writeCluster(clusterOfLine(reading)) : {}
  return {
    reading,
    placed,
    view,
    href: chartHref(placed.chart, view, query),
    verifyHref: chartHref(placed.chart, 'verify'),
    layers:
      reading.kind === 'helm'
        ? reading.sets.flatMap((set): FragmentLayer[] =>
            set.kind === 'set-file' ? [] : [{ kind: set.kind, text: set.text }],
          )
        : [],
  }
}
