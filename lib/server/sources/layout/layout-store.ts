import { readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import {
  isDigest,
  isRepository,
  parseManifest,
  referrersTag,
  type Descriptor,
  type ImageIndex,
} from '../../../oci/index.ts'
import { SourceError, toSourceError } from '../../errors/source-error.ts'
import { checked } from '../checked-bytes.ts'
import type { Limits } from '../limits.ts'
import {
  lastSegment,
  type Catalog,
  type ManifestStore,
  type Referrers,
  type StoredManifest,
} from '../manifest-store.ts'

const REF_NAME = 'org.opencontainers.image.ref.name'

interface Tagged {
  readonly repository: string
  readonly tag: string
  readonly descriptor: Descriptor
}

const SMALL = 64 * 1024

/**
 * An OCI image layout: a folder with `index.json` and `blobs/`. A reference name `repository:tag` puts a manifest into
 * that repository; a bare `tag` (as most tools write) into the one named like the folder.
 */
export class LayoutStore implements ManifestStore {
  readonly host: string
  readonly #folder: string
  readonly #limits: Limits

  /** @param shown the folder as it was written, for messages and references */
  constructor(folder: string, limits: Limits, shown = folder) {
    this.host = shown
    this.#folder = folder
    this.#limits = limits
  }

  /** the repository of manifests that are tagged without one */
  get ownName(): string {
    return basename(resolve(this.#folder))
  }

  async repositories(): Promise<Catalog> {
    const tagged = await this.#tagged()
    return { state: 'complete', reason: null, names: [...new Set(tagged.map((t) => t.repository))].sort() }
  }

  async tags(repository: string): Promise<readonly unknown[]> {
    const tags = (await this.#tagged()).filter((t) => t.repository === repository).map((t) => t.tag)
    if (tags.length === 0) throw this.#missing(`no repository ${JSON.stringify(repository)}`)
    return tags
  }

  async manifest(repository: string, tagOrDigest: string): Promise<StoredManifest> {
    if (isDigest(tagOrDigest)) {
      const bytes = checked(
        await this.#blob(tagOrDigest, this.#limits.manifest),
        { digest: tagOrDigest },
        this.#facts,
      )
      return { bytes, digest: tagOrDigest, mediaType: mediaTypeOf(bytes) }
    }
    const found = (await this.#tagged()).find((t) => t.repository === repository && t.tag === tagOrDigest)
    if (found === undefined) throw this.#missing(`no ${JSON.stringify(`${repository}:${tagOrDigest}`)}`)
    const { mediaType, digest, size } = found.descriptor
    const bytes = checked(await this.#blob(digest, this.#limits.manifest), { digest, size }, this.#facts)
    return { bytes, digest, mediaType }
  }

  async blob(_repository: string, descriptor: Descriptor, limit: number): Promise<Uint8Array> {
    return checked(await this.#blob(descriptor.digest, limit), descriptor, this.#facts)
  }

  async referrers(repository: string, digest: string): Promise<Referrers> {
    const index = await this.#index()
    const own: Descriptor[] = []
    for (const descriptor of index.manifests) {
      if (own.some((known) => known.digest === descriptor.digest)) continue
      const { bytes } = await this.manifest(repository, descriptor.digest)
      const parsed = parseManifest(bytes, descriptor.mediaType)
      if (parsed.kind === 'manifest' && parsed.subject?.digest === digest) own.push(descriptor)
    }
    const fallback = (await this.#tagged()).find(
      (t) => t.repository === repository && t.tag === referrersTag(digest),
    )
    if (fallback === undefined) return { manifests: own, by: 'api' }
    const listed = parseManifest((await this.manifest(repository, fallback.descriptor.digest)).bytes)
    return { manifests: listed.kind === 'index' ? [...own, ...listed.manifests] : own, by: 'tag' }
  }

  nameOf(repository: string): string {
    return lastSegment(repository)
  }

  isNameless(repository: string): boolean {
    return repository === this.ownName
  }

  reference(repository: string, tag: string | null, digest: string | null): string {
    const single = repository === this.ownName ? '' : `${repository}:`
    return `oci-layout:${this.host}:${single}${tag ?? digest ?? ''}`
  }

  get #facts(): { host: string; phase: 'read' } {
    return { host: this.host, phase: 'read' }
  }

  #missing(words: string): SourceError {
    return new SourceError('NOT_FOUND', `${words} in this layout`, this.#facts)
  }

  async #tagged(): Promise<Tagged[]> {
    const { manifests } = await this.#index()
    return manifests.flatMap((descriptor) => {
      const name = descriptor.annotations[REF_NAME]
      return name === undefined ? [] : [{ ...splitName(name, this.ownName), descriptor }]
    })
  }

  async #index(): Promise<ImageIndex> {
    const bytes = await this.#read('index.json', this.#limits.page)
    try {
      const index = parseManifest(bytes, 'application/vnd.oci.image.index.v1+json')
      if (index.kind === 'index') return index
    } catch (error) {
      throw toSourceError(error, this.#facts)
    }
    throw new SourceError('MALFORMED_RESPONSE', 'index.json is not an image index', this.#facts)
  }

  #blob(digest: string, limit: number): Promise<Uint8Array> {
    return this.#read(join('blobs', ...digest.split(':')), limit)
  }

  async #read(path: string, limit: number): Promise<Uint8Array> {
    const file = join(this.#folder, path)
    try {
      const { size } = statSync(file)
      if (size > limit)
        throw new SourceError('LIMIT_EXCEEDED', `${path} has ${size} bytes, ${limit} are read`, this.#facts)
      // manifests and signatures are small: four turns of the thread pool would take longer than they do
      return size <= SMALL ? readFileSync(file) : await readFile(file)
    } catch (error) {
      if (error instanceof SourceError) throw error
      const words =
        path === 'index.json'
          ? `${this.host} is no OCI layout: it has no index.json`
          : `${path} is missing from the layout`
      throw new SourceError('NOT_FOUND', words, { ...this.#facts, cause: error })
    }
  }
}

/** `repo:tag`, `host/repo:tag` or `tag` as a pair. */
function splitName(name: string, folder: string): { repository: string; tag: string } {
  const colon = name.lastIndexOf(':')
  if (colon < 0) return { repository: folder, tag: name }
  const path = name.slice(0, colon)
  const first = path.split('/')[0]!
  const below = /[.:]/.test(first) && path.includes('/') ? path.slice(first.length + 1) : path
  return isRepository(below)
    ? { repository: below, tag: name.slice(colon + 1) }
    : { repository: folder, tag: name }
}

const mediaTypeOf = (bytes: Uint8Array): string => parseManifest(bytes).mediaType
