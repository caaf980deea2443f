import { fromByteText, toByteText } from '../go/byte-text.ts'
import { nilDereference } from '../go/panic.ts'
import { kindOf } from '../go/reflect.ts'
import { fn } from '../go/signature.ts'
import { formatUrl, formatUserinfo, hostnameOf, parseUrl, type Url } from '../go/url/index.ts'
import { Dict, GoError, type Value } from '../go/value.ts'
import type { Family } from './family.ts'

/** Parses, or panics as sprig does: with `complaint` before the error. */
function parseOr(complaint: string, text: string): Url {
  try {
    return parseUrl(toByteText(text))
  } catch (error) {
    if (error instanceof GoError) throw new GoError(`${complaint}: ${error.message}`)
    throw error
  }
}

function urlParse(text: string): Dict {
  const url = parseOr('unable to parse url', text)
  const parts = {
    scheme: url.scheme,
    host: url.host,
    hostname: hostnameOf(url.host),
    path: url.path,
    query: url.rawQuery,
    opaque: url.opaque,
    fragment: url.fragment,
    userinfo: url.user ? formatUserinfo(url.user) : '',
  }
  return new Dict(Object.entries(parts).map(([name, part]) => [name, fromByteText(part)]))
}

/** Sprig's dictGetOrEmpty */
function partOf(map: Dict, key: string): string {
  if (!map.has(key)) return ''
  const v: Value = map.get(key)
  if (typeof v === 'string') return toByteText(v)
  if (v === null) throw nilDereference()
  throw new GoError(`unable to parse ${key} key, must be of type string, but ${kindOf(v)} found`)
}

function urlJoin(map: Dict): string {
  const url = {
    scheme: partOf(map, 'scheme'),
    host: partOf(map, 'host'),
    path: partOf(map, 'path'),
    rawQuery: partOf(map, 'query'),
    opaque: partOf(map, 'opaque'),
    fragment: partOf(map, 'fragment'),
  }
  const userinfo = partOf(map, 'userinfo')
  const user =
    userinfo === ''
      ? undefined
      : parseOr('unable to parse userinfo in dict', fromByteText(`proto://${userinfo}@host`)).user
  return fromByteText(formatUrl({ ...url, user }))
}

/** Sprig's url.go. */
export const urlFunctions: Family = {
  urlParse: fn(['string'], 'anyMap', urlParse),
  urlJoin: fn(['anyMap'], 'string', urlJoin),
}
