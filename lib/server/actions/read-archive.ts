import { unpackChart } from '../chart/unpack.ts'
import { resolveChart } from './resolve-chart.ts'

/** The packed archive, exactly as it was pushed, digest checked. */
export async function readArchive(
  sourceName: string,
  repository: string,
  version: string,
  signal?: AbortSignal,
): Promise<{ readonly bytes: Uint8Array; readonly digest: string }> {
  const { source, chart } = await resolveChart(sourceName, repository, version, signal)
  const { packed, digest } = await unpackChart(source, chart, signal)
  return { bytes: packed, digest }
}
