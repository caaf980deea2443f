import { readArchive, type ArchiveFile } from '../../archive/index.ts'
import { toSourceError } from '../errors/source-error.ts'
import { hashOf } from '../sources/checked-bytes.ts'
import type { ChartSource, ResolvedChart } from '../sources/source.ts'
import { ByteCache } from './byte-cache.ts'

/** A chart's packed bytes and what is in them. */
export interface UnpackedChart {
  readonly packed: Uint8Array
  readonly digest: string
  readonly files: readonly ArchiveFile[]
}

const cache = new ByteCache<UnpackedChart>(256 * 1024 * 1024)

/** Fetches and unpacks the archive of a resolved chart; by digest, so once. */
export async function unpackChart(
  source: ChartSource,
  chart: ResolvedChart,
  signal?: AbortSignal,
): Promise<UnpackedChart> {
  const known = cache.get(chart.digest)
  if (known !== undefined) return known
  const packed = await source.archive(chart, signal)
  const unpacked = { packed, digest: hashOf(packed), files: filesOf(packed) }
  cache.set(chart.digest, unpacked, packed.length + unpacked.files.reduce((sum, f) => sum + f.data.length, 0))
  return unpacked
}

/** @throws SourceError LIMIT_EXCEEDED, CHART_INVALID */
export function filesOf(packed: Uint8Array): ArchiveFile[] {
  try {
    return readArchive(packed)
  } catch (error) {
    throw toSourceError(error, { phase: 'archive' })
  }
}
