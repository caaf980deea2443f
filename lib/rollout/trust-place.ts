import type { ChartAsked } from './model.ts'

/** The place that a policy of ours would match for a chart. */
export function chartMatch(chart: ChartAsked): string {
  switch (chart.from) {
    case 'registry':
      return chart.reference
    case 'repository':
      return `${chart.repository.replace(/\/+$/, '')}/${chart.name}`
    case 'archive':
      return chart.url
    case 'folder':
      return chart.path
    case 'elsewhere':
      return chart.what
  }
}
