import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { apiHost, isOciUrl, parseReference, tagOfVersion, type Reference } from '../../oci/index.ts'
import type { SourceConfig } from '../../schema/config.ts'
import { connectionTo, type ExplicitSettings } from '../connection/settings.ts'
import type { Connection } from '../connection/connection.ts'
import { matchSource, placeOf } from '../config/match-source.ts'
import type { LoadedConfig } from '../config/read-config.ts'
import { SourceError, toSourceError } from '../errors/source-error.ts'
import type { ConfiguredSource } from './configured-sources.ts'
import { defaultLimits } from './limits.ts'
import { listBy } from './list-by.ts'
import type { Remote } from './remote.ts'
import { pathOfUrl } from './source-kind.ts'
import type { OpenOci } from './classic/classic-source.ts'
import type { ChartSource } from './source.ts'

/** How a place is to be opened: flags, the environment, the configuration in force. */
export interface Opening {
  readonly explicit: ExplicitSettings
  readonly env: Readonly<Record<string, string | undefined>>
  /** sources whose login, TLS and proxy hold for references below their address; undefined where there is no file */
  readonly config?: LoadedConfig | undefined
  readonly stored: 'use' | 'use-with-helpers' | 'none'
  readonly mayBePrivate: Connection['mayBePrivate']
}

/** A chart that was asked for, and the way to it. */
export interface ChartPlace {
  readonly source: ChartSource
  readonly repository: string
  /** tag, version, range or digest; "" for the newest release */
  readonly asked: string
}

/** Which version is wanted besides what the reference says. */
export interface Wanted {
  /** `--version` */
  readonly version?: string
  /** `--devel`: pre-releases too */
  readonly devel?: boolean
  /** `--repo`: a classic repository that holds the named chart */
  readonly repo?: string
}

/**
 * Opens the source of a chart by any of the forms of a reference. Nothing is sent yet.
 * @throws SourceError REFERENCE_INVALID, CONFIG_INVALID, TLS_BAD_…
 */
export async function openChart(reference: string, wanted: Wanted, opening: Opening): Promise<ChartPlace> {
  const { repo = '' } = wanted
  if (repo !== '') return { source: await openListing(repo, opening), ...splitVersion(reference, wanted) }
  if (isOciUrl(reference)) {
    const parsed = readReference(reference)
    if (parsed.repository === '')
      throw new SourceError('REFERENCE_INVALID', `${reference} names no repository`)
    return {
      source: await registrySource(parsed.host, parsed.repository, '', reference, opening),
      repository: parsed.repository,
      asked: askedOf(parsed, wanted),
    }
  }
  if (reference.startsWith('oci-layout:')) return layoutChart(reference, wanted)
  if (isWeb(reference))
    return { source: await archiveUrlSource(reference, opening), repository: '', asked: '' }
  const path = pathOfUrl(reference)
  if (looksLikePath(reference) || existsSync(path))
    return { source: await folderSource(path), repository: '', asked: askedOf(NOTHING, wanted) }
  return configuredChart(reference, wanted, opening)
}

/** Opens what `list` lists. @throws SourceError */
export async function openListing(url: string, opening: Opening): Promise<ChartSource> {
  if (isOciUrl(url)) {
    const { host, repository, tag, digest } = readReference(url)
    if (tag !== null || digest !== null) {
      throw new SourceError(
        'REFERENCE_INVALID',
        `${url} names one chart; list takes a registry or a namespace`,
      )
    }
    return registrySource(host, repository, repository, url, opening)
  }
  if (url.startsWith('oci-layout:')) return layoutSource(pathOfUrl(url))
  if (isWeb(url))
    return /\.tgz(?:$|[?#])/.test(url) ? archiveUrlSource(url, opening) : classicSource(url, opening)
  const path = pathOfUrl(url)
  if (looksLikePath(url) || existsSync(path)) return folderSource(path)
  const source = await configuredNamed(url, opening)
  if (source !== undefined) return source.charts
  throw new SourceError(
    'REFERENCE_INVALID',
    `${JSON.stringify(url)} is no source: expected oci://, https://, a folder, oci-layout: or a configured name`,
  )
}

/** The connection to a registry or classic repository; undefined for places on this machine. */
export async function openRemote(url: string, opening: Opening): Promise<Remote | undefined> {
  if (isOciUrl(url)) {
    const { host, repository, tag, digest } = readReference(url)
    const { connection, source } = await registryConnection(host, repository, url, opening)
    return {
      kind: 'oci',
      connection,
      host,
      path: repository,
      tagged: tag !== null || digest !== null,
      listBy: listBy(source, opening.env),
    }
  }
  if (!isWeb(url)) return undefined
  const { url: base, opening: own } = webPlace(url.replace(/\/index\.yaml(?=$|\?)/, ''), opening)
  return { kind: 'classic', url: base, ...(await webConnection(base, own)) }
}

const NOTHING = { tag: null, digest: null }
const isWeb = (text: string): boolean => /^https?:\/\//.test(text)
const looksLikePath = (text: string): boolean =>
  /^(?:file:|\.{0,2}\/|~)/.test(text) || text === '.' || text === '..'

/** A source of the configuration, or of the shipped sample where there is none. */
async function configuredNamed(name: string, opening: Opening): Promise<ConfiguredSource | undefined> {
  const [{ configuredSources }, { findConfig }] = await Promise.all([
    import('./configured-sources.ts'),
    import('../config/find-config.ts'),
  ])
  const { config, explicit, env, stored } = opening
  return configuredSources(config === undefined ? findConfig(env) : { ...config, sample: false }, {
    explicit,
    env,
    stored,
  }).get(name)
}

/** `source/name`, with `:version` or `@digest` after it. */
async function configuredChart(reference: string, wanted: Wanted, opening: Opening): Promise<ChartPlace> {
  const slash = reference.indexOf('/')
  const source = slash < 0 ? undefined : await configuredNamed(reference.slice(0, slash), opening)
  if (source === undefined) {
    throw new SourceError(
      'REFERENCE_INVALID',
      `${JSON.stringify(reference)} is no chart: no file or folder of this name, and no configured source`,
    )
  }
  return { source: source.charts, ...splitVersion(reference.slice(slash + 1), wanted) }
}

function splitVersion(text: string, wanted: Wanted): { repository: string; asked: string } {
  const [, repository, tag, digest] = /^(.*?)(?::([^:/@]+))?(?:@(sha\d+:[0-9a-f]+))?$/.exec(text)!
  return {
    repository: repository!,
    asked: askedOf({ tag: tag === undefined ? null : tagOfVersion(tag), digest: digest ?? null }, wanted),
  }
}

// each kind is loaded when it is opened, so that the command line starts with what it needs
async function folderSource(path: string): Promise<ChartSource> {
  const { FolderSource } = await import('./folder/folder-source.ts')
  return new FolderSource(path, { name: path, limits: defaultLimits, now: () => new Date() })
}

/** A web address given as `http://` counts as the explicit wish for plain HTTP. */
async function webConnection(url: URL, opening: Opening): Promise<{ connection: Connection }> {
  const place = placeOf(url.href)!
  return connect(url.href, url.origin, place.host, place.path, opening)
}

async function classicSource(text: string, opening: Opening): Promise<ChartSource> {
  const { ClassicSource } = await import('./classic/classic-source.ts')
  const { url, opening: own } = webPlace(text.replace(/\/index\.yaml(?=$|\?)/, ''), opening)
  return new ClassicSource(url, (await webConnection(url, own)).connection, {
    name: text,
    now: () => new Date(),
    openOci: followOci(opening),
  })
}

/** How `oci://` in an index is opened: by what is known of its own host, without the login that was given for the index. */
export const followOci =
  (opening: Opening): OpenOci =>
  (reference, nearest) => {
    const { username: _, password: __, ...explicit } = opening.explicit
    return openChart(
      reference,
      {},
      { ...opening, explicit, mayBePrivate: nearest === 'public' ? false : 'but-link-local' },
    )
  }

async function archiveUrlSource(text: string, opening: Opening): Promise<ChartSource> {
  const { ArchiveUrlSource } = await import('./classic/archive-url-source.ts')
  const { url, opening: own } = webPlace(text, opening)
  return new ArchiveUrlSource(url, (await webConnection(url, own)).connection)
}

/** A web address, with the login that may stand in it as an explicit one. */
function webPlace(text: string, opening: Opening): { url: URL; opening: Opening } {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new SourceError('REFERENCE_INVALID', 'the web address cannot be read')
  }
  const { username, password } = url
  url.username = ''
  url.password = ''
  url.hash = ''
  if (username === '' || opening.explicit.username !== undefined) return { url, opening }
  const explicit = {
    ...opening.explicit,
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
  }
  return { url, opening: { ...opening, explicit } }
}

function readReference(text: string): Reference {
  try {
    return parseReference(text)
  } catch (error) {
    throw toSourceError(error)
  }
}

/** A version that stands in the reference and in `--version` must be the same, as with Helm. */
function askedOf(
  { tag, digest }: Pick<Reference, 'tag' | 'digest'>,
  { version = '', devel = false }: Wanted,
): string {
  if (digest !== null) return digest
  if (tag !== null && version !== '' && tagOfVersion(version) !== tag) {
    throw new SourceError(
      'REFERENCE_INVALID',
      `chart reference and version mismatch: ${version} is not ${tag}`,
    )
  }
  return tag ?? (version === '' && devel ? '>0.0.0-0' : version)
}

async function registrySource(
  host: string,
  path: string,
  namespace: string,
  url: string,
  opening: Opening,
): Promise<ChartSource> {
  const [{ ManifestSource }, { RegistryStore }] = await Promise.all([
    import('./manifest-source.ts'),
    import('./oci/registry-store.ts'),
  ])
  const { connection, source } = await registryConnection(host, path, url, opening)
  return new ManifestSource(new RegistryStore(connection, host, namespace, listBy(source, opening.env)), {
    name: url,
    limits: connection.limits,
    repositories: namespace === path ? repositoriesBelow(source, url) : [],
    now: () => new Date(),
  })
}

async function registryConnection(
  host: string,
  path: string,
  url: string,
  opening: Opening,
): Promise<{ connection: Connection; source: SourceConfig | undefined }> {
  const source = configuredFor(url, opening)
  const plain = opening.explicit.plainHttp ?? source?.plainHttp ?? false
  return {
    source,
    ...(await connect(url, `${plain ? 'http' : 'https'}://${apiHost(host)}`, host, path, opening)),
  }
}

const configuredFor = (url: string, { config }: Opening): SourceConfig | undefined =>
  config === undefined ? undefined : matchSource(config.config.sources ?? [], url)

/** The repositories that a configured source names, as seen from a place at or below it. */
function repositoriesBelow(source: SourceConfig | undefined, url: string): string[] {
  if (source?.repositories === undefined) return []
  const [base, asked] = [placeOf(source.url)!.path, placeOf(url)!.path]
  const prefix = asked === base ? '' : `${asked.slice(base === '' ? 0 : base.length + 1)}/`
  return source.repositories
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
}

async function connect(
  url: string,
  origin: string,
  host: string,
  path: string,
  opening: Opening,
): Promise<{ connection: Connection }> {
  const source = configuredFor(url, opening)
  const connection = await connectionTo({
    ...opening,
    origin: new URL(origin),
    host,
    path,
    configured:
      source === undefined ? undefined : { source, path: (relative) => opening.config!.path(relative) },
  })
  return { connection }
}

/** `oci-layout:./dir`, `oci-layout:./dir:tag`, `oci-layout:./dir:repository:tag` */
async function layoutChart(reference: string, { version = '', devel = false }: Wanted): Promise<ChartPlace> {
  const body = pathOfUrl(reference)
  const parts = body.split(/[:](?![\\/])|@(?=sha\d+:)/)
  for (let count = parts.length; count > 0; count--) {
    const folder = parts.slice(0, count).join(':')
    if (!existsSync(folder)) continue
    const rest = body.slice(folder.length + 1)
    const digest = /^(?:(.*)@)?(sha\d+:[0-9a-f]+)$/.exec(rest)
    const [, named = '', tag = ''] =
      digest === null ? (/^(?:(.*):)?([^:]*)$/.exec(rest) ?? []) : [undefined, digest[1] ?? '', digest[2]!]
    const asked = tag !== '' ? tagOfVersion(tag) : version === '' && devel ? '>0.0.0-0' : version
    return {
      source: await layoutSource(folder),
      repository: named === '' ? basename(resolve(folder)) : named,
      asked,
    }
  }
  throw new SourceError('NOT_FOUND', `no OCI layout at ${body}`, { host: body, phase: 'read' })
}

async function layoutSource(folder: string): Promise<ChartSource> {
  const [{ ManifestSource }, { LayoutStore }] = await Promise.all([
    import('./manifest-source.ts'),
    import('./layout/layout-store.ts'),
  ])
  return new ManifestSource(new LayoutStore(folder, defaultLimits), {
    name: `oci-layout:${folder}`,
    limits: defaultLimits,
    now: () => new Date(),
  })
}
