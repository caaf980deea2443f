import type { ChartMetadata } from '../../schema/chart.ts'
import type { Listing, Versions } from '../../schema/source.ts'

/** The listing of a place that holds exactly one chart. */
export const singleListing = (source: string, metadata: ChartMetadata, now: Date): Listing => ({
  source,
  listing: 'complete',
  reason: null,
  charts: [
    {
      name: metadata.name,
      repository: metadata.name,
      latest: metadata.version,
      appVersion: metadata.appVersion || null,
      description: metadata.description || null,
      updated: null,
      deprecated: metadata.deprecated,
    },
  ],
  others: [],
  askedAt: now.toISOString(),
})

export const singleVersions = ({ name, version, appVersion }: ChartMetadata, digest: string): Versions => ({
  name,
  versions: [
    { version, tag: version, digest, created: null, appVersion: appVersion || null, resolvable: true },
  ],
  otherTags: [],
})
