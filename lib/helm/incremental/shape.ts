import type { Chart } from '../chart/chart.ts'

/** What values decide about a chart besides its values: which charts are below it, and under which names. */
export const shapeOf = (chart: Chart): string => JSON.stringify(describe(chart))

const describe = (chart: Chart): unknown => [
  chart.name,
  chart.metadata.version,
  chart.templates.length,
  chart.metadata.dependencies?.map((request) => request && [request.name, request.version, request.enabled]),
  chart.dependencies.map(describe),
]
