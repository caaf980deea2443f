import { describe, expect, test } from 'vitest'
import { signed } from '../../lib/server/sources/oci/providers/ecr.ts'
import { chartroom, files, secret, type Run } from './support/chartroom.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import {
  errors,
  html,
  json,
  type Handler,
  type Reply,
  type ScriptedServer,
  type Seen,
} from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

const password = secret('provider')
const basic = `Basic ${Buffer.from(`ann:${password}`).toString('base64')}`
const registry = new FakeRegistry()
for (const name of ['acme/redis', 'acme/web', 'acme/charts/deep']) registry.chart(name, '1.0.0')
registry.chart('other/app', '1.0.0')

/** A registry that refuses `_catalog`, and beside it a provider's API. */
async function listing(
  provider: string,
  api: Handler,
  namespace = 'acme',
  options: { sameHost?: boolean; realm?: string; env?: Record<string, string> } = {},
): Promise<{ run: Run; api: ScriptedServer; registry: ScriptedServer }> {
  const own = await serve(api)
  let server: ScriptedServer
  server = await serve((seen, count) => {
    if (seen.path.startsWith('/v2/_catalog')) return errors(404, 'UNSUPPORTED')
    if (seen.path === '/v2/' && options.realm !== undefined)
      return {
        status: 401,
        headers: { 'www-authenticate': `Bearer realm="http://${server.host}${options.realm}"` },
      }
    if (options.sameHost === true && !seen.path.startsWith(`/v2/acme`)) return api(seen, count)
    return registry.answer(seen)
  })
  const config = files({
    'chartroom.yaml': `sources:\n  - name: it\n    url: oci://${server.host}${namespace === '' ? '' : `/${namespace}`}\n    plainHttp: true\n    provider: ${provider}\n${options.sameHost === true ? '' : `    api: ${own.url}\n`}    auth: { username: ann, passwordFile: ./password }\n`,
    password,
  })
  const run = await chartroom(['list', 'it', '-o', 'json'], {
    env: { CHARTROOM_CONFIG: config['chartroom.yaml'], ...options.env },
  })
  return { run, api: own, registry: server }
}

const names = (run: Run): string[] => run.json.charts.map((c: { repository: string }) => c.repository)
const linked = (value: unknown, more: boolean): Reply =>
  json(value, { headers: more ? { link: '<https://elsewhere/?page=2>; rel="next"' } : {} })

describe('each provider by its own API', () => {
  test('Docker Hub: public repositories of a namespace, paged, without a login', async () => {
    const {
      run,
      api,
      registry: server,
    } = await listing('docker-hub', (seen) =>
      seen.query.get('page') === '1'
        ? json({
            count: 2,
            next: 'https://hub.docker.com/v2/repositories/acme/?page=2',
            previous: null,
            results: [{ name: 'redis', namespace: 'acme', repository_type: 'image' }],
          })
        : json({ count: 2, next: null, previous: 'x', results: [{ name: 'web', namespace: 'acme' }] }),
    )
    expect([run.json.listing, names(run)]).toEqual(['complete', ['redis', 'web']])
    expect(api.requests.map((r) => [r.path, r.authorization])).toEqual([
      ['/v2/repositories/acme/?page_size=100&page=1', undefined],
      ['/v2/repositories/acme/?page_size=100&page=2', undefined],
    ])
    expect(server.asked(/_catalog/)).toHaveLength(0)
  })

  test('GHCR: an organisation’s packages, else a user’s, with the token', async () => {
    const { run, api } = await listing('ghcr', (seen) => {
      if (seen.path.startsWith('/orgs/'))
        return json({ message: 'Not Found', documentation_url: 'x' }, { status: 404 })
      return seen.query.get('page') === '1'
        ? linked([{ id: 1, name: 'redis', package_type: 'container' }], true)
        : linked([{ id: 2, name: 'charts/deep', package_type: 'container' }], false)
    })
    expect(names(run)).toEqual(['charts/deep', 'redis'])
    expect(api.requests.every((r) => r.authorization === `Bearer ${password}`)).toBe(true)
    expect(api.requests.at(-1)!.path).toBe('/users/acme/packages?package_type=container&per_page=100&page=2')
  })

  test('Quay: cursor by cursor', async () => {
    const { run, api } = await listing('quay', (seen) =>
      seen.query.get('next_page') === null
        ? json({ repositories: [{ namespace: 'acme', name: 'redis', is_public: true }], next_page: 'c1' })
        : json({ repositories: [{ namespace: 'acme', name: 'web' }] }),
    )
    expect(names(run)).toEqual(['redis', 'web'])
    expect(
      api.requests.map((r) => [r.query.get('namespace'), r.query.get('public'), r.authorization]),
    ).toEqual([
      ['acme', 'true', undefined],
      ['acme', 'true', undefined],
    ])
  })

  test('Harbor: a project’s repositories on the registry’s own host, with the login', async () => {
    const { run, registry: server } = await listing(
      'harbor',
      (seen) =>
        seen.authorization === basic
          ? json(
              seen.query.get('page') === '1'
                ? [
                    { id: 1, name: 'acme/redis', artifact_count: 3 },
                    { id: 2, name: 'acme/charts/deep' },
                  ]
                : [],
            )
          : errors(401, 'UNAUTHORIZED'),
      'acme',
      { sameHost: true },
    )
    expect(names(run)).toEqual(['charts/deep', 'redis'])
    expect(server.asked(/^\/api/)[0]!.path).toBe('/api/v2.0/projects/acme/repositories?page=1&page_size=100')
  })

  test('Harbor is known by its realm', async () => {
    const { run } = await listing('auto', () => json([{ name: 'acme/redis' }]), 'acme', {
      sameHost: true,
      realm: '/service/token',
    })
    expect([run.json.listing, names(run)]).toEqual(['complete', ['redis']])
  })

  test('GitLab: a group, else a project', async () => {
    const { run, api } = await listing('gitlab', (seen) =>
      seen.path.startsWith('/api/v4/groups/')
        ? json({ message: '404 Group Not Found' }, { status: 404 })
        : linked(
            [
              { id: 1, path: 'acme/redis', location: 'x' },
              { id: 2, path: 'acme/charts/deep' },
            ],
            false,
          ),
    )
    expect(names(run)).toEqual(['charts/deep', 'redis'])
    expect(api.requests.map((r) => [r.path, r.authorization])).toEqual([
      ['/api/v4/groups/acme/registry/repositories?per_page=100&page=1', `Bearer ${password}`],
      ['/api/v4/projects/acme/registry/repositories?per_page=100&page=1', `Bearer ${password}`],
    ])
  })

  test('Google Artifact Registry: the children of a path', async () => {
    const tree: Record<string, object> = {
      acme: { name: 'acme', child: ['redis', 'charts'], manifest: {}, tags: [] },
      'acme/redis': { name: 'acme/redis', child: [], manifest: { 'sha256:x': {} }, tags: ['1.0.0'] },
      'acme/charts': { name: 'acme/charts', child: ['deep'], manifest: {}, tags: [] },
      'acme/charts/deep': { name: 'acme/charts/deep', child: [], manifest: {}, tags: ['1.0.0'] },
    }
    const server = await serve((seen: Seen) => {
      const name = /^\/v2\/(.+)\/tags\/list$/.exec(seen.path)?.[1]
      return name !== undefined && tree[name] !== undefined ? json(tree[name]) : registry.answer(seen)
    })
    const { 'chartroom.yaml': file } = files({
      'chartroom.yaml': `sources:\n  - { name: it, url: "oci://${server.host}/acme", plainHttp: true, provider: gar }\n`,
    })
    const run = await chartroom(['list', 'it', '-o', 'json'], { env: { CHARTROOM_CONFIG: file } })
    expect(names(run)).toEqual(['charts/deep', 'redis'])
    expect(server.asked(/_catalog/)).toHaveLength(0)
  })

  test('Azure: its own list', async () => {
    const { run } = await listing(
      'acr',
      (seen) =>
        seen.path.startsWith('/acr/v1/_catalog')
          ? json({ repositories: ['acme/redis', 'other/app'] })
          : undefined,
      'acme',
      { sameHost: true },
    )
    expect(names(run)).toEqual(['redis'])
  })

  test('zot: every image', async () => {
    const { run, registry: server } = await listing(
      'zot',
      () =>
        json({
          data: {
            ImageList: {
              Results: [{ RepoName: 'acme/redis' }, { RepoName: 'acme/redis' }, { RepoName: 'other/app' }],
            },
          },
        }),
      'acme',
      { sameHost: true },
    )
    expect(names(run)).toEqual(['redis'])
    expect(server.asked(/_zot/)[0]!.query.get('query')).toContain('ImageList(repo:"")')
  })

  test('Gitea: an owner’s packages, one entry for each version', async () => {
    const { run } = await listing(
      'gitea',
      () =>
        json([
          { id: 1, name: 'redis', version: '1.0.0', type: 'container' },
          { id: 2, name: 'redis', version: '2.0.0' },
          { id: 3, name: 'web' },
        ]),
      'acme',
      { sameHost: true },
    )
    expect(names(run)).toEqual(['redis', 'web'])
  })

  test('ECR: DescribeRepositories, signed', async () => {
    const env = {
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: secret('aws'),
      AWS_REGION: 'eu-west-1',
    }
    const answer: Handler = (seen) =>
      JSON.parse(seen.body).nextToken === undefined
        ? json({ repositories: [{ repositoryName: 'acme/redis', registryId: '1' }], nextToken: 'n' })
        : json({ repositories: [{ repositoryName: 'acme/web' }] })
    const { run, api } = await listing('ecr', answer, 'acme', { env })
    expect(names(run)).toEqual(['redis', 'web'])
    expect(api.requests[0]!.headers['x-amz-target']).toBe(
      'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories',
    )
    expect(api.requests[0]!.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/ecr\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=[0-9a-f]{64}$/,
    )
  })

  test('ECR without access keys: LIST_UNSUPPORTED', async () => {
    expect((await listing('ecr', () => json({}))).run.code).toBe('LIST_UNSUPPORTED')
  })
})

describe('providers that fail', () => {
  test.each(['docker-hub', 'ghcr', 'quay', 'gitlab', 'harbor', 'gitea', 'zot'])(
    '%s: refused, never empty',
    async (provider) => {
      for (const reply of [errors(403, 'DENIED'), html('Sign in'), json({ nothing: true })]) {
        const { run } = await listing(provider, () => reply)
        expect([run.status, run.code, run.json.listing]).toEqual([1, 'LIST_UNSUPPORTED', 'refused'])
      }
    },
  )

  test.each(['docker-hub', 'ghcr', 'quay', 'gitlab', 'gitea'])(
    '%s without an owner: refused',
    async (provider) => {
      const { run, api } = await listing(provider, () => json([]), '')
      expect([run.code, api.requests.length]).toEqual(['LIST_UNSUPPORTED', 0])
    },
  )

  test('a realm that calls itself GitLab’s at a foreign address is not asked', async () => {
    const evil = await serve(() => json([]), { address: '127.0.0.2' })
    const server = await serve((seen) =>
      seen.path.startsWith('/v2/_catalog')
        ? { status: 404 }
        : { status: 401, headers: { 'www-authenticate': `Bearer realm="${evil.url}/jwt/auth"` } },
    )
    const run = await chartroom([
      'list',
      `oci://${server.host}/acme`,
      '--plain-http',
      '-o',
      'json',
      '--username',
      'ann',
      '--password',
      password,
    ])
    expect(run.code).toBe('LIST_UNSUPPORTED')
    expect(evil.connections).toBe(0)
  })
})

test('AWS Signature Version 4: the same request is signed the same, anything else differently', () => {
  const base = {
    body: '{}',
    host: 'api.ecr.us-east-1.amazonaws.com',
    region: 'us-east-1',
    id: 'AKIDEXAMPLE',
    secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    session: undefined,
    now: new Date('2015-08-30T12:36:00Z'),
  }
  const first = signed(base)
  expect(first['x-amz-date']).toBe('20150830T123600Z')
  expect(signed(base)).toEqual(first)
  for (const change of [
    { body: '{"a":1}' },
    { region: 'eu-west-1' },
    { secret: 'x' },
    { host: 'h' },
    { now: new Date('2015-08-31T12:36:00Z') },
  ])
    expect(signed({ ...base, ...change })['authorization']).not.toBe(first['authorization'])
  expect(signed({ ...base, session: 's' })['x-amz-security-token']).toBe('s')
})
