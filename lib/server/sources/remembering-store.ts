import { isDigest, parseManifest, type Descriptor } from '../../oci/index.ts'
import type { DiskCache } from '../cache/disk-cache.ts'
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
  readonly #disk: DiskCache | undefined
  readonly #manifests = new ByteCache<StoredManifest>(32 * MiB)
  readonly #blobs = new ByteCache<Uint8Array>(32 * MiB)
  /** blobs that are being read, so that many who want one at once read it once */
  readonly #reading = new Map<string, Promise<Uint8Array>>()
  readonly #catalog: Fresh<Catalog>
  readonly #tags: Fresh<readonly unknown[]>
  readonly #tagged: Fresh<StoredManifest>
  readonly #referrers: Fresh<Referrers>

  /** @param disk keeps what digests name beyond the process */
  constructor(store: ManifestStore, now: () => number, disk?: DiskCache) {
    this.host = store.host
    this.#store = store
    this.#disk = disk
    this.#catalog = new Fresh({ fresh: 15_000, stale: 15_000 }, now)
    this.#tags = new Fresh({ fresh: 15_000, stale: 15_000 }, now)
    this.#tagged = new Fresh({ fresh: 15_000, stale: 15_000 }, now)
    this.#referrers = new Fresh({ fresh: 15_000, stale: 15_000 }, now)
  }

  // what is shared by all who wait is not ended by one of them, so signals stop here

  repositories(_signal?: AbortSignal, soFar?: (names: readonly string[]) => void): Promise<Catalog> {
    return this.#catalog.get('', () => this.#store.repositories(undefined, soFar))
  }

  tags(repository: string): Promise<readonly unknown[]> {
    return this.#tags.get(repository, () => this.#store.tags(repository))
  }

  #scope(repository: string): string {
    return this.#store.reference(repository, null, null)
  }

  async manifest(repository: string, tagOrDigest: string): Promise<StoredManifest> {
    if (!isDigest(tagOrDigest))
      return this.#tagged.get(`${repository} ${tagOrDigest}`, () =>
        this.#store.manifest(repository, tagOrDigest),
      )
    const key = `${repository}@${tagOrDigest}`
    const known = this.#manifests.get(key)
    if (known !== undefined) return known
    const kept = await this.#disk?.get(this.#scope(repository), tagOrDigest)
    const read =
      kept === undefined
        ? await this.#tagged.get(key, () => this.#store.manifest(repository, tagOrDigest))
        : { bytes: kept, digest: tagOrDigest, mediaType: parseManifest(kept).mediaType }
    this.#manifests.set(key, read, read.bytes.length)
    if (kept === undefined) void this.#disk?.put(this.#scope(repository), tagOrDigest, read.bytes)
    return read
  }

  async blob(repository: string, descriptor: Descriptor, limit: number): Promise<Uint8Array> {
    const key = `${repository}@${descriptor.digest}`
    const known = this.#blobs.get(key)
    if (known !== undefined) return known
    const flight = `${key} ${descriptor.size} ${limit}`
    let reading = this.#reading.get(flight)
    if (reading === undefined) {
      reading = this.#readBlob(key, repository, descriptor, limit).finally(() => this.#reading.delete(flight))
      this.#reading.set(flight, reading)
    }
    return reading
  }

  async #readBlob(
    key: string,
    repository: string,
    descriptor: Descriptor,
    limit: number,
  ): Promise<Uint8Array> {
    const kept = await this.#disk?.get(this.#scope(repository), descriptor.digest)
    const usable = kept !== undefined && kept.length === descriptor.size && kept.length <= limit
    const bytes = usable ? kept : await this.#store.blob(repository, descriptor, limit)
    if (bytes.length <= SMALL) this.#blobs.set(key, bytes, bytes.length)
    if (!usable) void this.#disk?.put(this.#scope(repository), descriptor.digest, bytes)
    return bytes
  }

  referrers(repository: string, digest: string): Promise<Referrers> {
    return this.#referrers.get(`${repository}@${digest}`, () => this.#store.referrers(repository, digest))
  }

  refresh(): void {
    for (const kept of [this.#catalog, this.#tags, this.#tagged, this.#referrers]) kept.expire()
  }

  nameOf(repository: string): string {
    return this.#store.nameOf(repository)
  }

  reference(repository: string, tag: string | null, digest: string | null): string {
    return this.#store.reference(repository, tag, digest)
  }
}
