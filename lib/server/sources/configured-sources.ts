import type { SourceConfig } from '../../schema/config.ts'
import type { Source } from '../../schema/source.ts'
import { findConfig } from '../config/find-config.ts'
import type { LoadedConfig } from '../config/read-config.ts'
import { SourceError } from '../errors/source-error.ts'
import { LayoutStore } from './layout/layout-store.ts'
import { defaultLimits } from './limits.ts'
import { ManifestSource } from './manifest-source.ts'
import { pathOfUrl, sourceKind } from './source-kind.ts'
import type { ChartSource } from './source.ts'

/** A source as it is configured, and the way to its charts. */
export interface ConfiguredSource {
  readonly about: Source
  readonly charts: ChartSource
}

/** The sources of a configuration, each made once. */
export function configuredSources(
  loaded: LoadedConfig & { readonly sample: boolean },
): ReadonlyMap<string, ConfiguredSource> {
  const sources = loaded.config.sources ?? []
  return new Map(sources.map((config) => [config.name, configuredSource(config, loaded)]))
}

function configuredSource(
  config: SourceConfig,
  loaded: LoadedConfig & { readonly sample: boolean },
): ConfiguredSource {
  const kind = sourceKind(config.url)
  const about: Source = {
    name: config.name,
    title: config.title ?? config.name,
    url: config.url,
    kind,
    askedAs: config.auth?.username ?? 'anonymous',
    sample: loaded.sample,
  }
  return { about, charts: chartsOf(config, kind, loaded) }
}

function chartsOf(config: SourceConfig, kind: Source['kind'], loaded: LoadedConfig): ChartSource {
  const options = {
    name: config.name,
    limits: defaultLimits,
    now: () => new Date(),
    repositories: config.repositories ?? [],
  }
  switch (kind) {
    case 'oci-layout':
      return new ManifestSource(
        new LayoutStore(loaded.path(pathOfUrl(config.url)), defaultLimits, pathOfUrl(config.url)),
        options,
      )
    default:
      throw new SourceError('REFERENCE_INVALID', `sources of kind ${kind} are not in this build`)
  }
}

let inForce: ReadonlyMap<string, ConfiguredSource> | undefined

/** The sources of the configuration in force, read once for the life of the process. */
export const allSources = (): ReadonlyMap<string, ConfiguredSource> =>
  (inForce ??= configuredSources(findConfig()))

/** @throws SourceError SOURCE_UNKNOWN */
export function sourceNamed(name: string): ConfiguredSource {
  const source = allSources().get(name)
  if (source === undefined)
    throw new SourceError('SOURCE_UNKNOWN', `no source is named ${JSON.stringify(name)}`)
  return source
}
