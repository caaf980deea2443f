import type { RawManifest } from '../../schema/chart.ts'
import type { ChartSource, ResolvedChart } from '../sources/source.ts'
import { resolveChart } from './resolve-chart.ts'

/** Manifest, config and provenance of a version as the registry holds them; null for sources without manifests. */
export async function readManifest(
  sourceName: string,
  repository: string,
  version: string,
  signal?: AbortSignal,
): Promise<RawManifest | null> {
  const { source, chart } = await resolveChart(sourceName, repository, version, signal)
  return rawManifest(source, chart, signal)
}

export async function rawManifest(
  source: ChartSource,
  chart: ResolvedChart,
  signal?: AbortSignal,
): Promise<RawManifest | null> {
  if (chart.manifest === null) return null
  const [config, provenance] = await Promise.all([
    source.config(chart, signal),
    source.provenance(chart, signal),
  ])
  const text = (bytes: Uint8Array | null): string | null =>
    bytes === null ? null : new TextDecoder().decode(bytes)
  return {
    digest: chart.digest,
    mediaType: chart.manifest.mediaType,
    text: new TextDecoder().decode(chart.manifest.bytes),
    config: text(config),
    provenance: text(provenance),
    layers: [...chart.layers],
  }
}
