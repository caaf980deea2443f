import { BlockList, isIP, isIPv6 } from 'node:net'
import { SourceError } from '../errors/source-error.ts'
import { basic } from './credential.ts'

/** An HTTP proxy to go through. */
export interface Proxy {
  readonly protocol: 'http:' | 'https:'
  readonly hostname: string
  readonly port: number
  /** value of `Proxy-Authorization`, if its URL has a login */
  readonly authorization: string | undefined
  /** `host:port`, fit to be shown */
  readonly shown: string
}

/** Which proxy, if any, leads to an origin. */
export type ProxyRule = (origin: URL) => Proxy | undefined

type Env = Readonly<Record<string, string | undefined>>

/**
 * The rule of `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in lower or upper case.
 * @throws SourceError CONFIG_INVALID for a proxy that is no URL
 */
export function proxyFromEnvironment(env: Env): ProxyRule {
  const get = (name: string): string => env[name.toLowerCase()] || env[name] || ''
  const all = get('ALL_PROXY')
  const forHttps = parseProxy(get('HTTPS_PROXY') || all, 'HTTPS_PROXY')
  const forHttp = parseProxy(get('HTTP_PROXY') || all, 'HTTP_PROXY')
  const direct = noProxy(get('NO_PROXY'))
  return (origin) => (direct(origin) ? undefined : origin.protocol === 'https:' ? forHttps : forHttp)
}

/** One proxy for every origin; "none" goes direct. @throws SourceError CONFIG_INVALID */
export function fixedProxy(url: string): ProxyRule {
  const proxy = url === 'none' ? undefined : parseProxy(url, 'proxy')
  return () => proxy
}

function parseProxy(text: string, where: string): Proxy | undefined {
  if (text === '') return undefined
  const bad = (): SourceError =>
    new SourceError('CONFIG_INVALID', `${where} is no URL of an HTTP proxy`, { phase: 'configuration' })
  let url: URL
  try {
    url = new URL(/^[a-z0-9+.-]+:\/\//i.test(text) ? text : `http://${text}`)
  } catch {
    throw bad()
  }
  const { protocol } = url
  if (protocol !== 'http:' && protocol !== 'https:') throw bad()
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port) || (protocol === 'https:' ? 443 : 80)
  const login =
    url.username === ''
      ? undefined
      : basic(decodeURIComponent(url.username), decodeURIComponent(url.password))
  return { protocol, hostname, port, authorization: login, shown: `${url.hostname}:${port}` }
}

/** `NO_PROXY` as Go and curl read it: names with their subdomains, addresses, networks, each with an optional port; `*`. */
function noProxy(text: string): (origin: URL) => boolean {
  const entries = text
    .split(/[\s,]+/)
    .filter((e) => e !== '')
    .map((e) => e.toLowerCase())
  return (origin) => {
    const host = origin.hostname.replace(/^\[|\]$/g, '').toLowerCase()
    const port = origin.port || (origin.protocol === 'https:' ? '443' : '80')
    return entries.some((entry) => entry === '*' || matches(entry, host, port))
  }
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry.includes('/')) return inNetwork(entry, host)
  const [, name, only] = /^(\[[^\]]+\]|.*?)(?::(\d+))?$/.exec(isIPv6(entry) ? `[${entry}]` : entry)!
  if (only !== undefined && only !== port) return false
  const bare = name!.replace(/^\[|\]$/g, '').replace(/^\*?\./, '')
  return host === bare || (isIP(host) === 0 && host.endsWith(`.${bare}`))
}

function inNetwork(entry: string, host: string): boolean {
  const [network, bits] = entry.split('/') as [string, string]
  const family = (a: string): 'ipv4' | 'ipv6' => (isIPv6(a) ? 'ipv6' : 'ipv4')
  if (
    isIP(host) === 0 ||
    isIP(network) === 0 ||
    !/^\d{1,3}$/.test(bits) ||
    Number(bits) > (isIPv6(network) ? 128 : 32)
  )
    return false
  const block = new BlockList()
  block.addSubnet(network, Number(bits), family(network))
  return block.check(host, family(host))
}
