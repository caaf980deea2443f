import type { ChartRow, Listing, VersionRow, Versions } from '../../../schema/source.ts'
import { HELM_CHART, isDigest, isOciUrl, LEGACY_CHART, tagOfVersion } from '../../../oci/index.ts'
import type { Zone } from '../../connection/address.ts'
import type { Connection } from '../../connection/connection.ts'
import { SourceError } from '../../errors/source-error.ts'
import { first, place } from '../../transport/http-client.ts'
import { checked, hashOf } from '../checked-bytes.ts'
import { chooseVersion, versionOf } from '../choose-version.ts'
import { noSuchVersion } from '../manifest-source.ts'
import type { ChartPlace } from '../open-place.ts'
import type { ChartSource, ResolvedChart } from '../source.ts'
import type { IndexEntry } from './index-entry.ts'
import { IndexFile } from './index-file.ts'
import { WebClient } from './web-client.ts'

interface Options {
  readonly name: string
  readonly now: () => Date
  /** how long an index is used before the server is asked whether it changed, in milliseconds */
  readonly freshFor?: number
  /** opens what the index names by `oci://`; without it such versions are refused */
  readonly openOci?: OpenOci | undefined
}

/**
 * Opens the repository of an `oci://` reference that an index names: with what is configured or stored for its own host,
 * never with the login of the repository that names it.
 * @param nearest how near the repository itself is: what it names may not lead further inward
 */
export type OpenOci = (reference: string, nearest: Zone) => Promise<ChartPlace>

/** A chart repository of the first kind: `index.yaml` and archives on a web server. */
export class ClassicSource implements ChartSource {
  readonly #base: URL
  readonly #client: WebClient
  readonly #options: Options
  #known:
    | {
        readonly index: IndexFile
        readonly etag: string | undefined
        readonly modified: string | undefined
        askedAt: number
      }
    | undefined
  #asking: Promise<IndexFile> | undefined
  /** whole URLs by the form of them that may be shown: a query can be a secret */
  readonly #urls = new Map<string, URL>()
  /** where the index led to a registry, by the reference there */
  readonly #followed = new Map<string, { readonly place: ChartPlace; readonly chart: ResolvedChart }>()
  /** archives that had to be read to know their digest, by digest */
  readonly #archives = new Map<string, Uint8Array>()

  /** @param base the repository's URL; a query stays on everything below it, as with Helm */
  constructor(base: URL, connection: Connection, options: Options) {
    this.#base = new URL(base)
    if (!this.#base.pathname.endsWith('/')) this.#base.pathname += '/'
    this.#client = new WebClient(connection)
    this.#options = options
  }

  async list(signal?: AbortSignal): Promise<Listing> {
    const index = await this.#index(signal)
    const rows = index.names.map((name) => rowOf(name, sorted(index.versions(name) ?? [])))
    return {
      source: this.#options.name,
      listing: 'complete',
      reason: null,
      charts: rows.filter((row) => row !== undefined),
      others: [],
      askedAt: this.#options.now().toISOString(),
    }
  }

  /** The index is asked for again; one that did not change is not sent again. */
  refresh(): void {
    if (this.#known !== undefined) this.#known.askedAt = Number.NEGATIVE_INFINITY
  }

  async versions(repository: string, _options?: object, signal?: AbortSignal): Promise<Versions> {
    const entries = await this.#entries(repository, signal)
    const versions = entries.filter((e) => versionOf(e.version) !== undefined)
    return {
      name: repository,
      versions: versions.map(({ version, digest, created, appVersion }): VersionRow => ({
        version,
        tag: version,
        digest,
        created,
        appVersion,
        resolvable: true,
      })),
      otherTags: entries.filter((e) => versionOf(e.version) === undefined).map((e) => e.version),
    }
  }

  async resolve(repository: string, asked: string, signal?: AbortSignal): Promise<ResolvedChart> {
    const entries = await this.#entries(repository, signal)
    const named = entries.find((e) => e.digest !== null && e.digest === asked)
    const elsewhere = entries.find((e) => isOciUrl(e.urls[0] ?? ''))
    if (named === undefined && elsewhere !== undefined && isDigest(asked))
      return this.#follow(repository, asked, elsewhere, asked, signal)
    const entry = named ?? this.#pick(repository, entries, asked)
    if (isOciUrl(entry.urls[0] ?? '')) return this.#follow(repository, asked, entry, '', signal)
    const url = this.#archiveUrl(repository, entry)
    this.#urls.set(place(url), url)
    let { digest } = entry
    if (digest === null) {
      const bytes = await this.#fetch(url, null, signal)
      digest = hashOf(bytes)
      this.#archives.set(digest, bytes)
    }
    return {
      repository,
      asked,
      tag: entry.version,
      reference: place(url),
      digest,
      created: entry.created,
      manifest: null,
      layers: [],
    }
  }

  /** As Helm 4: the reference as it stands, with the entry's version where it names none. */
  async #follow(
    repository: string,
    asked: string,
    { urls, version, digest }: IndexEntry,
    manifest: string,
    signal: AbortSignal | undefined,
  ): Promise<ResolvedChart> {
    const { openOci } = this.#options
    const url = urls[0]!
    if (openOci === undefined)
      throw new SourceError('REFERENCE_INVALID', `the index names ${url}; open that reference itself`, {
        host: this.#base.host,
        phase: 'index',
      })
    const place = await openOci(url, this.#client.nearest)
    const chart = await place.source.resolve(
      place.repository,
      manifest || place.asked || tagOfVersion(version),
      signal,
    )
    this.#followed.set(chart.reference, { place, chart })
    // the layer is the archive, so what the index says of the one must hold for the other
    const layer = chart.layers.find(({ mediaType }) => mediaType === HELM_CHART || mediaType === LEGACY_CHART)
    if (digest !== null && manifest === '' && layer !== undefined && layer.digest !== digest)
      throw new SourceError('DIGEST_MISMATCH', `the index names ${digest}, ${url} holds ${layer.digest}`, {
        host: this.#base.host,
        phase: 'index',
      })
    return { ...chart, repository, asked }
  }

  #pick(repository: string, entries: readonly IndexEntry[], asked: string): IndexEntry {
    const names = entries.map((e) => e.version)
    let version: string | undefined
    try {
      version = chooseVersion(names, asked)
    } catch {
      version = undefined
    }
    const entry = entries.find((e) => e.version === version)
    if (entry === undefined) throw noSuchVersion(repository, asked, names, this.#base.host)
    return entry
  }

  async archive(chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array> {
    const followed = this.#followed.get(chart.reference)
    if (followed !== undefined) {
      return followed.place.source.archive(followed.chart, signal)
    }
    const known = this.#archives.get(chart.digest)
    if (known !== undefined) return known
    const url = this.#urlOf(chart)
    return checked(
      await this.#fetch(url, chart.digest, signal),
      { digest: chart.digest },
      { host: url.host, phase: 'archive' },
    )
  }

  async provenance(chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array | null> {
    const followed = this.#followed.get(chart.reference)
    if (followed !== undefined) return followed.place.source.provenance(followed.chart, signal)
    const url = new URL(this.#urlOf(chart))
    url.pathname += '.prov'
    try {
      const got = await this.#client.get({
        url,
        what: place(url),
        phase: 'archive',
        limit: this.#client.connection.limits.provenance,
        signal,
      })
      return got?.bytes ?? null
    } catch (error) {
      if (error instanceof SourceError && error.code === 'NOT_FOUND') return null
      throw error
    }
  }

  async config(chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array | null> {
    const followed = this.#followed.get(chart.reference)
    return followed === undefined ? null : followed.place.source.config(followed.chart, signal)
  }

  #urlOf(chart: ResolvedChart): URL {
    return this.#urls.get(chart.reference) ?? new URL(chart.reference)
  }

  #fetch(url: URL, digest: string | null, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const { origin } = this.#client.connection
    if (origin.protocol === 'https:' && url.protocol === 'http:' && digest === null) {
      throw new SourceError(
        'REDIRECT_REFUSED',
        'the index names an archive without TLS and without a digest',
        {
          host: url.host,
          phase: 'archive',
          seen: `${place(this.#base)} → ${place(url)}`,
        },
      )
    }
    return this.#client.download({
      url,
      what: place(url),
      phase: 'archive',
      limit: this.#client.connection.limits.archive,
      signal,
    })
  }

  #archiveUrl(repository: string, entry: IndexEntry): URL {
    const [text] = entry.urls
    const facts = { host: this.#base.host, phase: 'index' } as const
    if (text === undefined)
      throw new SourceError(
        'MALFORMED_RESPONSE',
        `${repository} ${entry.version} has no URL in the index`,
        facts,
      )
    let url: URL
    try {
      url = new URL(text, this.#base)
    } catch {
      throw new SourceError(
        'MALFORMED_RESPONSE',
        `${repository} ${entry.version} has no usable URL in the index`,
        facts,
      )
    }
    if (url.protocol !== 'https:' && url.protocol !== 'http:') {
      throw new SourceError(
        'REFERENCE_INVALID',
        `the index names ${place(url)}; open that reference itself`,
        facts,
      )
    }
    url.username = ''
    url.password = ''
    if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) url.search = this.#base.search
    return url
  }

  async #entries(repository: string, signal: AbortSignal | undefined): Promise<IndexEntry[]> {
    const entries = (await this.#index(signal)).versions(repository)
    if (entries !== undefined && entries.length > 0) return sorted(entries)
    const words =
      entries === undefined
        ? `the index has no chart ${JSON.stringify(repository)}`
        : `the index has no usable version of ${repository}`
    throw new SourceError('NOT_FOUND', words, { host: this.#base.host, phase: 'index' })
  }

  /** The index, asked for once however many wait; not sent again by the server while it did not change. */
  #index(signal: AbortSignal | undefined): Promise<IndexFile> {
    const { now, freshFor = 0 } = this.#options
    if (this.#known !== undefined && now().getTime() - this.#known.askedAt < freshFor)
      return Promise.resolve(this.#known.index)
    this.#asking ??= this.#askIndex(signal).finally(() => (this.#asking = undefined))
    return this.#asking
  }

  async #askIndex(signal: AbortSignal | undefined): Promise<IndexFile> {
    const url = new URL('index.yaml', this.#base)
    url.search = this.#base.search
    const known = this.#known
    const headers = {
      ...(known?.etag !== undefined && { 'if-none-match': known.etag }),
      ...(known?.etag === undefined &&
        known?.modified !== undefined && { 'if-modified-since': known.modified }),
    }
    const got = await this.#client.get({
      url,
      what: place(url),
      phase: 'index',
      limit: this.#client.connection.limits.index,
      headers,
      signal,
    })
    const askedAt = this.#options.now().getTime()
    if (got === null && known !== undefined) {
      known.askedAt = askedAt
      return known.index
    }
    if (got === null)
      throw new SourceError(
        'MALFORMED_RESPONSE',
        'the server says that nothing changed, and nothing was known',
        { host: url.host, phase: 'index' },
      )
    const index = IndexFile.parse(got.bytes, url.host)
    this.#known = {
      index,
      etag: first(got.answer.headers['etag']),
      modified: first(got.answer.headers['last-modified']),
      askedAt,
    }
    return index
  }
}

/** Newest first; what is no version comes last, in the index's order. */
function sorted(entries: readonly IndexEntry[]): IndexEntry[] {
  const known = entries.map((entry) => ({ entry, version: versionOf(entry.version) }))
  return known
    .sort((a, b) => {
      if (a.version === undefined || b.version === undefined)
        return Number(a.version === undefined) - Number(b.version === undefined)
      return b.version.compare(a.version)
    })
    .map(({ entry }) => entry)
}

function rowOf(name: string, entries: readonly IndexEntry[]): ChartRow | undefined {
  const newest = entries.find((e) => versionOf(e.version)?.pre === '') ?? entries[0]
  if (newest === undefined) return undefined
  return {
    name,
    repository: name,
    latest: newest.version,
    appVersion: newest.appVersion,
    description: newest.description,
    updated: newest.created,
    deprecated: newest.deprecated,
  }
}
