import { AllowedAddresses, zoneOf } from '../connection/address.ts'
import type { AccessRule } from './access-rule.ts'
import { readHashFile } from './password.ts'
import { peerOf } from './peer.ts'
import { readSession, SESSION } from './session.ts'

/**
 * Who asks, and what they may. A later way to sign in (OpenID Connect) gives the same: a name, and `writes` by role.
 */
export interface Identity {
  /** for the log and the page */
  readonly who: string
  readonly writes: boolean
  /** how they came: at this machine, as anybody, with a session, by the proxy's word */
  readonly by: AccessRule['kind']
}

/**
 * Who sends a request by the rule in force; undefined for somebody who has to sign in first.
 * @throws SourceError CONFIG_INVALID for a hash file that cannot be read: then nobody gets in
 */
export function identify(headers: Headers, rule: AccessRule, now: number): Identity | undefined {
  switch (rule.kind) {
    case 'machine':
      return { who: 'this machine', writes: isAtThisMachine(headers), by: 'machine' }
    case 'open':
      return { who: 'anybody', writes: false, by: 'open' }
    case 'password': {
      const name = readSession(cookieOf(headers, SESSION), readHashFile(rule.hashFile), now)
      return name === undefined ? undefined : { who: name || 'the password', writes: true, by: 'password' }
    }
    case 'proxy': {
      const peer = peerOf(headers)
      if (peer === '' || !new AllowedAddresses(rule.from).has(peer, peer)) return undefined
      const who = (headers.get(rule.header) ?? '').trim()
      return who === '' || who.length > 256 ? undefined : { who, writes: true, by: 'proxy' }
    }
  }
}

/** From a loopback address to a loopback name: a name that somebody else lets point here is neither. */
function isAtThisMachine(headers: Headers): boolean {
  const peer = peerOf(headers)
  const host = (headers.get('host') ?? '').replace(/:\d+$/, '').toLowerCase()
  return (
    peer !== '' && zoneOf(peer) === 'loopback' && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host)
  )
}

function cookieOf(headers: Headers, name: string): string {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const equals = part.indexOf('=')
    if (part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim()
  }
  return ''
}
