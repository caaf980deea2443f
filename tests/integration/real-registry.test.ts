import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCertificate } from './support/certificates.ts'
import { blob, chartArtifact, HELM_PROVENANCE, type ChartArtifact } from './support/charts.ts'
import { chartroom, files, secret, type Run } from './support/chartroom.ts'
import { startProxy, type TestProxy } from './support/proxy.ts'
import { startRegistry, type RegistryProcess } from './support/registry-process.ts'
import { startTokenServer, type TokenServer } from './support/token-server.ts'

const right = secret('right')
const wrong = secret('wrong')
const basic = (password: string): string => `Basic ${Buffer.from(`ann:${password}`).toString('base64')}`
const login = (password: string): string[] => ['--username', 'ann', '--password', password]

const ca = makeCertificate({ subject: 'Corp Root', ca: true })
const leaf = makeCertificate({ subject: 'registry', issuer: ca, names: ['127.0.0.1', 'registry.test'] })
const clientCa = makeCertificate({ subject: 'Client Root', ca: true })
const client = makeCertificate({ subject: 'ann', issuer: clientCa })
const paths = files({ ca: ca.pem, cert: client.pem, key: client.key })

const auths = ['none', 'htpasswd', 'token'] as const
const schemes = ['http', 'tls', 'mtls'] as const
type Auth = (typeof auths)[number]
type Scheme = (typeof schemes)[number]

interface Standing {
  readonly registry: RegistryProcess
  readonly tokens: TokenServer | undefined
  readonly artifact: ChartArtifact
}

/** One registry for each way to authenticate over each scheme, with one chart in it. */
async function stand(auth: Auth, scheme: Scheme): Promise<Standing> {
  const tls =
    scheme === 'http'
      ? undefined
      : { cert: leaf.pem, key: leaf.key, ca: ca.pem, ...(scheme === 'mtls' && { clientCa: clientCa.pem }) }
  const tokens =
    auth === 'token'
      ? await startTokenServer({
          users: { ann: right },
          open: /^public\//,
          ...(tls && { tls: { cert: leaf.pem, key: leaf.key } }),
        })
      : undefined
  const registry = await startRegistry({
    ...(auth === 'htpasswd' && { htpasswd: { ann: right } }),
    ...(tokens && { token: tokens.settings }),
    ...(tls && { tls }),
  })
  const provenance = blob(HELM_PROVENANCE, '-----BEGIN PGP SIGNED MESSAGE-----\n')
  const artifact = chartArtifact('app', '1.0.0', { before: [provenance] })
  const push = async (repository: string, tag: string, what: ChartArtifact): Promise<void> => {
    const authorization = auth === 'htpasswd' ? basic(right) : tokens?.pushToken(repository)
    await registry.push(repository, tag, what, {
      ...(authorization && { authorization }),
      ...(scheme === 'mtls' && { client: { cert: client.pem, key: client.key } }),
    })
  }
  await push('team/app', '1.0.0', artifact)
  await push('team/app', '1.1.0_b', chartArtifact('app', '1.1.0+b', { after: [provenance] }))
  await push('public/app', '1.0.0', artifact)
  await push(
    'team/image',
    'latest',
    chartArtifact('image', '1.0.0', { configType: 'application/vnd.oci.image.config.v1+json' }),
  )
  return { registry, tokens, artifact }
}

const flagsOf = (scheme: Scheme): string[] =>
  scheme === 'http'
    ? ['--plain-http']
    : [
        '--ca-file',
        paths.ca,
        ...(scheme === 'mtls' ? ['--cert-file', paths.cert, '--key-file', paths.key] : []),
      ]

const verbs: Readonly<Record<string, (host: string) => string[]>> = {
  list: (host) => ['list', `oci://${host}/team`, '-o', 'json'],
  versions: (host) => ['versions', `oci://${host}/team/app`, '-o', 'json'],
  'show chart': (host) => ['show', 'chart', `oci://${host}/team/app:1.0.0`, '-o', 'json'],
  'show manifest': (host) => ['show', 'manifest', `oci://${host}/team/app:1.0.0`],
}

const hasCharts: Readonly<Record<string, (run: Run) => void>> = {
  list: (run) =>
    expect(
      run.json.charts.map((c: { repository: string; latest: string }) => [c.repository, c.latest]),
    ).toEqual([['app', '1.1.0+b']]),
  versions: (run) =>
    expect(run.json.versions.map((v: { tag: string }) => v.tag)).toEqual(['1.1.0_b', '1.0.0']),
  'show chart': (run) => expect(run.json).toMatchObject({ name: 'app', version: '1.0.0' }),
  'show manifest': (run) => expect(run.json.layers).toHaveLength(2),
}

describe.each(auths.flatMap((auth) => schemes.map((scheme) => [auth, scheme] as const)))(
  'a real registry, authentication %s over %s',
  (auth, scheme) => {
    let it: Standing
    beforeAll(async () => {
      it = await stand(auth, scheme)
    })
    afterAll(async () => {
      await it.registry.stop()
      await it.tokens?.server.close()
    })
    const stored = (password: string): Record<string, string> => {
      const config = JSON.stringify({ auths: { [it.registry.host]: { auth: basic(password).slice(6) } } })
      const { folder, 'config.json': file } = files({ 'config.json': config })
      return { DOCKER_CONFIG: folder, HELM_REGISTRY_CONFIG: file }
    }
    const run = (
      verb: string,
      more: readonly string[] = [],
      env: Record<string, string> = {},
    ): Promise<Run> => chartroom([...verbs[verb]!(it.registry.host), ...flagsOf(scheme), ...more], { env })

    describe.each(Object.keys(verbs))('%s', (verb) => {
      test('an explicit login, none stored', async () => {
        const got = await run(verb, login(right))
        expect([got.status, got.stderr]).toEqual([0, ''])
        hasCharts[verb]!(got)
      })

      test('a stored login, none explicit', async () => {
        const got = await run(verb, [], stored(right))
        expect(got.status).toBe(0)
        hasCharts[verb]!(got)
      })

      test('an explicit login wins over a wrong stored one', async () => {
        expect((await run(verb, login(right), stored(wrong))).status).toBe(0)
      })

      test('a wrong explicit login is not replaced by a stored one that would work', async () => {
        const got = await run(verb, login(wrong), stored(right))
        if (auth === 'none') expect(got.status).toBe(0)
        else expect([got.status, got.code]).toEqual([1, 'AUTH_REJECTED'])
      })

      test('no login', async () => {
        const got = await run(verb)
        if (auth === 'none') return hasCharts[verb]!(got)
        // the token server gives anybody a token; it just allows nothing
        const code =
          auth === 'htpasswd' ? 'AUTH_REQUIRED' : verb === 'list' ? 'LIST_UNSUPPORTED' : 'AUTH_FORBIDDEN'
        expect([got.status, got.code]).toEqual([1, code])
      })

      if (scheme !== 'http') {
        test('through a proxy that resolves the name', async () => {
          const proxy: TestProxy = await startProxy({
            routes: { 'registry.test:443': Number(it.registry.host.split(':')[1]) },
          })
          const args = [...verbs[verb]!('registry.test'), ...flagsOf(scheme), ...login(right)]
          const got = await chartroom(args, { env: { HTTPS_PROXY: proxy.url, NO_PROXY: '127.0.0.1' } })
          // the registry's realm is at 127.0.0.1, which is not the registry's own name behind a proxy
          if (auth === 'token') expect(got.code).toBe('ADDRESS_BLOCKED')
          else hasCharts[verb]!(got)
          expect(proxy.lines.length).toBeGreaterThan(0)
        })
      }
    })

    test('the manifest is the registry’s bytes', async () => {
      expect((await run('show manifest', login(right))).stdout).toBe(it.artifact.manifest.bytes.toString())
    })

    test('a missing tag and a missing repository', async () => {
      const ask = (reference: string): Promise<Run> =>
        chartroom([
          'show',
          'chart',
          `oci://${it.registry.host}/${reference}`,
          ...flagsOf(scheme),
          ...login(right),
        ])
      expect((await ask('team/app:9.9.9')).code).toBe('NOT_FOUND')
      expect((await ask('team/nothing:1.0.0')).code).toBe('NOT_FOUND')
      expect((await ask('team/image:latest')).code).toBe('NOT_A_CHART')
    })

    if (auth === 'token') {
      test('what is public needs no login', async () => {
        const got = await chartroom([
          'show',
          'chart',
          `oci://${it.registry.host}/public/app:1.0.0`,
          ...flagsOf(scheme),
        ])
        expect(got.status).toBe(0)
      })

      test('one token for a repository, however many requests', async () => {
        const before = it.tokens!.asked.length
        await run('versions', login(right))
        expect(it.tokens!.asked.length - before).toBe(1)
      })
    }

    if (scheme === 'mtls') {
      test('no client certificate: TLS_CLIENT_CERT_REQUIRED', async () => {
        expect((await chartroom([...verbs['versions']!(it.registry.host), '--ca-file', paths.ca])).code).toBe(
          'TLS_CLIENT_CERT_REQUIRED',
        )
      })
    }
    if (scheme === 'tls') {
      test('no CA: TLS_UNKNOWN_CA; plain HTTP: HTTP_ON_HTTPS_PORT', async () => {
        expect((await chartroom(verbs['versions']!(it.registry.host))).code).toBe('TLS_UNKNOWN_CA')
        expect((await chartroom([...verbs['versions']!(it.registry.host), '--plain-http'])).code).toBe(
          'HTTP_ON_HTTPS_PORT',
        )
      })
    }
    if (scheme === 'http') {
      test('without --plain-http: HTTPS_ON_HTTP_PORT', async () => {
        expect((await chartroom(verbs['versions']!(it.registry.host))).code).toBe('HTTPS_ON_HTTP_PORT')
      })
    }
  },
)
