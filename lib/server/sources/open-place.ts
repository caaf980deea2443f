import { existsSync } from 'node:fs'
import { apiHost, isOciUrl, parseReference, tagOfVersion, type Reference } from '../../oci/index.ts'
import type { SourceConfig } from '../../schema/config.ts'
import { connectionTo, type ExplicitSettings } from '../connection/settings.ts'
import type { Connection } from '../connection/connection.ts'
import { matchSource } from '../config/match-source.ts'
import type { LoadedConfig } from '../config/read-config.ts'
import { SourceError, toSourceError } from '../errors/source-error.ts'
import { LayoutStore } from './layout/layout-store.ts'
import { defaultLimits } from './limits.ts'
import { ManifestSource } from './manifest-source.ts'
import { RegistryStore } from './oci/registry-store.ts'
import { pathOfUrl } from './source-kind.ts'
import type { ChartSource } from './source.ts'

/** How a place is to be opened: flags, the environment, the configuration in force. */
export interface Opening {
  readonly explicit: ExplicitSettings
  readonly env: Readonly<Record<string, string | undefined>>
  /** sources whose login, TLS and proxy hold for references below their address; undefined where there is no file */
  readonly config?: LoadedConfig | undefined
  readonly stored: 'use' | 'use-with-helpers' | 'none'
  readonly mayBePrivate: boolean
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
  throw new SourceError('REFERENCE_INVALID', `${JSON.stringify(reference)} is no chart reference`)
}

/** Opens what `list` lists. @throws SourceError */
export async function openListing(url: string, opening: Opening): Promise<ChartSource> {
  if (isOciUrl(url)) {
    const { host, repository, tag, digest } = readReference(url)
    if (tag !== null || digest !== null)
      throw new SourceError(
        'REFERENCE_INVALID',
        `${url} names one chart; list takes a registry or a namespace`,
      )
    return registrySource(host, repository, repository, url, opening)
  }
  if (url.startsWith('oci-layout:')) return layoutSource(pathOfUrl(url))
  throw new SourceError(
    'REFERENCE_INVALID',
    `${JSON.stringify(url)} is no source: expected oci://, https://, a folder or oci-layout:`,
  )
}

function readReference(text: string): Reference {
  try {
    return parseReference(text)
  } catch (error) {
    throw toSourceError(error)
  }
}

/** A version that stands in the reference and in `--version` must be the same, as with Helm. */
function askedOf({ tag, digest }: Reference, { version = '', devel = false }: Wanted): string {
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
): Promise<ManifestSource> {
  const { source, connection } = await connect(url, host, path, opening)
  return new ManifestSource(new RegistryStore(connection, host, namespace), {
    name: url,
    limits: connection.limits,
    repositories: source?.repositories ?? [],
    now: () => new Date(),
  })
}

async function connect(
  url: string,
  host: string,
  path: string,
  opening: Opening,
): Promise<{ source: SourceConfig | undefined; connection: Connection }> {
  const { config, explicit } = opening
  const source = config === undefined ? undefined : matchSource(config.config.sources ?? [], url)
  const plain = explicit.plainHttp ?? source?.plainHttp ?? false
  const connection = await connectionTo({
    ...opening,
    origin: new URL(`${plain ? 'http' : 'https'}://${apiHost(host)}`),
    host,
    path,
    configured: source === undefined ? undefined : { source, path: (relative) => config!.path(relative) },
  })
  return { source, connection }
}

/** `oci-layout:./dir`, `oci-layout:./dir:tag`, `oci-layout:./dir:repository:tag` */
function layoutChart(reference: string, { version = '', devel = false }: Wanted): ChartPlace {
  const body = pathOfUrl(reference)
  const parts = body.split(/[:](?![\\/])|@(?=sha\d+:)/)
  for (let count = parts.length; count > 0; count--) {
    const folder = parts.slice(0, count).join(':')
    if (!existsSync(folder)) continue
    const rest = body.slice(folder.length + 1)
    const store = new LayoutStore(folder, defaultLimits)
    const digest = /^(?:(.*)@)?(sha\d+:[0-9a-f]+)$/.exec(rest)
    const [, named = '', tag = ''] =
      digest === null ? (/^(?:(.*):)?([^:]*)$/.exec(rest) ?? []) : [undefined, digest[1] ?? '', digest[2]!]
    const asked = tag !== '' ? tag : version === '' && devel ? '>0.0.0-0' : version
    return { source: layoutSource(folder, store), repository: named === '' ? store.ownName : named, asked }
  }
  throw new SourceError('NOT_FOUND', `no OCI layout at ${body}`, { host: body, phase: 'read' })
}

const layoutSource = (folder: string, store = new LayoutStore(folder, defaultLimits)): ManifestSource =>
  new ManifestSource(store, { name: `oci-layout:${folder}`, limits: defaultLimits, now: () => new Date() })
