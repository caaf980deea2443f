import { createServer } from 'node:tls'
import { describe, expect, test } from 'vitest'
import type { AddressInfo } from 'node:net'
import { makeCertificate, type Certificate } from './support/certificates.ts'
import { chartroom, files, type Run } from './support/chartroom.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import type { ScriptedServer } from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

const DAY = 86_400_000
const registry = new FakeRegistry()
registry.chart('app', '1.0.0')

const ca = makeCertificate({ subject: 'Corp Root', ca: true })
const good = makeCertificate({ subject: 'registry', issuer: ca, names: ['127.0.0.1', 'localhost'] })
const clients = makeCertificate({ subject: 'Client Root', ca: true })
const client = makeCertificate({ subject: 'ann', issuer: clients })
const other = makeCertificate({ subject: 'bob', issuer: clients })
const strange = makeCertificate({ subject: 'stranger', issuer: ca })
const paths = files({
  ca: ca.pem,
  clients: clients.pem,
  two: `# Corp\n${clients.pem}\n${ca.pem}`,
  garbage: '-----BEGIN CERTIFICATE-----\nnot base64 at all\n-----END CERTIFICATE-----\n',
  text: 'hello\n',
  empty: '',
  cert: client.pem,
  key: client.key,
  otherKey: other.key,
  strangeCert: strange.pem,
  strangeKey: strange.key,
})

const over = (certificate: Certificate, more: object = {}): Promise<ScriptedServer> =>
  serve(registry.answer, { tls: { cert: certificate.pem, key: certificate.key, ...more } })
const versions = (server: { host: string }, ...more: string[]): Promise<Run> =>
  chartroom(['versions', `oci://${server.host}/app`, '-o', 'json', ...more])

describe('certificates', () => {
  test('a custom CA, alone or in a bundle', async () => {
    const server = await over(good)
    expect((await versions(server, '--ca-file', paths.ca)).status).toBe(0)
    expect((await versions(server, '--ca-file', paths.two)).status).toBe(0)
  })

  test('unknown CA: TLS_UNKNOWN_CA that names the issuer and the cure, nothing asked', async () => {
    const server = await over(good)
    const run = await versions(server)
    expect(run.code).toBe('TLS_UNKNOWN_CA')
    expect(run.stderr).toContain('Corp Root')
    expect(run.stderr).toMatch(/caFile/)
    expect(server.requests).toHaveLength(0)
  })

  test('another CA does not help', async () => {
    expect((await versions(await over(good), '--ca-file', paths.clients)).code).toBe('TLS_UNKNOWN_CA')
  })

  test('self-signed: TLS_SELF_SIGNED, trusted when it is the CA file', async () => {
    const self = makeCertificate({ subject: 'self', names: ['127.0.0.1'] })
    const server = await over(self)
    expect((await versions(server)).code).toBe('TLS_SELF_SIGNED')
    expect((await versions(server, '--ca-file', files({ self: self.pem }).self)).status).toBe(0)
  })

  test('wrong host: TLS_HOSTNAME_MISMATCH with both names', async () => {
    const server = await over(makeCertificate({ subject: 'x', issuer: ca, names: ['registry.example.com'] }))
    const run = await versions(server, '--ca-file', paths.ca)
    expect(run.code).toBe('TLS_HOSTNAME_MISMATCH')
    expect(run.stderr).toMatch(/registry\.example\.com.*127\.0\.0\.1/)
  })

  test('expired: TLS_EXPIRED with the date', async () => {
    const to = new Date(Date.now() - DAY)
    const server = await over(
      makeCertificate({
        subject: 'x',
        issuer: ca,
        names: ['127.0.0.1'],
        from: new Date(Date.now() - 9 * DAY),
        to,
      }),
    )
    const run = await versions(server, '--ca-file', paths.ca)
    expect(run.code).toBe('TLS_EXPIRED')
    expect(run.stderr).toContain(to.toISOString().slice(0, 10))
  })

  test('not yet valid: TLS_NOT_YET_VALID', async () => {
    const server = await over(
      makeCertificate({ subject: 'x', issuer: ca, names: ['127.0.0.1'], from: new Date(Date.now() + DAY) }),
    )
    expect((await versions(server, '--ca-file', paths.ca)).code).toBe('TLS_NOT_YET_VALID')
  })

  test('--insecure-skip-tls-verify', async () => {
    expect((await versions(await over(good), '--insecure-skip-tls-verify')).status).toBe(0)
  })

  test.each(['garbage', 'text', 'empty', 'key'] as const)(
    'a CA file that holds %s: TLS_BAD_CA_FILE before any connection',
    async (name) => {
      const server = await over(good)
      const run = await versions(server, '--ca-file', paths[name])
      expect(run.code).toBe('TLS_BAD_CA_FILE')
      expect(run.stderr).toContain(paths[name])
      expect(server.connections).toBe(0)
    },
  )

  test('a CA file that is not there: TLS_BAD_CA_FILE', async () => {
    expect((await versions(await over(good), '--ca-file', '/nowhere/ca.pem')).code).toBe('TLS_BAD_CA_FILE')
  })
})

describe('client certificates', () => {
  const mutual = { requestCert: true, rejectUnauthorized: true, ca: clients.pem }

  test.each(['TLSv1.3', 'TLSv1.2'] as const)('right, %s', async (maxVersion) => {
    const server = await over(good, { ...mutual, maxVersion })
    expect(
      (await versions(server, '--ca-file', paths.ca, '--cert-file', paths.cert, '--key-file', paths.key))
        .status,
    ).toBe(0)
  })

  test.each(['TLSv1.3', 'TLSv1.2'] as const)('missing, %s: TLS_CLIENT_CERT_REQUIRED', async (maxVersion) => {
    const server = await over(good, { ...mutual, maxVersion })
    const run = await versions(server, '--ca-file', paths.ca)
    expect(run.code).toBe('TLS_CLIENT_CERT_REQUIRED')
    expect(server.requests).toHaveLength(0)
  })

  test('of another authority: TLS_BAD_CLIENT_CERT', async () => {
    const server = await over(good, mutual)
    expect(
      (
        await versions(
          server,
          '--ca-file',
          paths.ca,
          '--cert-file',
          paths.strangeCert,
          '--key-file',
          paths.strangeKey,
        )
      ).code,
    ).toBe('TLS_BAD_CLIENT_CERT')
  })

  test.each([
    ['a key of another certificate', () => ['--cert-file', paths.cert, '--key-file', paths.otherKey]],
    ['no key', () => ['--cert-file', paths.cert]],
    ['no certificate', () => ['--key-file', paths.key]],
    ['a file that is not there', () => ['--cert-file', '/nowhere', '--key-file', paths.key]],
    ['garbage', () => ['--cert-file', paths.garbage, '--key-file', paths.key]],
    ['a certificate for a key', () => ['--cert-file', paths.cert, '--key-file', paths.cert]],
  ] as const)('%s: TLS_BAD_CLIENT_CERT before any connection', async (_, flags) => {
    const server = await over(good, mutual)
    const run = await versions(server, '--ca-file', paths.ca, ...flags())
    expect(run.code).toBe('TLS_BAD_CLIENT_CERT')
    expect(server.connections).toBe(0)
  })

  test('is not shown to the host of a redirect', async () => {
    const peers: string[] = []
    const storageTls = createServer(
      { cert: good.pem, key: good.key, requestCert: true, rejectUnauthorized: false },
      (socket) => {
        peers.push(String(socket.getPeerCertificate().subject?.CN ?? 'none'))
        socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n')
      },
    )
    await new Promise<void>((resolve) => storageTls.listen(0, '127.0.0.1', resolve))
    const port = (storageTls.address() as AddressInfo).port
    const server = await serve(
      (seen) =>
        seen.path.includes('/blobs/')
          ? { status: 307, headers: { location: `https://localhost:${port}/x` } }
          : registry.answer(seen),
      {
        tls: { cert: good.pem, key: good.key, requestCert: true, rejectUnauthorized: true, ca: clients.pem },
      },
    )
    await chartroom([
      'show',
      'chart',
      `oci://${server.host}/app:1.0.0`,
      '--ca-file',
      paths.ca,
      '--cert-file',
      paths.cert,
      '--key-file',
      paths.key,
    ])
    storageTls.close()
    expect(peers).toEqual(['none'])
  })
})

test('no common TLS version: TLS_FAILED', async () => {
  const server = await over(good, {
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  })
  expect((await versions(server, '--ca-file', paths.ca)).code).toBe('TLS_FAILED')
})

describe('scheme confusions', () => {
  test('plain HTTP to a TLS port: HTTP_ON_HTTPS_PORT', async () => {
    const run = await versions(await over(good), '--plain-http')
    expect(run.code).toBe('HTTP_ON_HTTPS_PORT')
    expect(run.stderr).toContain('--plain-http')
  })

  test.each([
    ['Go', 'Client sent an HTTP request to an HTTPS server.\n'],
    ['nginx', '<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>'],
    ['Apache', "Reason: You're speaking plain HTTP to an SSL-enabled server port."],
  ])('plain HTTP to a TLS port of %s', async (_, body) => {
    const server = await serve(() => ({ status: 400, body }))
    expect((await versions(server, '--plain-http')).code).toBe('HTTP_ON_HTTPS_PORT')
  })

  test('TLS to a plain port: HTTPS_ON_HTTP_PORT, no silent fallback', async () => {
    const server = await serve(registry.answer)
    const run = await versions(server)
    expect(run.code).toBe('HTTPS_ON_HTTP_PORT')
    expect(run.stderr).toContain('--plain-http')
    expect(server.requests).toHaveLength(0)
  })

  test('nginx without a required certificate: TLS_CLIENT_CERT_REQUIRED', async () => {
    const server = await serve(() => ({
      status: 400,
      headers: { 'content-type': 'text/html' },
      body: '<title>400 No required SSL certificate was sent</title>',
    }))
    expect((await versions(server, '--plain-http')).code).toBe('TLS_CLIENT_CERT_REQUIRED')
  })
})
