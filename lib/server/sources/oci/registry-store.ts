import {
  bareMediaType,
  formatReference,
  isDigest,
  MANIFEST_ACCEPT,
  parseManifest,
  referrersTag,
  type Descriptor,
} from '../../../oci/index.ts'
import type { Connection } from '../../connection/connection.ts'
import { SourceError, toSourceError } from '../../errors/source-error.ts'
import { first } from '../../transport/http-client.ts'
import { checked, hashOf } from '../checked-bytes.ts'
import {
  lastSegment,
  SELF,
  type Catalog,
  type ManifestStore,
  type Referrers,
  type StoredManifest,
} from '../manifest-store.ts'
import { listRepositories, type ListBy } from './catalog.ts'
import { jsonOf } from './registry-answer.ts'
import { RegistryClient } from './registry-client.ts'

const OCI_INDEX = MANIFEST_ACCEPT[1]

/** A registry, or a namespace of one. Repositories are named below `namespace`. */
export class RegistryStore implements ManifestStore {
  readonly host: string
  readonly client: RegistryClient
  readonly #namespace: string
  /** as people write it, which for Docker Hub is not where it answers */
  readonly #shownHost: string

  readonly #listBy: ListBy

  constructor(
    connection: Connection,
    shownHost: string,
    namespace: string,
    listBy: ListBy = { provider: 'auto', api: undefined, env: {} },
  ) {
    this.client = new RegistryClient(connection)
    this.host = connection.origin.host
    this.#shownHost = shownHost
    this.#listBy = listBy
    this.#namespace = namespace
  }

  #full(repository: string): string {
    return [this.#namespace, repository === SELF ? '' : repository].filter((part) => part !== '').join('/')
  }

  repositories(signal?: AbortSignal, soFar?: (names: readonly string[]) => void): Promise<Catalog> {
    return listRepositories(this.client, this.#namespace, this.#listBy, signal, soFar)
  }

  async tags(repository: string, signal?: AbortSignal): Promise<readonly unknown[]> {
    const name = this.#full(repository)
    const tags = new Set<unknown>()
    // without n first: distribution then answers everything at once
    const pages = this.client.pages({
      path: `/v2/${name}/tags/list`,
      resource: { kind: 'repository', name },
      what: `the tags of ${name}`,
      phase: 'tags',
      signal,
    })
    let idle = 0
    for await (const { page } of pages) {
      // a repository without tags answers null; an answer that speaks of no tags at all is none
      const listed =
        page['tags'] ?? (page['name'] === undefined && page['tags'] === undefined ? undefined : [])
      if (!Array.isArray(listed)) {
        throw new SourceError(
          'MALFORMED_RESPONSE',
          `${this.host} answers with something else than a list of tags`,
          { host: this.host, phase: 'tags' },
        )
      }
      const before = tags.size
      for (const tag of listed) tags.add(tag)
      idle = tags.size > before ? 0 : idle + 1
      if (idle >= this.client.connection.limits.idlePages) break
    }
    return [...tags]
  }

  async manifest(repository: string, tagOrDigest: string, signal?: AbortSignal): Promise<StoredManifest> {
    const name = this.#full(repository)
    const answer = await this.client.manifest(name, tagOrDigest, signal)
    const mediaType = bareMediaType(first(answer.headers['content-type']) ?? '')
    // the registry's own Docker-Content-Digest is a hint: by tag our own hash counts, by digest the one that was asked for
    if (isDigest(tagOrDigest)) {
      if (answer.body[0] !== 0x7b) jsonOf(answer, this.client.question(name, 'manifest'))
      checked(answer.body, { digest: tagOrDigest }, { host: this.host, phase: 'manifest' })
      return { mediaType, bytes: answer.body, digest: tagOrDigest }
    }
    jsonOf(answer, this.client.question(`${name}:${tagOrDigest}`, 'manifest'))
    return { mediaType, bytes: answer.body, digest: hashOf(answer.body) }
  }

  async blob(
    repository: string,
    descriptor: Descriptor,
    limit: number,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    const { digest, size } = descriptor
    const facts = { host: this.host, phase: 'blob' } as const
    if (size > limit)
      throw new SourceError('LIMIT_EXCEEDED', `${digest} has ${size} bytes, ${limit} are read`, facts)
    return checked(await this.client.blob(this.#full(repository), digest, size, signal), descriptor, facts)
  }

  async referrers(repository: string, digest: string, signal?: AbortSignal): Promise<Referrers> {
    const name = this.#full(repository)
    const facts = { host: this.host, phase: 'referrers' } as const
    const found: Descriptor[] = []
    const add = (bytes: Uint8Array): void => {
      const parsed = parseManifest(bytes, OCI_INDEX)
      if (parsed.kind !== 'index')
        throw new SourceError('MALFORMED_RESPONSE', 'the referrers are not an image index', facts)
      found.push(...parsed.manifests)
      const { referrers } = this.client.connection.limits
      if (found.length > referrers)
        throw new SourceError('LIMIT_EXCEEDED', `more than ${referrers} referrers`, facts)
    }
    try {
      const pages = this.client.pages({
        path: `/v2/${name}/referrers/${digest}`,
        resource: { kind: 'repository', name },
        what: `the referrers of ${name}@${digest}`,
        phase: 'referrers',
        accept: OCI_INDEX,
        signal,
      })
      let idle = 0
      for await (const { answer } of pages) {
        const before = found.length
        add(answer.body)
        idle = found.length > before ? 0 : idle + 1
        if (idle >= this.client.connection.limits.idlePages)
          throw new SourceError(
            'LIMIT_EXCEEDED',
            `${idle} pages of referrers in a row name nothing, and more follow`,
            facts,
          )
      }
      return { manifests: found, by: 'api' }
    } catch (error) {
      const reason = toSourceError(error, facts)
      // no such API, unless it is the repository that is missing
      if (!/^status (?:404|405|501)\b/.test(reason.seen) || reason.seen.includes('NAME_UNKNOWN')) throw reason
    }
    try {
      add((await this.client.manifest(name, referrersTag(digest), signal)).body)
    } catch (error) {
      const reason = toSourceError(error, facts)
      if (reason.code !== 'NOT_FOUND') throw reason
    }
    return { manifests: found, by: 'tag' }
  }

  nameOf(repository: string): string {
    return lastSegment(this.#full(repository))
  }

  reference(repository: string, tag: string | null, digest: string | null): string {
    return formatReference({ host: this.#shownHost, repository: this.#full(repository), tag, digest })
  }
}
