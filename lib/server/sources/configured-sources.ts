import type { SourceConfig } from '../../schema/config.ts'
import type { Source } from '../../schema/source.ts'
import { apiHost, parseReference } from '../../oci/index.ts'
import { serverCache, type DiskCache } from '../cache/disk-cache.ts'
import { connectionTo, type ConfiguredPlace, type Destination } from '../connection/settings.ts'
import type { KeptSecrets } from '../connections/kept-connection.ts'
import type { Connection } from '../connection/connection.ts'
import { placeOf } from '../config/match-source.ts'
import type { LoadedConfig } from '../config/read-config.ts'
import { SourceError, toSourceError } from '../errors/source-error.ts'
import { ArchiveUrlSource } from './classic/archive-url-source.ts'
import { ClassicSource, type OpenOci } from './classic/classic-source.ts'
import { FolderSource } from './folder/folder-source.ts'
import { LayoutStore } from './layout/layout-store.ts'
import { LazySource } from './lazy-source.ts'
import { defaultLimits } from './limits.ts'
import { listBy } from './list-by.ts'
import { ManifestSource } from './manifest-source.ts'
import { RememberingStore } from './remembering-store.ts'
import { RegistryStore } from './oci/registry-store.ts'
import type { Remote } from './remote.ts'
import { pathOfUrl, sourceKind } from './source-kind.ts'
import type { ChartSource } from './source.ts'

/** A source as it is configured, and the way to its charts. */
export interface ConfiguredSource {
  readonly about: Source
  readonly charts: ChartSource
  /** its place in the network with a connection of its own, for trying it; undefined for what lies on this machine */
  readonly remote: () => Promise<Remote | undefined>
  /** forgets what is remembered only for a while: the next question goes to the source itself */
  refresh(): void
}

export type InForce = LoadedConfig & { readonly sample: boolean }

/** On whose behalf sources are opened: flags of the command line, and what of the machine's logins may be used. */
export type Asker = Pick<Destination, 'explicit' | 'env' | 'stored'> & {
  readonly mayBePrivate?: Connection['mayBePrivate']
  readonly cache?: DiskCache | undefined
  /** opens what a classic index names by `oci://` */
  readonly openOci?: OpenOci | undefined
}

/** On the server only what the configuration says is used; stored logins and helpers must be named there. */
export const SERVER: Asker = {
  explicit: {},
  env: process.env,
  stored: 'none',
  cache: serverCache(process.env),
}

/** Of a very large registry this many are looked into at once; the rest when somebody has them on the screen. */
const SCREEN = 40

/** A classic index is asked for again after this time, in milliseconds. */
const INDEX_FRESH = 30_000

/** The sources of a configuration, each made once and when it is first asked. @throws SourceError CONFIG_INVALID */
export function configuredSources(
  loaded: InForce,
  asker: Asker = SERVER,
): ReadonlyMap<string, ConfiguredSource> {
  return new Map(
    (loaded.config.sources ?? []).map((config) => [config.name, configuredSource(config, loaded, asker)]),
  )
}

/** One source of a configuration, or of what was added on the page. */
export function configuredSource(
  config: SourceConfig,
  loaded: InForce,
  asker: Asker = SERVER,
  kept?: KeptSecrets,
): ConfiguredSource {
  const kind = kindOf(config, loaded)
  const place: ConfiguredPlace = { source: config, path: (relative) => loaded.path(relative), kept }
  const about: Source = {
    name: config.name,
    title: config.title ?? config.name,
    url: config.url,
    kind,
    askedAs: config.auth?.username ?? (config.auth === undefined ? 'anonymous' : 'a stored login'),
    sample: loaded.sample,
    added: kept !== undefined,
  }
  const charts = new LazySource(() => makeSource(place, kind, asker))
  return { about, charts, remote: () => remoteOf(place, kind, asker), refresh: () => charts.refresh() }
}

function kindOf({ name, url }: SourceConfig, { file }: LoadedConfig): Source['kind'] {
  try {
    if (/^[^/]*\/\/[^/]*@/.test(url))
      throw new SourceError('REFERENCE_INVALID', 'a login does not belong in an address; use auth')
    return sourceKind(url)
  } catch (error) {
    throw new SourceError('CONFIG_INVALID', `${file}: source ${name}: ${(error as Error).message}`, {
      phase: 'configuration',
    })
  }
}

async function makeSource(place: ConfiguredPlace, kind: Source['kind'], asker: Asker): Promise<ChartSource> {
  const { source: config } = place
  const options = { name: config.name, limits: defaultLimits, now: () => new Date() }
  const path = (): string => pathOfUrl(config.url)
  switch (kind) {
    case 'folder':
      return new FolderSource(place.path(path()), options)
    case 'oci-layout':
      return new ManifestSource(new LayoutStore(place.path(path()), defaultLimits, path()), options)
    case 'classic':
    case 'oci': {
      const remote = (await remoteOf(place, kind, asker))!
      if (remote.kind === 'classic') {
        if (remote.url.pathname.endsWith('.tgz')) return new ArchiveUrlSource(remote.url, remote.connection)
        return new ClassicSource(remote.url, remote.connection, {
          ...options,
          freshFor: INDEX_FRESH,
          openOci: asker.openOci,
        })
      }
      const store = new RegistryStore(remote.connection, remote.host, remote.path, remote.listBy)
      const remembering = new RememberingStore(store, () => Date.now(), asker.cache)
      return new ManifestSource(remembering, {
        ...options,
        repositories: config.repositories ?? [],
        whenMore: SCREEN,
      })
    }
  }
}

async function remoteOf(
  place: ConfiguredPlace,
  kind: Source['kind'],
  asker: Asker,
): Promise<Remote | undefined> {
  const { source: config } = place
  if (kind === 'classic') {
    const url = new URL(config.url)
    const connection = await connectionOf(place, url, placeOf(config.url)!.path, asker)
    return { kind, url, connection }
  }
  if (kind !== 'oci') return undefined
  const { host, repository } = readReference(config)
  const plain = (asker.explicit.plainHttp ?? config.plainHttp) === true
  const origin = new URL(`${plain ? 'http' : 'https'}://${apiHost(host)}`)
  const connection = await connectionOf(place, origin, repository, asker)
  return { kind, connection, host, path: repository, tagged: false, listBy: listBy(config, asker.env) }
}

function readReference(config: SourceConfig): { host: string; repository: string } {
  try {
    return parseReference(config.url)
  } catch (error) {
    throw toSourceError(error)
  }
}

const connectionOf = (
  configured: ConfiguredPlace,
  origin: URL,
  path: string,
  asker: Asker,
): Promise<Connection> =>
  connectionTo({
    ...asker,
    origin,
    host: origin.host,
    path,
    configured,
    mayBePrivate: asker.mayBePrivate ?? true,
  })
