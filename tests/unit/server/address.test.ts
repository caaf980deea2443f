import { describe, expect, test } from 'vitest'
import { AllowedAddresses, zoneOf } from '../../../lib/server/connection/address.ts'
import { buildConnection } from '../../../lib/server/connection/connection.ts'
import { HttpClient } from '../../../lib/server/transport/http-client.ts'
import { TrustRule, type Purpose } from '../../../lib/server/transport/trust-rule.ts'

describe('zoneOf', () => {
  test.each([
    ['127.0.0.1', 'loopback'],
    ['127.255.0.9', 'loopback'],
    ['0.0.0.0', 'loopback'],
    ['::1', 'loopback'],
    ['::', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['64:ff9b::7f00:1', 'loopback'],
    ['2002:7f00:1::', 'loopback'],
    ['::127.0.0.1', 'loopback'],
    ['169.254.169.254', 'link-local'],
    ['::ffff:169.254.169.254', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['fd00:ec2::254', 'link-local'],
    ['100.100.100.200', 'link-local'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['fd12::1', 'private'],
    ['224.0.0.1', 'private'],
    ['255.255.255.255', 'private'],
    ['172.32.0.1', 'public'],
    ['8.8.8.8', 'public'],
    ['2606:4700::1', 'public'],
    ['::ffff:8.8.8.8', 'public'],
  ])('%s is %s', (address, zone) => {
    expect(zoneOf(address)).toBe(zone)
  })
})

const connectionAt = (origin: string, more: object = {}): ReturnType<typeof buildConnection> =>
  buildConnection({ origin: new URL(origin), tls: { verify: true }, proxy: () => undefined, ...more })

/** Whether a server may send us there from a registry at `own`. */
const may = (own: string, purpose: Purpose, address: string, allowAddresses: string[] = []): boolean => {
  const rule = new TrustRule(connectionAt('https://registry.example', { allowAddresses }))
  rule.learn(own)
  return rule.objection(purpose, 'elsewhere.example', address) === undefined
}

describe('TrustRule', () => {
  test.each([
    ['8.8.8.8', '9.9.9.9', true],
    ['8.8.8.8', '10.0.0.1', false],
    ['8.8.8.8', '127.0.0.1', false],
    ['8.8.8.8', '169.254.169.254', false],
    ['10.0.0.1', '10.0.0.2', true],
    ['10.0.0.1', '127.0.0.1', false],
    ['10.0.0.1', '169.254.169.254', false],
    ['127.0.0.1', '127.0.0.2', true],
    ['127.0.0.1', '10.0.0.1', true],
    ['127.0.0.1', '169.254.169.254', false],
    ['169.254.1.1', '169.254.169.254', false],
  ])('a redirect from a registry at %s to %s: %s', (own, to, allowed) => {
    expect(may(own, 'redirect', to)).toBe(allowed)
  })

  test.each([
    ['8.8.8.8', '9.9.9.9', true],
    ['10.0.0.1', '10.0.0.2', false],
    ['10.0.0.1', '10.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['8.8.8.8', '169.254.169.254', false],
  ])('a token server of a registry at %s at %s: %s', (own, to, allowed) => {
    expect(may(own, 'token', to)).toBe(allowed)
  })

  test('an administrator may allow names, addresses and networks', () => {
    expect(may('8.8.8.8', 'token', '10.1.2.3', ['10.0.0.0/8'])).toBe(true)
    expect(may('8.8.8.8', 'token', '10.1.2.3', ['10.1.2.3'])).toBe(true)
    expect(may('8.8.8.8', 'token', '10.1.2.3', ['ELSEWHERE.example'])).toBe(true)
    expect(may('8.8.8.8', 'token', '10.1.2.3', ['192.168.0.0/16', 'other.example'])).toBe(false)
    expect(new AllowedAddresses(['fd00::/8']).has('x', 'fd12::1')).toBe(true)
  })

  test('any port of the registry’s own host is itself', () => {
    const rule = new TrustRule(connectionAt('https://registry.example:5000'))
    expect(rule.purposeOf(new URL('https://registry.example:8443/token'), 'token')).toBe('own')
    expect(rule.purposeOf(new URL('https://registry.example.evil/token'), 'token')).toBe('token')
  })

  test('a place that visitors named may not be inside', () => {
    const rule = new TrustRule(connectionAt('https://registry.example', { mayBePrivate: false }))
    expect(rule.objection('own', 'registry.example', '10.0.0.1')).toContain('private')
    expect(rule.objection('own', 'registry.example', '8.8.8.8')).toBeUndefined()
  })
})

describe('names that lead inward (DNS rebinding)', () => {
  const ask = async (resolver: (name: string) => string, mayBePrivate = false): Promise<string> => {
    const client = new HttpClient(
      connectionAt('http://registry.example:9', {
        mayBePrivate,
        resolver: (name: string) => Promise.resolve([{ address: resolver(name), family: 4 }]),
        retries: { tries: 1, pause: 1, longest: 1 },
      }),
    )
    try {
      await client.request({
        method: 'GET',
        url: new URL('http://registry.example:9/v2/'),
        limit: 10,
        phase: 'request',
      })
      return ''
    } catch (error) {
      return (error as { code: string }).code
    }
  }

  test('the address that is connected to is judged, each time', async () => {
    let times = 0
    expect(await ask(() => (times++ === 0 ? '127.0.0.1' : '8.8.8.8'))).toBe('ADDRESS_BLOCKED')
    expect(times).toBe(1)
    expect(await ask(() => '169.254.169.254')).toBe('ADDRESS_BLOCKED')
    expect(await ask(() => '::ffff:10.0.0.1')).toBe('ADDRESS_BLOCKED')
    // loopback is where the operator's own registries are: allowed, and nobody listens on port 9
    expect(await ask(() => '127.0.0.1', true)).toBe('CONNECTION_REFUSED')
  })
})
