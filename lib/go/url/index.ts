import { quoteByteText } from '../byte-text.ts'
import { lower } from '../strings.ts'
import { GoError } from '../value.ts'
import { escape, unescape } from './escape.ts'
import { parseHost } from './host.ts'
import { formatUserinfo, parseUserinfo, type Userinfo } from './userinfo.ts'

export { hostnameOf } from './host.ts'
export { formatUserinfo } from './userinfo.ts'

/** The fields of Go's url.URL that parsing sets and String reads; all byte text, `path` and `fragment` decoded. */
export interface Url {
  readonly scheme: string
  readonly opaque: string
  readonly user: Userinfo | undefined
  readonly host: string
  readonly path: string
  readonly rawQuery: string
  readonly fragment: string
}

const cut = (text: string, at: string): [string, string] => {
  const i = text.indexOf(at)
  return i < 0 ? [text, ''] : [text.slice(0, i), text.slice(i + at.length)]
}

/** Runs `read`, with `parse "…": ` before the text of what it throws. */
function naming<R>(text: string, read: () => R): R {
  try {
    return read()
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`parse ${quoteByteText(text)}: ${error.message}`)
    throw error
  }
}

/**
 * url.Parse of Go 1.26 (colons in an http host are refused), on byte text.
 * @throws GoError with Go's text
 */
export function parseUrl(raw: string): Url {
  const [text, fragment] = cut(raw, '#')
  const url = naming(text, () => parse(text))
  return fragment === '' ? url : { ...url, fragment: naming(raw, () => unescape(fragment, 'fragment')) }
}

function parse(raw: string): Url {
  if (/[\x00-\x1f\x7f]/.test(raw)) throw new GoError('net/url: invalid control character in URL') // eslint-disable-line no-control-regex
  const empty: Url = {
    scheme: '',
    opaque: '',
    user: undefined,
    host: '',
    path: '',
    rawQuery: '',
    fragment: '',
  }
  if (raw === '*') return { ...empty, path: '*' }
  if (raw.startsWith(':')) throw new GoError('missing protocol scheme')
  const named = /^([A-Za-z][A-Za-z0-9+\-.]*):/.exec(raw)
  const scheme = lower(named?.[1] ?? '')
  const [hierarchy, rawQuery] = cut(named ? raw.slice(named[0].length) : raw, '?')
  const parsed = { ...empty, scheme, rawQuery }
  if (!hierarchy.startsWith('/')) {
    if (scheme !== '') return { ...parsed, opaque: hierarchy }
    if (cut(hierarchy, '/')[0].includes(':')) {
      throw new GoError('first path segment in URL cannot contain colon')
    }
  }
  if (!hierarchy.startsWith('//') || (scheme === '' && hierarchy.startsWith('///'))) {
    return { ...parsed, path: unescape(hierarchy, 'path') }
  }
  const slash = hierarchy.indexOf('/', 2)
  const authority = slash < 0 ? hierarchy.slice(2) : hierarchy.slice(2, slash)
  const at = authority.lastIndexOf('@')
  const host = parseHost(scheme, authority.slice(at + 1))
  const user = at < 0 ? undefined : parseUserinfo(authority.slice(0, at))
  return { ...parsed, user, host, path: unescape(slash < 0 ? '' : hierarchy.slice(slash), 'path') }
}

/** url.URL.String of a URL put together from its fields. */
export function formatUrl(url: Url): string {
  const { scheme, user, host } = url
  let out = scheme === '' ? '' : `${scheme}:`
  if (url.opaque !== '') out += url.opaque
  else {
    if (host !== '' || user !== undefined || (scheme !== '' && url.path !== '')) out += '//'
    if (user !== undefined) out += `${formatUserinfo(user)}@`
    out += escape(host, 'host')
    const path = url.path === '*' ? '*' : escape(url.path, 'path')
    if (path !== '' && !path.startsWith('/') && host !== '') out += '/'
    if (out === '' && cut(path, '/')[0].includes(':')) out = './'
    out += path
  }
  if (url.rawQuery !== '') out += `?${url.rawQuery}`
  return url.fragment === '' ? out : `${out}#${escape(url.fragment, 'fragment')}`
}
