import { isDigest, type Descriptor } from '../../oci/index.ts'
import { ByteCache } from '../chart/byte-cache.ts'
import { Fresh } from './fresh.ts'
import type { Catalog, ManifestStore, Referrers, StoredManifest } from './manifest-store.ts'

const MiB = 1024 * 1024
/** Blobs beyond this are read once, unpacked and kept as charts elsewhere. */
const SMALL = 256 * 1024

/**
 * A store that keeps what its digest names for as long as there is room, and what may change for seconds, so that many
 * visitors of one page make one request.
 */
export class RememberingStore implements ManifestStore {
  readonly host: string
  readonly #store: ManifestStore
  readonly #manifests = new ByteCache<StoredManifest>(32 * MiB)
  readonly #blobs = new ByteCache<Uint8Array>(32 * MiB)
  readonly #catalog: Fresh<Catalog>
  readonly #tags: Fresh<readonly unknown[]>
  readonly #tagged: Fresh<StoredManifest>
  readonly #referrers: Fresh<Referrers>

  constructor(store: ManifestStore, now: () => number) {
    this.host = store.host
    this.#store = store
    this.#catalog = new Fresh({ fresh: 15_000, stale: 15_000 }, now)
    this.#tags = new Fresh({ fresh: 15_000, stale: 15_000 }, now)
    this.#tagged = new Fresh({ fresh: 15_000, stale: 15_000 }, now)
    this.#referrers = new Fresh({ fresh: 15_000, stale: 15_000 }, now)
  }

  // what is shared by all who wait is not ended by one of them, so signals stop here

  repositories(): Promise<Catalog> {
    return this.#catalog.get('', () => this.#store.repositories())
  }

  tags(repository: string): Promise<readonly unknown[]> {
    return this.#tags.get(repository, () => this.#store.tags(repository))
  }

  async manifest(repository: string, tagOrDigest: string): Promise<StoredManifest> {
    const known = this.#manifests.get(`${repository}@${tagOrDigest}`)
    if (known !== undefined) return known
    const read = await this.#tagged.get(`${repository} ${tagOrDigest}`, () =>
      this.#store.manifest(repository, tagOrDigest),
    )
    if (isDigest(tagOrDigest)) this.#manifests.set(`${repository}@${read.digest}`, read, read.bytes.length)
    return read
  }

  async blob(
    repository: string,
    descriptor: Descriptor,
    limit: number,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    const key = `${repository}@${descriptor.digest}`
    const known = this.#blobs.get(key)
    if (known !== undefined) return known
    const bytes = await this.#store.blob(repository, descriptor, limit, signal)
    if (bytes.length <= SMALL) this.#blobs.set(key, bytes, bytes.length)
    return bytes
  }

  referrers(repository: string, digest: string): Promise<Referrers> {
    return this.#referrers.get(`${repository}@${digest}`, () => this.#store.referrers(repository, digest))
  }

  nameOf(repository: string): string {
    return this.#store.nameOf(repository)
  }

  reference(repository: string, tag: string | null, digest: string | null): string {
    return this.#store.reference(repository, tag, digest)
  }
}
