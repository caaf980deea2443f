import { byParts } from '../by-parts.ts'
import { isPrint } from '../strconv/index.ts'
import { toBytes } from '../text.ts'

const HTML: Record<string, string> = {
  '\0': '\ufffd',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
}

/** `template.HTMLEscapeString`. */
export const htmlEscape = (s: string): string =>
  byParts(s, (part) => part.replace(/[\0"'&<>]/g, (c) => HTML[c]!))

const JS: Record<string, string> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
}

const unicodeEscape = (rune: number): string => '\\u' + rune.toString(16).toUpperCase().padStart(4, '0')

/** `template.JSEscapeString`: printable characters and bytes that are no UTF-8 stay. */
export const jsEscape = (s: string): string =>
  /[\\'"<>&=\x00-\x1f\x80-\uffff]/.test(s) ? byParts(s, jsEscapePart) : s

function jsEscapePart(s: string): string {
  let out = ''
  for (const char of s) {
    const rune = char.codePointAt(0)!
    const stays = rune < 0x80 ? rune >= 0x20 : isPrint(rune) || (rune >= 0xd800 && rune <= 0xdfff)
    out += JS[char] ?? (stays ? char : unicodeEscape(rune))
  }
  return out
}

/** `url.QueryEscape`. */
export const urlQueryEscape = (s: string): string =>
  /^[A-Za-z0-9\-_.~]*$/.test(s) ? s : byParts(s, urlQueryEscapePart)

function urlQueryEscapePart(s: string): string {
  let out = ''
  for (const byte of toBytes(s)) {
    const char = String.fromCharCode(byte)
    if (/[A-Za-z0-9\-_.~]/.test(char)) out += char
    else out += char === ' ' ? '+' : '%' + byte.toString(16).toUpperCase().padStart(2, '0')
  }
  return out
}
