import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCertificate } from './support/certificates.ts'
import { blob, HELM_CHART, HELM_PROVENANCE, type Blob, type ChartArtifact } from './support/charts.ts'
import { chartroom, files, scratch, secret } from './support/chartroom.ts'
import { startRegistry, type RegistryProcess } from './support/registry-process.ts'

/** The five pains that this client exists to end, each with real components; upstream's issues in the titles. */
const samples = join(import.meta.dirname, '../../public/samples')
const keyring = join(samples, 'trust/platform.asc')

const right = secret('right')
const pair = (user: string, password: string): string => Buffer.from(`${user}:${password}`).toString('base64')

/** A sample chart as it lies in the sample's layout. */
function sample(reference: string): ChartArtifact {
  const index = JSON.parse(readFileSync(join(samples, 'index.json'), 'utf8')) as {
    manifests: { digest: string; mediaType: string; annotations?: Record<string, string> }[]
  }
  const read = (digest: string): Buffer => readFileSync(join(samples, 'blobs', ...digest.split(':')))
  const entry = index.manifests.find(
    (m) => m.annotations?.['org.opencontainers.image.ref.name'] === reference,
  )!
  const manifest = blob(entry.mediaType, read(entry.digest))
  const parsed = JSON.parse(manifest.bytes.toString()) as { config: Blob; layers: Blob[] }
  const blobs = [parsed.config, ...parsed.layers].map(({ mediaType, digest }) =>
    blob(mediaType, read(digest)),
  )
  return { manifest, blobs, archive: blobs.find((b) => b.mediaType === HELM_CHART)!.bytes }
}

/** The same chart with its layers the other way round. */
function reversed({ manifest, blobs, archive }: ChartArtifact): ChartArtifact {
  const parsed = JSON.parse(manifest.bytes.toString()) as { layers: object[] }
  parsed.layers.reverse()
  return { manifest: blob(manifest.mediaType, JSON.stringify(parsed)), blobs, archive }
}

const ca = makeCertificate({ subject: 'Corp Root', ca: true })
const leaf = makeCertificate({ subject: 'registry', issuer: ca, names: ['127.0.0.1'] })
const tls = { cert: leaf.pem, key: leaf.key, ca: ca.pem }
const { ca: caFile } = files({ ca: ca.pem })

let plain: RegistryProcess
let guarded: RegistryProcess
beforeAll(async () => {
  plain = await startRegistry()
  guarded = await startRegistry({ htpasswd: { ann: right, bob: right }, tls })
  for (const [repository, artifact] of [
    ['charts/lighthouse', sample('lighthouse:1.5.0')],
    ['turned/lighthouse', reversed(sample('lighthouse:1.5.0'))],
  ] as const) {
    await plain.push(repository, '1.5.0', artifact)
    await guarded.push(repository, '1.5.0', artifact, { authorization: `Basic ${pair('ann', right)}` })
  }
})
afterAll(async () => {
  await plain.stop()
  await guarded.stop()
})

describe('explicit credentials ignored while a stored login works (helm#12767, #10881, #13404, #31114)', () => {
  const verbs = (host: string): string[][] => [
    ['list', `oci://${host}/charts`],
    ['versions', `oci://${host}/charts/lighthouse`],
    ...['chart', 'values', 'readme', 'crds', 'manifest', 'schema', 'all'].map((part) => [
      'show',
      part,
      `oci://${host}/charts/lighthouse:1.5.0`,
    ]),
    ['verify', `oci://${host}/charts/lighthouse:1.5.0`, '--keyring', keyring],
    ['template', 'x', `oci://${host}/charts/lighthouse:1.5.0`],
  ]
  const stored = (login: string): Record<string, string> => {
    const { folder, 'config.json': file } = files({
      'config.json': JSON.stringify({ auths: { [guarded.host]: { auth: login } } }),
    })
    return { DOCKER_CONFIG: folder, HELM_REGISTRY_CONFIG: file }
  }
  const explicit = (password: string): string[] => [
    '--username',
    'ann',
    '--password',
    password,
    '--ca-file',
    caFile,
  ]

  test('every verb works with an explicit login and none stored, and with a wrong one stored', async () => {
    for (const env of [{}, stored(pair('ann', secret('wrong')))]) {
      for (const args of verbs(guarded.host)) {
        const run = await chartroom([...args, ...explicit(right)], { env })
        expect([args.join(' '), run.status, run.code]).toEqual([args.join(' '), 0, ''])
      }
    }
  })

  test('no verb falls back to a stored login when the explicit one is wrong', async () => {
    for (const args of verbs(guarded.host)) {
      const run = await chartroom([...args, ...explicit(secret('wrong'))], {
        env: stored(pair('ann', right)),
      })
      expect([args.join(' '), run.status === 0]).toEqual([args.join(' '), false])
      if (args[0] !== 'verify') expect(run.code).toBe('AUTH_REJECTED')
    }
  })
})

describe('"unpacked charts cannot be verified" (helmfile#1659)', () => {
  test('the packed bytes are verified in memory, straight from the registry, whatever the layers’ order', async () => {
    for (const repository of ['charts', 'turned']) {
      const run = await chartroom([
        'verify',
        `oci://${plain.host}/${repository}/lighthouse:1.5.0`,
        '--plain-http',
        '--keyring',
        keyring,
        '-o',
        'json',
      ])
      expect([run.status, run.json.status]).toEqual([0, 'verified'])
    }
  })
})

describe('panic "unable to access TLS client configuration" (fleet#3782, #3786, #3855)', () => {
  const client = makeCertificate({ subject: 'ann' })
  const own = files({ cert: client.pem, key: client.key })
  const logins = { 'no login': [], login: ['--username', 'ann', '--password', right] }
  const authorities = {
    'public CAs': [],
    'own CA': ['--ca-file', caFile],
    unverified: ['--insecure-skip-tls-verify'],
  }
  const certificates = {
    'no client certificate': [],
    'client certificate': ['--cert-file', own.cert, '--key-file', own.key],
  }
  const schemes = { TLS: [], 'plain HTTP': ['--plain-http'] }
  const combinations = Object.keys(logins).flatMap((a) =>
    Object.keys(authorities).flatMap((b) =>
      Object.keys(certificates).flatMap((c) => Object.keys(schemes).map((d) => [a, b, c, d])),
    ),
  ) as [keyof typeof logins, keyof typeof authorities, keyof typeof certificates, keyof typeof schemes][]

  test.each(combinations)(
    '%s, %s, %s, %s: an answer or a code, never a fault',
    async (login, authority, certificate, scheme) => {
      const flags = [
        ...logins[login],
        ...authorities[authority],
        ...certificates[certificate],
        ...schemes[scheme],
      ]
      const run = await chartroom(['versions', `oci://${guarded.host}/charts/lighthouse`, ...flags])
      const expected =
        scheme === 'plain HTTP'
          ? 'HTTP_ON_HTTPS_PORT'
          : authority === 'public CAs'
            ? 'TLS_UNKNOWN_CA'
            : login === 'no login'
              ? 'AUTH_REQUIRED'
              : ''
      expect(run.code).toBe(expected)
      expect(run.status).toBe(expected === '' ? 0 : 1)
    },
  )
})

describe('Helm’s OCI rules (helm docs, helm#10166)', () => {
  const candidates = [process.env['HELM_BIN'], 'helm', 'helm4', join(homedir(), 'go/bin/helm4')]
  const helm = candidates.find(
    (name) => name !== undefined && spawnSync(name, ['version'], { stdio: 'ignore' }).status === 0,
  )

  test.skipIf(helm === undefined)(
    'charts that helm pushed: + in the version, provenance, dependencies',
    async () => {
      const folder = scratch()
      const env = {
        ...process.env,
        HOME: folder,
        HELM_CONFIG_HOME: folder,
        HELM_CACHE_HOME: folder,
        HELM_DATA_HOME: folder,
      }
      const run = (...args: string[]): string =>
        execFileSync(helm!, args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
      const index = sample('lighthouse:1.4.1_build.7')
      writeFileSync(join(folder, 'lighthouse-1.4.1+build.7.tgz'), index.archive)
      writeFileSync(
        join(folder, 'lighthouse-1.4.1+build.7.tgz.prov'),
        index.blobs.find((b) => b.mediaType === HELM_PROVENANCE)!.bytes,
      )
      run('push', 'lighthouse-1.4.1+build.7.tgz', `oci://${plain.host}/helm`, '--plain-http')

      const versions = await chartroom([
        'versions',
        `oci://${plain.host}/helm/lighthouse`,
        '--plain-http',
        '-o',
        'json',
      ])
      expect(versions.json.versions).toMatchObject([{ version: '1.4.1+build.7', tag: '1.4.1_build.7' }])
      for (const reference of [
        'lighthouse:1.4.1+build.7',
        'lighthouse:1.4.1_build.7',
        `lighthouse@${versions.json.versions[0].digest}`,
      ]) {
        const shown = await chartroom([
          'show',
          'chart',
          `oci://${plain.host}/helm/${reference}`,
          '--plain-http',
        ])
        expect(shown.stdout).toContain('version: 1.4.1+build.7')
      }
      const verdict = await chartroom([
        'verify',
        `oci://${plain.host}/helm/lighthouse:1.4.1+build.7`,
        '--plain-http',
        '--keyring',
        keyring,
        '-o',
        'json',
      ])
      expect(verdict.json.status).toBe('verified')
      for (const part of ['chart', 'values', 'readme', 'crds', 'all']) {
        const theirs = run('show', part, 'lighthouse-1.4.1+build.7.tgz')
        const ours = await chartroom([
          'show',
          part,
          `oci://${plain.host}/helm/lighthouse:1.4.1+build.7`,
          '--plain-http',
        ])
        expect([part, ours.stdout]).toEqual([part, theirs])
      }
    },
  )
})

describe('a private registry with its own CA (k0s#5877, #5901, #5932)', () => {
  test('CA and login are matched by host, port and longest path', async () => {
    const config = files({
      'chartroom.yaml': `sources:
  - { name: everything, url: "oci://${guarded.host}", tls: { caFile: ./ca.pem }, auth: { username: ann, passwordFile: ./wrong } }
  - { name: charts, url: "oci://${guarded.host}/charts", tls: { caFile: ./ca.pem }, auth: { username: ann, passwordFile: ./right } }
  - { name: bare, url: "oci://${guarded.host}/turned", auth: { username: ann, passwordFile: ./right } }
  - { name: port, url: "oci://127.0.0.1:1/turned", tls: { caFile: ./ca.pem }, auth: { username: ann, passwordFile: ./right } }
`,
      'ca.pem': ca.pem,
      right,
      wrong: secret('wrong'),
    })
    const env = { CHARTROOM_CONFIG: config['chartroom.yaml'] }
    const versions = (path: string): ReturnType<typeof chartroom> =>
      chartroom(['versions', `oci://${guarded.host}/${path}`], { env })
    expect((await versions('charts/lighthouse')).status).toBe(0)
    expect((await versions('turned/lighthouse')).code).toBe('TLS_UNKNOWN_CA')
    expect((await versions('chartsmore/x')).code).toBe('AUTH_REJECTED')
    expect((await chartroom(['list', 'charts', '-o', 'json'], { env })).json.charts).toMatchObject([
      { name: 'lighthouse', latest: '1.5.0' },
    ])
  })
})
