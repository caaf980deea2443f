/** What a server counts, with the one label each count is divided by. Labels come from fixed lists, never from input. */
export const COUNTED = {
  chartroom_upstream_responses_total: { label: 'status', help: 'Answers of registries and repositories' },
  chartroom_cache_reads_total: { label: 'outcome', help: 'Contents asked of the cache on disk' },
  chartroom_verdicts_total: { label: 'status', help: 'Verdicts on charts, kept ones too' },
  chartroom_renders_total: { label: 'outcome', help: 'Charts rendered on the server' },
} as const

export type Counted = keyof typeof COUNTED

const PLACE = Symbol.for('chartroom.counters')
// each route may be bundled with a copy of this module: the process counts once
const shared = globalThis as { [PLACE]?: Map<Counted, Map<string, number>> }
const table = (shared[PLACE] ??= new Map())

/** Counts one more. @param label the value of the metric's one label */
export function countOne(metric: Counted, label: string): void {
  const row = table.get(metric) ?? new Map<string, number>()
  table.set(metric, row.set(label, (row.get(label) ?? 0) + 1))
}

/** Every label of a metric that was counted, in order, with its count since the start. */
export const countsOf = (metric: Counted): [label: string, count: number][] =>
  [...(table.get(metric) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))
