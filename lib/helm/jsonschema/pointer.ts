import { quote } from '../../go/strconv/index.ts'
import { fromBytes, toBytes } from '../../go/text.ts'
import { GoError } from '../../go/value.ts'
import { isArray, isObject, type Json } from './json.ts'

/** A place inside a schema document: which document, and a JSON pointer in it. */
export interface Place {
  readonly url: string
  readonly pointer: string
}

/** A name for a place that is equal for equal places. */
export const placeKey = (place: Place): string => `${place.url}#${place.pointer}`

export const escapeToken = (token: string): string =>
  token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token

/** A pointer to something below `pointer`. */
export const child = (pointer: string, ...tokens: readonly string[]): string =>
  tokens.reduce((at, token) => `${at}/${escapeToken(token)}`, pointer)

/** The pointer of a path of unescaped tokens. */
export const pointerOf = (tokens: readonly string[]): string => child('', ...tokens)

/** `url#pointer` with the pointer percent-encoded, as errors show it. */
export const placeText = ({ url, pointer }: Place): string => `${url}#${encodeFragment(pointer)}`

const PLAIN = /^[A-Za-z0-9\-_.~$&+:=@/]*$/

/** Go's `url.PathEscape` of each segment. */
export function encodeFragment(fragment: string): string {
  if (PLAIN.test(fragment)) return fragment
  const hex = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  return Array.from(toBytes(fragment), (byte) => {
    const c = String.fromCharCode(byte)
    return byte < 0x80 && PLAIN.test(c) ? c : hex(byte)
  }).join('')
}

/** Go's `url.PathUnescape`. */
function decodeFragment(fragment: string): string {
  if (!fragment.includes('%')) return fragment
  const bytes = toBytes(fragment)
  const out: number[] = []
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0x25) {
      out.push(bytes[i]!)
      continue
    }
    const sequence = fromBytes(bytes.subarray(i, i + 3))
    if (!/^%[0-9A-Fa-f]{2}$/.test(sequence)) throw new GoError(`invalid URL escape ${quote(sequence)}`)
    out.push(parseInt(sequence.slice(1), 16))
    i += 2
  }
  return fromBytes(Uint8Array.from(out))
}

/** What stands at a place of a document. @throws GoError in the library's words */
export function lookup(document: Json, place: Place): Json {
  let at = document
  for (const raw of place.pointer.split('/').slice(1)) {
    if (/~(?![01])/.test(raw)) throw new GoError(`invalid json-pointer ${quote(placeText(place))}`)
    const token = raw.replaceAll('~1', '/').replaceAll('~0', '~')
    let next: Json | undefined
    if (isObject(at)) next = at.get(token)
    else if (isArray(at) && /^[+-]?\d+$/.test(token)) next = at[Number(token)]
    if (next === undefined) throw new GoError(`json-pointer in ${quote(placeText(place))} not found`)
    at = next
  }
  return at
}

/** Cuts a reference at its first `#`. */
export function splitHash(reference: string): [string, string] {
  const hash = reference.indexOf('#')
  return hash < 0 ? [reference, ''] : [reference.slice(0, hash), reference.slice(hash + 1)]
}

/** The same, the fragment percent-decoded. */
export function splitFragment(reference: string): { url: string; fragment: string } {
  const [url, fragment] = splitHash(reference)
  try {
    return { url, fragment: decodeFragment(fragment) }
  } catch (error) {
    throw new GoError(`error in parsing ${quote(reference)}: ${(error as Error).message}`)
  }
}

/** A fragment is a JSON pointer when it is empty or starts with "/", else an anchor's name. */
export const isPointer = (fragment: string): boolean => fragment === '' || fragment.startsWith('/')
