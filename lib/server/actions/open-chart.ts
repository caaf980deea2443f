import type { Chart } from '../../schema/chart.ts'
import { describeChart } from '../chart/describe-chart.ts'
import { unpackChart } from '../chart/unpack.ts'
import { resolveChart } from './resolve-chart.ts'

/** One version of a chart: metadata, files, values. */
export async function openChart(
  sourceName: string,
  repository: string,
  version: string,
  signal?: AbortSignal,
): Promise<Chart> {
  const { source, chart } = await resolveChart(sourceName, repository, version, signal)
  return describeChart(sourceName, chart, await unpackChart(source, chart, signal))
}
