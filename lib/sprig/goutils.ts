import { fromByteText, toByteText } from '../go/byte-text.ts'
import { normal } from '../go/text.ts'
import {
  fromRunes,
  isLower,
  isSpace,
  isTitle,
  isUpper,
  runes,
  toLower,
  toTitle,
  toUpper,
} from '../go/unicode/index.ts'
import type { Run } from '../go/value.ts'

/** Masterminds/goutils 1.1.1, as far as sprig reaches it. Most of it counts bytes, and some of it breaks UTF-8. */

/**
 * goutils.AbbreviateFull as sprig guards it: at most `width` bytes, "..." where something was left out.
 * @param least below this width nothing is done
 */
export function abbreviate(text: string, offset: bigint, width: bigint, least: bigint): string {
  if (width < 4n || width < least) return text
  return fromByteText(abbreviateBytes(toByteText(text), offset, width))
}

function abbreviateBytes(text: string, given: bigint, width: bigint): string {
  if (BigInt(text.length) <= width) return text
  const keep = Number(width) - 3
  let offset = given > BigInt(text.length) ? text.length : Math.max(0, Number(given))
  if (text.length - offset < keep) offset = text.length - keep
  if (offset <= 4) return `${text.slice(0, keep)}...`
  // Go's inner call refuses less than 4 and its error is dropped with the text
  if (width < 7n) return ''
  if (offset + keep < text.length) return `...${abbreviateBytes(text.slice(offset), 0n, width - 3n)}`
  return `...${text.slice(text.length - keep)}`
}

/** goutils.DeleteWhiteSpace: byte by byte, so when there is any, all beyond ASCII turns to Latin-1. */
export function deleteWhiteSpace(text: string): string {
  const bytes = toByteText(text)
  const out = withoutSpaces(bytes)
  return out.length === bytes.length ? text : out
}

const withoutSpaces = (bytes: string): string => bytes.replace(/[\t-\r \x85\xa0]/g, '')

/** goutils.Initials: the first byte of each word, as Latin-1. */
export function initials(text: string): string {
  return (toByteText(text).match(/[^\t-\r \x85\xa0]+/g) ?? []).map((word) => word[0]!).join('')
}

/** goutils.Uncapitalize: the first rune of each word to lower case. */
export function uncapitalize(text: string): string {
  let first = true
  return fromRunes(
    runes(text).map((rune) => {
      if (isSpace(rune)) {
        first = true
        return rune
      }
      const out = first ? toLower(rune) : rune
      first = false
      return out
    }),
  )
}

/** goutils.SwapCase: a lower case rune at the start or after white space goes to title case. */
export function swapCase(text: string): string {
  let afterSpace = true
  return fromRunes(
    runes(text).map((rune) => {
      if (isUpper(rune) || isTitle(rune)) {
        afterSpace = false
        return toLower(rune)
      }
      if (!isLower(rune)) {
        afterSpace = isSpace(rune)
        return rune
      }
      const out = afterSpace ? toTitle(rune) : toUpper(rune)
      afterSpace = false
      return out
    }),
  )
}

/** goutils.WrapCustom: breaks at spaces so that lines have at most `width` bytes; `long` breaks long words too. */
export function wrap(run: Run, given: string, width: bigint, lineEnd: string, long: boolean): string {
  const text = toByteText(given)
  if (width >= BigInt(text.length)) return given
  const length = width < 1n ? 1 : Number(width)
  const pieces: string[] = []
  const push = (piece: string): void => {
    run.budget.grow(piece.length + lineEnd.length)
    pieces.push(fromByteText(piece), lineEnd)
  }
  let at = 0
  while (text.length - at > length) {
    if (text[at] === ' ') {
      at++
      continue
    }
    let space = text.lastIndexOf(' ', at + length)
    if (space < at && long) {
      push(text.slice(at, at + length))
      at += length
      continue
    }
    if (space < at) space = text.indexOf(' ', at + length)
    if (space < 0) break
    push(text.slice(at, space))
    at = space + 1
  }
  run.budget.grow(text.length - at)
  pieces.push(fromByteText(text.slice(at)))
  return normal(pieces.join(''))
}
