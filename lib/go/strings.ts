import { fromByteText, toByteText } from './byte-text.ts'
import { byteLength, isAscii, normal } from './text.ts'
import {
  fromRunes,
  isDigit,
  isLetter,
  isSpace,
  runes,
  runesOf,
  toLower,
  toTitle,
  toUpper,
} from './unicode/index.ts'
import { GoError } from './value.ts'

export { trimSpace } from './trim-space.ts'

/**
 * Go's `strings`, as far as templates reach it. Searching for valid UTF-8 gives the same places in a JS string as in
 * its bytes; only a search for broken bytes (which may sit inside a character) needs the byte text.
 */
const needsBytes = (needle: string): boolean => !needle.isWellFormed()

/** strings.Contains */
export const contains = (s: string, part: string): boolean =>
  needsBytes(part) ? toByteText(s).includes(toByteText(part)) : s.includes(part)

/** strings.HasPrefix */
export const hasPrefix = (s: string, prefix: string): boolean =>
  needsBytes(prefix) ? toByteText(s).startsWith(toByteText(prefix)) : s.startsWith(prefix)

/** strings.HasSuffix */
export const hasSuffix = (s: string, suffix: string): boolean =>
  needsBytes(suffix) ? toByteText(s).endsWith(toByteText(suffix)) : s.endsWith(suffix)

/** strings.TrimPrefix */
export function trimPrefix(s: string, prefix: string): string {
  if (needsBytes(prefix)) {
    return hasPrefix(s, prefix) ? fromByteText(toByteText(s).slice(byteLength(prefix))) : s
  }
  return prefix !== '' && s.startsWith(prefix) ? s.slice(prefix.length) : s
}

/** strings.TrimSuffix */
export function trimSuffix(s: string, suffix: string): string {
  if (needsBytes(suffix)) {
    return hasSuffix(s, suffix) ? fromByteText(toByteText(s).slice(0, -byteLength(suffix))) : s
  }
  return suffix !== '' && s.endsWith(suffix) ? s.slice(0, -suffix.length) : s
}

/** strings.Count, `part` not empty */
export function count(s: string, part: string): number {
  if (needsBytes(part)) return count(toByteText(s), toByteText(part))
  let n = 0
  for (let at = s.indexOf(part); at >= 0; at = s.indexOf(part, at + part.length)) n++
  return n
}

/** strings.SplitN: at most `n` pieces, all for `n` < 0, undefined (a nil slice) for 0; "" cuts between runes. */
export function splitN(s: string, separator: string, n: number): string[] | undefined {
  if (n === 0) return undefined
  if (separator === '') return explode(s, n)
  if (needsBytes(separator)) return splitN(toByteText(s), toByteText(separator), n)!.map(fromByteText)
  const pieces = s.split(separator)
  if (n > 0 && pieces.length > n) pieces.push(pieces.splice(n - 1).join(separator))
  return pieces
}

function explode(s: string, n: number): string[] {
  const all = [...s]
  if (n > 0 && all.length > n) all.push(all.splice(n - 1).join(''))
  return all
}

/** strings.ReplaceAll; an empty `old` matches before each rune and at the end. */
export function replaceAll(s: string, old: string, by: string): string {
  if (old === by) return s
  if (old === '') return normal(by + [...s].map((unit) => unit + by).join(''))
  if (needsBytes(old)) return fromByteText(toByteText(s).split(toByteText(old)).join(toByteText(by)))
  return s.includes(old) ? normal(s.split(old).join(by)) : s
}

/**
 * strings.Repeat.
 * @param reserve is told how many bytes are about to be made
 */
export function repeat(s: string, times: bigint, reserve: (bytes: number) => void): string {
  if (times < 0n) throw new GoError('strings: negative Repeat count')
  if (times === 0n || s === '') return ''
  if (times === 1n) return s
  const size = BigInt(byteLength(s)) * times
  if (size > 0x7fffffffffffffffn) throw new GoError('strings: Repeat output length overflow')
  reserve(Number(size))
  return normal(s.repeat(Number(times)))
}

/** strings.Trim: runes of `cutset` at both ends. A broken byte in either counts as U+FFFD. */
export function trim(s: string, cutset: string): string {
  if (s === '' || cutset === '') return s
  const cut = new Set(runesOf(cutset))
  let from = 0
  let to = s.length
  while (from < to) {
    const rune = s.codePointAt(from)!
    if (!cut.has(rune >= 0xd800 && rune <= 0xdfff ? 0xfffd : rune)) break
    from += rune > 0xffff ? 2 : 1
  }
  while (to > from) {
    let rune = s.charCodeAt(to - 1)
    let width = 1
    if (rune >= 0xdc00 && rune <= 0xdfff) {
      const before = to - 2 >= from ? s.charCodeAt(to - 2) : 0
      if (before >= 0xd800 && before < 0xdc00) {
        rune = s.codePointAt(to - 2)!
        width = 2
      } else rune = 0xfffd
    }
    if (!cut.has(rune)) break
    to -= width
  }
  return s.slice(from, to)
}

const mapRunes = (s: string, map: (rune: number) => number): string => fromRunes(runes(s).map(map))

/** strings.ToUpper: rune by rune, so `ß` stays. */
export const upper = (s: string): string => (isAscii(s) ? s.toUpperCase() : mapRunes(s, toUpper))

/** strings.ToLower: rune by rune, so `İ` becomes `i`. */
export const lower = (s: string): string => (isAscii(s) ? s.toLowerCase() : mapRunes(s, toLower))

/** strings.Title: what follows a separator becomes title case; an apostrophe separates. */
export function title(s: string): string {
  if (isAscii(s)) return s.replace(/(?<![0-9A-Za-z_])[a-z]/g, (letter) => letter.toUpperCase())
  let before = 0x20
  return mapRunes(s, (rune) => {
    const out = isSeparator(before) ? toTitle(rune) : rune
    before = rune
    return out
  })
}

function isSeparator(rune: number): boolean {
  if (rune < 0x80) return !(isLetter(rune) || isDigit(rune) || rune === 0x5f)
  return !isLetter(rune) && !isDigit(rune) && isSpace(rune)
}
