import type { Source } from '../schema/source.ts'
import type { ChartTarget } from './chart-target.ts'
import type { ChartAddress } from './routes.ts'

/** Where a target leads: a chart, a source's list, or nowhere with the reason in words. */
export type Placed =
  | {
      readonly to: 'chart'
      readonly chart: ChartAddress
      /** null where no configured source covers it */ readonly source: Source | null
    }
  | { readonly to: 'source'; readonly name: string; readonly source: Source | null }
  | { readonly to: 'nowhere'; readonly words: string }

/** The slug that stands for an address without a configured source: `oci:host~path`, `https:host~path`. No configured name holds a colon. */
export const unconfigured = (url: string): string =>
  url
    .replace(/^(\w+):\/\//, '$1:')
    .replace(/\/$/, '')
    .replaceAll('/', '~')

/** The address that such a slug stands for; null for a plain name. */
export function urlOfUnconfigured(name: string): string | null {
  const match = /^(oci|https?):([^~]+(?:~.*)?)$/.exec(name)
  return match === null ? null : `${match[1]!}://${match[2]!.replaceAll('~', '/')}`
}

const below = (path: string, prefix: string): boolean =>
  prefix === '' || path === prefix || path.startsWith(`${prefix}/`)

function split(url: string): { host: string; path: string } {
  const body = url.replace(/^\w+:\/\//, '')
  const slash = body.indexOf('/')
  return slash < 0
    ? { host: body.toLowerCase(), path: '' }
    : { host: body.slice(0, slash).toLowerCase(), path: body.slice(slash + 1).replace(/\/+$/, '') }
}

/** The configured source whose address covers a place: same host, longest path. */
function covering(
  kind: Source['kind'],
  host: string,
  path: string,
  sources: readonly Source[],
): { source: Source; rest: string } | null {
  let best: { source: Source; rest: string } | null = null
  let length = -1
  for (const source of sources) {
    if (source.kind !== kind) continue
    const other = split(source.url)
    if (other.host !== host || !below(path, other.path) || other.path.length <= length) continue
    best = { source, rest: path.slice(other.path.length).replace(/^\//, '') }
    length = other.path.length
  }
  return best
}

/**
 * Where a target leads.
 * @param version what a flag asks for besides; a version inside the reference wins
 */
export function placeTarget(target: ChartTarget, version: string | null, sources: readonly Source[]): Placed {
  const chart = (source: string, repository: string, asked: string | null): ChartAddress => ({
    source,
    repository,
    ...(asked !== null && { version: asked }),
  })
  switch (target.at) {
    case 'oci': {
      const asked = target.version ?? version
      const found = covering('oci', target.host, target.repository, sources)
      if (found !== null) {
        if (found.rest === '') return { to: 'source', name: found.source.name, source: found.source }
        return { to: 'chart', chart: chart(found.source.name, found.rest, asked), source: found.source }
      }
      const slash = target.repository.lastIndexOf('/')
      const parent = slash < 0 ? '' : `/${target.repository.slice(0, slash)}`
      const name = unconfigured(`oci://${target.host}${parent}`)
      if (target.repository === '') return { to: 'source', name, source: null }
      return { to: 'chart', chart: chart(name, target.repository.slice(slash + 1), asked), source: null }
    }
    case 'classic': {
      const { host, path } = split(target.url)
      const found = covering('classic', host, path, sources)
      const name = found?.rest === '' ? found.source.name : unconfigured(target.url)
      const source = found?.rest === '' ? found.source : null
      return target.chart === null
        ? { to: 'source', name, source }
        : { to: 'chart', chart: chart(name, target.chart, version), source }
    }
    case 'archive': {
      const { host, path } = split(target.url)
      const file = /^(?:(.*)\/)?(.+)-(v?\d+\.\d+\.\d+[\w.+-]*)\.tgz$/.exec(path)
      const found = file === null ? null : covering('classic', host, file[1] ?? '', sources)
      if (file !== null && found !== null)
        return { to: 'chart', chart: chart(found.source.name, file[2]!, file[3]!), source: found.source }
      if (/[?#]/.test(target.url))
        return {
          to: 'nowhere',
          words:
            'What stands behind the ? of an address may be a secret, and does not belong in a link. Leave it out.',
        }
      const known = sources.find(({ url }) => url === target.url)
      const name =
        file?.[2] ??
        path
          .split('/')
          .at(-1)!
          .replace(/\.tgz$/, '')
      return {
        to: 'chart',
        chart: chart(known?.name ?? unconfigured(target.url), name, null),
        source: known ?? null,
      }
    }
    case 'alias': {
      const source = sources.find(({ name }) => name === target.alias)
      if (source !== undefined)
        return { to: 'chart', chart: chart(source.name, target.chart, version), source }
      return {
        to: 'nowhere',
        words: `“${target.alias}” is a name on the machine where this line ran. Write the repository’s address with --repo, or oci://….`,
      }
    }
    case 'disk':
      return {
        to: 'nowhere',
        words: `${target.path} is on somebody’s disk, where this server does not look.`,
      }
  }
}
