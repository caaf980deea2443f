import type { Versions } from '../../schema/source.ts'
import { observeVersions } from '../ledger/observe.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'

/** The versions of a chart, newest first, and its other tags. */
export async function listVersions(
  source: string,
  repository: string,
  options: { digests?: 'newest' | 'all' | 'none' } = {},
  signal?: AbortSignal,
): Promise<Versions> {
  const versions = await sourceNamed(source).charts.versions(repository, options, signal)
  observeVersions(source, repository, versions)
  return versions
}
