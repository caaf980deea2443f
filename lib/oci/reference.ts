import { isDigest } from './digest.ts'
import { OciError } from './error.ts'

/** A place in a registry. Mirrors Helm's `newReference` and oras-go's `registry.ParseReference`. */
export interface Reference {
  /** `host[:port]` */
  readonly host: string
  /** `a/b/c`, "" for a registry as a whole */
  readonly repository: string
  /** as the registry has it: `_` where Helm's version has `+` */
  readonly tag: string | null
  readonly digest: string | null
}

const HOST = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?$/
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/
const TAG = /^\w[\w.-]{0,127}$/

export const isTag = (text: string): boolean => TAG.test(text)
export const isRepository = (text: string): boolean => text.length <= 255 && REPOSITORY.test(text)
export const isOciUrl = (text: string): boolean => text.startsWith('oci://')

/** Helm writes `+` of a version as `_` in a tag, which has no `+` (helm#10166). */
export const tagOfVersion = (version: string): string => version.replaceAll('+', '_')
export const versionOfTag = (tag: string): string => tag.replaceAll('_', '+')

/**
 * Reads `oci://host[:port]/path[:tag][@digest]`; the scheme may be left out.
 * @throws OciError REFERENCE_INVALID, naming the part that is wrong
 */
export function parseReference(text: string): Reference {
  const body = text.replace(/^oci:\/\//, '')
  const slash = body.indexOf('/')
  const host = slash < 0 ? body : body.slice(0, slash)
  if (host.includes('@'))
    throw invalid(redactUser(text), 'a login does not belong in a reference; use --username and --password')
  if (!HOST.test(host)) throw invalid(text, `"${host}" is no host name`)
  const port = /:(\d+)$/.exec(host)?.[1]
  if (port !== undefined && (Number(port) === 0 || Number(port) > 65_535))
    throw invalid(text, `${port} is no port`)
  let path = slash < 0 ? '' : body.slice(slash + 1).replace(/\/+$/, '')

  let digest: string | null = null
  const at = path.lastIndexOf('@')
  if (at >= 0) {
    digest = path.slice(at + 1)
    path = path.slice(0, at)
    if (!isDigest(digest)) throw invalid(text, `"${digest}" is no sha256 or sha512 digest`)
  }
  let tag: string | null = null
  const colon = path.lastIndexOf(':')
  if (colon >= 0) {
    tag = tagOfVersion(path.slice(colon + 1))
    path = path.slice(0, colon)
    if (!isTag(tag)) throw invalid(text, `"${tag}" is no tag`)
  }
  if (path === '' && (tag !== null || digest !== null)) throw invalid(text, 'the repository is missing')
  if (path !== '' && !isRepository(path)) throw invalid(text, `"${path}" is no repository name`)
  return { host: host.toLowerCase(), repository: path, tag, digest }
}

const invalid = (text: string, why: string): OciError =>
  new OciError('REFERENCE_INVALID', `invalid reference ${JSON.stringify(text)}: ${why}`)

const redactUser = (text: string): string => text.replace(/\/\/[^@/]*@/, '//')

/** The reference as Helm takes it: `oci://…`, with `+` in the version again. */
export function formatReference(ref: Reference): string {
  const path = ref.repository === '' ? '' : `/${ref.repository}`
  const tag = ref.tag === null ? '' : `:${ref.tag}`
  const digest = ref.digest === null ? '' : `@${ref.digest}`
  return `oci://${ref.host}${path}${tag}${digest}`
}

/** Where the API of a registry answers: Docker Hub's lives beside its name. */
export const apiHost = (host: string): string =>
  host === 'docker.io' || host === 'index.docker.io' ? 'registry-1.docker.io' : host
