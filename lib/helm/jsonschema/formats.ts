import { toByteText } from '../../go/byte-text.ts'
import { parseAddr } from '../../go/netip.ts'
import { compile } from '../../go/regexp/index.ts'
import { atoi, quoteRune } from '../../go/strconv/index.ts'
import { byteLength } from '../../go/text.ts'
import { hostnameOf, parseUrl, type Url } from '../../go/url/index.ts'
import { GoError } from '../../go/value.ts'
import { checkDate, checkDateTime, checkDuration, checkPeriod, checkTime } from './time-formats.ts'
import type { Format } from './schema.ts'

/** Judges a text: throws GoError with what is wrong. */
type Check = (text: string) => void

const fail = (words: string): never => {
  throw new GoError(words)
}

/** Fails with the first rune that `allowed` does not know. */
const checkRunes = (text: string, allowed: RegExp, where = ''): void => {
  const bad = [...text].find((c) => !allowed.test(c))
  if (bad !== undefined) fail(`invalid character ${quoteRune(bad.codePointAt(0)!)}${where}`)
}

const prefixed = (words: string, check: () => void): void => {
  try {
    check()
  } catch (error) {
    fail(`${words}: ${(error as Error).message}`)
  }
}

function checkJsonPointer(text: string): void {
  if (text === '') return
  if (!text.startsWith('/')) fail('not starting with /')
  if (/~(?![01])/.test(text)) fail('~ must be followed by 0 or 1')
}

function checkRelativeJsonPointer(text: string): void {
  const digits = /^\d*/.exec(text)![0]
  if (digits === '') fail('must start with non-negative integer')
  if (digits.length > 1 && digits.startsWith('0')) fail('starts with zero')
  const rest = text.slice(digits.length)
  if (rest !== '#') checkJsonPointer(rest)
}

function checkUuid(text: string): void {
  const lengths = [8, 4, 4, 4, 12]
  const groups = text.split('-')
  if (groups.length !== lengths.length) fail(`must have ${lengths.length} elements`)
  for (const [i, group] of groups.entries()) {
    if (byteLength(group) !== lengths[i]) fail(`element ${i + 1} must be ${lengths[i]} characters long`)
    const bad = [...group].find((c) => !/[0-9a-fA-F]/.test(c))
    if (bad !== undefined) fail(`non-hex character ${quoteRune(bad.codePointAt(0)!)}`)
  }
}

function checkIpv4(text: string): void {
  const groups = text.split('.')
  if (groups.length !== 4) fail('expected four decimals')
  for (const group of groups) {
    if (group.length > 1 && group.startsWith('0')) fail('leading zeros')
    const n = atoi(group)
    if (n < 0n || n > 255n) fail('decimal must be between 0 and 255')
  }
}

function checkIpv6(text: string): void {
  if (!text.includes(':')) fail('missing colon')
  parseAddr(toByteText(text))
  if (text.includes('%')) fail('zone id is not a part of ipv6 address')
}

function checkHostname(text: string): void {
  const name = text.endsWith('.') ? text.slice(0, -1) : text
  if (byteLength(name) > 253) fail('more than 253 characters long')
  for (const label of name.split('.')) {
    if (label === '' || byteLength(label) > 63) fail('label must be 1 to 63 characters long')
    if (label.startsWith('-')) fail('label starts with hyphen')
    if (label.endsWith('-')) fail('label ends with hyphen')
    checkRunes(label, /[a-zA-Z0-9-]/)
  }
}

function checkEmail(text: string): void {
  if (byteLength(text) > 254) fail('more than 255 characters long')
  const at = text.lastIndexOf('@')
  if (at < 0) fail('missing @')
  const local = text.slice(0, at)
  const domain = text.slice(at + 1)
  if (byteLength(local) > 64) fail('local part more than 64 characters long')
  if (local.length > 1 && local.startsWith('"')) {
    if (/["\\]/.test(local.slice(1, -1))) fail('backslash and quote are not allowed within quoted local part')
  } else {
    if (local.startsWith('.')) fail('starts with dot')
    if (local.endsWith('.')) fail('ends with dot')
    if (local.includes('..')) fail('consecutive dots')
    checkRunes(local, /[a-zA-Z0-9.!#$%&'*+\-/=?^_`{|}~]/)
  }
  if (!domain.startsWith('[') || !domain.endsWith(']'))
    return prefixed('invalid domain', () => checkHostname(domain))
  const literal = domain.slice(1, -1)
  if (literal.startsWith('IPv6:')) return prefixed('invalid ipv6 address', () => checkIpv6(literal.slice(5)))
  prefixed('invalid ipv4 address', () => checkIpv4(literal))
}

function checkUrl(text: string): Url {
  const url = parseUrl(toByteText(text))
  const name = hostnameOf(url.host)
  if (name.includes(':')) {
    if (!url.host.includes('[') || !url.host.includes(']')) fail('ipv6 address not enclosed in brackets')
    prefixed('invalid ipv6 address', () => checkIpv6(name))
  }
  return url
}

function checkUri(text: string): void {
  if (checkUrl(text).scheme === '') fail('relative url')
}

function checkUriReference(text: string): void {
  if (text.includes('\\')) fail('contains \\')
  checkUrl(text)
}

/** The library looks at a path only where net/url keeps its raw form: where it holds what would be escaped. */
function checkUriTemplate(text: string): void {
  for (const segment of checkUrl(text).path.split('/')) {
    let open = false
    for (const c of segment) {
      if (c !== '{' && c !== '}') continue
      if ((c === '{') === open) fail('nested curly braces')
      open = !open
    }
    if (open) fail('no matching closing brace')
  }
}

function checkSemver(text: string): void {
  const [versionAndPre, ...builds] = text.split('+')
  if (builds.length > 0) checkIdentifiers(builds.join('+'), 'build')
  const dash = versionAndPre!.indexOf('-')
  if (dash >= 0) checkIdentifiers(versionAndPre!.slice(dash + 1), 'pre-release')
  const versions = (dash < 0 ? versionAndPre! : versionAndPre!.slice(0, dash)).split('.')
  if (versions.length !== 3) fail('versionCore must have 3 numbers separated by dot')
  for (const [i, name] of ['major', 'minor', 'patch'].entries()) {
    const version = versions[i]!
    if (version === '') fail(`${name} is empty`)
    if (version.length > 1 && version.startsWith('0')) fail(`${name} starts with zero`)
    if (/[^0-9]/.test(version)) fail(`${name} contains non-digit`)
  }
}

function checkIdentifiers(text: string, what: 'build' | 'pre-release'): void {
  if (what === 'build' && text === '') fail('build is empty')
  for (const id of text.split('.')) {
    if (id === '') fail(`${what} identifier is empty`)
    checkRunes(id, /[0-9a-zA-Z-]/, ` in ${what} identifier`)
    if (what === 'pre-release' && /^0\d+$/.test(id)) fail('pre-release numeric identifier starts with zero')
  }
}

const checks: Readonly<Record<string, Check>> = {
  regex: compile,
  'json-pointer': checkJsonPointer,
  'relative-json-pointer': checkRelativeJsonPointer,
  uuid: checkUuid,
  duration: checkDuration,
  period: checkPeriod,
  ipv4: checkIpv4,
  ipv6: checkIpv6,
  hostname: checkHostname,
  email: checkEmail,
  date: checkDate,
  time: checkTime,
  'date-time': checkDateTime,
  uri: checkUri,
  iri: checkUri,
  'uri-reference': checkUriReference,
  'iri-reference': checkUriReference,
  'uri-template': checkUriTemplate,
  semver: checkSemver,
}

/** The formats that the library knows; any other is not looked at. They judge texts alone. */
export const formats: ReadonlyMap<string, Format> = new Map(
  Object.entries(checks).map(([name, check]) => [
    name,
    {
      name,
      check(value) {
        if (typeof value !== 'string') return undefined
        try {
          check(value)
          return undefined
        } catch (error) {
          if (error instanceof GoError) return error.message
          throw error
        }
      },
    },
  ]),
)
