import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Budget, Int, Slice, type Run, type Struct, type Value } from '../../lib/go/value.ts'
import { sprigFunctions } from '../../lib/sprig/index.ts'
import { nodeHost } from '../../lib/worker/host-node.ts'

const functions = sprigFunctions()
const run: Run = { host: nodeHost(), budget: new Budget({ steps: 1e9, bytes: 1e9, depth: 10 }) }
const call = (name: string, ...args: Value[]): Value => functions.get(name)!.call(run, args)
const field = (v: Value, name: string): string => (v as Struct).fields().get(name) as string

const folder = mkdtempSync(join(tmpdir(), 'crypto-tools-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const has = (tool: string): boolean => spawnSync(tool, ['version']).error === undefined
const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

describe.runIf(has('openssl'))('openssl accepts what sprig’s functions make', () => {
  const kinds = ['rsa', 'ecdsa', 'ed25519'] as const
  test.each(kinds)('a chain whose authority has a %s key', { timeout: 60_000 }, (kind) => {
    const caKey = call('genPrivateKey', kind) as string
    const ca = call('genCAWithKey', 'my ca', Int.of(365), caKey)
    const leaf = call(
      'genSignedCert',
      'leaf',
      new Slice(['10.0.0.1', '::1']),
      new Slice(['a.example', '*.b.example']),
      Int.of(30),
      ca,
    )
    const caFile = file(`${kind}-ca.pem`, field(ca, 'Cert'))
    const leafFile = file(`${kind}-leaf.pem`, field(leaf, 'Cert'))
    expect(openssl('verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', caFile, leafFile)).toContain(
      'OK',
    )
    const text = openssl('x509', '-in', leafFile, '-noout', '-text')
    for (const line of [
      'Version: 3 (0x2)',
      'Issuer: CN',
      'X509v3 Key Usage: critical\n                Digital Signature, Key Encipherment',
      'X509v3 Extended Key Usage: \n                TLS Web Server Authentication, TLS Web Client Authentication',
      'X509v3 Basic Constraints: critical\n                CA:FALSE',
      'X509v3 Authority Key Identifier:',
      'DNS:a.example, DNS:*.b.example, IP Address:10.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    ]) {
      expect(text).toContain(line)
    }
    expect(openssl('x509', '-in', caFile, '-noout', '-text')).toContain('CA:TRUE')
    const pubOf = (key: string): string => openssl('pkey', '-in', file('key.pem', key), '-pubout')
    expect(pubOf(field(leaf, 'Key'))).toBe(openssl('x509', '-in', leafFile, '-noout', '-pubkey'))
    expect(pubOf(caKey)).toBe(openssl('x509', '-in', caFile, '-noout', '-pubkey'))
  })

  test.each(['rsa', 'dsa', 'ecdsa', 'ed25519'])('a %s key', { timeout: 60_000 }, (kind) => {
    const path = file(`${kind}.pem`, call('genPrivateKey', kind) as string)
    expect(openssl('pkey', '-in', path, '-noout', '-check')).toContain('Key is valid')
  })

  test('a self-signed certificate', () => {
    const cert = call('genSelfSignedCert', 'self', new Slice([]), new Slice(['self.example']), Int.of(10))
    const path = file('self.pem', field(cert, 'Cert'))
    expect(openssl('verify', '-CAfile', path, path)).toContain('OK')
  })
})

describe.runIf(has('htpasswd'))('htpasswd accepts our hashes', () => {
  test.each(['secret', 'pässwörd', 'x'.repeat(72), ''])('%s', (password) => {
    const path = file('htpasswd', `${call('htpasswd', 'bob', password) as string}\n`)
    const { status, stderr } = spawnSync('htpasswd', ['-vb', path, 'bob', password], { encoding: 'utf8' })
    expect([status, stderr.trim()]).toEqual([0, 'Password for user bob correct.'])
  })
})
