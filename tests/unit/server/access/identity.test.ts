import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { channel } from 'node:diagnostics_channel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Attempts } from '../../../../lib/server/access/attempts.ts'
import { demandOrigin } from '../../../../lib/server/access/demand-writer.ts'
import { identify } from '../../../../lib/server/access/identity.ts'
import { checkPassword, hashPassword, readHashFile } from '../../../../lib/server/access/password.ts'
import { peerOf, stampPeers } from '../../../../lib/server/access/peer.ts'
import { SESSION, sessionCookie, writeSession } from '../../../../lib/server/access/session.ts'

const folder = mkdtempSync(join(tmpdir(), 'chartroom-access-'))
const hashFile = join(folder, 'passwords')
const NOW = Date.UTC(2026, 2, 3)

beforeAll(async () => {
  process.env['CHARTROOM_DATA'] = folder
  writeFileSync(
    hashFile,
    `# who may look\n${await hashPassword('tide-and-time', 'ann')}\n${await hashPassword('by itself')}\n`,
  )
  stampPeers()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Headers as they are once a connection from `address` has been stamped. */
function from(address: string, sent: Record<string, string> = {}): Headers {
  const request = { headers: { ...sent } as Record<string, string>, socket: { remoteAddress: address } }
  channel('http.server.request.start').publish({ request })
  return new Headers(request.headers)
}

describe('a password', () => {
  const rule = { kind: 'password', hashFile } as const
  const open = async (name: string, password: string): Promise<string | undefined> => {
    const entry = await checkPassword(readHashFile(hashFile), name, password)
    return entry === undefined ? undefined : writeSession(entry, NOW)
  }

  test('opens a session for its own name alone', async () => {
    expect(await open('ann', 'tide-and-time ')).toBeUndefined()
    expect(await open('', 'tide-and-time')).toBeUndefined()
    expect(await open('bob', 'tide-and-time')).toBeUndefined()
    const cookie = `a=b; ${SESSION}=${await open('ann', 'tide-and-time')}`
    expect(identify(new Headers({ cookie }), rule, NOW + 1000)).toEqual({
      who: 'ann',
      writes: true,
      by: 'password',
    })
    const bare = `${SESSION}=${await open('', 'by itself')}`
    expect(identify(new Headers({ cookie: bare }), rule, NOW)?.who).toBe('the password')
  })

  test('a session ends with its time, with its password, and with a changed byte', async () => {
    const value = (await open('ann', 'tide-and-time'))!
    const at = (cookie: string, now: number): unknown =>
      identify(new Headers({ cookie: `${SESSION}=${cookie}` }), rule, now)
    expect(at(value, NOW + 12 * 3600_000 - 1)).toBeDefined()
    expect(at(value, NOW + 12 * 3600_000)).toBeUndefined()
    const other = value[10] === 'A' ? 'B' : 'A'
    expect(at(value.slice(0, 10) + other + value.slice(11), NOW)).toBeUndefined()
    for (const forged of ['', 'x', 'A'.repeat(3000), Buffer.from('{"name":"ann"}').toString('base64url')])
      expect(at(forged, NOW)).toBeUndefined()
    const changed = join(folder, 'changed')
    writeFileSync(changed, `${await hashPassword('tide-and-time', 'ann')}\n`)
    expect(
      identify(new Headers({ cookie: `${SESSION}=${value}` }), { kind: 'password', hashFile: changed }, NOW),
    ).toBeUndefined()
  })

  test('its file is read line by line, and says which line cannot be used without showing it', () => {
    const bad = join(folder, 'bad')
    for (const [text, words] of [
      ['', 'it holds no hash'],
      ['# none\nhunter2-in-clear\n', 'line 2 is no hash'],
      [
        'scrypt$1024$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
        'line 1 has a cost',
      ],
    ] as const) {
      writeFileSync(bad, text)
      expect(() => readHashFile(bad)).toThrow(words)
      expect(() => readHashFile(bad)).not.toThrow('hunter2')
    }
    expect(() => readHashFile(join(folder, 'none'))).toThrow('no such file')
  })

  test('the key is made once, for its owner alone', () => {
    expect(statSync(join(folder, 'key')).mode & 0o777).toBe(0o600)
  })

  test('its cookie is kept from scripts and other sites, and to TLS where it came over TLS', () => {
    const plain = sessionCookie('v', new Request('http://here/'))
    expect(plain).toMatch(/^chartroom_session=v; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/)
    const headers = { 'x-forwarded-proto': 'https' }
    expect(sessionCookie('v', new Request('http://here/', { headers }))).toContain('; Secure')
    expect(sessionCookie('', new Request('http://here/'))).toContain('Max-Age=0')
  })
})

describe('a proxy that says who asks', () => {
  const rule = { kind: 'proxy', header: 'x-user', from: ['10.1.0.0/16', '::1'] } as const
  const who = (headers: Headers): string | undefined => identify(headers, rule, NOW)?.who

  test('is believed from its own addresses alone', () => {
    expect(who(from('10.1.2.3', { 'x-user': 'ann' }))).toBe('ann')
    expect(who(from('::ffff:10.1.2.3', { 'x-user': 'ann' }))).toBe('ann')
    expect(who(from('::1', { 'x-user': 'ann' }))).toBe('ann')
    expect(who(from('10.2.0.1', { 'x-user': 'ann' }))).toBeUndefined()
    expect(who(from('10.1.2.3', {}))).toBeUndefined()
    expect(who(from('10.1.2.3', { 'x-user': ' ' }))).toBeUndefined()
  })

  test('is not believed by what a client writes itself', () => {
    const forged = { 'x-user': 'ann', 'x-forwarded-for': '10.1.2.3', 'x-chartroom-peer': '10.1.2.3' }
    expect(who(from('192.0.2.1', forged))).toBeUndefined()
    expect(who(new Headers(forged))).toBeUndefined()
    expect(peerOf(from('192.0.2.1', forged))).toBe('192.0.2.1')
  })
})

test('without a rule only this machine changes anything, by a name of its own', () => {
  const writes = (address: string, host: string): boolean | undefined =>
    identify(from(address, { host }), { kind: 'machine' }, NOW)?.writes
  expect(writes('127.0.0.1', '127.0.0.1:3000')).toBe(true)
  expect(writes('::1', '[::1]:3000')).toBe(true)
  expect(writes('127.0.0.1', 'localhost')).toBe(true)
  expect(writes('127.0.0.1', 'rebound.example.com:3000')).toBe(false)
  expect(writes('192.0.2.7', 'localhost')).toBe(false)
  expect(identify(new Headers({ host: 'localhost' }), { kind: 'machine' }, NOW)?.writes).toBe(false)
  expect(identify(from('127.0.0.1', { host: 'localhost' }), { kind: 'open' }, NOW)?.writes).toBe(false)
})

test('what changes something comes from a page of this server', () => {
  const check = (headers: Record<string, string>) => () => demandOrigin(new Headers(headers))
  const host = 'charts.example.com'
  expect(check({ host, origin: `https://${host}` })).not.toThrow()
  expect(check({ host, origin: `https://${host}`, 'sec-fetch-site': 'same-origin' })).not.toThrow()
  for (const headers of [
    { host },
    { host, origin: 'null' },
    { host, origin: 'https://evil.example.com' },
    { host, origin: `https://${host}.evil.example.com` },
    { host, origin: `https://${host}:8443` },
    { host, origin: `https://${host}`, 'sec-fetch-site': 'same-site' },
  ])
    expect(check(headers as Record<string, string>)).toThrow('not come from a page of this server')
})

test('failed sign-ins wait longer and longer, each address for itself, and all together', () => {
  const attempts = new Attempts()
  for (let i = 0; i < 5; i++) {
    expect(attempts.wait('a', NOW)).toBe(0)
    attempts.failed('a', NOW)
  }
  expect(attempts.wait('a', NOW)).toBe(1000)
  attempts.failed('a', NOW + 1000)
  expect(attempts.wait('a', NOW + 1000)).toBe(2000)
  expect(attempts.wait('b', NOW + 1000)).toBe(0)
  for (let i = 0; i < 40; i++) attempts.failed('a', NOW + 2000)
  expect(attempts.wait('a', NOW + 2000)).toBe(5 * 60_000)
  expect(attempts.wait('a', NOW + 2000 + 16 * 60_000)).toBe(0)
  for (let i = 0; i < 60; i++) attempts.failed(`c${i}`, NOW + 3000)
  expect(attempts.wait('nobody yet', NOW + 3000)).toBeGreaterThan(0)
  attempts.succeeded('a')
  expect(new Attempts().wait('a', NOW)).toBe(0)
})
