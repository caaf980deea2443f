import { quoteByteText } from './byte-text.ts'
import { GoError } from './value.ts'

const fail = (given: string, message: string, at = ''): never => {
  throw new GoError(
    `ParseAddr(${quoteByteText(given)}): ${message}${at === '' ? '' : ` (at ${quoteByteText(at)})`}`,
  )
}

/**
 * netip.ParseAddr, for its verdict alone: which family an address is of.
 * @param text byte text
 * @throws GoError with Go's text
 */
export function parseAddr(text: string): 'ipv4' | 'ipv6' {
  const mark = /[.:%]/.exec(text)?.[0]
  if (mark === undefined) return fail(text, 'unable to parse IP')
  if (mark === '%') return fail(text, 'missing IPv6 address')
  if (mark === ':') return parseIPv6(text)
  parseIPv4Fields(text, text)
  return 'ipv4'
}

function parseIPv4Fields(given: string, s: string): void {
  let value = 0
  let fields = 0
  let digits = 0
  for (let i = 0; i < s.length; i++) {
    const c = s[i]!
    if (c >= '0' && c <= '9') {
      if (digits === 1 && value === 0) fail(given, 'IPv4 field has octet with leading zero')
      value = value * 10 + Number(c)
      digits++
      if (value > 255) fail(given, 'IPv4 field has value >255')
    } else if (c === '.') {
      if (i === 0 || i === s.length - 1 || s[i - 1] === '.') {
        fail(given, 'IPv4 field must have at least one digit', s.slice(i))
      }
      if (fields === 3) fail(given, 'IPv4 address too long')
      fields++
      value = 0
      digits = 0
    } else fail(given, 'unexpected character', s.slice(i))
  }
  if (fields < 3) fail(given, 'IPv4 address too short')
}

function parseIPv6(given: string): 'ipv6' {
  const percent = given.indexOf('%')
  let s = percent < 0 ? given : given.slice(0, percent)
  if (percent >= 0 && percent === given.length - 1) fail(given, 'zone must be a non-empty string')
  let ellipsis = s.startsWith('::')
  if (ellipsis) {
    s = s.slice(2)
    if (s === '') return 'ipv6'
  }
  let bytes = 0
  while (bytes < 16) {
    const group = /^[0-9a-fA-F]*/.exec(s)![0]
    if (group.length > 4) fail(given, 'each group must have 4 or less digits', s)
    if (group === '') fail(given, 'each colon-separated field must have at least one digit', s)
    if (s[group.length] === '.') {
      if (!ellipsis && bytes !== 12) {
        fail(given, 'embedded IPv4 address must replace the final 2 fields of the address', s)
      }
      if (bytes + 4 > 16) {
        fail(given, 'too many hex fields to fit an embedded IPv4 at the end of the address', s)
      }
      parseIPv4Fields(given, s)
      s = ''
      bytes += 4
      break
    }
    bytes += 2
    s = s.slice(group.length)
    if (s === '') break
    if (s[0] !== ':') fail(given, 'unexpected character, want colon', s)
    if (s.length === 1) fail(given, 'colon must be followed by more characters', s)
    s = s.slice(1)
    if (s[0] === ':') {
      if (ellipsis) fail(given, 'multiple :: in address', s)
      ellipsis = true
      s = s.slice(1)
      if (s === '') break
    }
  }
  if (s !== '') fail(given, 'trailing garbage after address', s)
  if (bytes < 16 && !ellipsis) fail(given, 'address string too short')
  if (bytes === 16 && ellipsis) fail(given, 'the :: must expand to at least one field of zeros')
  return 'ipv6'
}
