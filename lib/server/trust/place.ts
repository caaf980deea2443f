import { apiHost } from '../../oci/index.ts'
import { pathOfUrl } from '../sources/source-kind.ts'

/**
 * One spelling for each place that charts come from: `oci://host:port/path`, `https://host:port/path`, `file:/absolute/path`,
 * `oci-layout:/absolute/path`, hosts in lower case, no slash at the end.
 * @param path makes a relative path absolute
 */
export function canonicalPlace(url: string, path: (relative: string) => string): string {
  const trimmed = url.replace(/\/+$/, '')
  const remote = /^(oci|https?):\/\/(?:[^@/]*@)?([^/?#]+)([^?#]*)$/.exec(trimmed)
  if (remote !== null) {
    const [, scheme, authority, rest] = remote as unknown as [string, string, string, string]
    const host = authority.toLowerCase().replace(scheme === 'http' ? /:80$/ : /:443$/, '')
    return `${scheme}://${scheme === 'oci' ? apiHost(host) : host}${rest}`
  }
  const isLayout = trimmed.startsWith('oci-layout:')
  return `${isLayout ? 'oci-layout' : 'file'}:${path(pathOfUrl(trimmed) || '/')}`
}

/** Whether `place` is `prefix` or lies below it, by whole segments. */
export const coversPlace = (prefix: string, place: string): boolean =>
  place === prefix || place.startsWith(`${prefix}/`)
