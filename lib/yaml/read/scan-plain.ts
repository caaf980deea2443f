import { CLASS, FLOW, isBlank, isBlankOrNul, isBreak } from './chars.ts'
import type { Scanner } from './scanner.ts'
import { ScannedToken, Token } from './token.ts'

/** Scans a scalar without quotes, which may go on over lines that are indented deeper than its parent. */
export function scanPlain(s: Scanner): ScannedToken {
  const { text } = s
  const inFlow = s.flowLevel > 0
  const indent = s.indent + 1
  const line = s.line
  let endLine = line
  let value = ''
  let from = s.position
  let to = s.position
  let leadingBlanks = false
  let leadingBreak = ''
  let trailingBreaks = ''
  for (;;) {
    s.need(4)
    if (s.atDocumentIndicator() || text.charCodeAt(s.position) === 35) break
    for (;;) {
      const c = text.charCodeAt(s.position)
      if (isBlankOrNul(c)) break
      if (c === 58 && isBlankOrNul(text.charCodeAt(s.position + 1))) break
      if (inFlow && c < 256 && (CLASS[c]! & FLOW) !== 0) break
      if (leadingBlanks) {
        value += text.slice(from, to) + fold(leadingBreak, trailingBreaks)
        from = s.position
        leadingBlanks = false
        leadingBreak = trailingBreaks = ''
      }
      s.position++
      to = s.position
      endLine = s.line
      s.need(2)
    }
    const c = text.charCodeAt(s.position)
    if (!isBlank(c) && !isBreak(c)) break
    s.need(1)
    for (;;) {
      const blank = text.charCodeAt(s.position)
      if (isBlank(blank)) {
        if (blank === 9 && leadingBlanks && s.column < indent)
          s.fail('found a tab character that violates indentation')
        s.position++
      } else if (isBreak(blank)) {
        s.need(2)
        if (leadingBlanks) trailingBreaks += s.readLine()
        else {
          leadingBreak = s.readLine()
          leadingBlanks = true
        }
      } else break
      s.need(1)
    }
    if (!inFlow && s.column < indent) break
  }
  if (leadingBlanks) s.simpleKeyAllowed = true
  return new ScannedToken(Token.SCALAR, line, endLine, value + text.slice(from, to), '', true)
}

/** What line breaks between two pieces of a flow scalar become. */
export function fold(leadingBreak: string, trailingBreaks: string): string {
  if (leadingBreak !== '\n') return leadingBreak + trailingBreaks
  return trailingBreaks === '' ? ' ' : trailingBreaks
}
