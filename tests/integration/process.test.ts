import { describe, expect, test } from 'vitest'
import { makeCertificate } from './support/certificates.ts'
import { chartroomProcess, files, secret } from './support/chartroom.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import { json, type ScriptedServer } from './support/scripted-server.ts'
import { startProxy } from './support/proxy.ts'
import { serve } from './support/servers.ts'

const registry = new FakeRegistry()
registry.chart('app', '1.0.0')
const ca = makeCertificate({ subject: 'Corp Root', ca: true })
const leaf = makeCertificate({ subject: 'registry', issuer: ca, names: ['127.0.0.1', 'registry.test'] })
const publicCa = makeCertificate({ subject: 'Public Root', ca: true })
const publicLeaf = makeCertificate({
  subject: 'public',
  issuer: publicCa,
  names: ['127.0.0.1', 'public.test'],
})
const paths = files({ ca: ca.pem, publicCa: publicCa.pem })

describe('a process of its own', () => {
  test('ends as soon as it is done, with connections kept alive and a server that never closes', async () => {
    const server = await serve(registry.answer)
    const run = await chartroomProcess(['versions', `oci://${server.host}/app`, '--plain-http', '-o', 'json'])
    expect([run.status, run.json.versions.length]).toEqual([0, 1])
    expect(run.milliseconds).toBeLessThan(5000)
    const hanging = await serve(() => new Promise(() => {}))
    const late = await chartroomProcess([
      'versions',
      `oci://${hanging.host}/app`,
      '--plain-http',
      '--timeout',
      '500ms',
    ])
    expect(late.code).toBe('TIMEOUT')
    expect(late.milliseconds).toBeLessThan(6000)
  })

  test('public authorities go on to hold besides a CA of one’s own, direct and through a proxy', async () => {
    const own = await serve(registry.answer, { tls: { cert: leaf.pem, key: leaf.key } })
    const open = await serve(registry.answer, { tls: { cert: publicLeaf.pem, key: publicLeaf.key } })
    // stands for the authorities that Node brings
    const env = { NODE_EXTRA_CA_CERTS: paths.publicCa }
    for (const server of [own, open]) {
      expect(
        (await chartroomProcess(['versions', `oci://${server.host}/app`, '--ca-file', paths.ca], env)).status,
      ).toBe(0)
    }
    const proxy = await startProxy({
      routes: { 'registry.test:443': own.port, 'public.test:443': open.port },
    })
    for (const name of ['registry.test', 'public.test']) {
      const run = await chartroomProcess(['versions', `oci://${name}/app`, '--ca-file', paths.ca], {
        ...env,
        HTTPS_PROXY: proxy.url,
      })
      expect([name, run.status, run.stderr]).toEqual([name, 0, ''])
    }
  })

  test('what the operating system trusts is trusted, as Go’s clients do', async () => {
    const server = await serve(registry.answer, { tls: { cert: leaf.pem, key: leaf.key } })
    expect((await chartroomProcess(['versions', `oci://${server.host}/app`])).code).toBe('TLS_UNKNOWN_CA')
    expect(
      (await chartroomProcess(['versions', `oci://${server.host}/app`], { SSL_CERT_FILE: paths.ca })).status,
    ).toBe(0)
  })

  test('a realm without TLS of a registry with TLS: ADDRESS_BLOCKED, nothing sent', async () => {
    const tokens = await serve(() => json({ token: 'x' }))
    const server: ScriptedServer = await serve(
      () => ({
        status: 401,
        headers: { 'www-authenticate': `Bearer realm="${tokens.url}/token",service="r"` },
      }),
      { tls: { cert: leaf.pem, key: leaf.key } },
    )
    const run = await chartroomProcess([
      'versions',
      `oci://${server.host}/app`,
      '--ca-file',
      paths.ca,
      '--username',
      'ann',
      '--password',
      secret('realm'),
    ])
    expect(run.code).toBe('ADDRESS_BLOCKED')
    expect(tokens.connections).toBe(0)
  })
})
