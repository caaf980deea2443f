/** Where a chart is, as far as a pasted text says. */
export type ChartTarget =
  /** `repository` may still hold the chart's name at its end; `version` is a tag or `sha256:…` */
  | {
      readonly at: 'oci'
      readonly host: string
      readonly repository: string
      readonly version: string | null
    }
  /** one packed archive by its address */
  | { readonly at: 'archive'; readonly url: string }
  /** a classic repository by its address, without `/index.yaml`; `chart` where `--repo` says which */
  | { readonly at: 'classic'; readonly url: string; readonly chart: string | null }
  /** `bitnami/nginx`: an alias that only the machine knows where it was pasted from */
  | { readonly at: 'alias'; readonly alias: string; readonly chart: string }
  /** a path on somebody's disk */
  | { readonly at: 'disk'; readonly path: string }

const HOST =
  /^(?:localhost|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+|\[[0-9a-f:.]+\])(?::\d{1,5})?$|^[a-z0-9-]+:\d{1,5}$/i
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/
const TAG = /^[\w][\w.+-]{0,127}$/
const DIGEST = /^sha(?:256:[0-9a-f]{64}|512:[0-9a-f]{128})$/

/** Reads a chart argument or an address. Null where it is none. A login inside an address is dropped. */
export function readTarget(text: string): ChartTarget | null {
  if (/^oci:\/\//i.test(text)) return readOci(text.slice(6))
  if (/^https?:\/\//i.test(text)) return readUrl(text)
  if (/^(?:\.{0,2}\/|~\/|[a-z]:\\)/i.test(text) || text === '.' || text === '..')
    return { at: 'disk', path: text }
  if (/\.tgz$/i.test(text)) return { at: 'disk', path: text }
  const slash = text.indexOf('/')
  if (slash > 0 && HOST.test(text.slice(0, slash))) return readOci(text)
  const alias = /^([\w.-]+)\/([\w.-]+)$/.exec(text)
  return alias === null ? null : { at: 'alias', alias: alias[1]!, chart: alias[2]! }
}

function readOci(body: string): ChartTarget | null {
  const slash = body.indexOf('/')
  let host = (slash < 0 ? body : body.slice(0, slash)).toLowerCase()
  host = host.slice(host.lastIndexOf('@') + 1)
  let repository = slash < 0 ? '' : body.slice(slash + 1).replace(/\/+$/, '')
  let version: string | null = null
  const at = repository.indexOf('@')
  if (at >= 0) {
    version = repository.slice(at + 1)
    repository = repository.slice(0, at)
    if (!DIGEST.test(version)) return null
  }
  const colon = repository.lastIndexOf(':')
  if (colon >= 0) {
    const tag = repository.slice(colon + 1)
    if (!TAG.test(tag)) return null
    // a digest says more than the tag beside it
    version ??= tag
    repository = repository.slice(0, colon)
  }
  if (host === '' || !/^[\w.[\]:-]+$/.test(host) || (repository !== '' && !PATH.test(repository))) return null
  return { at: 'oci', host, repository, version }
}

function readUrl(text: string): ChartTarget | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  url.username = ''
  url.password = ''
  url.hash = ''
  if (/\.tgz$/i.test(url.pathname)) return { at: 'archive', url: url.href }
  url.pathname = url.pathname.replace(/\/(?:index\.ya?ml)?$/i, '')
  return { at: 'classic', url: url.href.replace(/\/$/, ''), chart: null }
}

/** The target as a person would write it again. */
export function writeTarget(target: ChartTarget): string {
  switch (target.at) {
    case 'oci': {
      const separator = target.version?.startsWith('sha') === true && target.version.includes(':') ? '@' : ':'
      return `oci://${target.host}${target.repository === '' ? '' : `/${target.repository}`}${target.version === null ? '' : `${separator}${target.version}`}`
    }
    case 'archive':
      return target.url
    case 'classic':
      return target.chart === null ? target.url : `${target.url} ${target.chart}`
    case 'alias':
      return `${target.alias}/${target.chart}`
    case 'disk':
      return target.path
  }
}
