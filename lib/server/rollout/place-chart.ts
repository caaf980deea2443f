import type { ChartAsked } from '../../rollout/index.ts'
import { isBelow, placeOf } from '../config/match-source.ts'
import { SourceError } from '../errors/source-error.ts'
import type { ConfiguredSource } from '../sources/configured-sources.ts'
import { allSources, sourceNamed } from '../sources/sources-in-force.ts'

export interface PlacedChart {
  readonly source: ConfiguredSource
  readonly repository: string
}

/**
 * Where the server finds a chart: in the configured source that covers its address most exactly, else at the address itself.
 * @throws SourceError REFERENCE_INVALID for what lies beside the files: the server has no such disk
 */
export function placeChart(chart: ChartAsked): PlacedChart {
  switch (chart.from) {
    case 'registry':
      return inRegistry(chart.reference)
    case 'repository': {
      const url = chart.repository.replace(/\/+$/, '')
      const configured = configuredFor(url, true)
      return { source: configured?.source ?? sourceNamed(addressOf(url)), repository: chart.name }
    }
    case 'archive':
      return { source: sourceNamed(addressOf(chart.url)), repository: '' }
    case 'folder':
      throw new SourceError(
        'REFERENCE_INVALID',
        `${chart.path} lies beside the files, where this server cannot read it`,
        {
          cure: 'Run chartroom rollout where the files are, or drop the chart’s folder with them on the page.',
        },
      )
    case 'elsewhere':
      throw new SourceError('REFERENCE_INVALID', `${chart.what} is no registry and no repository`)
  }
}

function inRegistry(reference: string): PlacedChart {
  const configured = configuredFor(reference, false)
  if (configured !== undefined && configured.rest !== '')
    return { source: configured.source, repository: configured.rest }
  const slash = reference.lastIndexOf('/')
  const [namespace, name] = [reference.slice(0, slash), reference.slice(slash + 1)]
  if (name === '' || !namespace.includes('://') || namespace.endsWith(':/'))
    throw new SourceError('REFERENCE_INVALID', `${reference} names no repository`)
  return { source: sourceNamed(addressOf(namespace)), repository: name }
}

/** `oci:host~path`, as addresses of the product name a place that nobody configured. */
const addressOf = (url: string): string => {
  const [, scheme, rest] = /^(\w+):\/\/(.*?)\/*$/.exec(url) ?? []
  if (scheme === undefined) throw new SourceError('REFERENCE_INVALID', `${JSON.stringify(url)} is no address`)
  const slash = rest!.indexOf('/')
  return slash < 0
    ? `${scheme}:${rest}`
    : `${scheme}:${rest!.slice(0, slash)}~${rest!.slice(slash + 1).replaceAll('/', '~')}`
}

/** @param whole only a source whose address is the very same */
function configuredFor(url: string, whole: boolean): { source: ConfiguredSource; rest: string } | undefined {
  const place = placeOf(url)
  if (place === undefined) return undefined
  let best: { source: ConfiguredSource; rest: string } | undefined
  let length = -1
  for (const source of allSources().values()) {
    const own = placeOf(source.about.url)
    if (own === undefined || own.kind !== place.kind || own.host !== place.host) continue
    if (whole ? own.path !== place.path : !isBelow(place.path, own.path)) continue
    if (own.path.length <= length) continue
    length = own.path.length
    best = { source, rest: place.path.slice(own.path === '' ? 0 : own.path.length + 1) }
  }
  return best
}

/** What is asked of the source: a digest before a version; pre-releases where they count. */
export const askedOf = (version: string, digest: string | null, devel: boolean): string =>
  digest ?? (version === '' && devel ? '>0.0.0-0' : version)
