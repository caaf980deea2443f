import type { SourceConfig } from '../../schema/config.ts'
import { configInForce } from '../config/config-in-force.ts'
import { readStore, storeStamp } from '../connections/connection-store.ts'
import { asSourceConfig, type KeptConnection } from '../connections/kept-connection.ts'
import { SourceError } from '../errors/source-error.ts'
import type { OpenOci } from './classic/classic-source.ts'
import { coveringSource } from './covering-source.ts'
import { followOci } from './open-place.ts'
import { configuredSource, SERVER, type ConfiguredSource, type InForce } from './configured-sources.ts'

type Sources = ReadonlyMap<string, ConfiguredSource>

interface State {
  known: { readonly loaded: InForce; readonly stamp: string; readonly sources: Sources } | undefined
  /** by all that makes a source what it is, so that a change of one leaves the others their connections */
  made: Map<string, ConfiguredSource>
  /** places that were opened by address, newest last; each keeps its connection and what it learned */
  readonly byAddress: Map<string, ConfiguredSource>
}

const fresh = (): State => ({ known: undefined, made: new Map(), byAddress: new Map() })

// pages and routes are bundled apart: without a common place each would have its own connections, tokens and lists
const PLACE = Symbol.for('chartroom.sources')
const shared = globalThis as { [PLACE]?: State }
// while developing, code that was changed has to make its own
if (process.env.NODE_ENV === 'production') shared[PLACE] ??= fresh()
else shared[PLACE] = fresh()
const state = (): State => shared[PLACE]!

/**
 * The sources of the configuration in force, then those that were added on the page. Both are looked at again when their
 * file changes; a source that stayed as it was keeps what it learned.
 * @throws SourceError CONFIG_INVALID, STORE_UNREADABLE
 */
export function allSources(): Sources {
  const loaded = configInForce()
  const stamp = storeStamp()
  const { known, made: before } = state()
  if (known?.loaded === loaded && known.stamp === stamp) return known.sources
  const made = new Map<string, ConfiguredSource>()
  const sources = new Map<string, ConfiguredSource>()
  const add = (config: SourceConfig, kept?: KeptConnection): void => {
    const key = JSON.stringify([loaded.file, loaded.sample, config, kept])
    const source =
      before.get(key) ??
      configuredSource(config, kept === undefined ? loaded : { ...loaded, sample: false }, ASKER, kept)
    made.set(key, source)
    sources.set(config.name, source)
  }
  const { connections, remembered } = readStore()
  const withRemembered = (config: SourceConfig): SourceConfig => {
    const more = Object.hasOwn(remembered, config.name) ? remembered[config.name]! : []
    return more.length === 0
      ? config
      : { ...config, repositories: [...new Set([...(config.repositories ?? []), ...more])] }
  }
  for (const config of loaded.config.sources ?? []) add(withRemembered(config))
  for (const kept of connections) if (!sources.has(kept.name)) add(withRemembered(asSourceConfig(kept)), kept)
  state().made = made
  state().known = { loaded, stamp, sources }
  return sources
}

/** What an index names by `oci://`: by the source that covers it, else anonymously. */
const openOci: OpenOci = async (reference, nearest) => {
  const covered = coveringSource(allSources().values(), reference)
  if (covered !== undefined) return { ...covered, source: covered.source.charts }
  return followOci({ explicit: {}, env: SERVER.env, stored: 'none', mayBePrivate: true })(reference, nearest)
}
const ASKER = { ...SERVER, openOci }

/** An address instead of a name: `oci:host~path`, `https:host~path`. No configured name holds a colon. */
const ADDRESS = /^(oci|https?):([^~/]+(?:~[^/]*)?)$/
const KEPT = 100

/**
 * A place that nobody configured, opened by its address: anonymous, nothing kept on disk, and to private addresses only
 * where the configuration allows that.
 */
function sourceAt(name: string): ConfiguredSource | undefined {
  const [, scheme, place] = ADDRESS.exec(name) ?? []
  if (scheme === undefined || place === undefined) return undefined
  const { byAddress } = state()
  let source = byAddress.get(name)
  if (source === undefined) {
    const loaded = configInForce()
    const url = `${scheme}://${place.replaceAll('~', '/')}`
    const asker = { ...ASKER, mayBePrivate: loaded.config.allowPrivateReferences ?? false }
    const config = { name, title: url.replace(/^\w+:\/\//, ''), url }
    source = configuredSource(config, { ...loaded, sample: false }, asker)
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
