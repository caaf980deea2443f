import { hexValue, isBlank, isBlankOrNul, isBreak } from './chars.ts'
import { fold } from './scan-plain.ts'
import { ScannedToken, Token } from './token.ts'

const ESCAPES = new Map<number, string>(
  Object.entries({
    '0': '\0',
    a: '\x07',
    b: '\b',
    t: '\t',
    '\t': '\t',
    n: '\n',
    v: '\v',
    f: '\f',
    r: '\r',
    e: '\x1b',
    ' ': ' ',
    '"': '"',
    "'": "'",
    '\\': '\\',
    N: '\u0085',
    _: '\u00a0',
    L: '\u2028',
    P: '\u2029',
  }).map(([c, meaning]) => [c.charCodeAt(0), meaning]),
)
const HEX_LENGTH = new Map([
  [120, 2], // x
  [117, 4], // u
  [85, 8], // U
])

/** What reading a quoted scalar needs of a scanner. */
export interface QuotedSource {
  readonly text: string
  position: number
  readonly line: number
  need(n: number): void
  fail(problem: string): never
  atDocumentIndicator(): boolean
  skipLine(): void
  readLine(): string
}

/** Scans a scalar in single or double quotes. */
export function scanQuoted(s: QuotedSource, single: boolean): ScannedToken {
  const { text } = s
  const quote = single ? 39 : 34
  const line = s.line
  let value = ''
  s.position++
  for (;;) {
    s.need(4)
    if (s.atDocumentIndicator()) s.fail('found unexpected document indicator')
    if (text.charCodeAt(s.position) === 0) s.fail('found unexpected end of stream')

    let leadingBlanks = false
    let from = s.position
    for (;;) {
      const c = text.charCodeAt(s.position)
      if (isBlankOrNul(c)) break
      if (c === quote) {
        if (!single || text.charCodeAt(s.position + 1) !== 39) break
        value += text.slice(from, s.position + 1)
        s.position += 2
        from = s.position
      } else if (c === 92 && !single) {
        value += text.slice(from, s.position)
        if (isBreak(text.charCodeAt(s.position + 1))) {
          s.need(3)
          s.position++
          s.skipLine()
          from = s.position
          leadingBlanks = true
          break
        }
        value += scanEscape(s)
        from = s.position
      } else s.position++
      s.need(2)
    }
    value += text.slice(from, s.position)
    s.need(1)
    if (text.charCodeAt(s.position) === quote) break

    let leadingBreak = ''
    let trailingBreaks = ''
    from = s.position
    let to = from
    for (;;) {
      const c = text.charCodeAt(s.position)
      if (isBlank(c)) {
        s.position++
        if (!leadingBlanks) to = s.position
      } else if (isBreak(c)) {
        s.need(2)
        if (leadingBlanks) trailingBreaks += s.readLine()
        else {
          to = from
          leadingBreak = s.readLine()
          leadingBlanks = true
        }
      } else break
      s.need(1)
    }
    value += leadingBlanks ? fold(leadingBreak, trailingBreaks) : text.slice(from, to)
  }
  s.position++
  return new ScannedToken(Token.SCALAR, line, s.line, value)
}

/** Reads one escape sequence of a double-quoted scalar. */
function scanEscape(s: QuotedSource): string {
  const { text } = s
  const c = text.charCodeAt(s.position + 1)
  const meaning = ESCAPES.get(c)
  const length = HEX_LENGTH.get(c)
  if (meaning === undefined && length === undefined) s.fail('found unknown escape character')
  s.position += 2
  if (meaning !== undefined) return meaning
  s.need(length!)
  let rune = 0
  for (let k = 0; k < length!; k++) {
    const digit = hexValue(text.charCodeAt(s.position + k))
    if (digit < 0) s.fail('did not find expected hexdecimal number')
    rune = rune * 16 + digit
  }
  if ((rune >= 0xd800 && rune <= 0xdfff) || rune > 0x10ffff)
    s.fail('found invalid Unicode character escape code')
  s.position += length!
  return String.fromCodePoint(rune)
}
