import { toSourceError } from '../errors/source-error.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'
import type { ChartSource, ResolvedChart } from '../sources/source.ts'

const NEWEST = ['', '>0.0.0-0', 'latest']

/**
 * Pins a version to bytes. "" and `latest` mean the newest stable version; where there is none, the newest pre-release;
 * and a tag `latest` is itself.
 * @param version a tag, a version, a range or a digest
 */
export async function resolveChart(
  source: string,
  repository: string,
  version: string,
  signal?: AbortSignal,
): Promise<{ source: ChartSource; chart: ResolvedChart }> {
  const { charts } = sourceNamed(source)
  const tries = version === '' ? NEWEST : version === 'latest' ? ['latest', ...NEWEST.slice(0, 2)] : [version]
  for (const [i, asked] of tries.entries()) {
    try {
      return { source: charts, chart: await charts.resolve(repository, asked, signal) }
    } catch (error) {
      if (toSourceError(error).code !== 'NOT_FOUND' || i === tries.length - 1) throw error
    }
  }
  throw new Error('unreachable')
}
