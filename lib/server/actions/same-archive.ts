import { createHash } from 'node:crypto'
import type { SameArchive } from '../../schema/moving.ts'
import { describeChart } from '../chart/describe-chart.ts'
import { unpackChart, type UnpackedChart } from '../chart/unpack.ts'
import { SourceError, toSourceError } from '../errors/source-error.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'
import type { ResolvedChart } from '../sources/source.ts'
import { resolveChart } from './resolve-chart.ts'

interface Opened {
  readonly source: string
  readonly chart: ResolvedChart
  readonly unpacked: UnpackedChart
}

/**
 * The same version of a chart in another source, compared bit for bit: that a move from one to the other changed nothing is
 * shown by equal archives, not by equal version numbers.
 * @param other name of the other source
 * @throws SourceError NOT_FOUND when the other source has no such chart or version
 */
export async function sameArchive(
  source: string,
  repository: string,
  version: string,
  other: string,
  signal?: AbortSignal,
): Promise<SameArchive> {
  const here = await opened(source, repository, version, signal)
  const { metadata } = describeChart(source, here.chart, here.unpacked)
  const there = await openedElsewhere(other, [repository, metadata.name], metadata, signal)
  const files = differing(here.unpacked, there.unpacked)
  const same =
    here.unpacked.digest === there.unpacked.digest ? 'bytes' : files.length === 0 ? 'content' : 'different'
  return { here: sideOf(here, metadata.version), there: sideOf(there, metadata.version), same, files }
}

async function opened(
  source: string,
  repository: string,
  version: string,
  signal: AbortSignal | undefined,
): Promise<Opened> {
  const { source: charts, chart } = await resolveChart(source, repository, version, signal)
  return { source, chart, unpacked: await unpackChart(charts, chart, signal) }
}

/** By the same path, by the chart's name, and by the name among what the source lists. */
async function openedElsewhere(
  source: string,
  repositories: readonly string[],
  { name, version }: { readonly name: string; readonly version: string },
  signal: AbortSignal | undefined,
): Promise<Opened> {
  const missing = (error: unknown): boolean => toSourceError(error).code === 'NOT_FOUND'
  for (const repository of new Set(repositories)) {
    try {
      return await opened(source, repository, version, signal)
    } catch (error) {
      if (!missing(error)) throw error
    }
  }
  const { charts } = await sourceNamed(source).charts.list(signal)
  const named = charts.find((row) => row.name === name && !repositories.includes(row.repository))
  if (named !== undefined) return opened(source, named.repository, version, signal)
  throw new SourceError('NOT_FOUND', `${source} has no ${name} ${version}`, { phase: 'list' })
}

const sideOf = ({ source, chart, unpacked }: Opened, version: string): SameArchive['here'] => ({
  source,
  repository: chart.repository,
  version,
  reference: chart.reference,
  digest: unpacked.digest,
  size: unpacked.packed.length,
})

function differing(here: UnpackedChart, there: UnpackedChart): SameArchive['files'] {
  const hashes = ({ files }: UnpackedChart): Map<string, string> =>
    new Map(files.map(({ path, data }) => [path, createHash('sha256').update(data).digest('hex')]))
  const [ours, theirs] = [hashes(here), hashes(there)]
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .sort()
    .map((path) => ({ path, here: ours.get(path) ?? null, there: theirs.get(path) ?? null }))
    .filter((file) => file.here !== file.there)
}
