/**
 * Every address of the product is built and read here.
 *
 * `/` · `/{source}` · `/{source}/{repository, "/" written "~"}/{version}/{view}` · `/compare?from=…&to=…` ·
 * `/codes/{CODE}` · `/open?q=…`.
 * `~` cannot stand in a repository's name, so it is reversible and survives proxies. A version is a tag, a version or
 * `sha256:…`. What a person asked for is in the query; own values are in the fragment and never reach a server.
 */
export interface ChartAddress {
  readonly source: string
  /** below the source, "/" between names */
  readonly repository: string
  /** undefined: the newest stable version */
  readonly version?: string | undefined
}

export const VIEWS = ['overview', 'values', 'files', 'versions', 'preview', 'verify'] as const
export type View = (typeof VIEWS)[number]

export type Query = Readonly<Record<string, string | number | readonly string[] | null | undefined>>

/** One path segment: escaped, but `:` and `+` stay readable, for a path may hold them. */
const segment = (text: string): string =>
  encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%2B', '+').replaceAll('%40', '@')

/** What Next hands to a page as a parameter is still escaped. Text that is no escape at all comes back as it is. */
export function readSegment(param: string): string {
  try {
    return decodeURIComponent(param)
  } catch {
    return param
  }
}

export const writeRepository = (repository: string): string => repository.replaceAll('/', '~')
export const readRepository = (param: string): string => readSegment(param).replaceAll('~', '/')

/** `?a=1&b=2`, or "" when nothing is asked; empty and null entries are left out. */
export function queryOf(query: Query): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue
    if (typeof value === 'string' || typeof value === 'number') search.set(key, String(value))
    else for (const each of value) search.append(key, each)
  }
  const text = search.toString().replaceAll('%2F', '/').replaceAll('%3A', ':')
  return text === '' ? '' : `?${text}`
}

export const homeHref = (): string => '/'
export const openHref = (text: string): string => `/open${queryOf({ q: text })}`
export const sourceHref = (source: string, query: Query = {}): string =>
  `/${segment(source)}${queryOf(query)}`
/** Where two charts are named to be compared. */
export const compareStartHref = (): string => '/compare'
export const checkHref = (): string => '/check'
export const rolloutHref = (): string => '/rollout'
/** Where connections are added, changed and tried. */
export const settingsHref = (): string => '/settings/connections'
export const trustHref = (): string => '/settings/trust'
export const addConnectionHref = (): string => '/settings/add'
/** A source's settings; `run` starts the doctor with the page. */
export const connectionHref = (source: string, run = false): string =>
  `/settings/connections/${segment(source)}${run ? '?run=1' : ''}`
export const codesHref = (): string => '/codes'
export const codeHref = (code: string): string => `/codes/${segment(code)}`

/** A chart's page; without a version the newest one, without a view its overview. */
export function chartHref(
  { source, repository, version }: ChartAddress,
  view?: View,
  query: Query = {},
): string {
  const base = `/${segment(source)}/${segment(writeRepository(repository))}`
  if (version === undefined)
    return `${base}${queryOf(view === undefined || view === 'overview' ? query : { view, ...query })}`
  return `${base}/${segment(version)}/${view ?? 'overview'}${queryOf(query)}`
}

/** `source/repository/version`, as a comparison's address names a side; reversible, since none of the three holds "/". */
export const writeSide = ({ source, repository, version = '' }: ChartAddress): string =>
  `${source}/${writeRepository(repository)}/${version}`

/** The side that an address names; null for what is none. */
export function readSide(text: string | undefined): (ChartAddress & { readonly version: string }) | null {
  const [source = '', repository = '', version = '', ...more] = (text ?? '').split('/')
  if (source === '' || repository === '' || more.length > 0) return null
  return { source, repository: repository.replaceAll('~', '/'), version }
}

/** Two charts beside each other. Without the first, the page takes the version before the second. */
export const compareHref = (
  { from, to }: { from?: ChartAddress | null | undefined; to: ChartAddress },
  query: Query = {},
): string =>
  `/compare${queryOf({ from: from === null || from === undefined ? null : writeSide(from), to: writeSide(to), ...query })}`

/** A file of the archive; `line` is counted from 1 and goes into the fragment. */
export const fileHref = (chart: ChartAddress, path: string, line?: number): string =>
  `${chartHref(chart, 'files', { path })}${line === undefined ? '' : `#L${line}`}`

const API = '/api/v1'
const chartApi = ({ source, repository }: ChartAddress): string =>
  `${API}/sources/${segment(source)}/charts/${segment(writeRepository(repository))}`
const versionApi = (chart: ChartAddress): string =>
  `${chartApi(chart)}/versions/${segment(chart.version ?? 'latest')}`

/** The HTTP interface's own addresses. */
export const api = {
  home: '/api',
  rolloutCharts: `${API}/rollouts/charts`,
  sources: `${API}/sources`,
  charts: (source: string): string => `${API}/sources/${segment(source)}/charts`,
  trust: `${API}/trust`,
  trustPreview: `${API}/trust/preview`,
  trustImport: `${API}/trust/import`,
  trustKeys: `${API}/trust/keys`,
  trustKey: (name: string): string => `${API}/trust/keys/${segment(name)}`,
  connections: `${API}/connections`,
  connection: (name: string): string => `${API}/connections/${segment(name)}`,
  trial: `${API}/trial`,
  diagnosis: (source: string): string => `${API}/sources/${segment(source)}/diagnosis`,
  refresh: (source: string): string => `${API}/sources/${segment(source)}/refresh`,
  repositories: (source: string): string => `${API}/sources/${segment(source)}/repositories`,
  chart: chartApi,
  versions: (chart: ChartAddress): string => `${chartApi(chart)}/versions`,
  version: versionApi,
  verdict: (chart: ChartAddress): string => `${versionApi(chart)}/verdict`,
  archive: (chart: ChartAddress): string => `${versionApi(chart)}/archive`,
  manifest: (chart: ChartAddress): string => `${versionApi(chart)}/manifest`,
  compare: (query: Query): string => `${API}/compare${queryOf(query)}`,
  image: (image: string): string => `${API}/images${queryOf({ image })}`,
  file: (chart: ChartAddress, path: string): string => `${versionApi(chart)}/file${queryOf({ path })}`,
} as const
