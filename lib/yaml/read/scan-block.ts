import { isBlank, isBreak, isBreakOrNul, isDigit } from './chars.ts'
import type { Scanner } from './scanner.ts'
import { ScannedToken, Token } from './token.ts'

/** Scans a literal (`|`) or folded (`>`) scalar with its indicators. */
export function scanBlockScalar(s: Scanner, literal: boolean): ScannedToken {
  const { text } = s
  const line = s.line
  s.position++
  const { chomping, increment } = scanIndicators(s)
  s.skipBlanks()
  s.skipComment()
  if (!isBreakOrNul(text.charCodeAt(s.position))) s.fail('did not find expected comment or line break')
  if (isBreak(text.charCodeAt(s.position))) {
    s.need(2)
    s.skipLine()
  }

  let value = ''
  let leadingBreak = ''
  const given = increment === 0 ? 0 : s.indent >= 0 ? s.indent + increment : increment
  let { breaks, indent, endLine } = scanBreaks(s, given)
  s.need(1)
  let leadingBlank = false
  while (s.column === indent && text.charCodeAt(s.position) !== 0) {
    const trailingBlank = isBlank(text.charCodeAt(s.position))
    if (!literal && !leadingBlank && !trailingBlank && leadingBreak.startsWith('\n')) {
      if (breaks === '') value += ' '
    } else value += leadingBreak
    value += breaks
    leadingBlank = trailingBlank

    const from = s.position
    while (!isBreakOrNul(text.charCodeAt(s.position))) {
      s.position++
      s.need(1)
    }
    value += text.slice(from, s.position)
    s.need(2)
    leadingBreak = s.readLine()
    ;({ breaks, endLine } = scanBreaks(s, indent))
  }
  if (chomping !== -1) value += leadingBreak
  if (chomping === 1) value += breaks
  return new ScannedToken(Token.SCALAR, line, endLine, value)
}

/** The chomping sign and the indentation digit, in either order. */
function scanIndicators(s: Scanner): { chomping: -1 | 0 | 1; increment: number } {
  let chomping: -1 | 0 | 1 = 0
  let increment = 0
  const sign = (): boolean => {
    const c = s.text.charCodeAt(s.position)
    if (c !== 43 && c !== 45) return false
    chomping = c === 43 ? 1 : -1
    s.position++
    return true
  }
  const digit = (): boolean => {
    const c = s.text.charCodeAt(s.position)
    if (!isDigit(c)) return false
    if (c === 48) s.fail('found an indentation indicator equal to 0')
    increment = c - 48
    s.position++
    return true
  }
  s.need(1)
  if (sign()) {
    s.need(1)
    digit()
  } else if (digit()) {
    s.need(1)
    sign()
  }
  return { chomping, increment }
}

/**
 * Passes indentation and empty lines; returns the breaks passed. An `indent` of 0 asks to find it out: the deepest of
 * the blank lines and the first other one.
 */
function scanBreaks(s: Scanner, indent: number): { breaks: string; indent: number; endLine: number } {
  const { text } = s
  let breaks = ''
  let deepest = 0
  let endLine = s.line
  for (;;) {
    s.need(1)
    let column = s.column
    while ((indent === 0 || column < indent) && text.charCodeAt(s.position) === 32) {
      s.position++
      column++
      s.need(1)
    }
    if (column > deepest) deepest = column
    const c = text.charCodeAt(s.position)
    if (c === 9 && (indent === 0 || column < indent))
      s.fail('found a tab character where an indentation space is expected')
    if (!isBreak(c)) break
    s.need(2)
    breaks += s.readLine()
    endLine = s.line
  }
  return { breaks, endLine, indent: indent === 0 ? Math.max(deepest, s.indent + 1, 1) : indent }
}
