import { describe, expect, test } from 'vitest'
import { chartroom, type Run } from './support/chartroom.ts'
import { chartArtifact } from './support/charts.ts'
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

const versions = (server: ScriptedServer, ...more: string[]): Promise<Run> =>
  chartroom([
    'versions',
    `oci://${server.host}/app`,
    '--plain-http',
    '-o',
    'json',
    '--digests',
    'none',
    ...more,
  ])
const list = (server: ScriptedServer, path = '', ...more: string[]): Promise<Run> =>
  chartroom(['list', `oci://${server.host}${path}`, '--plain-http', '-o', 'json', ...more])
const names = (run: Run): string[] => run.json.versions.map((v: { version: string }) => v.version)
const charts = (run: Run): string[] => run.json.charts.map((c: { repository: string }) => c.repository)

/** Two pages of tags, the second behind the given Link. */
const paged = (
  link: (server: ScriptedServer) => string,
): { handler: (server: () => ScriptedServer) => Handler } => ({
  handler: (server) => (seen) =>
    seen.query.get('last') === '1.0.0'
      ? json({ name: 'app', tags: ['2.0.0'] })
      : json({ name: 'app', tags: ['1.0.0'] }, { headers: { link: link(server()) } }),
})

describe('tags', () => {
  test.each([
    ['relative', () => '</v2/app/tags/list?last=1.0.0&n=1>; rel="next"'],
    ['query alone', () => '<?last=1.0.0&n=1>; rel="next"'],
    ['absolute', (s: ScriptedServer) => `<${s.url}/v2/app/tags/list?last=1.0.0&n=1>; rel="next"`],
    ['wrong path (Nexus)', () => '</repository/docker/v2/app/tags/list?last=1.0.0&n=1>; rel="next"'],
    ['http behind TLS, foreign host', () => '<http://192.0.2.1/v2/app/tags/list?last=1.0.0&n=1>; rel="next"'],
    ['unquoted rel', () => '</v2/app/tags/list?last=1.0.0>; rel=next'],
    ['among others', () => '</x>; rel="prev", </v2/app/tags/list?last=1.0.0>; title="a, b"; rel="next"'],
  ] as const)('Link %s: only the query is taken, from our own origin and path', async (_, link) => {
    let server: ScriptedServer
    server = await serve((seen, count) => paged(link).handler(() => server)(seen, count))
    expect(names(await versions(server))).toEqual(['2.0.0', '1.0.0'])
    expect(server.requests.map((r) => r.path.split('?')[0])).toEqual([
      '/v2/app/tags/list',
      '/v2/app/tags/list',
    ])
    expect(server.requests[0]!.query.has('n')).toBe(false)
  })

  test('a foreign Link is never asked', async () => {
    const foreign = await serve(() => json({ tags: ['6.6.6'] }))
    const server = await serve((seen) =>
      seen.query.has('last')
        ? json({ tags: ['2.0.0'] })
        : json(
            { tags: ['1.0.0'] },
            { headers: { link: `<${foreign.url}/v2/app/tags/list?last=x>; rel="next"` } },
          ),
    )
    expect(names(await versions(server))).toEqual(['2.0.0', '1.0.0'])
    expect(foreign.connections).toBe(0)
  })

  test('a repeated cursor ends the list', async () => {
    const server = await serve(() =>
      json({ tags: ['1.0.0'] }, { headers: { link: '</v2/app/tags/list?last=1.0.0>; rel="next"' } }),
    )
    const run = await versions(server)
    expect(names(run)).toEqual(['1.0.0'])
    expect(server.requests.length).toBeLessThanOrEqual(3)
  })

  test('10,000 tags in semver order', async () => {
    const tags = Array.from(
      { length: 10_000 },
      (_, i) => `${i % 10}.${Math.floor(i / 10) % 100}.${Math.floor(i / 1000)}`,
    )
    const server = await serve(() => json({ tags }))
    const run = await versions(server)
    expect(run.json.versions).toHaveLength(10_000)
    expect(names(run).slice(0, 2)).toEqual(['9.99.9', '9.99.8'])
    expect(names(run).at(-1)).toBe('0.0.0')
    expect(server.requests).toHaveLength(1)
  })

  test('pre-releases and build metadata stand where semver puts them', async () => {
    const server = await serve(() =>
      json({
        tags: [
          '1.0.0',
          '1.0.0-rc.1',
          '1.0.0_b',
          '1.10.0',
          '1.9.0',
          '1.0.0-rc.10',
          '1.0.0-rc.2',
          '1.0.0-alpha',
        ],
      }),
    )
    const run = await versions(server)
    expect(names(run)).toEqual([
      '1.10.0',
      '1.9.0',
      '1.0.0+b',
      '1.0.0',
      '1.0.0-rc.10',
      '1.0.0-rc.2',
      '1.0.0-rc.1',
      '1.0.0-alpha',
    ])
    expect(run.json.versions[2].tag).toBe('1.0.0_b')
  })

  test('null, digests, other types and invalid names are tolerated; what is no version is told', async () => {
    const digest = `sha256:${'a'.repeat(64)}`
    const tags = [
      '1.0.0',
      null,
      7,
      digest,
      'latest',
      'v1.2.3',
      '1.2',
      `sha256-${'b'.repeat(64)}.sig`,
      'a b',
      '\u001b[31mred',
      '1.0.0',
    ]
    const server = await serve(() => json({ tags }))
    const run = await versions(server)
    expect(names(run)).toEqual(['1.0.0'])
    expect(run.json.otherTags).toEqual(['1.2', 'latest', `sha256-${'b'.repeat(64)}.sig`, 'v1.2.3'].sort())
  })

  test('tags: null is an empty list', async () => {
    const server = await serve(() => json({ name: 'app', tags: null }))
    const run = await versions(server)
    expect([run.status, run.json.versions, run.json.otherTags]).toEqual([0, [], []])
  })

  test('a missing repository: NOT_FOUND', async () => {
    const server = await serve(() => undefined)
    const run = await versions(server)
    expect([run.status, run.code, run.stdout]).toEqual([1, 'NOT_FOUND', ''])
  })
})

describe('successes that are none', () => {
  test.each([
    ['a web page', html('Welcome'), 'NOT_A_REGISTRY'],
    [
      'a web page that says JSON',
      { headers: { 'content-type': 'application/json' }, body: '<!DOCTYPE html><html></html>' },
      'NOT_A_REGISTRY',
    ],
    [
      'malformed JSON',
      { headers: { 'content-type': 'application/json' }, body: '{"tags": ["1.0.0"' },
      'MALFORMED_RESPONSE',
    ],
    ['a list', json([1]), 'MALFORMED_RESPONSE'],
    ['tags that are no list', json({ tags: 'all' }), 'MALFORMED_RESPONSE'],
    ['nothing', { body: '' }, 'MALFORMED_RESPONSE'],
    ['errors', json({ errors: [{ code: 'DENIED', message: 'not for you' }] }), 'REGISTRY_ERROR'],
  ] as [string, Reply, string][])('%s: an error, never an empty list', async (_, reply, code) => {
    const server = await serve(() => reply)
    const run = await versions(server)
    expect([run.status, run.code, run.stdout]).toEqual([1, code, ''])
    const listed = await list(server)
    if (code !== 'MALFORMED_RESPONSE') expect([listed.status, listed.code]).toEqual([1, code])
  })

  test('a 404 page of a web server that is no registry: NOT_A_REGISTRY', async () => {
    const server = await serve(() => html('Not Found', 404))
    expect((await versions(server)).code).toBe('NOT_A_REGISTRY')
  })

  test('a 404 page in front of a registry: NOT_FOUND', async () => {
    const server = await serve((seen) => (seen.path === '/v2/' ? json({}) : html('Not Found', 404)))
    expect((await versions(server)).code).toBe('NOT_FOUND')
  })
})

describe('catalog', () => {
  const registry = new FakeRegistry()
  registry.chart('platform/redis', '1.0.0')
  registry.chart('platform/redis', '2.0.0-rc.1')
  registry.chart('platform/deep/er', '0.1.0')
  registry.chart('other/app', '1.0.0')
  const image = chartArtifact('image', '1.0.0', { configType: 'application/vnd.oci.image.config.v1+json' })
  registry.chart('platform/image', '1.0.0', image)

  test('charts of a namespace, images left out, newest stable version', async () => {
    const server = await serve(registry.answer)
    const run = await list(server, '/platform')
    expect([run.status, run.json.listing, run.json.reason]).toEqual([0, 'complete', null])
    expect(run.json.charts.map((c: object) => ({ ...c }))).toMatchObject([
      { name: 'er', repository: 'deep/er', latest: '0.1.0' },
      { name: 'redis', repository: 'redis', latest: '1.0.0', appVersion: '9.9' },
    ])
    expect(charts(await list(server))).toEqual(['other/app', 'platform/deep/er', 'platform/redis'])
    expect(server.asked(/_catalog/)[0]!.query.get('n')).toBe('1000')
  })

  test('an address that is a repository itself lists that chart', async () => {
    const server = await serve(registry.answer)
    const run = await list(server, '/platform/redis')
    expect(run.json.charts).toMatchObject([{ name: 'redis', repository: '', latest: '1.0.0' }])
  })

  test.each([
    ['404', { status: 404, body: '404 page not found' }],
    ['403', errors(403, 'DENIED')],
    ['405', errors(405, 'UNSUPPORTED')],
    [
      '401 after a token',
      errors(401, 'UNAUTHORIZED', 'no', {
        'www-authenticate':
          'Bearer realm="TOKEN",service="r",scope="registry:catalog:*",error="insufficient_scope"',
      }),
    ],
  ] as [string, Reply][])(
    'refused by %s: LIST_UNSUPPORTED, its JSON all the same, never empty',
    async (_, reply) => {
      let server: ScriptedServer
      server = await serve((seen) => {
        if (seen.path.startsWith('/token')) return json({ token: 't' })
        const headers = Object.fromEntries(
          Object.entries(reply.headers ?? {}).map(([k, v]) => [
            k,
            String(v).replace('TOKEN', `${server.url}/token`),
          ]),
        )
        return seen.path.startsWith('/v2/_catalog') ? { ...reply, headers } : registry.answer(seen)
      })
      const run = await list(server)
      expect([run.status, run.code]).toEqual([1, 'LIST_UNSUPPORTED'])
      expect([run.json.listing, run.json.reason.code, run.json.charts]).toEqual([
        'refused',
        'LIST_UNSUPPORTED',
        [],
      ])
    },
  )

  test('private registry, no login: AUTH_REQUIRED', async () => {
    const server = await serve(() =>
      errors(401, 'UNAUTHORIZED', 'x', { 'www-authenticate': 'Basic realm="r"' }),
    )
    const run = await list(server)
    expect([run.status, run.code, run.json.listing, run.json.reason.code]).toEqual([
      1,
      'AUTH_REQUIRED',
      'refused',
      'AUTH_REQUIRED',
    ])
  })

  test('a login that the list refuses and the registry takes: LIST_UNSUPPORTED', async () => {
    const server = await serve((seen) =>
      seen.path.startsWith('/v2/_catalog') || seen.authorization === undefined
        ? errors(401, 'UNAUTHORIZED', 'x', { 'www-authenticate': 'Basic realm="r"' })
        : registry.answer(seen),
    )
    expect((await list(server, '', '--username', 'a', '--password', 'bbbb')).code).toBe('LIST_UNSUPPORTED')
  })

  test.each([400, 405])('n refused with %i: smaller, then without', async (status) => {
    const server = await serve((seen) =>
      seen.query.has('n') ? errors(status, 'PAGINATION_NUMBER_INVALID') : registry.answer(seen),
    )
    expect(charts(await list(server, '/platform'))).toEqual(['deep/er', 'redis'])
    expect(server.asked(/_catalog/).map((r) => r.query.get('n'))).toEqual(['1000', '100', null])
  })

  test('paged by Link, and a full page without one by last', async () => {
    const many = Array.from({ length: 2500 }, (_, i) => `r/x${String(i).padStart(5, '0')}`)
    const pages =
      (link: boolean): Handler =>
      (seen: Seen) => {
        if (!seen.path.startsWith('/v2/_catalog')) return json({ tags: [] })
        const last = seen.query.get('last') ?? ''
        const rest = many.filter((n) => n > last).slice(0, 1000)
        const more = rest.at(-1) !== many.at(-1)
        return json(
          { repositories: rest },
          {
            headers: {
              ...(link && more && { link: `</v2/_catalog?last=${rest.at(-1)}&n=1000>; rel="next"` }),
            } as Record<string, string>,
          },
        )
      }
    for (const link of [true, false]) {
      const server = await serve(pages(link))
      const run = await list(server, '/nothing')
      expect([run.status, run.json.listing, run.json.charts]).toEqual([0, 'complete', []])
      expect(server.asked(/_catalog/)).toHaveLength(3)
    }
  })

  test('a repeated cursor: what came is shown as partial', async () => {
    const server = await serve((seen) =>
      seen.path.startsWith('/v2/_catalog')
        ? json(
            { repositories: ['other/app'] },
            { headers: { link: '</v2/_catalog?last=other/app&n=1000>; rel="next"' } },
          )
        : registry.answer(seen),
    )
    const run = await list(server)
    expect([run.status, run.json.listing, charts(run)]).toEqual([0, 'partial', ['other/app']])
    expect(server.asked(/_catalog/).length).toBeLessThanOrEqual(3)
  })

  test('10,000 repositories', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => `r/x${String(i).padStart(5, '0')}`)
    const chart = chartArtifact('x', '1.0.0')
    const one = new FakeRegistry()
    one.chart('r/x', '1.0.0', chart)
    const server = await serve((seen) => {
      if (!seen.path.startsWith('/v2/_catalog'))
        return one.answer({ ...seen, path: seen.path.replace(/x\d{5}/, 'x') })
      const from = Number(seen.query.get('from') ?? 0)
      const more: Record<string, string> =
        from + 1000 < many.length ? { link: `</v2/_catalog?from=${from + 1000}>; rel="next"` } : {}
      return json({ repositories: many.slice(from, from + 1000) }, { headers: more })
    })
    const run = await list(server, '/r')
    expect([run.status, run.json.listing, run.json.reason]).toEqual([0, 'complete', null])
    expect(run.json.charts).toHaveLength(10_000)
  })

  test('repositories: null is an empty list', async () => {
    const server = await serve(() => json({ repositories: null }))
    const run = await list(server)
    expect([run.status, run.json.listing, run.json.charts]).toEqual([0, 'complete', []])
  })

  test('an empty repository is no chart; one that cannot be looked into is told', async () => {
    const server = await serve((seen) => {
      if (seen.path.startsWith('/v2/_catalog'))
        return json({ repositories: ['other/app', 'gone', 'empty', 'secret'] })
      if (seen.path.startsWith('/v2/empty')) return json({ tags: null })
      if (seen.path.startsWith('/v2/secret')) return errors(403, 'DENIED')
      return registry.answer(seen)
    })
    const run = await list(server)
    expect([run.json.listing, run.json.reason.code, charts(run)]).toEqual([
      'partial',
      'AUTH_FORBIDDEN',
      ['other/app', 'secret'],
    ])
  })
})

describe('lists that do not end', () => {
  test('new cursors for ever that bring nothing new', async () => {
    const server = await serve((seen, count) =>
      json({ tags: ['1.0.0'] }, { headers: { link: `</v2/app/tags/list?last=${count}>; rel="next"` } }),
    )
    expect(names(await versions(server))).toEqual(['1.0.0'])
    expect(server.requests.length).toBeLessThan(20)
    const catalog = await serve((seen, count) =>
      seen.path.startsWith('/v2/_catalog')
        ? json({ repositories: ['a/b'] }, { headers: { link: `</v2/_catalog?last=${count}>; rel="next"` } })
        : undefined,
    )
    expect((await list(catalog)).json.listing).toBe('partial')
    expect(catalog.asked(/_catalog/).length).toBeLessThan(20)
  })
})

describe('odd but honest', () => {
  test('an answer that was compressed unasked', async () => {
    const { gzipSync } = await import('node:zlib')
    const server = await serve(() => ({
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync('{"name":"app","tags":["1.0.0"]}'),
    }))
    expect(names(await versions(server))).toEqual(['1.0.0'])
    const bomb = await serve(() => ({
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync(Buffer.alloc(64 * 1024 * 1024)),
    }))
    expect((await versions(bomb)).code).toBe('LIMIT_EXCEEDED')
    const none = await serve(() => ({ headers: { 'content-encoding': 'gzip' }, body: '{"tags":[]}' }))
    expect((await versions(none)).code).toBe('MALFORMED_RESPONSE')
  })

  test('an object that speaks of no tags is no empty list', async () => {
    const server = await serve(() => json({ hello: 'world' }))
    expect((await versions(server)).code).toBe('MALFORMED_RESPONSE')
    expect((await list(server)).code).toBe('MALFORMED_RESPONSE')
  })

  test('--version keeps what a range admits', async () => {
    const server = await serve(() => json({ tags: ['1.0.0', '1.2.0', '2.0.0', '2.0.0-rc.1'] }))
    expect(names(await versions(server, '--version', '^1'))).toEqual(['1.2.0', '1.0.0'])
    expect(names(await versions(server, '--version', '2.0.0'))).toEqual(['2.0.0'])
  })
})
