import type { Versions } from '../../schema/source.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'

/** The versions of a chart, newest first, and its other tags. */
export const listVersions = async (
  source: string,
  repository: string,
  options: { digests?: 'newest' | 'all' | 'none' } = {},
  signal?: AbortSignal,
): Promise<Versions> => sourceNamed(source).charts.versions(repository, options, signal)
