import { quoteByteText } from '../byte-text.ts'
import { GoError } from '../value.ts'

/** The part of a URL that some text stands in: each leaves other characters as they are. */
export type Part = 'path' | 'host' | 'zone' | 'userinfo' | 'fragment'

const HOST = '!$&\'()*+,;=:[]<>"'
/** What each part leaves alone besides letters, digits and `-_.~`. */
const PLAIN: Readonly<Record<Part, string>> = {
  path: '$&+,/:;=@',
  host: HOST,
  zone: HOST,
  userinfo: '$&+,;=',
  fragment: '$&+,/:;=?@!()*',
}

const UNRESERVED = /[A-Za-z0-9\-_.~]/

/** Go's shouldEscape: whether a byte may not stand as it is in that part. */
const shouldEscape = (unit: string, part: Part): boolean =>
  !UNRESERVED.test(unit) && !PLAIN[part].includes(unit)

const hex = (unit: string): string => `%${unit.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/** Go's escape, on byte text. */
export const escape = (text: string, part: Part): string =>
  Array.from(text, (unit) => (shouldEscape(unit, part) ? hex(unit) : unit)).join('')

const escapeError = (text: string): GoError => new GoError(`invalid URL escape ${quoteByteText(text)}`)

/**
 * Go's unescape, on byte text. A host may escape bytes beyond ASCII only, a zone nothing that it could not hold bare.
 * @throws GoError with Go's text
 */
export function unescape(text: string, part: Part): string {
  for (let i = 0; i < text.length; i++) {
    const unit = text[i]!
    if (unit === '%') {
      const sequence = text.slice(i, i + 3)
      if (!/^%[0-9A-Fa-f]{2}$/.test(sequence)) throw escapeError(sequence)
      const byte = parseInt(sequence.slice(1), 16)
      if (sequence !== '%25') {
        if (part === 'host' && byte < 0x80) throw escapeError(sequence)
        if (part === 'zone' && byte !== 0x20 && shouldEscape(String.fromCharCode(byte), 'host')) {
          throw escapeError(sequence)
        }
      }
      i += 2
    } else if ((part === 'host' || part === 'zone') && unit < '\x80' && shouldEscape(unit, part)) {
      throw new GoError(`invalid character ${quoteByteText(unit)} in host name`)
    }
  }
  return text.replace(/%(..)/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)))
}
