import { byParts } from '../by-parts.ts'

const SPECIAL = /["\\\0-\x1f\u2028\u2029\ud800-\udfff]/
const SPECIAL_HTML = /["\\<>&\0-\x1f\u2028\u2029\ud800-\udfff]/
const ESCAPED = /["\\\0-\x1f\u2028\u2029]/g
const ESCAPED_HTML = /["\\<>&\0-\x1f\u2028\u2029]/g

const SHORT = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

const escapeOne = (c: string): string => SHORT.get(c) ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A string as encoding/json writes it; each byte that is not UTF-8 becomes `\ufffd`. */
export const quoteJson = (s: string, html: boolean): string =>
  (html ? SPECIAL_HTML : SPECIAL).test(s) ? `"${byParts(s, (part) => escaped(part, html))}"` : `"${s}"`

function escaped(s: string, html: boolean): string {
  if (s.isWellFormed()) return s.replace(html ? ESCAPED_HTML : ESCAPED, escapeOne)
  // A character U+FFFD that stands in the string is written as it is, one that replaces a byte is escaped
  return s.replace(html ? BROKEN_HTML : BROKEN, (c) =>
    c >= '\ud800' && c <= '\udfff' ? '\\ufffd' : escapeOne(c),
  )
}

const LONE = '[\\ud800-\\udfff]'
const BROKEN = new RegExp(`["\\\\\\0-\\x1f\\u2028\\u2029]|${LONE}`, 'gu')
const BROKEN_HTML = new RegExp(`["\\\\<>&\\0-\\x1f\\u2028\\u2029]|${LONE}`, 'gu')
