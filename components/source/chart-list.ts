import type { Query } from '../../lib/client/routes.ts'
import type { ChartRow } from '../../lib/schema/source.ts'
import type { VerdictStatus } from '../../lib/schema/verdict.ts'
import type { VerdictSummary } from '../verify/verdict-summary.ts'

/** A chart as its row shows it; days are written on the server, so that both sides say the same. */
export interface Row extends ChartRow {
  readonly day: string
  /** it was looked into, and holds no chart */
  readonly noChart?: boolean
}

export type SortKey = 'name' | 'updated'
export type State = VerdictStatus | 'all' | 'open'

/** What the address says about a list: filter, order, which verdicts. */
export interface ListState {
  readonly q: string
  readonly sort: SortKey
  readonly descending: boolean
  readonly state: State
}

const STATES: readonly State[] = ['all', 'verified', 'untrusted', 'invalid', 'unsigned', 'unknown', 'open']

/** Reads the query; anything unknown is the default. */
export function readListState(get: (name: string) => string | null | undefined): ListState {
  const sort = get('sort') ?? ''
  const state = get('state') as State | null | undefined
  return {
    q: get('q') ?? '',
    sort: sort.replace(/^-/, '') === 'updated' ? 'updated' : 'name',
    descending: sort.startsWith('-'),
    state: state !== null && state !== undefined && STATES.includes(state) ? state : 'all',
  }
}

/** The query that says the same; defaults are left out. */
export const writeListState = ({ q, sort, descending, state }: ListState): Query => ({
  q,
  sort: sort === 'name' && !descending ? null : `${descending ? '-' : ''}${sort}`,
  state: state === 'all' ? null : state,
})

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')

const byName = (a: Row, b: Row): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.repository < b.repository ? -1 : 1

/** Rows without a day come last, whichever way. */
function byUpdated(a: Row, b: Row, descending: boolean): number {
  if (a.updated === b.updated) return byName(a, b)
  if (a.updated === null) return 1
  if (b.updated === null) return -1
  return (a.updated < b.updated ? -1 : 1) * (descending ? -1 : 1)
}

/** A row with the text that it is found by, made once. */
export interface Findable {
  readonly row: Row
  readonly text: string
}

/** Rows in the asked order. */
export function orderRows(
  rows: readonly Row[],
  { sort, descending }: Pick<ListState, 'sort' | 'descending'>,
): readonly Findable[] {
  const ordered = [...rows].sort((a, b) =>
    sort === 'updated' ? byUpdated(a, b, descending) : byName(a, b) * (descending ? -1 : 1),
  )
  return ordered.map((row) => ({ row, text: `${row.repository} ${row.description ?? ''}`.toLowerCase() }))
}

/**
 * Those of ordered rows that hold every word and have the asked state.
 * @param known verdicts so far, by repository; a row without one is still open. Null where any state will do
 */
export function chooseRows(
  ordered: readonly Findable[],
  q: string,
  state: State,
  known: ReadonlyMap<string, VerdictSummary> | null,
): Row[] {
  const wanted = words(q)
  const chosen: Row[] = []
  for (const { row, text } of ordered) {
    if (!wanted.every((word) => text.includes(word))) continue
    if (state !== 'all' && (known?.get(row.repository)?.status ?? 'open') !== state) continue
    chosen.push(row)
  }
  return chosen
}

/** How many rows each state has, `open` for those not asked or still asking. */
export function countStates(
  rows: readonly Row[],
  known: ReadonlyMap<string, VerdictSummary>,
): ReadonlyMap<State, number> {
  const counts = new Map<State, number>([['all', rows.length]])
  for (const row of rows) {
    const state = known.get(row.repository)?.status ?? 'open'
    counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return counts
}
