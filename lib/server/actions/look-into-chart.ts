import type { ChartRow } from '../../schema/source.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'

/** One repository of a source as a row; null for one that holds no chart. @throws SourceError */
export const lookIntoChart = async (
  source: string,
  repository: string,
  signal?: AbortSignal,
): Promise<ChartRow | null> => (await sourceNamed(source).charts.look?.(repository, signal)) ?? null
