import { normal } from '../text.ts'

/** One character of a literal: a code point, or a byte where `multibyte` is false; `next` is where the rest begins. */
export interface UnquotedChar {
  readonly value: number
  readonly multibyte: boolean
  readonly next: number
}

const ESCAPES: Record<string, number> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 0x5c }
const HEX_DIGITS: Record<string, number> = { x: 2, u: 4, U: 8 }

/**
 * `strconv.UnquoteChar` for the character of `s` at `at`; undefined where Go returns ErrSyntax.
 * `mark` is the quote of the literal, which alone may be escaped and may not stand bare.
 */
export function unquoteChar(s: string, at: number, mark: '"' | "'" | ''): UnquotedChar | undefined {
  const code = s.codePointAt(at)
  if (code === undefined) return undefined
  const c = s[at]!
  if (c === mark) return undefined
  // a byte that is no UTF-8 decodes as U+FFFD
  if (code >= 0x80) {
    const broken = code >= 0xd800 && code <= 0xdfff
    return { value: broken ? 0xfffd : code, multibyte: true, next: at + (code > 0xffff ? 2 : 1) }
  }
  if (c !== '\\') return { value: code, multibyte: false, next: at + 1 }
  const escape = s[at + 1]
  if (escape === undefined) return undefined
  const named = ESCAPES[escape]
  if (named !== undefined) return { value: named, multibyte: false, next: at + 2 }
  const width = HEX_DIGITS[escape]
  if (width !== undefined) return unquoteHex(s, at + 2, width)
  if (escape >= '0' && escape <= '7') return unquoteOctal(s, at + 1)
  if (escape === mark) return { value: escape.charCodeAt(0), multibyte: false, next: at + 2 }
  return undefined
}

function unquoteHex(s: string, from: number, width: number): UnquotedChar | undefined {
  const digits = s.slice(from, from + width)
  if (digits.length < width || !/^[0-9a-fA-F]+$/.test(digits)) return undefined
  const value = parseInt(digits, 16)
  if (width === 2) return { value, multibyte: false, next: from + 2 }
  if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return undefined
  return { value, multibyte: true, next: from + width }
}

function unquoteOctal(s: string, from: number): UnquotedChar | undefined {
  const digits = s.slice(from, from + 3)
  if (!/^[0-7]{3}$/.test(digits)) return undefined
  const value = parseInt(digits, 8)
  return value > 255 ? undefined : { value, multibyte: false, next: from + 3 }
}

const append = (c: UnquotedChar): string =>
  !c.multibyte && c.value >= 0x80 ? String.fromCharCode(0xdc00 + c.value) : String.fromCodePoint(c.value)

/** `strconv.Unquote`: the string that a quoted, back-quoted or single-quoted literal stands for; undefined for ErrSyntax. */
export function unquote(s: string): string | undefined {
  if (s.length < 2) return undefined
  const mark = s[0]
  if (mark === '`') {
    if (s.indexOf('`', 1) !== s.length - 1) return undefined
    return normal(s.slice(1, -1).replaceAll('\r', ''))
  }
  if (mark !== '"' && mark !== "'") return undefined
  if (s === "''") return ''
  if (mark === '"' && s.indexOf('"', 1) === s.length - 1 && /^[^\\\n]*$/.test(s) && s.isWellFormed()) {
    return s.slice(1, -1)
  }
  let out = ''
  let at = 1
  while (at < s.length && s[at] !== mark) {
    const c = unquoteChar(s, at, mark)
    if (c === undefined || s[at] === '\n') return undefined
    out += append(c)
    at = c.next
    if (mark === "'") break
  }
  return s[at] === mark && at === s.length - 1 ? normal(out) : undefined
}
