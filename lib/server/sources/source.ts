import type { ChartRow, Listing, Versions } from '../../schema/source.ts'
import type { ManifestStore } from './manifest-store.ts'

/** A chart version pinned to bytes. Resolve a reference once; everything after works on this. */
export interface ResolvedChart {
  readonly repository: string
  /** what was asked for: tag, version or digest */
  readonly asked: string
  /** the tag or version that names it; null when asked by digest alone */
  readonly tag: string | null
  /** a reference a person can copy into helm */
  readonly reference: string
  /** of the manifest (OCI) or the archive (other kinds): `sha256:…` */
  readonly digest: string
  readonly created: string | null
  /** null for kinds without manifests */
  readonly manifest: { readonly mediaType: string; readonly bytes: Uint8Array } | null
  readonly layers: readonly { readonly mediaType: string; readonly digest: string; readonly size: number }[]
  /** true where nobody gave the repository its name: it says nothing about the chart's */
  readonly nameless?: boolean
  /** true for a folder's unpacked chart: its archive is packed here, so nothing anybody signed or pushed */
  readonly unpacked?: boolean
}

/** One way to reach charts, credentials and transport inside. Every method throws `SourceError` (code, words, cure). */
export interface ChartSource {
  list(signal?: AbortSignal, soFar?: (listing: Listing) => void): Promise<Listing>
  /** One repository as a row; null for one that holds no chart. Only for places whose lists hold rows that are unread. */
  look?(repository: string, signal?: AbortSignal): Promise<ChartRow | null>
  versions(
    repository: string,
    options?: { digests?: 'newest' | 'all' | 'none' },
    signal?: AbortSignal,
  ): Promise<Versions>
  /** `asked`: a tag, a version, a semver range, a digest, or "" for the newest stable version. */
  resolve(repository: string, asked: string, signal?: AbortSignal): Promise<ResolvedChart>
  /** The packed `.tgz`, digest and size checked while read. */
  archive(chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array>
  /** The `.prov` text as bytes; null only when the place was asked and has none. */
  provenance(chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array | null>
  /** The config blob; null for kinds without one. */
  config(chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array | null>
  /** Manifests, blobs and referrers below the charts, for signatures that are artefacts; null for kinds without them. */
  artifacts?(): Promise<ManifestStore | null>
  /** Forgets what may have changed; what a digest names stays. */
  refresh?(): void
}
