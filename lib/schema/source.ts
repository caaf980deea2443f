import { z } from 'zod'
import { Problem } from './problem.ts'

export const SourceKind = z.enum(['oci', 'classic', 'folder', 'oci-layout'])

/** How completely a source told what it holds. Never "empty" where the truth is "cannot list". */
export const ListingState = z.enum(['complete', 'partial', 'refused'])

export const ChartRow = z.object({
  name: z.string(),
  /** below the source, "/" between names; what URLs and `openChart` take */
  repository: z.string(),
  latest: z.string().nullable(),
  appVersion: z.string().nullable(),
  description: z.string().nullable(),
  /** ISO 8601, null where it would cost a request or nobody says */
  updated: z.string().nullable(),
  deprecated: z.boolean(),
  /** nobody looked into it yet: only its name is known, and it may be no chart */
  unread: z.boolean().optional(),
})
export type ChartRow = z.infer<typeof ChartRow>

export const Listing = z.object({
  source: z.string(),
  listing: ListingState,
  reason: Problem.nullable(),
  charts: z.array(ChartRow),
  /** repositories that hold no chart */
  others: z.array(z.string()),
  askedAt: z.string(),
  /** why it is an older list: it was asked again since, and that failed */
  notRenewed: Problem.optional(),
  /** it is an older list, and a new one is being asked for */
  renewing: z.boolean().optional(),
})
export type Listing = z.infer<typeof Listing>

export const Source = z.object({
  /** slug, in URLs */
  name: z.string(),
  title: z.string(),
  url: z.string(),
  kind: SourceKind,
  /** user name, or "anonymous" */
  askedAs: z.string(),
  /** true for the sample that ships with Chartroom */
  sample: z.boolean(),
  /** true for a connection that was added on the page, and can be changed there */
  added: z.boolean(),
})
export type Source = z.infer<typeof Source>

export const VersionRow = z.object({
  version: z.string(),
  tag: z.string(),
  /** of the manifest (OCI) or the archive (classic, folder); null where not asked */
  digest: z.string().nullable(),
  created: z.string().nullable(),
  appVersion: z.string().nullable(),
  /** false where Helm's version ranges never see it (`v1.2.3`, `latest`) */
  resolvable: z.boolean(),
})
export type VersionRow = z.infer<typeof VersionRow>

export const Versions = z.object({
  name: z.string(),
  /** newest first, semver order */
  versions: z.array(VersionRow),
  otherTags: z.array(z.string()),
})
export type Versions = z.infer<typeof Versions>
