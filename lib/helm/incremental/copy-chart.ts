import { Chart } from '../chart/chart.ts'

/** A loaded chart as if it were loaded again: what processing dependencies changes is copied, all else shared. */
export function copyChart(chart: Chart): Chart {
  const { metadata } = chart
  const copy = new Chart(
    {
      ...metadata,
      dependencies:
        metadata.dependencies && metadata.dependencies.map((request) => request && { ...request }),
    },
    chart.isV3,
  )
  copy.templates = chart.templates
  copy.values = chart.values
  copy.schema = chart.schema
  copy.files = chart.files
  copy.setDependencies(chart.dependencies.map(copyChart))
  return copy
}
