import type { SourceConfig } from '../../schema/config.ts'
import { apiHost } from '../../oci/index.ts'

/** Whether `path` is `prefix` or lies below it, by whole segments. */
export const isBelow = (path: string, prefix: string): boolean =>
  prefix === '' || path === prefix || path.startsWith(`${prefix}/`)

interface Place {
  /** the scheme: what was configured for TLS does not hold without it */
  readonly kind: string
  readonly host: string
  readonly path: string
}

/** Host with port and path of a registry or web address. */
export function placeOf(url: string): Place | undefined {
  const match = /^(oci|https?):\/\/(?:[^@/]*@)?([^/?#]+)([^?#]*)/.exec(url)
  if (match === null) return undefined
  const [, scheme, authority, path] = match as unknown as [string, string, string, string]
  const host = authority.toLowerCase().replace(scheme === 'http' ? /:80$/ : /:443$/, '')
  return {
    kind: scheme,
    host: scheme === 'oci' ? apiHost(host) : host,
    path: (scheme === 'oci' ? withoutVersion(path) : path).replace(/^\/+|\/+$/g, ''),
  }
}

const withoutVersion = (path: string): string => path.replace(/@[^/]*$/, '').replace(/:[^/:]*$/, '')

/** The source whose address covers a reference: same kind and `host:port`, and of those the longest path. */
export function matchSource(sources: readonly SourceConfig[], url: string): SourceConfig | undefined {
  const place = placeOf(url)
  if (place === undefined) return undefined
  let best: SourceConfig | undefined
  let length = -1
  for (const source of sources) {
    const other = placeOf(source.url)
    if (other === undefined || other.kind !== place.kind || other.host !== place.host) continue
    if (!isBelow(place.path, other.path) || other.path.length <= length) continue
    best = source
    length = other.path.length
  }
  return best
}
