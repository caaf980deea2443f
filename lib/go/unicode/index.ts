import { inRanges, readRanges, type RangeTable } from './ranges.ts'
import { DIGIT, LETTER, LOWER, NUMBER, PUNCT, TITLE, UPPER } from './tables.ts'

export { toLower, toTitle, toUpper } from './case.ts'

/** utf8.RuneError, which decoding gives for a byte that is no UTF-8. */
export const RUNE_ERROR = 0xfffd

/** One of Go's classes, its tables made when first asked for a rune of theirs. */
function classOf(text: string, ascii: RegExp): (rune: number) => boolean {
  let table: RangeTable | undefined
  let small: readonly boolean[] | undefined
  const ofAscii = (): readonly boolean[] =>
    Array.from({ length: 0x80 }, (_, rune) => ascii.test(String.fromCharCode(rune)))
  return (rune) => (rune < 0x80 ? (small ??= ofAscii())[rune]! : inRanges((table ??= readRanges(text)), rune))
}

/** unicode.IsUpper */
export const isUpper = classOf(UPPER, /[A-Z]/)
/** unicode.IsLower */
export const isLower = classOf(LOWER, /[a-z]/)
/** unicode.IsTitle */
export const isTitle = classOf(TITLE, /(?!)/)
/** unicode.IsLetter */
export const isLetter = classOf(LETTER, /[A-Za-z]/)
/** unicode.IsDigit: decimal digits */
export const isDigit = classOf(DIGIT, /[0-9]/)
/** unicode.IsNumber: digits, letter numbers and others */
export const isNumber = classOf(NUMBER, /[0-9]/)
/** unicode.IsPunct: category P, so not `$+<=>^`|~` */
export const isPunct = classOf(PUNCT, /[!-#%-*,-/:;?@[-\]_{}]/)

/** unicode.IsSpace */
export function isSpace(rune: number): boolean {
  if (rune < 0x100) return (rune >= 9 && rune <= 13) || rune === 0x20 || rune === 0x85 || rune === 0xa0
  return (
    rune === 0x1680 ||
    (rune >= 0x2000 && rune <= 0x200a) ||
    rune === 0x2028 ||
    rune === 0x2029 ||
    rune === 0x202f ||
    rune === 0x205f ||
    rune === 0x3000
  )
}

/** `range s` in Go: the runes of a Go string, U+FFFD for each byte that is no UTF-8. */
export function* runesOf(text: string): Generator<number, void, undefined> {
  for (const character of text) {
    const rune = character.codePointAt(0)!
    yield rune >= 0xd800 && rune <= 0xdfff ? RUNE_ERROR : rune
  }
}

/** `[]rune(s)` */
export const runes = (text: string): number[] => [...runesOf(text)]

/** `string(runes)`; what is no code point becomes U+FFFD. */
export function fromRunes(list: readonly number[]): string {
  const out: string[] = []
  for (const rune of list) {
    const fine = rune >= 0 && rune <= 0x10ffff && (rune < 0xd800 || rune > 0xdfff)
    out.push(String.fromCodePoint(fine ? rune : RUNE_ERROR))
  }
  return out.join('')
}
