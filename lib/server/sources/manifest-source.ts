import {
  chartParts,
  HELM_CONFIG,
  isChart,
  isDigest,
  parseManifest,
  sortTags,
  tagOfVersion,
  versionOfTag,
  type ChartParts,
  type Descriptor,
  type ImageIndex,
  type ImageManifest,
  type VersionTag,
} from '../../oci/index.ts'
import type { ChartRow, Listing, VersionRow, Versions } from '../../schema/source.ts'
import { SourceError, toSourceError } from '../errors/source-error.ts'
import { chartConfig } from './chart-config.ts'
import { chooseVersion, isExact } from './choose-version.ts'
import type { Limits } from './limits.ts'
import type { ManifestStore, StoredManifest } from './manifest-store.ts'
import { parallel } from './parallel.ts'
import type { ChartSource, ResolvedChart } from './source.ts'

const CREATED = 'org.opencontainers.image.created'
/** children of an index that are looked into for the one chart */
const INDEX_WIDTH = 16
const NEWEST = 10

interface Options {
  readonly name: string
  readonly limits: Limits
  /** repositories that the configuration names, for places that do not list */
  readonly repositories?: readonly string[]
  /** requests at once */
  readonly width?: number
  readonly now: () => Date
  /** repositories to look into while listing; the others are told by name alone */
  readonly classify?: number
  /** how many of them where there are more than that */
  readonly whenMore?: number
}

/** Charts of a place that speaks in manifests: a registry or an OCI layout. */
export class ManifestSource implements ChartSource {
  readonly store: ManifestStore
  readonly #options: Options

  constructor(store: ManifestStore, options: Options) {
    this.store = store
    this.#options = options
  }

  async artifacts(): Promise<ManifestStore> {
    return this.store
  }

  refresh(): void {
    this.store.refresh?.()
  }

  /** @param soFar is told the names that are known while more are on their way, none of them looked into yet */
  async list(signal?: AbortSignal, soFar?: (listing: Listing) => void): Promise<Listing> {
    const { name, repositories: named = [], now, classify = 500, whenMore = classify } = this.#options
    const early =
      soFar &&
      ((names: readonly string[]): void =>
        soFar({
          source: name,
          listing: 'partial',
          reason: null,
          charts: names.map((repository) => this.#unread(repository)),
          others: [],
          askedAt: now().toISOString(),
        }))
    const catalog = await this.store.repositories(signal, early)
    const names = [...new Set([...catalog.names, ...named])].sort()
    const state = catalog.state === 'refused' && named.length > 0 ? 'partial' : catalog.state
    const looked = names.length <= classify ? names : names.slice(0, whenMore)
    const rows = await parallel(looked, this.#width, (repository) => this.#row(repository, signal))
    const unknown = rows.find((row) => row.error !== undefined)?.error
    return {
      source: name,
      listing: unknown !== undefined && state === 'complete' ? 'partial' : state,
      reason: (catalog.reason ?? unknown)?.toProblem() ?? null,
      charts: [
        ...rows.flatMap((row) => (row.chart === undefined ? [] : [row.chart])),
        ...names.slice(looked.length).map((repository) => this.#unread(repository)),
      ],
      others: rows.flatMap((row) => (row.chart === undefined ? [row.repository] : [])),
      askedAt: now().toISOString(),
    }
  }

  async look(repository: string, signal?: AbortSignal): Promise<ChartRow | null> {
    const { chart, error } = await this.#row(repository, signal)
    if (error !== undefined) throw error
    return chart ?? null
  }

  #unread(repository: string): ChartRow {
    return { ...this.#emptyRow(repository), unread: true }
  }

  #emptyRow(repository: string): ChartRow {
    return {
      name: this.store.nameOf(repository),
      repository,
      latest: null,
      appVersion: null,
      description: null,
      updated: null,
      deprecated: false,
    }
  }

  get #width(): number {
    return this.#options.width ?? 8
  }

  /** One repository as a row, or no chart, or a row with the reason why it could not be looked into. */
  async #row(
    repository: string,
    signal?: AbortSignal,
  ): Promise<{ repository: string; chart?: ChartRow; error?: SourceError }> {
    try {
      const { versions, others } = sortTags(await this.store.tags(repository, signal))
      const newest = versions.find((v) => v.pre === '') ?? versions[0]
      const tag = newest?.tag ?? others.find((t) => t === 'latest') ?? others[0]
      if (tag === undefined) return { repository }
      const { manifest } = await this.#chartManifest(
        repository,
        await this.store.manifest(repository, tag, signal),
        signal,
      )
      const { config } = chartParts(manifest)
      const about = chartConfig(
        await this.store.blob(repository, config, this.#options.limits.config, signal),
      )
      return {
        repository,
        chart: {
          ...this.#emptyRow(repository),
          latest: newest?.version ?? tag,
          appVersion: about.appVersion,
          description: about.description,
          deprecated: about.deprecated,
          updated: manifest.annotations[CREATED] ?? null,
        },
      }
    } catch (error) {
      const reason = toSourceError(error)
      if (
        reason.code === 'NOT_A_CHART' ||
        (reason.code === 'NOT_FOUND' && reason.seen.includes('NAME_UNKNOWN'))
      )
        return { repository }
      if (signal?.aborted) throw reason
      return { repository, chart: this.#emptyRow(repository), error: reason }
    }
  }

  async versions(
    repository: string,
    options: { digests?: 'newest' | 'all' | 'none' } = {},
    signal?: AbortSignal,
  ): Promise<Versions> {
    const { versions, others } = sortTags(await this.store.tags(repository, signal))
    const wanted = { newest: NEWEST, all: versions.length, none: 0 }[options.digests ?? 'newest']
    const known = await parallel(versions.slice(0, wanted), this.#width, async ({ tag }) => {
      try {
        const { digest, bytes, mediaType } = await this.store.manifest(repository, tag, signal)
        return { digest, created: parseManifest(bytes, mediaType).annotations[CREATED] ?? null }
      } catch (error) {
        if (signal?.aborted) throw error
        return { digest: null, created: null }
      }
    })
    const rows = versions.map(({ tag, version }, i): VersionRow => ({
      version,
      tag,
      digest: known[i]?.digest ?? null,
      created: known[i]?.created ?? null,
      appVersion: null,
      resolvable: true,
    }))
    return { name: this.store.nameOf(repository), versions: rows, otherTags: others }
  }

  async resolve(repository: string, asked: string, signal?: AbortSignal): Promise<ResolvedChart> {
    const tagOrDigest = await this.#pick(repository, asked, signal)
    const named = await this.store.manifest(repository, tagOrDigest, signal)
    const { manifest, stored } = await this.#chartManifest(repository, named, signal)
    const { config } = this.#parts(manifest)
    const tag = isDigest(tagOrDigest) ? null : tagOrDigest
    return {
      repository,
      ...(this.store.isNameless?.(repository) === true && { nameless: true }),
      asked,
      tag,
      reference: this.store.reference(repository, tag, tag === null ? tagOrDigest : null),
      digest: stored.digest,
      created: manifest.annotations[CREATED] ?? null,
      manifest: { mediaType: stored.mediaType, bytes: stored.bytes },
      layers: [config, ...manifest.layers].map(({ mediaType, digest, size }) => ({
        mediaType,
        digest,
        size,
      })),
    }
  }

  async #pick(repository: string, asked: string, signal?: AbortSignal): Promise<string> {
    if (isDigest(asked)) return asked
    if (isExact(asked)) return tagOfVersion(asked)
    const tags = await this.store.tags(repository, signal)
    const listed = sortTags(tags)
    if (listed.others.includes(asked)) return asked
    const version = chooseVersion(
      listed.versions.map((v) => v.version),
      asked,
    )
    if (version !== undefined) return firstOfEquals(listed.versions, version, tags)
    throw noSuchVersion(
      repository,
      asked,
      listed.versions.map((v) => v.version),
      this.store.host,
    )
  }

  async archive(chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array> {
    return this.store.blob(chart.repository, this.#partsOf(chart).chart, this.#options.limits.archive, signal)
  }

  async provenance(chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array | null> {
    const { provenance } = this.#partsOf(chart)
    return provenance === null
      ? null
      : this.store.blob(chart.repository, provenance, this.#options.limits.provenance, signal)
  }

  async config(chart: ResolvedChart, signal?: AbortSignal): Promise<Uint8Array | null> {
    return this.store.blob(chart.repository, this.#partsOf(chart).config, this.#options.limits.config, signal)
  }

  #partsOf(chart: ResolvedChart): ChartParts {
    const manifest = parseManifest(chart.manifest!.bytes, chart.manifest!.mediaType)
    return this.#parts(manifest as ImageManifest)
  }

  #parts(manifest: ImageManifest): ChartParts {
    try {
      return chartParts(manifest)
    } catch (error) {
      throw toSourceError(error, { host: this.store.host, phase: 'manifest' })
    }
  }

  /** The chart's own manifest: the given one, or the one Helm child of an index, which may be an index again. */
  async #chartManifest(
    repository: string,
    stored: StoredManifest,
    signal?: AbortSignal,
  ): Promise<{ manifest: ImageManifest; stored: StoredManifest }> {
    const parsed = this.#parse(stored)
    if (parsed.kind === 'manifest') return { manifest: parsed, stored }
    const children = await this.#children(repository, parsed, signal)
    const charts = children.filter((child) => isChart(child.manifest))
    const seen = children.map((child) => child.manifest.config.mediaType).join(', ')
    const facts = { host: this.store.host, phase: 'manifest', seen } as const
    if (charts.length > 1)
      throw new SourceError('AMBIGUOUS_CHART', `the index holds ${charts.length} charts`, facts)
    if (charts[0] === undefined) throw new SourceError('NOT_A_CHART', 'the index holds no chart', facts)
    return charts[0]
  }

  /** The manifests of an index that may be charts, those of indexes in it among them. */
  async #children(
    repository: string,
    index: ImageIndex,
    signal: AbortSignal | undefined,
    deeper = 1,
  ): Promise<{ manifest: ImageManifest; stored: StoredManifest }[]> {
    const said = index.manifests.filter((d) => d.artifactType === HELM_CONFIG)
    const candidates =
      said.length > 0 ? said : index.manifests.filter((d) => d.artifactType === null && !isAttestation(d))
    const children: { manifest: ImageManifest; stored: StoredManifest }[] = []
    for (const { digest, size } of candidates.slice(0, INDEX_WIDTH)) {
      const child = await this.store.manifest(repository, digest, signal)
      if (child.bytes.length !== size) {
        throw new SourceError('SIZE_MISMATCH', `expected ${size} bytes, got ${child.bytes.length}`, {
          host: this.store.host,
          phase: 'manifest',
        })
      }
      const manifest = this.#parse(child)
      if (manifest.kind === 'manifest') children.push({ manifest, stored: child })
      else if (deeper > 0) children.push(...(await this.#children(repository, manifest, signal, deeper - 1)))
    }
    return children
  }

  #parse(stored: StoredManifest): ImageManifest | ImageIndex {
    try {
      return parseManifest(stored.bytes, stored.mediaType)
    } catch (error) {
      throw toSourceError(error, { host: this.store.host, phase: 'manifest' })
    }
  }
}

/**
 * The tag of a version that a range admits. Versions that differ in build metadata alone are equal to a range; Helm takes
 * the one that the registry lists first.
 */
function firstOfEquals(versions: readonly VersionTag[], version: string, listed: readonly unknown[]): string {
  const from = versions.findIndex((v) => v.version === version)
  const chosen = versions[from]
  if (chosen === undefined) return tagOfVersion(version)
  const equals = [chosen.tag]
  for (const other of versions.slice(from + 1)) {
    if (other.semver.compare(chosen.semver) !== 0) break
    equals.push(other.tag)
  }
  return equals.length === 1 ? chosen.tag : (listed.find((tag) => equals.includes(tag as string)) as string)
}

const isAttestation = (d: Descriptor): boolean =>
  d.annotations['vnd.docker.reference.type'] === 'attestation-manifest'

/** NOT_FOUND that says which versions there are. */
export function noSuchVersion(
  repository: string,
  asked: string,
  versions: readonly string[],
  host: string,
): SourceError {
  const shown = versions.slice(0, 5).map(versionOfTag).join(', ')
  const words =
    asked === ''
      ? `${repository} has no stable version`
      : `no version of ${repository} satisfies ${JSON.stringify(asked)}`
  const seen = versions.length === 0 ? 'no version at all' : `${versions.length} versions, newest ${shown}`
  return new SourceError('NOT_FOUND', words, {
    host,
    phase: 'tags',
    seen,
    ...(asked === '' &&
      versions.length > 0 && { cure: 'Name a version, or allow pre-releases with --devel.' }),
  })
}
