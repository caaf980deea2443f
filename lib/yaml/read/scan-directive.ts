import { isBlank, isBlankOrNul, isBreak, isBreakOrNul, isDigit } from './chars.ts'
import { scanTagHandle, scanTagUri, scanWord } from './scan-tag.ts'
import type { Scanner } from './scanner.ts'
import { ScannedToken, Token } from './token.ts'

/** Scans `%YAML major.minor` or `%TAG handle prefix`. */
export function scanDirective(s: Scanner): ScannedToken {
  const { text, line } = s
  s.position++
  const name = scanWord(s)
  if (name === '') s.fail('could not find expected directive name')
  if (!isBlankOrNul(text.charCodeAt(s.position))) s.fail('found unexpected non-alphabetical character')
  let token: ScannedToken
  if (name === 'YAML') token = new ScannedToken(Token.VERSION_DIRECTIVE, line, line, '', scanVersion(s))
  else if (name === 'TAG') {
    const { handle, prefix } = scanTagPrefix(s)
    token = new ScannedToken(Token.TAG_DIRECTIVE, line, line, handle, prefix)
  } else s.fail('found unknown directive name')

  s.skipBlanks()
  s.skipComment()
  if (!isBreakOrNul(text.charCodeAt(s.position))) s.fail('did not find expected comment or line break')
  if (isBreak(text.charCodeAt(s.position))) {
    s.need(2)
    s.skipLine()
  }
  return token
}

function scanVersion(s: Scanner): string {
  s.skipBlanks()
  const major = scanVersionNumber(s)
  if (s.text.charCodeAt(s.position) !== 46) s.fail("did not find expected digit or '.' character")
  s.position++
  return `${major}.${scanVersionNumber(s)}`
}

function scanVersionNumber(s: Scanner): number {
  s.need(1)
  let value = 0
  let length = 0
  for (let c = s.text.charCodeAt(s.position); isDigit(c); c = s.text.charCodeAt(s.position)) {
    if (++length > 2) s.fail('found extremely long version number')
    value = value * 10 + c - 48
    s.position++
    s.need(1)
  }
  if (length === 0) s.fail('did not find expected version number')
  return value
}

function scanTagPrefix(s: Scanner): { handle: string; prefix: string } {
  s.skipBlanks()
  const handle = scanTagHandle(s, true)
  s.need(1)
  if (!isBlank(s.text.charCodeAt(s.position))) s.fail('did not find expected whitespace')
  s.skipBlanks()
  const prefix = scanTagUri(s, '')
  s.need(1)
  if (!isBlankOrNul(s.text.charCodeAt(s.position))) s.fail('did not find expected whitespace or line break')
  return { handle, prefix }
}
