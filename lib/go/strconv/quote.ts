import { byParts } from '../by-parts.ts'
import { isPrint } from './printable.ts'

const PLAIN = /^[ !#-[\]-~]*$/
/** All else, each by itself. */
const ODD = /[^ !#-[\]-~]/gu
const NAMED: Record<number, string> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
}

const hex = (n: number, width: number): string => n.toString(16).padStart(width, '0')
const isSurrogate = (rune: number): boolean => rune >= 0xd800 && rune <= 0xdfff

function escapedRune(rune: number, mark: string, asciiOnly: boolean): string {
  const char = String.fromCodePoint(rune)
  if (char === mark || char === '\\') return '\\' + char
  if (asciiOnly ? rune >= 0x20 && rune <= 0x7e : isPrint(rune)) return char
  const named = NAMED[rune]
  if (named !== undefined) return named
  if (rune < 0x20 || rune === 0x7f) return '\\x' + hex(rune, 2)
  return rune < 0x10000 ? '\\u' + hex(rune, 4) : '\\U' + hex(rune, 8)
}

function quoteWith(s: string, mark: string, asciiOnly: boolean): string {
  const escape = (char: string): string => {
    const rune = char.codePointAt(0)!
    return isSurrogate(rune) ? '\\x' + hex(rune - 0xdc00, 2) : escapedRune(rune, mark, asciiOnly)
  }
  return mark + byParts(s, (part) => part.replace(ODD, escape)) + mark
}

function quoteRuneWith(rune: number, asciiOnly: boolean): string {
  const valid = rune >= 0 && rune <= 0x10ffff && !isSurrogate(rune) ? rune : 0xfffd
  return `'${escapedRune(valid, "'", asciiOnly)}'`
}

/** `strconv.Quote`: a double-quoted Go literal. */
export const quote = (s: string): string => (PLAIN.test(s) ? `"${s}"` : quoteWith(s, '"', false))

/** `strconv.QuoteToASCII`. */
export const quoteToASCII = (s: string): string => (PLAIN.test(s) ? `"${s}"` : quoteWith(s, '"', true))

/** `strconv.QuoteRune`: a single-quoted Go literal; an invalid code point becomes U+FFFD. */
export const quoteRune = (rune: number): string => quoteRuneWith(rune, false)

/** `strconv.QuoteRuneToASCII`. */
export const quoteRuneToASCII = (rune: number): string => quoteRuneWith(rune, true)

/** `strconv.CanBackquote`: fits unchanged between backquotes, on one line, without control characters but tab. */
export const canBackquote = (s: string): boolean =>
  s.isWellFormed() && !/[\x00-\x08\x0a-\x1f`\x7f\ufeff]/.test(s)
