import { fromByteText, toByteText } from '../../go/byte-text.ts'
import { quote } from '../../go/strconv/index.ts'
import { formatUrl, parseUrl, type Url } from '../../go/url/index.ts'
import { GoError } from '../../go/value.ts'
import { splitFragment } from './pointer.ts'

/** A document's address, and what is meant inside it (decoded). */
export interface Reference {
  readonly url: string
  readonly fragment: string
}

function parse(text: string): Url {
  try {
    return parseUrl(toByteText(text))
  } catch (error) {
    throw new GoError(`error in parsing ${quote(text)}: ${(error as Error).message}`)
  }
}

/** Resolves `reference` against an absolute address, as net/url's `ResolveReference`. @throws GoError */
export function join(base: string, reference: string): Reference {
  const { url, fragment } = splitFragment(reference)
  if (url === '') return { url: base, fragment }
  return { url: fromByteText(formatUrl(resolve(parse(base), parse(url)))), fragment }
}

function resolve(base: Url, ref: Url): Url {
  if (ref.scheme !== '' || ref.host !== '' || ref.user !== undefined) {
    const scheme = ref.scheme === '' ? base.scheme : ref.scheme
    return { ...ref, scheme, path: resolvePath(ref.path, '') }
  }
  const rawQuery = ref.path === '' && ref.rawQuery === '' ? base.rawQuery : ref.rawQuery
  if (base.opaque !== '') return { ...ref, scheme: base.scheme, opaque: base.opaque, path: '', rawQuery }
  return {
    ...ref,
    scheme: base.scheme,
    host: base.host,
    user: base.user,
    path: resolvePath(base.path, ref.path),
    rawQuery,
  }
}

/** Mirrors net/url's `resolvePath`. */
function resolvePath(base: string, ref: string): string {
  const full = ref === '' ? base : ref.startsWith('/') ? ref : base.slice(0, base.lastIndexOf('/') + 1) + ref
  if (full === '') return ''
  let out = '/'
  let first = true
  let element = ''
  for (element of full.split('/')) {
    if (element === '.') first = false
    else if (element === '..') {
      const slash = out.lastIndexOf('/')
      out = slash > 0 ? out.slice(0, slash) : '/'
      first = out.length === 1
    } else {
      out += first ? element : `/${element}`
      first = false
    }
  }
  if (element === '.' || element === '..') out += '/'
  return out.startsWith('//') ? out.slice(1) : out
}
