import { describe, expect, test } from 'vitest'
import { chartroom, secret, type Run } from './support/chartroom.ts'
import { chartArtifact, HELM_CHART } from './support/charts.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import { html, type Handler, type ScriptedServer } from './support/scripted-server.ts'
import { makeCertificate } from './support/certificates.ts'
import { files } from './support/chartroom.ts'
import { serve } from './support/servers.ts'

const password = secret('password')
const header = `Basic ${Buffer.from(`ann:${password}`).toString('base64')}`
const login = ['--username', 'ann', '--password', password]

/** A registry behind Basic whose blobs are elsewhere. */
function redirecting(
  location: (digest: string) => string,
  status = 307,
): { registry: FakeRegistry; handler: Handler } {
  const registry = new FakeRegistry()
  registry.chart('app', '1.0.0')
  const handler: Handler = (seen) => {
    if (seen.authorization !== header)
      return { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } }
    const blob = /\/blobs\/(.+)$/.exec(seen.path)?.[1]
    return blob === undefined ? registry.answer(seen) : { status, headers: { location: location(blob) } }
  }
  return { registry, handler }
}

const show = (server: ScriptedServer, ...more: string[]): Promise<Run> =>
  chartroom(['show', 'chart', `oci://${server.host}/app:1.0.0`, '--plain-http', ...login, ...more])

describe('blob redirects', () => {
  test.each([
    ['another port', '127.0.0.1'],
    ['another host', '127.0.0.2'],
  ])('to %s: followed without Authorization', async (_, address) => {
    let registry: FakeRegistry
    const storage = await serve(
      (seen) => ({ body: registry.blobOf(seen.path.slice(1).split('?')[0]!).bytes }),
      { address },
    )
    const made = redirecting((digest) => `${storage.url}/${digest}?signature=${secret('signature')}`)
    registry = made.registry
    const server = await serve(made.handler)
    const run = await show(server)
    expect(run.status).toBe(0)
    expect(run.stdout).toContain('name: app')
    expect(storage.requests.length).toBeGreaterThan(0)
    expect(
      storage.requests.every((r) => r.authorization === undefined && r.headers.cookie === undefined),
    ).toBe(true)
  })

  test('on the same origin: Authorization stays', async () => {
    const made = redirecting((digest) => `/storage/${digest}`)
    const server = await serve((seen) => {
      if (!seen.path.startsWith('/storage/')) return made.handler(seen, 0)
      return seen.authorization === header
        ? { body: made.registry.blobOf(seen.path.slice(9)).bytes }
        : { status: 403 }
    })
    expect((await show(server)).status).toBe(0)
  })

  test('back to the first origin: what was dropped stays dropped', async () => {
    let server: ScriptedServer
    const bounce = await serve((seen) => ({
      status: 302,
      headers: { location: `${server.url}/back${seen.path}` },
    }))
    const made = redirecting((digest) => `${bounce.url}/${digest}`)
    server = await serve((seen) => {
      if (!seen.path.startsWith('/back/')) return made.handler(seen, 0)
      return { body: made.registry.blobOf(seen.path.slice(6)).bytes }
    })
    expect((await show(server)).status).toBe(0)
    expect(server.asked(/^\/back/).every((r) => r.authorization === undefined)).toBe(true)
  })

  test('a login in the Location is not sent', async () => {
    let registry: FakeRegistry
    const storage = await serve((seen) => ({ body: registry.blobOf(seen.path.slice(1)).bytes }))
    const made = redirecting((digest) => `http://user:${secret('url')}@${storage.host}/${digest}`)
    registry = made.registry
    expect((await show(await serve(made.handler))).status).toBe(0)
    expect(storage.requests.every((r) => r.authorization === undefined)).toBe(true)
  })

  test('a loop ends: REDIRECT_REFUSED', async () => {
    const made = redirecting((digest) => `/v2/app/blobs/${digest}`)
    const server = await serve(made.handler)
    const run = await show(server)
    expect(run.code).toBe('REDIRECT_REFUSED')
    expect(server.asked(/blobs/).length).toBeLessThan(8)
  })

  test('more than five hops: REDIRECT_REFUSED', async () => {
    let hops = 0
    const made = redirecting(() => '/hop/0')
    const server = await serve((seen) => {
      if (!seen.path.startsWith('/hop/')) return made.handler(seen, 0)
      hops++
      return { status: 302, headers: { location: `/hop/${hops}` } }
    })
    expect((await show(server)).code).toBe('REDIRECT_REFUSED')
    expect(hops).toBe(5)
  })

  test('five hops are followed', async () => {
    const made = redirecting((digest) => `/hop/1/${digest}`)
    const server = await serve((seen) => {
      const hop = /^\/hop\/(\d)\/(.+)$/.exec(seen.path)
      if (hop === null) return made.handler(seen, 0)
      return hop[1] === '5'
        ? { body: made.registry.blobOf(hop[2]!).bytes }
        : { status: 302, headers: { location: `/hop/${Number(hop[1]) + 1}/${hop[2]}` } }
    })
    expect((await show(server)).status).toBe(0)
  })

  test('https → http: REDIRECT_REFUSED, nothing sent', async () => {
    const ca = makeCertificate({ subject: 'Test CA', ca: true })
    const leaf = makeCertificate({ subject: 'registry', issuer: ca, names: ['127.0.0.1'] })
    const plain = await serve(() => ({ body: 'x' }))
    const made = redirecting((digest) => `${plain.url}/${digest}`)
    const server = await serve(made.handler, { tls: { cert: leaf.pem, key: leaf.key } })
    const { ca: caFile } = files({ ca: ca.pem })
    const run = await chartroom([
      'show',
      'chart',
      `oci://${server.host}/app:1.0.0`,
      '--ca-file',
      caFile,
      ...login,
    ])
    expect(run.code).toBe('REDIRECT_REFUSED')
    expect(plain.connections).toBe(0)
  })

  test('to something that is no web address: REDIRECT_REFUSED', async () => {
    const server = await serve(redirecting(() => 'file:///etc/passwd').handler)
    expect((await show(server)).code).toBe('REDIRECT_REFUSED')
  })

  test('without a Location: MALFORMED_RESPONSE', async () => {
    const registry = new FakeRegistry()
    registry.chart('app', '1.0.0')
    const server = await serve((seen) =>
      seen.path.includes('/blobs/') ? { status: 307 } : registry.answer(seen),
    )
    expect((await show(server)).code).toBe('MALFORMED_RESPONSE')
  })

  test('storage that refuses is said by its own host', async () => {
    const storage = await serve(() => ({ status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }))
    const server = await serve(redirecting((digest) => `${storage.url}/${digest}`).handler)
    const run = await show(server)
    expect(run.code).toBe('AUTH_FORBIDDEN')
    expect(run.stderr).toContain(storage.host)
  })

  test('a foreign layer’s urls are never asked', async () => {
    const elsewhere = await serve(() => ({ body: 'x' }))
    const registry = new FakeRegistry()
    const artifact = chartArtifact('app', '1.0.0')
    const manifest = JSON.parse(artifact.manifest.bytes.toString()) as {
      layers: { mediaType: string; urls?: string[] }[]
    }
    manifest.layers.find((l) => l.mediaType === HELM_CHART)!.urls = [`${elsewhere.url}/layer`]
    const { blob } = await import('./support/charts.ts')
    registry.chart('app', '1.0.0', {
      ...artifact,
      manifest: blob(artifact.manifest.mediaType, JSON.stringify(manifest)),
    })
    const server = await serve(registry.answer)
    expect(
      (await chartroom(['show', 'chart', `oci://${server.host}/app:1.0.0`, '--plain-http'])).status,
    ).toBe(0)
    expect(elsewhere.connections).toBe(0)
  })
})

describe('login proxies', () => {
  test('a redirect to a login page: NOT_A_REGISTRY', async () => {
    const login = await serve(() => html('Sign in to Corp'))
    const server = await serve(() => ({ status: 302, headers: { location: `${login.url}/login` } }))
    const run = await show(server)
    expect(run.code).toBe('NOT_A_REGISTRY')
    expect(run.stderr).toContain('Sign in to Corp')
  })
})
