import type { Descriptor } from '../../oci/index.ts'
import type { SourceError } from '../errors/source-error.ts'

/**
 * The repository that a source's own address names, where that is a repository and no namespace. No repository is called so,
 * and it can stand in a URL.
 */
export const SELF = '_'

/** The last segment of a repository's path. */
export const lastSegment = (repository: string): string => repository.split('/').at(-1)!

/** Bytes of a manifest or index, already hashed. */
export interface StoredManifest {
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** of these bytes, computed here */
  readonly digest: string
}

/** Which repositories a place holds, and how sure that is. */
export interface Catalog {
  readonly state: 'complete' | 'partial' | 'refused'
  readonly reason: SourceError | null
  /** below the store's own path, sorted */
  readonly names: readonly string[]
}

/** What points to a manifest: signatures, attestations, SBOMs. */
export interface Referrers {
  readonly manifests: readonly Descriptor[]
  /** how it was asked: the API, or the fallback tag where the registry has no API */
  readonly by: 'api' | 'tag'
}

/**
 * A place that speaks in repositories, tags, manifests and blobs: a registry or an OCI layout. All bytes that it gives
 * are checked against digest and size. Every method throws `SourceError`.
 */
export interface ManifestStore {
  /** `host[:port]` or a folder, for messages */
  readonly host: string
  /** @param soFar is told what is known after each page, where it comes in pages */
  repositories(signal?: AbortSignal, soFar?: (names: readonly string[]) => void): Promise<Catalog>
  /** As listed: unsorted, possibly with entries that are no tags. */
  tags(repository: string, signal?: AbortSignal): Promise<readonly unknown[]>
  manifest(repository: string, tagOrDigest: string, signal?: AbortSignal): Promise<StoredManifest>
  /** @param limit the most bytes to read */
  blob(repository: string, descriptor: Descriptor, limit: number, signal?: AbortSignal): Promise<Uint8Array>
  /** Throws where it could not ask; an empty list means that it asked and there is nothing. */
  referrers(repository: string, digest: string, signal?: AbortSignal): Promise<Referrers>
  /** The chart's name by its repository: the last segment. */
  nameOf(repository: string): string
  /** Whether nobody gave the repository its name: a layout's is its folder's, wherever that was put. */
  isNameless?(repository: string): boolean
  /** The reference that a person can copy. */
  reference(repository: string, tag: string | null, digest: string | null): string
  /** Forgets what may have changed. */
  refresh?(): void
}
