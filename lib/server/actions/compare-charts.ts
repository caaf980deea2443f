import type { RenderRequest, ValuesLayer } from '../../helm/request.ts'
import type { ChartComparison } from '../../objects/index.ts'
import type { ChartName, CompareBody, ComparedSide } from '../../schema/compare.ts'
import { chartMetadata } from '../chart/metadata.ts'
import { unpackChart, type UnpackedChart } from '../chart/unpack.ts'
import { renderPool } from '../render-pool.ts'
import type { ResolvedChart } from '../sources/source.ts'
import { resolveChart } from './resolve-chart.ts'
import { verifyChart } from './verify-chart.ts'

/** Two charts beside each other: what sets their renders, values and signatures apart. */
export interface ComparedCharts extends ChartComparison {
  readonly from: ComparedSide
  readonly to: ComparedSide
  /** what renders and comparison took together */
  readonly ms: number
}

/**
 * Renders two charts with the same values (unless the first has its own) and compares what they create, in a worker
 * process of the server. Both are judged as well; a signature that cannot be checked does not stop it.
 * @throws SourceError when one of them cannot be had
 */
export async function compareCharts(
  { from, to, fromValues, seed, noise, ...render }: CompareBody,
  signal?: AbortSignal,
): Promise<ComparedCharts> {
  const [before, after] = await Promise.all([openSide(from, signal), openSide(to, signal)])
  const request = (side: OpenSide, values: readonly ValuesLayer[]): RenderRequest => {
    const { kubeVersion, ...rest } = render
    return { ...rest, values, files: side.unpacked.files, ...(kubeVersion !== undefined && { kubeVersion }) }
  }
  const job = {
    before: request(before, fromValues ?? render.values),
    after: request(after, render.values),
    seed,
    noise,
  }
  const [{ comparison, ms }, verdictBefore, verdictAfter] = await Promise.all([
    renderPool().compare(job, signal),
    verifyChart(from.source, from.repository, from.version, signal),
    verifyChart(to.source, to.repository, to.version, signal),
  ])
  return {
    from: { ...sideOf(from, before), verdict: verdictBefore },
    to: { ...sideOf(to, after), verdict: verdictAfter },
    ...comparison,
    ms,
  }
}

interface OpenSide {
  readonly chart: ResolvedChart
  readonly unpacked: UnpackedChart
}

async function openSide(name: ChartName, signal: AbortSignal | undefined): Promise<OpenSide> {
  const { source, chart } = await resolveChart(name.source, name.repository, name.version, signal)
  return { chart, unpacked: await unpackChart(source, chart, signal) }
}

function sideOf(name: ChartName, { chart, unpacked }: OpenSide): Omit<ComparedSide, 'verdict'> {
  const metadata = chartMetadata(unpacked.files)
  return {
    ...name,
    reference: chart.reference,
    digest: chart.digest,
    name: metadata.name,
    chartVersion: metadata.version,
    appVersion: metadata.appVersion,
  }
}
