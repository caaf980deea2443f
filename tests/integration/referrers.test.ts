import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildConnection } from '../../lib/server/connection/connection.ts'
import { RegistryStore } from '../../lib/server/sources/oci/registry-store.ts'
import { blob, chartArtifact, OCI_INDEX, type Blob } from './support/charts.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import { startRegistry, type RegistryProcess } from './support/registry-process.ts'
import { errors, html, json, type Handler, type ScriptedServer } from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

const store = (host: string): RegistryStore =>
  new RegistryStore(
    buildConnection({
      origin: new URL(`http://${host}`),
      tls: { verify: true },
      proxy: () => undefined,
      retries: { tries: 2, pause: 1, longest: 10 },
    }),
    host,
    '',
  )

const DIGEST = `sha256:${'a'.repeat(64)}`
const SIGNATURE = 'application/vnd.dev.sigstore.bundle.v0.3+json'
const entry = (n: number, artifactType = SIGNATURE): object => ({
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  digest: `sha256:${n.toString(16).padStart(64, '0')}`,
  size: 100,
  artifactType,
})
const index = (entries: readonly object[]): Blob =>
  blob(OCI_INDEX, JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: entries }))

const ask = async (
  handler: Handler,
): Promise<{
  server: ScriptedServer
  found: () => Promise<{ by: string; digests: number }>
  code: () => Promise<string>
}> => {
  const server = await serve(handler)
  const run = (): ReturnType<RegistryStore['referrers']> => store(server.host).referrers('app', DIGEST)
  return {
    server,
    found: async () => {
      const { by, manifests } = await run()
      return { by, digests: manifests.length }
    },
    code: () =>
      run().then(
        () => '',
        (error: { code: string }) => error.code,
      ),
  }
}

describe('referrers', () => {
  test('by the API, also where a filter is ignored; each says its own type', async () => {
    const { server, found } = await ask(() => ({
      headers: { 'content-type': OCI_INDEX, 'oci-filters-applied': '' },
      body: index([entry(1), entry(2, 'application/spdx+json')]).bytes,
    }))
    expect(await found()).toEqual({ by: 'api', digests: 2 })
    expect(server.requests[0]!.path).toBe(`/v2/app/referrers/${DIGEST}`)
  })

  test('Link is followed on our own origin and path', async () => {
    const { server, found } = await ask((seen) =>
      seen.query.get('next') === '2'
        ? { headers: { 'content-type': OCI_INDEX }, body: index([entry(2)]).bytes }
        : {
            headers: { 'content-type': OCI_INDEX, link: '<https://evil.example/other?next=2>; rel="next"' },
            body: index([entry(1)]).bytes,
          },
    )
    expect(await found()).toEqual({ by: 'api', digests: 2 })
    expect(server.requests[1]!.path).toBe(`/v2/app/referrers/${DIGEST}?next=2`)
  })

  test('404: the fallback tag; nothing there is nothing found', async () => {
    const listed = index([entry(1)])
    const { server, found } = await ask((seen) =>
      seen.path.endsWith(`/manifests/sha256-${'a'.repeat(64)}`)
        ? { headers: { 'content-type': OCI_INDEX }, body: listed.bytes }
        : errors(404, 'NOT_FOUND', 'page not found'),
    )
    expect(await found()).toEqual({ by: 'tag', digests: 1 })
    expect(server.requests).toHaveLength(2)
    expect(await (await ask(() => errors(404, 'MANIFEST_UNKNOWN'))).found()).toEqual({
      by: 'tag',
      digests: 0,
    })
  })

  test('a missing repository is not "unsupported"', async () => {
    const { server, code } = await ask(() =>
      errors(404, 'NAME_UNKNOWN', 'repository name not known to registry'),
    )
    expect(await code()).toBe('NOT_FOUND')
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['5xx', () => errors(503, 'UNAVAILABLE'), 'REGISTRY_ERROR'],
    ['401', () => ({ status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } }), 'AUTH_REQUIRED'],
    ['403', () => errors(403, 'DENIED'), 'AUTH_FORBIDDEN'],
    ['a web page', () => html('Hello'), 'NOT_A_REGISTRY'],
    ['another object', () => json({ tags: [] }), 'MALFORMED_RESPONSE'],
    [
      'a fallback tag that fails',
      (seen: { path: string }) =>
        seen.path.includes('referrers') ? errors(404, 'NOT_FOUND') : errors(500, 'UNKNOWN'),
      'REGISTRY_ERROR',
    ],
  ] as [string, Handler, string][])('%s is "could not ask", never "none"', async (_, handler, code) => {
    expect(await (await ask(handler)).code()).toBe(code)
  })

  test('more than 100: LIMIT_EXCEEDED, also when they come page by page for ever', async () => {
    const many = index(Array.from({ length: 101 }, (_, i) => entry(i)))
    expect(
      await (await ask(() => ({ headers: { 'content-type': OCI_INDEX }, body: many.bytes }))).code(),
    ).toBe('LIMIT_EXCEEDED')
    const { server, code } = await ask((_, count) => ({
      headers: { 'content-type': OCI_INDEX, link: `</v2/x?n=${count}>; rel="next"` },
      body: index([entry(count)]).bytes,
    }))
    expect(await code()).toBe('LIMIT_EXCEEDED')
    expect(server.requests.length).toBeLessThan(110)
  })
})

describe('a real registry without the API', () => {
  let registry: RegistryProcess
  beforeAll(async () => {
    registry = await startRegistry()
  })
  afterAll(() => registry.stop())

  test('what the fallback tag lists is found; a chart without it has none', async () => {
    const chart = chartArtifact('app', '1.0.0')
    await registry.push('app', '1.0.0', chart)
    expect(await store(registry.host).referrers('app', chart.manifest.digest)).toEqual({
      manifests: [],
      by: 'tag',
    })
    const signature = chartArtifact('sig', '1.0.0', {
      configType: 'application/vnd.oci.empty.v1+json',
      artifactType: SIGNATURE,
    })
    await registry.push('app', 'sig', signature)
    const { digest, size, mediaType } = signature.manifest
    await registry.push('app', chart.manifest.digest.replace(':', '-'), {
      manifest: index([{ mediaType, digest, size, artifactType: SIGNATURE }]),
      blobs: [],
      archive: Buffer.alloc(0),
    })
    expect(await store(registry.host).referrers('app', chart.manifest.digest)).toMatchObject({
      by: 'tag',
      manifests: [{ digest, artifactType: SIGNATURE }],
    })
  })

  test('a chart pushed as an index, and one by digest', async () => {
    const registryOfFakes = new FakeRegistry()
    const chart = registryOfFakes.chart('multi', '1.0.0')
    await registry.push('multi', 'child', chart)
    const { mediaType, digest, size } = chart.manifest
    await registry.push('multi', '1.0.0', {
      manifest: index([{ mediaType, digest, size }]),
      blobs: [],
      archive: chart.archive,
    })
    const { ManifestSource } = await import('../../lib/server/sources/manifest-source.ts')
    const { defaultLimits } = await import('../../lib/server/sources/limits.ts')
    const source = new ManifestSource(store(registry.host), {
      name: 'x',
      limits: defaultLimits,
      now: () => new Date(),
    })
    const resolved = await source.resolve('multi', '1.0.0')
    expect(resolved.digest).toBe(digest)
    expect(Buffer.from(await source.archive(resolved))).toEqual(chart.archive)
    expect((await source.resolve('multi', digest)).tag).toBeNull()
  })
})
