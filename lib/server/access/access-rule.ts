import { resolve } from 'node:path'
import { isIP, isIPv6 } from 'node:net'
import type { Config } from '../../schema/config.ts'

/** Who may look, complete: what the configuration leaves out is filled in. */
export type AccessRule =
  /** nothing is said, so it listens on loopback alone: whoever sits at this machine */
  | { readonly kind: 'machine' }
  /** everybody reads, nobody writes */
  | { readonly kind: 'open' }
  | { readonly kind: 'password'; readonly hashFile: string }
  /** a header of a proxy at one of these addresses says who asks */
  | { readonly kind: 'proxy'; readonly header: string; readonly from: readonly string[] }

const HASH_FILE = './chartroom.password'

/** @param path resolves what is relative to the configuration's file */
export function accessRule(
  access: Config['access'],
  path: (relative: string) => string = resolve,
): AccessRule {
  if (access === undefined) return { kind: 'machine' }
  if (access === 'open') return { kind: 'open' }
  if (access === 'password') return { kind: 'password', hashFile: path(HASH_FILE) }
  if (access === 'proxy') return { kind: 'proxy', header: 'x-forwarded-user', from: ['127.0.0.1', '::1'] }
  if ('password' in access) return { kind: 'password', hashFile: path(access.password.hashFile) }
  return { kind: 'proxy', header: access.proxy.header.toLowerCase(), from: access.proxy.from }
}

/** What of `from` is no address and no network (CIDR). */
export const badAddresses = (from: readonly string[]): string[] =>
  from.filter((entry) => {
    const [address = '', bits, ...more] = entry.split('/')
    if (isIP(address) === 0 || more.length > 0) return true
    return bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > (isIPv6(address) ? 128 : 32))
  })
