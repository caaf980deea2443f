import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { makeCertificate } from './support/certificates.ts'
import { chartroom, files, secret, type Run } from './support/chartroom.ts'
import { packChart, sha256 } from './support/charts.ts'
import { html, type Handler, type Reply, type ScriptedServer } from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

interface Entry {
  readonly name: string
  readonly version: string
  readonly archive: Buffer
  readonly digest?: string | null
  readonly url?: string
}

const entry = (name: string, version: string, more: Partial<Entry> = {}): Entry => ({
  name,
  version,
  archive: packChart(name, version),
  ...more,
})

/** An index as Helm writes it. */
function indexOf(entries: readonly Entry[]): string {
  const names = [...new Set(entries.map((e) => e.name))]
  const item = ({ name, version, archive, digest = sha256(archive).slice(7), url }: Entry): string =>
    [
      `  - apiVersion: v2`,
      `    appVersion: "9.9"`,
      `    created: "2026-01-02T03:04:05Z"`,
      `    description: What ${name} does`,
      ...(digest === null ? [] : [`    digest: ${digest}`]),
      `    name: ${name}`,
      `    urls:`,
      `    - ${url ?? `${name}-${version}.tgz`}`,
      `    version: ${version}`,
    ].join('\n')
  const charts = names.map(
    (name) =>
      `  ${name}:\n${entries
        .filter((e) => e.name === name)
        .map(item)
        .join('\n')}`,
  )
  return `apiVersion: v1\nentries:\n${charts.join('\n')}\ngenerated: "2026-01-02T03:04:05Z"\n`
}

const serving =
  (entries: readonly Entry[], base = '/charts', index = indexOf(entries)): Handler =>
  (seen) => {
    const [path] = seen.path.split('?')
    if (path === `${base}/index.yaml`) return { headers: { 'content-type': 'text/yaml' }, body: index }
    const found = entries.find((e) => path === `${base}/${e.name}-${e.version}.tgz`)
    return found === undefined ? { status: 404, body: 'not here' } : { body: found.archive }
  }

const entries = [
  entry('redis', '1.0.0'),
  entry('redis', '1.10.0'),
  entry('redis', '1.9.0'),
  entry('redis', '2.0.0-rc.1'),
  entry('web', '0.1.0'),
]
const list = (url: string, ...more: string[]): Promise<Run> => chartroom(['list', url, '-o', 'json', ...more])
const show = (server: ScriptedServer, name = 'redis', ...more: string[]): Promise<Run> =>
  chartroom(['show', 'chart', name, '--repo', `${server.url}/charts`, '-o', 'json', ...more])

describe('index.yaml', () => {
  test('list, versions, show; http:// is the explicit wish for plain HTTP', async () => {
    const server = await serve(serving(entries))
    const run = await list(`${server.url}/charts`)
    expect([run.status, run.json.listing]).toEqual([0, 'complete'])
    expect(run.json.charts).toMatchObject([
      {
        name: 'redis',
        repository: 'redis',
        latest: '1.10.0',
        appVersion: '9.9',
        description: 'What redis does',
      },
      { name: 'web', latest: '0.1.0' },
    ])
    const versions = await chartroom(['versions', 'redis', '--repo', `${server.url}/charts/`, '-o', 'json'])
    expect(versions.json.versions.map((v: { version: string }) => v.version)).toEqual([
      '2.0.0-rc.1',
      '1.10.0',
      '1.9.0',
      '1.0.0',
    ])
    expect(versions.json.versions[1]).toMatchObject({
      digest: sha256(entries[1]!.archive),
      created: '2026-01-02T03:04:05Z',
    })
    expect((await show(server)).json).toMatchObject({ name: 'redis', version: '1.10.0' })
    expect((await show(server, 'redis', '--version', '^1.0,<1.10')).json.version).toBe('1.9.0')
    expect((await show(server, 'redis', '--devel')).json.version).toBe('2.0.0-rc.1')
  })

  test.each([
    [
      'JSON',
      JSON.stringify({
        apiVersion: 'v1',
        entries: { web: [{ name: 'web', version: '0.1.0', urls: ['web-0.1.0.tgz'], appVersion: '9.9' }] },
      }),
    ],
    [
      'flow style',
      'apiVersion: v1\nentries: {web: [{name: web, version: 0.1.0, urls: [web-0.1.0.tgz], appVersion: "9.9"}]}\n',
    ],
    [
      'indented lists',
      'apiVersion: v1\nentries:\n    web:\n      - name: web\n        version: 0.1.0\n        appVersion: "9.9"\n        urls:\n          - web-0.1.0.tgz\n',
    ],
    [
      'block scalars and comments',
      'apiVersion: v1\n# c\nentries: # all\n  # one\n  web:\n  # two\n  - description: |\n      entries:\n        no: this is text\n    name: web\n\n    version: "0.1.0"\n    appVersion: 9.9\n    urls: ["web-0.1.0.tgz"]\n',
    ],
    [
      'CRLF',
      'apiVersion: v1\r\nentries:\r\n  web:\r\n  - name: web\r\n    version: 0.1.0\r\n    appVersion: "9.9"\r\n    urls:\r\n    - web-0.1.0.tgz\r\n',
    ],
    [
      'quoted names',
      'apiVersion: v1\nentries:\n  "web":\n  - name: web\n    version: 0.1.0\n    appVersion: "9.9"\n    urls:\n    - web-0.1.0.tgz\n',
    ],
  ])('written as %s', async (_, index) => {
    const server = await serve(serving(entries, '/charts', index))
    const run = await list(`${server.url}/charts`)
    expect(run.json.charts).toMatchObject([{ name: 'web', latest: '0.1.0', appVersion: '9.9' }])
    expect((await show(server, 'web')).status).toBe(0)
  })

  test('a bad entry is skipped, not the file', async () => {
    const good = indexOf([entry('web', '0.1.0')])
    const bad = good.replace(
      'entries:\n',
      'entries:\n  broken:\n  - just text\n  - version: [1, 2\n  empty:\n  - null\n  - name: empty\n',
    )
    const server = await serve(serving([], '/charts', bad))
    expect((await list(`${server.url}/charts`)).json.charts.map((c: { name: string }) => c.name)).toEqual([
      'web',
    ])
  })

  test('gzip', async () => {
    const handler = serving(entries)
    const server = await serve(async (seen, count) => {
      const reply = (await handler(seen, count)) as Reply
      return seen.path.endsWith('index.yaml') && /gzip/.test(String(seen.headers['accept-encoding']))
        ? {
            ...reply,
            headers: { ...reply.headers, 'content-encoding': 'gzip' },
            body: gzipSync(reply.body as string),
          }
        : reply
    })
    expect((await list(`${server.url}/charts`)).json.charts).toHaveLength(2)
  })

  test('a gzip bomb: LIMIT_EXCEEDED', async () => {
    const server = await serve(() => ({
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync(Buffer.alloc(110 * 1024 * 1024)),
    }))
    expect((await list(server.url)).code).toBe('LIMIT_EXCEEDED')
  })

  test.each([
    ['a web page', html('Sign in'), 'NOT_A_REGISTRY'],
    ['text', { body: 'hello there' }, 'MALFORMED_RESPONSE'],
    ['nothing', { body: '' }, 'MALFORMED_RESPONSE'],
    ['another document', { body: 'apiVersion: v1\nkind: ConfigMap\n' }, 'MALFORMED_RESPONSE'],
    ['404', { status: 404 }, 'NOT_FOUND'],
    ['500', { status: 500 }, 'REGISTRY_ERROR'],
  ] as [string, Reply, string][])('%s: %s', async (_, reply, code) => {
    const server = await serve(() => reply)
    const run = await list(server.url)
    expect([run.status, run.code, run.json.reason.code]).toEqual([1, code, code])
  })

  test('a chart or version that is not there: NOT_FOUND', async () => {
    const server = await serve(serving(entries))
    expect((await show(server, 'nothing')).code).toBe('NOT_FOUND')
    expect((await show(server, 'redis', '--version', '9.9.9')).code).toBe('NOT_FOUND')
  })
})

describe('archives', () => {
  test('the digest of the index is checked: DIGEST_MISMATCH', async () => {
    const server = await serve(serving([entry('web', '0.1.0', { digest: 'a'.repeat(64) })]))
    expect((await show(server, 'web')).code).toBe('DIGEST_MISMATCH')
  })

  test('without a digest the archive’s own counts', async () => {
    const one = entry('web', '0.1.0', { digest: null })
    const server = await serve(serving([one]))
    expect((await show(server, 'web')).json.digest).toBe(sha256(one.archive))
    expect(server.asked(/tgz/)).toHaveLength(1)
  })

  test.each([
    ['relative', 'web-0.1.0.tgz'],
    ['relative to the root', '/charts/web-0.1.0.tgz'],
    ['absolute', 'URL/charts/web-0.1.0.tgz'],
  ])('%s URLs', async (_, url) => {
    let server: ScriptedServer
    const one = entry('web', '0.1.0')
    server = await serve((seen, count) =>
      serving([one], '/charts', indexOf([{ ...one, url: url.replace('URL', server.url) }]))(seen, count),
    )
    expect((await show(server, 'web')).status).toBe(0)
  })

  test('a query of the repository stays on what is below it', async () => {
    const server = await serve(serving([entry('web', '0.1.0')]))
    const repo = `${server.url}/charts?token=${secret('query')}`
    for (const args of [
      ['show', 'chart', 'web', '-o', 'json', '--repo', repo],
      ['versions', 'web', '--repo', repo],
      ['list', repo, '-o', 'json'],
    ]) {
      expect((await chartroom(args)).status).toBe(0)
    }
    expect((await chartroom(['show', 'chart', 'nothing', '--repo', repo])).code).toBe('NOT_FOUND')
    expect(server.requests.every((r) => r.query.get('token') === secret('query'))).toBe(true)
  })

  test('a web page instead of an archive without digest: NOT_A_REGISTRY', async () => {
    const handler = serving([entry('web', '0.1.0', { digest: null })])
    const server = await serve((seen, count) =>
      seen.path.endsWith('.tgz') ? html('Sign in') : handler(seen, count),
    )
    expect((await show(server, 'web')).code).toBe('NOT_A_REGISTRY')
  })

  test('one archive by its URL, and from a file', async () => {
    const server = await serve(serving(entries))
    const run = await chartroom(['show', 'chart', `${server.url}/charts/redis-1.0.0.tgz`, '-o', 'json'])
    expect(run.json).toMatchObject({ name: 'redis', version: '1.0.0', digest: sha256(entries[0]!.archive) })
    const { 'redis-1.0.0.tgz': file, folder } = files({
      'redis-1.0.0.tgz': entries[0]!.archive,
      'web.tgz': entries[4]!.archive,
    })
    expect((await chartroom(['versions', file, '-o', 'json'])).json).toMatchObject({
      name: 'redis',
      versions: [{ version: '1.0.0', digest: sha256(entries[0]!.archive) }],
    })
    expect((await list(folder)).json.charts.map((c: { name: string }) => c.name)).toEqual(['redis', 'web'])
    expect((await chartroom(['show', 'chart', '/nowhere/x.tgz'])).code).toBe('NOT_FOUND')
  })
})

describe('logins', () => {
  const password = secret('classic')
  const header = `Basic ${Buffer.from(`ann:${password}`).toString('base64')}`
  const login = ['--username', 'ann', '--password', password]
  const guarded =
    (handler: Handler): Handler =>
    (seen, count) =>
      seen.authorization === header
        ? handler(seen, count)
        : { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' }, body: 'who are you' }

  test('right, wrong, none', async () => {
    const server = await serve(guarded(serving(entries)))
    expect((await list(`${server.url}/charts`, ...login)).status).toBe(0)
    expect((await list(`${server.url}/charts`, '--username', 'ann', '--password', secret('no'))).code).toBe(
      'AUTH_REJECTED',
    )
    expect((await list(`${server.url}/charts`)).code).toBe('AUTH_REQUIRED')
    expect((await show(server, 'redis', ...login)).status).toBe(0)
  })

  test('a login in the URL', async () => {
    const server = await serve(guarded(serving(entries)))
    expect((await list(server.url.replace('//', `//ann:${password}@`) + '/charts')).status).toBe(0)
  })

  test.each([
    ['another port', '127.0.0.1'],
    ['another host', '127.0.0.2'],
  ])('an archive on %s gets none, unless --pass-credentials (GHSA-56hp-xqp3-w2jf)', async (_, address) => {
    const one = entry('web', '0.1.0')
    const other = await serve(() => ({ body: one.archive }), { address })
    const server = await serve(
      guarded(serving([], '/charts', indexOf([{ ...one, url: `${other.url}/web.tgz` }]))),
    )
    expect((await show(server, 'web', ...login)).status).toBe(0)
    expect(other.requests.map((r) => r.authorization)).toEqual([undefined])
    expect((await show(server, 'web', ...login, '--pass-credentials')).status).toBe(0)
  })

  test('--pass-credentials sends it', async () => {
    const one = entry('web', '0.1.0')
    const other = await serve(guarded(() => ({ body: one.archive })))
    const server = await serve(
      guarded(serving([], '/charts', indexOf([{ ...one, url: `${other.url}/web.tgz` }]))),
    )
    const without = await show(server, 'web', ...login)
    expect(without.code).toBe('AUTH_REQUIRED')
    expect(without.stderr).toContain('--pass-credentials')
    expect((await show(server, 'web', ...login, '--pass-credentials')).status).toBe(0)
  })

  test.each(['127.0.0.1', '127.0.0.2'])(
    'a redirect of the archive to %s, another port, drops it, even with --pass-credentials',
    async (address) => {
      const one = entry('web', '0.1.0')
      const other = await serve(() => ({ body: one.archive }), { address })
      const handler = serving([one])
      const server = await serve(
        guarded((seen, count) =>
          seen.path.endsWith('.tgz')
            ? { status: 302, headers: { location: `${other.url}/web.tgz` } }
            : handler(seen, count),
        ),
      )
      for (const more of [[], ['--pass-credentials']])
        expect((await show(server, 'web', ...login, ...more)).status).toBe(0)
      expect(other.requests.length).toBeGreaterThan(0)
      expect(other.requests.every((r) => r.authorization === undefined)).toBe(true)
    },
  )

  test('over TLS with a CA of its own; https → http is refused', async () => {
    const ca = makeCertificate({ subject: 'Corp Root', ca: true })
    const leaf = makeCertificate({ subject: 'charts', issuer: ca, names: ['127.0.0.1'] })
    const { ca: caFile } = files({ ca: ca.pem })
    const one = entry('web', '0.1.0')
    const plain = await serve(() => ({ body: one.archive }))
    const handler = serving([one])
    const server = await serve(
      (seen, count) =>
        seen.path.endsWith('.tgz')
          ? { status: 302, headers: { location: `${plain.url}/web.tgz` } }
          : handler(seen, count),
      { tls: { cert: leaf.pem, key: leaf.key } },
    )
    expect((await list(`${server.url}/charts`)).code).toBe('TLS_UNKNOWN_CA')
    expect((await list(`${server.url}/charts`, '--ca-file', caFile)).status).toBe(0)
    expect((await show(server, 'web', '--ca-file', caFile)).code).toBe('REDIRECT_REFUSED')
    expect(plain.connections).toBe(0)
  })
})
