import { quoteByteText } from '../byte-text.ts'
import { parseAddr } from '../netip.ts'
import { GoError } from '../value.ts'
import { unescape } from './escape.ts'

const isPort = (text: string): boolean => /^(:[0-9]*)?$/.test(text)

const checkPort = (text: string): void => {
  if (!isPort(text)) throw new GoError(`invalid port ${quoteByteText(text)} after host`)
}

/**
 * Go's parseHost: `host[:port]`, escapes resolved.
 * @throws GoError with Go's text
 */
export function parseHost(scheme: string, host: string): string {
  const bracket = host.lastIndexOf('[')
  if (bracket > 0) throw new GoError('invalid IP-literal')
  if (bracket === 0) return parseLiteral(host)
  let colon = host.indexOf(':')
  if (colon >= 0) {
    // databases write lists of hosts with ports; for http that is refused
    if (scheme !== 'http' && scheme !== 'https') colon = host.lastIndexOf(':')
    checkPort(host.slice(colon))
  }
  return unescape(host, 'host')
}

function parseLiteral(host: string): string {
  const end = host.lastIndexOf(']')
  if (end < 0) throw new GoError("missing ']' in host")
  const portText = host.slice(end + 1)
  checkPort(portText)
  const port = unescape(portText, 'host')
  const name = host.slice(1, end)
  const zone = name.indexOf('%25')
  const address =
    zone < 0
      ? unescape(name, 'host')
      : unescape(name.slice(0, zone), 'host') + unescape(name.slice(zone), 'zone')
  let family
  try {
    family = parseAddr(address)
  } catch (error) {
    throw new GoError(`invalid host: ${(error as GoError).message}`)
  }
  if (family === 'ipv4') throw new GoError('invalid IP-literal')
  return `[${address}]${port}`
}

/** url.URL.Hostname: the host without a numeric port and without brackets. */
export function hostnameOf(host: string): string {
  const colon = host.lastIndexOf(':')
  const name = colon >= 0 && isPort(host.slice(colon)) ? host.slice(0, colon) : host
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name
}
