import type { Problem } from '../../schema/problem.ts'
import type { ChartRow } from '../../schema/source.ts'
import { toSourceError } from '../errors/source-error.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'

/**
 * One repository of a source as a row: null for one that holds no chart, and for one that could not be looked into, which
 * is then told as a reason: for a list that is a row like others.
 * @throws SourceError SOURCE_UNKNOWN
 */
export async function lookIntoChart(
  source: string,
  repository: string,
  signal?: AbortSignal,
): Promise<{ readonly chart: ChartRow | null; readonly reason: Problem | null }> {
  const { charts } = sourceNamed(source)
  try {
    return { chart: (await charts.look?.(repository, signal)) ?? null, reason: null }
  } catch (error) {
    return { chart: null, reason: toSourceError(error).toProblem() }
  }
}
