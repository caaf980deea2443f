import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { chartroom, type Run } from './support/chartroom.ts'
import {
  blob,
  chartArtifact,
  DOCKER_MANIFEST,
  HELM_CHART,
  HELM_CONFIG,
  HELM_PROVENANCE,
  OCI_INDEX,
  sha256,
  type Blob,
  type ChartArtifact,
} from './support/charts.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import type { Handler, Reply, ScriptedServer, Seen } from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

const show = (
  server: ScriptedServer,
  reference = 'app:1.0.0',
  part = 'chart',
  ...more: string[]
): Promise<Run> => chartroom(['show', part, `oci://${server.host}/${reference}`, '--plain-http', ...more])

/** A registry with one chart, whose answers a test may bend. */
async function holding(
  artifact: ChartArtifact = chartArtifact('app', '1.0.0'),
  bend?: (seen: Seen, registry: FakeRegistry) => Reply | undefined,
): Promise<{ server: ScriptedServer; registry: FakeRegistry }> {
  const registry = new FakeRegistry()
  registry.chart('app', '1.0.0', artifact)
  const handler: Handler = (seen) => bend?.(seen, registry) ?? registry.answer(seen)
  return { server: await serve(handler), registry }
}

const layerOf = ({ blobs }: ChartArtifact): Blob => blobs.find((b) => b.mediaType === HELM_CHART)!
const provenance = blob(HELM_PROVENANCE, '-----BEGIN PGP SIGNED MESSAGE-----\n')

describe('what is a chart', () => {
  test('layers are found by media type: the provenance layer first, and last', async () => {
    for (const shape of [{ before: [provenance] }, { after: [provenance] }]) {
      const { server } = await holding(chartArtifact('app', '1.0.0', shape))
      const run = await show(server)
      expect([run.status, run.stdout.includes('name: app')]).toEqual([0, true])
    }
  })

  test.each([
    ['legacy tar+gzip', { chartType: 'application/tar+gzip' }],
    ['docker-typed', { mediaType: DOCKER_MANIFEST }],
    ['by artifactType', { configType: 'application/vnd.oci.empty.v1+json', artifactType: HELM_CONFIG }],
  ])('%s', async (_, shape) => {
    const { server } = await holding(chartArtifact('app', '1.0.0', shape))
    expect((await show(server)).status).toBe(0)
  })

  test('an image: NOT_A_CHART with the media types that were found', async () => {
    const { server } = await holding(
      chartArtifact('app', '1.0.0', {
        configType: 'application/vnd.oci.image.config.v1+json',
        chartType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      }),
    )
    const run = await show(server)
    expect(run.code).toBe('NOT_A_CHART')
    expect(run.stderr).toContain('application/vnd.oci.image.layer.v1.tar+gzip')
  })

  test('no chart layer: NOT_A_CHART', async () => {
    const { server } = await holding(chartArtifact('app', '1.0.0', { chartType: 'text/plain' }))
    expect((await show(server)).code).toBe('NOT_A_CHART')
  })

  test('two chart layers: AMBIGUOUS_CHART', async () => {
    const { server } = await holding(
      chartArtifact('app', '1.0.0', { after: [layerOf(chartArtifact('app', '1.0.0'))] }),
    )
    expect((await show(server)).code).toBe('AMBIGUOUS_CHART')
  })

  test('two provenance layers: AMBIGUOUS_CHART', async () => {
    const { server } = await holding(
      chartArtifact('app', '1.0.0', { before: [provenance], after: [blob(HELM_PROVENANCE, 'other')] }),
    )
    expect((await show(server)).code).toBe('AMBIGUOUS_CHART')
  })
})

describe('an index', () => {
  const index = (children: readonly { artifact: ChartArtifact; said?: string }[]): Blob =>
    blob(
      OCI_INDEX,
      JSON.stringify({
        schemaVersion: 2,
        mediaType: OCI_INDEX,
        manifests: children.map(({ artifact: { manifest }, said }) => ({
          mediaType: manifest.mediaType,
          digest: manifest.digest,
          size: manifest.size,
          ...(said !== undefined && { artifactType: said }),
        })),
      }),
    )
  const image = chartArtifact('app', '1.0.0', { configType: 'application/vnd.oci.image.config.v1+json' })
  const serveIndex = async (
    ...children: { artifact: ChartArtifact; said?: string }[]
  ): Promise<ScriptedServer> => {
    const registry = new FakeRegistry()
    for (const { artifact } of children) registry.chart('app', 'child', artifact)
    registry.manifest('app', '1.0.0', index(children))
    return serve(registry.answer)
  }

  test('the Helm child is descended to', async () => {
    const chart = chartArtifact('app', '1.0.0')
    for (const said of [undefined, HELM_CONFIG]) {
      const run = await show(
        await serveIndex({ artifact: image }, { artifact: chart, ...(said && { said }) }),
        'app:1.0.0',
        'chart',
        '-o',
        'json',
      )
      expect(run.json).toMatchObject({ name: 'app', digest: chart.manifest.digest })
    }
  })

  test('without a chart: NOT_A_CHART; with two: AMBIGUOUS_CHART', async () => {
    expect((await show(await serveIndex({ artifact: image }))).code).toBe('NOT_A_CHART')
    expect(
      (
        await show(
          await serveIndex(
            { artifact: chartArtifact('app', '1.0.0') },
            { artifact: chartArtifact('app', '1.0.0') },
          ),
        )
      ).code,
    ).toBe('AMBIGUOUS_CHART')
  })
})

describe('versions', () => {
  test('1.0.0+b ↔ 1.0.0_b', async () => {
    const registry = new FakeRegistry()
    registry.chart('app', '1.0.0+b')
    const server = await serve(registry.answer)
    for (const reference of ['app:1.0.0+b', 'app:1.0.0_b'])
      expect((await show(server, reference)).stdout).toContain('version: 1.0.0+b')
    expect((await show(server, 'app', 'chart', '--version', '1.0.0+b')).status).toBe(0)
    expect(server.requests.every((r) => !r.path.includes('+') && !r.path.includes('%2B'))).toBe(true)
  })

  test('range, newest stable, --devel, mismatch', async () => {
    const registry = new FakeRegistry()
    for (const version of ['1.0.0', '1.4.0', '2.0.0', '3.0.0-rc.1']) registry.chart('app', version)
    const server = await serve(registry.answer)
    const version = async (...more: string[]): Promise<string> =>
      (await show(server, 'app', 'chart', '-o', 'json', ...more)).json?.version
    expect(await version()).toBe('2.0.0')
    expect(await version('--devel')).toBe('3.0.0-rc.1')
    expect(await version('--version', '^1')).toBe('1.4.0')
    expect(await version('--version', '~1.0')).toBe('1.0.0')
    expect(await version('--version', '>=1 <2')).toBe('1.4.0')
    expect(await version('--version', '1.0.0')).toBe('1.0.0')
    expect((await show(server, 'app', 'chart', '--version', '^9')).code).toBe('NOT_FOUND')
    expect((await show(server, 'app:1.0.0', 'chart', '--version', '2.0.0')).code).toBe('REFERENCE_INVALID')
    expect((await show(server, 'app:9.9.9')).code).toBe('NOT_FOUND')
  })

  test('an exact version asks for no list', async () => {
    const { server } = await holding()
    await show(server, 'app', 'chart', '--version', '1.0.0')
    expect(server.asked(/tags/)).toHaveLength(0)
  })

  test('manifests are asked for with all four media types', async () => {
    const { server } = await holding()
    await show(server)
    const accept = server.asked(/manifests/)[0]!.headers.accept!
    for (const type of [
      'oci.image.manifest.v1+json',
      'oci.image.index.v1+json',
      'docker.distribution.manifest.v2+json',
      'docker.distribution.manifest.list.v2+json',
    ])
      expect(accept).toContain(type)
  })
})

describe('digests and sizes', () => {
  test('by digest', async () => {
    const { server, registry } = await holding()
    const digest = [...registry.tags.get('app')!.values()][0]!
    const run = await show(server, `app@${digest}`, 'manifest')
    expect(sha256(run.stdout)).toBe(digest)
  })

  test('a manifest that is not the one asked for: DIGEST_MISMATCH with both', async () => {
    const wanted = `sha256:${'a'.repeat(64)}`
    const { server, registry } = await holding(undefined, (seen, r) =>
      seen.path.includes('manifests') ? r.answer({ ...seen, path: '/v2/app/manifests/1.0.0' }) : undefined,
    )
    const run = await show(server, `app@${wanted}`)
    expect(run.code).toBe('DIGEST_MISMATCH')
    expect(run.stderr).toContain(wanted)
    expect(run.stderr).toContain([...registry.tags.get('app')!.values()][0])
  })

  test('by tag a wrong Docker-Content-Digest is a hint and nothing more; the digest is our own', async () => {
    const artifact = chartArtifact('app', '1.0.0')
    const bend = (seen: Seen, registry: FakeRegistry): Reply | undefined => {
      if (!seen.path.includes('manifests')) return undefined
      const reply = registry.answer(seen)!
      return { ...reply, headers: { ...reply.headers, 'docker-content-digest': `sha256:${'b'.repeat(64)}` } }
    }
    const { server } = await holding(artifact, bend)
    const versions = await chartroom(['versions', `oci://${server.host}/app`, '--plain-http', '-o', 'json'])
    expect(versions.json.versions[0].digest).toBe(artifact.manifest.digest)
    expect((await show(server, 'app:1.0.0', 'chart', '-o', 'json')).json.digest).toBe(
      artifact.manifest.digest,
    )
  })

  const bendBlob =
    (artifact: ChartArtifact, reply: (bytes: Buffer) => Reply) =>
    (seen: Seen): Reply | undefined =>
      seen.path.endsWith(layerOf(artifact).digest) ? reply(layerOf(artifact).bytes) : undefined

  test('changed bytes of the right length: DIGEST_MISMATCH', async () => {
    const artifact = chartArtifact('app', '1.0.0')
    const { server } = await holding(
      artifact,
      bendBlob(artifact, (bytes) => ({ body: Buffer.from(bytes).fill(0, 20, 30) })),
    )
    expect((await show(server)).code).toBe('DIGEST_MISMATCH')
  })

  test.each([
    ['shorter', (bytes: Buffer) => bytes.subarray(0, 100)],
    ['longer', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('more')])],
    ['much longer', (bytes: Buffer) => Buffer.concat([bytes, randomBytes(300_000)])],
  ] as const)('%s than the manifest says: SIZE_MISMATCH', async (_, change) => {
    const artifact = chartArtifact('app', '1.0.0')
    for (const chunked of [false, true]) {
      const { server } = await holding(
        artifact,
        bendBlob(artifact, (bytes) =>
          chunked ? { raw: (response) => void response.end(change(bytes)) } : { body: change(bytes) },
        ),
      )
      expect((await show(server)).code).toBe('SIZE_MISMATCH')
    }
  })
})

describe('cut short', () => {
  /** Sends half of the blob, then closes; what it does with a Range is given. */
  const cutting = (
    artifact: ChartArtifact,
    resumed: (seen: Seen, bytes: Buffer, count: number) => Reply | undefined,
  ) => {
    let count = 0
    return (seen: Seen): Reply | undefined => {
      const layer = layerOf(artifact)
      if (!seen.path.endsWith(layer.digest)) return undefined
      count++
      const reply = count === 1 ? undefined : resumed(seen, layer.bytes, count)
      if (reply !== undefined) return reply
      return {
        raw: (response) => {
          response.writeHead(200, { 'content-length': layer.bytes.length })
          response.write(layer.bytes.subarray(0, 100), () => response.socket!.destroy())
        },
      }
    }
  }

  test('goes on with Range where the server answers 206 for the missing part', async () => {
    const artifact = chartArtifact('app', '1.0.0')
    const { server } = await holding(
      artifact,
      cutting(artifact, (seen, bytes) => {
        const from = Number(/^bytes=(\d+)-$/.exec(seen.headers.range ?? '')![1])
        return {
          status: 206,
          headers: { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` },
          body: bytes.subarray(from),
        }
      }),
    )
    expect((await show(server)).status).toBe(0)
    expect(server.asked(/blobs/).map((r) => r.headers.range)).toContain('bytes=100-')
  })

  test('starts anew where the server answers 200', async () => {
    const artifact = chartArtifact('app', '1.0.0')
    const { server } = await holding(
      artifact,
      cutting(artifact, (_, bytes) => ({ body: bytes })),
    )
    expect((await show(server)).status).toBe(0)
  })

  test('starts anew where 206 brings another part', async () => {
    const artifact = chartArtifact('app', '1.0.0')
    const { server } = await holding(
      artifact,
      cutting(artifact, (seen, bytes) =>
        seen.headers.range === undefined
          ? { body: bytes }
          : {
              status: 206,
              headers: { 'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}` },
              body: bytes,
            },
      ),
    )
    expect((await show(server)).status).toBe(0)
  })

  test('for ever: TRUNCATED with N of M', async () => {
    const artifact = chartArtifact('app', '1.0.0')
    const { server } = await holding(
      artifact,
      cutting(artifact, () => undefined),
    )
    const run = await show(server)
    expect(run.code).toBe('TRUNCATED')
    expect(run.stderr).toContain(`100 of ${layerOf(artifact).size}`)
  })

  test('a manifest that is cut for ever: TRUNCATED', async () => {
    const { server } = await holding(undefined, (seen) =>
      seen.path.includes('manifests')
        ? {
            raw: (response) => {
              response.writeHead(200, { 'content-length': 1000 })
              response.write('{"schema', () => response.socket!.destroy())
            },
          }
        : undefined,
    )
    expect((await show(server)).code).toBe('TRUNCATED')
  })
})

describe('limits', () => {
  test('a manifest of more than 4 MiB: LIMIT_EXCEEDED', async () => {
    for (const announced of [true, false]) {
      const body = Buffer.alloc(4 * 1024 * 1024 + 1, 0x20)
      const { server } = await holding(undefined, (seen) =>
        seen.path.includes('manifests')
          ? announced
            ? { body }
            : { raw: (response) => void response.end(body) }
          : undefined,
      )
      expect((await show(server)).code).toBe('LIMIT_EXCEEDED')
    }
  })

  test('a layer that calls itself 200 MiB is not asked for', async () => {
    const artifact = chartArtifact('app', '1.0.0')
    const text = artifact.manifest.bytes
      .toString()
      .replace(`"size":${layerOf(artifact).size}`, '"size":209715200')
    const { server } = await holding({ ...artifact, manifest: blob(artifact.manifest.mediaType, text) })
    expect((await show(server)).code).toBe('LIMIT_EXCEEDED')
    expect(server.asked(new RegExp(layerOf(artifact).digest))).toHaveLength(0)
  })

  test('a gzip bomb: LIMIT_EXCEEDED', async () => {
    const block = Buffer.alloc(512)
    block.write('app/values.yaml', 0)
    block.write(`0000644\0${'0000000\0'.repeat(2)}77777777777\0${'0'.repeat(11)}\0        0`, 100)
    block.write('ustar\x0000', 257)
    block.write(
      `${block
        .reduce((a, b) => a + b, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    )
    const bomb = gzipSync(Buffer.concat([block, Buffer.alloc(160 * 1024 * 1024)]))
    const config = blob(HELM_CONFIG, '{}')
    const layer = blob(HELM_CHART, bomb)
    const describe_ = ({ mediaType, digest, size }: Blob): object => ({ mediaType, digest, size })
    const manifest = blob(
      'application/vnd.oci.image.manifest.v1+json',
      JSON.stringify({ schemaVersion: 2, config: describe_(config), layers: [describe_(layer)] }),
    )
    const { server } = await holding({ manifest, blobs: [config, layer], archive: bomb })
    expect((await show(server)).code).toBe('LIMIT_EXCEEDED')
  })

  test.each([
    ['not gzip', Buffer.from('hello')],
    ['not tar', gzipSync(randomBytes(2000))],
    ['empty', gzipSync(Buffer.alloc(1024))],
  ])('an archive that is %s: CHART_INVALID', async (_, bytes) => {
    const config = blob(HELM_CONFIG, '{}')
    const layer = blob(HELM_CHART, bytes)
    const of = ({ mediaType, digest, size }: Blob): object => ({ mediaType, digest, size })
    const manifest = blob(
      'application/vnd.oci.image.manifest.v1+json',
      JSON.stringify({ schemaVersion: 2, config: of(config), layers: [of(layer)] }),
    )
    const { server } = await holding({ manifest, blobs: [config, layer], archive: bytes })
    expect((await show(server)).code).toBe('CHART_INVALID')
  })

  test.each([
    ['no config and no layers', '{"schemaVersion":2}'],
    [
      'a layer without digest',
      `{"schemaVersion":2,"config":{"mediaType":"${HELM_CONFIG}","digest":"sha256:${'a'.repeat(64)}","size":2},"layers":[{"mediaType":"x","size":1}]}`,
    ],
    [
      'a negative size',
      `{"schemaVersion":2,"config":{"mediaType":"${HELM_CONFIG}","digest":"sha256:${'a'.repeat(64)}","size":-2},"layers":[]}`,
    ],
    ['schema 1', '{"schemaVersion":1,"fsLayers":[]}'],
  ])('a manifest with %s: MALFORMED_RESPONSE', async (_, text) => {
    const { server } = await holding(undefined, (seen) =>
      seen.path.includes('manifests')
        ? { headers: { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }, body: text }
        : undefined,
    )
    expect((await show(server)).code).toBe('MALFORMED_RESPONSE')
  })
})

describe('show', () => {
  test('each part; manifest is the registry’s bytes', async () => {
    const artifact = chartArtifact('app', '1.0.0')
    const { server } = await holding(artifact)
    const out = async (part: string): Promise<string> => (await show(server, 'app:1.0.0', part)).stdout
    expect(await out('manifest')).toBe(artifact.manifest.bytes.toString())
    expect(await out('values')).toBe('replicas: 1\n\n')
    expect(await out('readme')).toBe('# app\n\n')
    expect(await out('crds')).toBe('')
    expect(await out('all')).toMatch(/^annotations:[^]*\n---\nreplicas: 1\n\n---\n# app\n\n$/)
  })
})

test('versions that differ in build metadata alone are equal to a range: the one listed first is taken, as by Helm', async () => {
  const registry = new FakeRegistry()
  for (const version of ['1.1.0', '1.1.0+b', '1.0.0']) registry.chart('equal', version)
  const server = await serve(registry.answer)
  for (const range of [[], ['--version', '^1'], ['--version', '*']]) {
    const run = await chartroom([
      'show',
      'chart',
      `oci://${server.host}/equal`,
      '--plain-http',
      '-o',
      'json',
      ...range,
    ])
    expect([run.status, run.json?.version]).toEqual([0, '1.1.0'])
  }
})
