import type { SourceConfig } from '../../schema/config.ts'
import type { Source } from '../../schema/source.ts'
import { apiHost, parseReference } from '../../oci/index.ts'
import { serverCache, type DiskCache } from '../cache/disk-cache.ts'
import { connectionTo, type Destination } from '../connection/settings.ts'
import type { Connection } from '../connection/connection.ts'
import { findConfig } from '../config/find-config.ts'
import { placeOf } from '../config/match-source.ts'
import type { LoadedConfig } from '../config/read-config.ts'
import { SourceError, toSourceError } from '../errors/source-error.ts'
import { ClassicSource } from './classic/classic-source.ts'
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
}

type InForce = LoadedConfig & { readonly sample: boolean }

/** On whose behalf sources are opened: flags of the command line, and what of the machine's logins may be used. */
type Asker = Pick<Destination, 'explicit' | 'env' | 'stored'> & {
  readonly mayBePrivate?: boolean
  readonly cache?: DiskCache | undefined
}

/** On the server only what the configuration says is used; stored logins and helpers must be named there. */
const SERVER: Asker = { explicit: {}, env: process.env, stored: 'none', cache: serverCache(process.env) }

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

function configuredSource(config: SourceConfig, loaded: InForce, asker: Asker): ConfiguredSource {
  const kind = kindOf(config, loaded)
  const about: Source = {
    name: config.name,
    title: config.title ?? config.name,
    url: config.url,
    kind,
    askedAs: config.auth?.username ?? (config.auth === undefined ? 'anonymous' : 'a stored login'),
    sample: loaded.sample,
  }
  return {
    about,
    charts: new LazySource(() => makeSource(config, kind, loaded, asker)),
    remote: () => remoteOf(config, kind, loaded, asker),
  }
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

async function makeSource(
  config: SourceConfig,
  kind: Source['kind'],
  loaded: LoadedConfig,
  asker: Asker,
): Promise<ChartSource> {
  const options = { name: config.name, limits: defaultLimits, now: () => new Date() }
  const path = (): string => pathOfUrl(config.url)
  switch (kind) {
    case 'folder':
      return new FolderSource(loaded.path(path()), options)
    case 'oci-layout':
      return new ManifestSource(new LayoutStore(loaded.path(path()), defaultLimits, path()), options)
    case 'classic':
    case 'oci': {
      const remote = (await remoteOf(config, kind, loaded, asker))!
      if (remote.kind === 'classic')
        return new ClassicSource(remote.url, remote.connection, { ...options, freshFor: INDEX_FRESH })
      const store = new RegistryStore(remote.connection, remote.host, remote.path, remote.listBy)
      const remembering = new RememberingStore(store, () => Date.now(), asker.cache)
      return new ManifestSource(remembering, { ...options, repositories: config.repositories ?? [] })
    }
  }
}

async function remoteOf(
  config: SourceConfig,
  kind: Source['kind'],
  loaded: LoadedConfig,
  asker: Asker,
): Promise<Remote | undefined> {
  if (kind === 'classic') {
    const url = new URL(config.url)
    return {
      kind,
      url,
      connection: await connectionOf(config, url, placeOf(config.url)!.path, loaded, asker),
    }
  }
  if (kind !== 'oci') return undefined
  const { host, repository } = readReference(config)
  const plain = (asker.explicit.plainHttp ?? config.plainHttp) === true
  const origin = new URL(`${plain ? 'http' : 'https'}://${apiHost(host)}`)
  const connection = await connectionOf(config, origin, repository, loaded, asker)
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
  config: SourceConfig,
  origin: URL,
  path: string,
  loaded: LoadedConfig,
  asker: Asker,
): Promise<Connection> =>
  connectionTo({
    ...asker,
    origin,
    host: origin.host,
    path,
    configured: { source: config, path: (relative) => loaded.path(relative) },
    mayBePrivate: asker.mayBePrivate ?? true,
  })

let inForce: ReadonlyMap<string, ConfiguredSource> | undefined

/** The sources of the configuration in force, read once for the life of the process. */
export const allSources = (): ReadonlyMap<string, ConfiguredSource> =>
  (inForce ??= configuredSources(findConfig()))

/** An address instead of a name: `oci:host~path`, `https:host~path`. No configured name holds a colon. */
const ADDRESS = /^(oci|https?):([^~/]+(?:~[^/]*)?)$/

/** Places that were opened by address, newest last; each keeps its connection and what it learned. */
const byAddress = new Map<string, ConfiguredSource>()
const KEPT = 100

/**
 * A place that nobody configured, opened by its address: anonymous, nothing kept on disk, and to private addresses only
 * where the configuration allows that.
 */
function sourceAt(name: string): ConfiguredSource | undefined {
  const [, scheme, place] = ADDRESS.exec(name) ?? []
  if (scheme === undefined || place === undefined) return undefined
  let source = byAddress.get(name)
  if (source === undefined) {
    const loaded = findConfig()
    const url = `${scheme}://${place.replaceAll('~', '/')}`
    const asker = { ...SERVER, mayBePrivate: loaded.config.allowPrivateReferences ?? false }
    source = configuredSource(
      { name, title: url.replace(/^\w+:\/\//, ''), url },
      { ...loaded, sample: false },
      asker,
    )
    if (byAddress.size >= KEPT) byAddress.delete(byAddress.keys().next().value!)
    byAddress.set(name, source)
  }
  return source
}

/**
 * A configured source, or one by its address.
 * @throws SourceError SOURCE_UNKNOWN
 */
export function sourceNamed(name: string): ConfiguredSource {
  const source = allSources().get(name) ?? sourceAt(name)
  if (source === undefined)
    throw new SourceError('SOURCE_UNKNOWN', `no source is named ${JSON.stringify(name)}`)
  return source
}
