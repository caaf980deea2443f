import { toBytes } from '../../go/text.ts'
import { hexValue, isAlpha, isBlankOrNul, isUri } from './chars.ts'
import { bytesToText } from './input.ts'
import type { Scanner } from './scanner.ts'
import { ScannedToken, Token, type TokenType } from './token.ts'

/** Characters that may stand right after an anchor or alias, besides blanks: ? : , ] } % @ ` */
const AFTER_ANCHOR = new Set([...'?:,]}%@`'].map((c) => c.charCodeAt(0)))

export function scanAnchor(s: Scanner, type: TokenType): ScannedToken {
  const line = s.line
  s.position++
  const value = scanWord(s)
  const c = s.text.charCodeAt(s.position)
  if (value === '' || !(isBlankOrNul(c) || AFTER_ANCHOR.has(c)))
    s.fail('did not find expected alphabetic or numeric character')
  return new ScannedToken(type, line, line, value)
}

/** Letters, digits, `_` and `-`. */
export function scanWord(s: Scanner): string {
  s.need(1)
  const from = s.position
  while (isAlpha(s.text.charCodeAt(s.position))) {
    s.position++
    s.need(1)
  }
  return s.text.slice(from, s.position)
}

/** `!suffix`, `!handle!suffix` or `!<uri>`. */
export function scanTag(s: Scanner): ScannedToken {
  const { text, line } = s
  let handle = ''
  let suffix: string
  s.need(2)
  if (text.charCodeAt(s.position + 1) === 60) {
    s.position += 2
    suffix = scanTagUri(s, '')
    if (text.charCodeAt(s.position) !== 62) s.fail("did not find the expected '>'")
    s.position++
  } else {
    handle = scanTagHandle(s, false)
    if (handle.length > 1 && handle.endsWith('!')) suffix = scanTagUri(s, '')
    else {
      suffix = scanTagUri(s, handle)
      handle = '!'
      if (suffix === '') [handle, suffix] = [suffix, handle]
    }
  }
  s.need(1)
  if (!isBlankOrNul(text.charCodeAt(s.position))) s.fail('did not find expected whitespace or line break')
  return new ScannedToken(Token.TAG, line, line, handle, suffix)
}

/** `!`, `!word` or `!word!`; a directive takes only the first and the last. */
export function scanTagHandle(s: Scanner, directive: boolean): string {
  s.need(1)
  if (s.text.charCodeAt(s.position) !== 33) s.fail("did not find expected '!'")
  s.position++
  const handle = `!${scanWord(s)}`
  if (s.text.charCodeAt(s.position) === 33) {
    s.position++
    return `${handle}!`
  }
  if (directive && handle !== '!') s.fail("did not find expected '!'")
  return handle
}

/** The rest of a tag; `head` is what was taken for a handle and is none. */
export function scanTagUri(s: Scanner, head: string): string {
  const { text } = s
  let found = head.length > 0
  let bytes: number[] | undefined
  let from = s.position
  let value = head.slice(1)
  s.need(1)
  for (let c = text.charCodeAt(s.position); isUri(c); c = text.charCodeAt(s.position)) {
    if (c === 37) {
      value += text.slice(from, s.position)
      bytes ??= []
      bytes.push(...toBytes(value))
      value = ''
      scanUriEscapes(s, bytes)
      from = s.position
    } else s.position++
    s.need(1)
    found = true
  }
  if (!found) s.fail('did not find expected tag URI')
  value += text.slice(from, s.position)
  return bytes === undefined ? value : bytesToText([...bytes, ...toBytes(value)])
}

/** One character of UTF-8, each byte as `%xx`. */
function scanUriEscapes(s: Scanner, bytes: number[]): void {
  for (let left = -1; left !== 0; left--) {
    s.need(3)
    const high = hexValue(s.text.charCodeAt(s.position + 1))
    const low = hexValue(s.text.charCodeAt(s.position + 2))
    if (s.text.charCodeAt(s.position) !== 37 || high < 0 || low < 0) s.fail('did not find URI escaped octet')
    const octet = high * 16 + low
    if (left < 0) {
      left =
        octet < 0x80
          ? 1
          : (octet & 0xe0) === 0xc0
            ? 2
            : (octet & 0xf0) === 0xe0
              ? 3
              : (octet & 0xf8) === 0xf0
                ? 4
                : 0
      if (left === 0) s.fail('found an incorrect leading UTF-8 octet')
    } else if ((octet & 0xc0) !== 0x80) s.fail('found an incorrect trailing UTF-8 octet')
    bytes.push(octet)
    s.position += 3
  }
}
