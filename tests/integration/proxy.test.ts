import { describe, expect, test } from 'vitest'
import { makeCertificate } from './support/certificates.ts'
import { chartroom, files, secret, type Run } from './support/chartroom.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import { json } from './support/scripted-server.ts'
import { startProxy } from './support/proxy.ts'
import { serve } from './support/servers.ts'

const registry = new FakeRegistry()
registry.chart('app', '1.0.0')
const ca = makeCertificate({ subject: 'Corp Root', ca: true })
const leaf = makeCertificate({ subject: 'registry', issuer: ca, names: ['registry.test', '127.0.0.1'] })
const { ca: caFile } = files({ ca: ca.pem })
const tls = { cert: leaf.pem, key: leaf.key }

const versions = (place: string, env: Record<string, string>, ...more: string[]): Promise<Run> =>
  chartroom(['versions', `oci://${place}/app`, '-o', 'json', ...more], { env })

describe('HTTPS through a proxy', () => {
  test('a custom CA holds behind a proxy; the proxy resolves the name', async () => {
    const server = await serve(registry.answer, { tls })
    const proxy = await startProxy({ routes: { 'registry.test:443': server.port } })
    const run = await versions('registry.test', { HTTPS_PROXY: proxy.url }, '--ca-file', caFile)
    expect(run.status).toBe(0)
    expect(new Set(proxy.lines)).toEqual(new Set(['CONNECT registry.test:443']))
  })

  test('without the CA: TLS_UNKNOWN_CA, also behind a proxy', async () => {
    const server = await serve(registry.answer, { tls })
    const proxy = await startProxy({ routes: { 'registry.test:443': server.port } })
    const run = await versions('registry.test', { HTTPS_PROXY: proxy.url })
    expect(run.code).toBe('TLS_UNKNOWN_CA')
    expect(run.stderr).toContain('Corp Root')
    expect(server.requests).toHaveLength(0)
  })

  test('lower case and ALL_PROXY', async () => {
    const server = await serve(registry.answer, { tls })
    const proxy = await startProxy()
    expect((await versions(server.host, { https_proxy: proxy.url }, '--ca-file', caFile)).status).toBe(0)
    expect((await versions(server.host, { ALL_PROXY: proxy.url }, '--ca-file', caFile)).status).toBe(0)
    expect(proxy.lines.length).toBeGreaterThanOrEqual(2)
  })

  test('the login in the proxy’s URL goes to the proxy alone', async () => {
    const login = `ann:${secret('proxy')}`
    const server = await serve(registry.answer, { tls })
    const proxy = await startProxy({ login })
    const run = await versions(
      server.host,
      { HTTPS_PROXY: proxy.url.replace('//', `//${login}@`) },
      '--ca-file',
      caFile,
    )
    expect(run.status).toBe(0)
    expect(server.requests.every((r) => r.headers['proxy-authorization'] === undefined)).toBe(true)
  })
})

describe('plain HTTP through a proxy', () => {
  test('asked in absolute form, with the registry’s host', async () => {
    const server = await serve(registry.answer)
    const proxy = await startProxy({ routes: { 'registry.test:5000': server.port } })
    const run = await versions('registry.test:5000', { HTTP_PROXY: proxy.url }, '--plain-http')
    expect(run.status).toBe(0)
    expect(proxy.lines[0]).toBe('GET http://registry.test:5000/v2/app/tags/list')
    expect(server.requests[0]!.headers.host).toBe('registry.test:5000')
  })

  test('HTTPS_PROXY is not for plain HTTP', async () => {
    const server = await serve(registry.answer)
    const proxy = await startProxy()
    expect((await versions(server.host, { HTTPS_PROXY: proxy.url }, '--plain-http')).status).toBe(0)
    expect(proxy.lines).toEqual([])
  })
})

describe('NO_PROXY', () => {
  test.each(['127.0.0.1', '127.0.0.0/8', '*', 'example.com, 127.0.0.1', '127.0.0.1:PORT'])(
    '%s goes direct',
    async (rule) => {
      const server = await serve(registry.answer)
      const proxy = await startProxy()
      const run = await versions(
        server.host,
        { HTTP_PROXY: proxy.url, NO_PROXY: rule.replace('PORT', String(server.port)) },
        '--plain-http',
      )
      expect(run.status).toBe(0)
      expect(proxy.lines).toEqual([])
    },
  )

  test.each(['127.0.0.2', 'example.com', '127.0.0.1:1', '10.0.0.0/8'])('%s does not', async (rule) => {
    const server = await serve(registry.answer)
    const proxy = await startProxy()
    expect(
      (await versions(server.host, { HTTP_PROXY: proxy.url, NO_PROXY: rule }, '--plain-http')).status,
    ).toBe(0)
    expect(proxy.lines.length).toBeGreaterThan(0)
  })

  test.each(['.test', 'test', '*.test', 'registry.test'])('%s covers registry.test', async (rule) => {
    const proxy = await startProxy()
    const run = await versions('registry.test:1', { HTTP_PROXY: proxy.url, NO_PROXY: rule }, '--plain-http')
    expect(run.status).toBe(1)
    expect(proxy.lines).toEqual([])
  })
})

describe('a proxy that fails: PROXY_ERROR', () => {
  test.each([
    ['407', { login: `a:${secret('x')}` }],
    ['403', { refuse: 403 }],
    ['502', { refuse: 502 }],
  ])('%s on CONNECT', async (status, options) => {
    const server = await serve(registry.answer, { tls })
    const proxy = await startProxy(options)
    const run = await versions(server.host, { HTTPS_PROXY: proxy.url }, '--ca-file', caFile)
    expect(run.code).toBe('PROXY_ERROR')
    expect(run.stderr).toContain(status)
    expect(server.connections).toBe(0)
  })

  test('407 for plain HTTP', async () => {
    const server = await serve(registry.answer)
    const proxy = await startProxy({ login: `a:${secret('x')}` })
    expect((await versions(server.host, { HTTP_PROXY: proxy.url }, '--plain-http')).code).toBe('PROXY_ERROR')
  })

  test('nobody there', async () => {
    const run = await versions('registry.test', { HTTPS_PROXY: 'http://127.0.0.1:9' })
    expect(run.code).toBe('PROXY_ERROR')
    const plain = await versions('registry.test:5000', { HTTP_PROXY: 'http://127.0.0.1:9' }, '--plain-http')
    expect(plain.code).toBe('PROXY_ERROR')
  })

  test('a URL that is none: CONFIG_INVALID without showing it', async () => {
    const run = await versions('registry.test', { HTTPS_PROXY: `ftp://ann:${secret('p')}@proxy` })
    expect(run.code).toBe('CONFIG_INVALID')
  })

  test('a token realm behind a proxy is still judged by its literal address', async () => {
    let server: Awaited<ReturnType<typeof serve>>
    const proxy = await startProxy()
    server = await serve((seen) =>
      seen.path.startsWith('/token')
        ? json({ token: 'x' })
        : { status: 401, headers: { 'www-authenticate': 'Bearer realm="http://127.0.0.2/token"' } },
    )
    expect((await versions(server.host, { HTTP_PROXY: proxy.url }, '--plain-http')).code).toBe(
      'ADDRESS_BLOCKED',
    )
    expect(proxy.lines.filter((l) => l.includes('127.0.0.2'))).toEqual([])
  })
})
