import { createServer, type Socket } from 'node:net'
import { writeFileSync, chmodSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { makeCertificate } from './support/certificates.ts'
import { chartroom, chartroomProcess, files, scratch, secret, type Run } from './support/chartroom.ts'
import {
  blob,
  HELM_CHART,
  HELM_CONFIG,
  OCI_INDEX,
  OCI_MANIFEST,
  packChart,
  sha256,
} from './support/charts.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import { errors, json, type Handler, type Reply, type Seen } from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

const registry = new FakeRegistry()
const app = registry.chart('team/app', '1.0.0')
registry.chart('team/app', '1.1.0')

const versions = (host: string, ...more: string[]): Promise<Run> =>
  chartroom(['versions', `oci://${host}/team/app`, '--plain-http', '-o', 'json', ...more])
const show = (host: string, ...more: string[]): Promise<Run> =>
  chartroom(['show', 'chart', `oci://${host}/team/app:1.0.0`, '--plain-http', '-o', 'json', ...more])
const tagsOnly =
  (reply: (seen: Seen) => Reply | undefined): Handler =>
  (seen) =>
    seen.path.includes('/tags/list') ? reply(seen) : registry.answer(seen)
const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

const sockets = new Set<{ close(): void }>()
afterEach(() => {
  for (const one of sockets) one.close()
  sockets.clear()
})

/** A server that says exactly these bytes to each connection, or what the function says to each request. */
async function raw(say: (request: string, socket: Socket, count: number) => void): Promise<string> {
  let count = 0
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (!text.includes('\r\n\r\n')) return
      const request = text
      text = ''
      say(request, socket, ++count)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  sockets.add({ close: () => (open.forEach((s) => s.destroy()), void server.close()) })
  return `127.0.0.1:${(server.address() as { port: number }).port}`
}
const TAGS = JSON.stringify({ name: 'team/app', tags: ['1.0.0', '1.1.0'] })

describe('hosts', () => {
  test('an IPv6 address in brackets, with its port, and its stored login', async () => {
    const server = await serve(
      (seen) =>
        seen.authorization === basic('ann', secret('six'))
          ? registry.answer(seen)
          : { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' }, body: '{}' },
      { address: '::1' },
    )
    const host = `[::1]:${server.port}`
    const auth = Buffer.from(`ann:${secret('six')}`).toString('base64')
    const { config } = files({ config: JSON.stringify({ auths: { [host]: { auth } } }) })
    const run = await versions(host, '--registry-config', config)
    expect([run.status, run.stderr, run.json?.versions.length]).toEqual([0, '', 2])
  })

  test('a host in capitals is the same host, for its login too', async () => {
    const server = await serve(registry.answer)
    const run = await versions(`LOCALHOST:${server.port}`)
    expect(run.status).toBe(0)
  })

  test.each([
    'oci://ann:pw-cAnArY@127.0.0.1:1/team/app',
    'oci://127.0.0.1:1/Team/App',
    'oci://127.0.0.1:1/team//app',
    'oci://127.0.0.1:1/team/app:',
    'oci://127.0.0.1:1/team/app@sha256:abc',
    'oci://127.0.0.1:1/team/app@md5:0123',
    'oci:///team/app',
    'oci://127.0.0.1:99999/team/app',
    'oci://127.0.0.1:1/team/app?x=1',
    'oci://127.0.0.1:1/team/../app',
  ])('%s: REFERENCE_INVALID', async (reference) => {
    const run = await chartroom(['show', 'chart', reference, '--plain-http'])
    expect([run.status, run.code]).toEqual([1, 'REFERENCE_INVALID'])
  })
})

describe('how HTTP is spoken', () => {
  const answers: readonly (readonly [string, string])[] = [
    ['HTTP/1.0, ended by closing', `HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n${TAGS}`],
    [
      'no content type',
      `HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${TAGS.length}\r\n\r\n${TAGS}`,
    ],
    [
      'chunks with extensions and a trailer',
      `HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${TAGS.length.toString(16)};x=y\r\n${TAGS}\r\n0\r\nX-Sum: 1\r\n\r\n`,
    ],
    [
      'an informational answer first',
      `HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ${TAGS.length}\r\n\r\n${TAGS}`,
    ],
    [
      'folded and repeated headers',
      `HTTP/1.1 200 OK\r\nConnection: close\r\nX-A: 1\r\nX-A: 2\r\nContent-Type: application/json ; charset=UTF-8\r\nContent-Length: ${TAGS.length}\r\n\r\n${TAGS}`,
    ],
    ['a byte order mark', `HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\xef\xbb\xbf${TAGS}`],
  ]
  test.each(answers)('%s', async (_, answer) => {
    const host = await raw((_request, socket) => socket.end(Buffer.from(answer, 'latin1')))
    const run = await versions(host, '--digests', 'none')
    expect([run.status, run.stderr, run.json?.versions.length]).toEqual([0, '', 2])
  })

  test.each([
    [
      'chunks that end in the middle',
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"name":"x"`,
      'TRUNCATED',
    ],
    ['fewer bytes than announced', `HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{"name":"x"`, 'TRUNCATED'],
    [
      'two lengths',
      `HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
      'MALFORMED_RESPONSE',
    ],
    ['a header that is none', `HTTP/1.1 200 OK\r\nno header at all\r\n\r\n{}`, 'MALFORMED_RESPONSE'],
    ['not HTTP at all', `SSH-2.0-OpenSSH_9.6\r\n`, 'MALFORMED_RESPONSE'],
    [
      'headers without an end',
      `HTTP/1.1 200 OK\r\n${'X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(2000)}\r\n{}`,
      'LIMIT_EXCEEDED',
    ],
    [
      'an empty body',
      `HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
      'MALFORMED_RESPONSE',
    ],
    ['204', `HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n`, 'MALFORMED_RESPONSE'],
    [
      '304 that nobody asked for',
      `HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n`,
      'MALFORMED_RESPONSE',
    ],
  ])('%s', async (_, answer, code) => {
    const host = await raw((_request, socket) => socket.end(Buffer.from(answer, 'latin1')))
    const run = await versions(host, '--digests', 'none')
    expect([run.status, run.code]).toEqual([1, code])
  })

  test('a connection that was kept alive and is dead by now is opened again', async () => {
    const host = await raw((request, socket, count) => {
      const manifest = /GET (\S+)/.exec(request)![1]!
      const reply = registry.answer({ path: manifest, headers: {} } as unknown as Seen)!
      const body = Buffer.from((reply.body ?? '') as string)
      const type = String(reply.headers?.['content-type'] ?? 'application/json')
      socket.write(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`)
      socket.write(body)
      // promises to stay and does not
      if (count % 2 === 1) setTimeout(() => socket.destroy(), 1)
    })
    const run = await chartroom(['show', 'all', `oci://${host}/team/app:1.0.0`, '--plain-http'])
    expect([run.status, run.stderr]).toEqual([0, ''])
  })
})

describe('lists', () => {
  const paged = (link: (seen: Seen) => string | readonly string[]): Handler =>
    tagsOnly((seen) =>
      seen.query.has('last')
        ? json({ name: 'team/app', tags: ['1.1.0'] })
        : json({ name: 'team/app', tags: ['1.0.0'] }, { headers: { link: link(seen) } }),
    )
  test.each([
    ['REL in capitals', '<?last=1.0.0>; REL=NEXT'],
    ['several relations', '</v2/team/app/tags/list?last=1.0.0>; rel="prev next"'],
    [
      'title with a comma first',
      '</x>; rel=first; title="a,b", </v2/team/app/tags/list?last=1.0.0>; rel="next"',
    ],
    ['a semicolon in the query', '</v2/team/app/tags/list?last=1.0.0;n=2>; rel="next"'],
    ['an empty fragment', '</v2/team/app/tags/list?last=1.0.0#x>; rel="next"'],
    ['http behind a TLS proxy', '<http://registry.invalid/v2/team/app/tags/list?last=1.0.0>; rel="next"'],
    ['no space, no quotes', '</v2/team/app/tags/list?last=1.0.0>;rel=next'],
  ])('Link: %s', async (_, link) => {
    const server = await serve(paged(() => link))
    const run = await versions(server.host, '--digests', 'none')
    expect(run.json?.versions.map((v: { version: string }) => v.version)).toEqual(['1.1.0', '1.0.0'])
    expect(server.asked(/tags\/list/)).toHaveLength(2)
  })

  test('two Link headers', async () => {
    const server = await serve(
      paged(() => ['</x>; rel="first"', '</v2/team/app/tags/list?last=1.0.0>; rel="next"']),
    )
    expect((await versions(server.host, '--digests', 'none')).json.versions).toHaveLength(2)
  })

  test('the second page is refused: the list fails, and is not told as whole', async () => {
    const server = await serve(
      tagsOnly((seen) =>
        seen.query.has('last')
          ? errors(500, 'UNKNOWN', 'gone')
          : json({ name: 'team/app', tags: ['1.0.0'] }, { headers: { link: '<?last=1.0.0>; rel=next' } }),
      ),
    )
    const run = await versions(server.host, '--digests', 'none')
    expect([run.status, run.code, run.stdout]).toEqual([1, 'REGISTRY_ERROR', ''])
  })

  test('versions that semver orders oddly', async () => {
    const tags = [
      '1.0.0-alpha.1',
      '1.0.0-alpha',
      '1.0.0-alpha.beta',
      '1.0.0-beta.11',
      '1.0.0-beta.2',
      '1.0.0',
      '1.0.0-rc.1',
      '01.0.0',
      '1.0',
      'v1.0.0',
      '1.0.0-01',
      '10.0.0',
      '9.0.0',
      '1.0.0_a',
      '1.0.0_b',
    ]
    const server = await serve(tagsOnly(() => json({ name: 'team/app', tags })))
    const run = await versions(server.host, '--digests', 'none')
    expect(run.json.versions.map((v: { version: string }) => v.version)).toEqual([
      '10.0.0',
      '9.0.0',
      '1.0.0+b',
      '1.0.0+a',
      '1.0.0',
      '1.0.0-rc.1',
      '1.0.0-beta.11',
      '1.0.0-beta.2',
      '1.0.0-alpha.beta',
      '1.0.0-alpha.1',
      '1.0.0-alpha',
    ])
    expect(run.json.otherTags.sort()).toEqual(['01.0.0', '1.0', '1.0.0-01', 'v1.0.0'])
  })

  test('a namespace is matched by whole segments', async () => {
    const more = new FakeRegistry()
    for (const name of ['team/app', 'team2/app', 'team/deep/er', 'teams']) more.chart(name, '1.0.0')
    const server = await serve(more.answer)
    const run = await chartroom(['list', `oci://${server.host}/team`, '--plain-http', '-o', 'json'])
    expect(run.json.charts.map((c: { repository: string }) => c.repository)).toEqual(['app', 'deep/er'])
  })

  test('one repository that cannot be looked into makes the list partial, with status 0', async () => {
    const more = new FakeRegistry()
    for (const name of ['a', 'b']) more.chart(name, '1.0.0')
    const server = await serve((seen) =>
      seen.path.startsWith('/v2/b/') ? errors(403, 'DENIED', 'no') : more.answer(seen),
    )
    const run = await chartroom(['list', `oci://${server.host}`, '--plain-http', '-o', 'json'])
    expect([run.status, run.json.listing, run.json.reason.code]).toEqual([0, 'partial', 'AUTH_FORBIDDEN'])
  })
})

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])(
    '%i of a list, a manifest and a blob, protocol-relative',
    async (status) => {
      const server = await serve((seen) =>
        seen.path.startsWith('/moved')
          ? registry.answer({ ...seen, path: seen.path.slice('/moved'.length) })
          : { status, headers: { location: `//${seen.headers.host}/moved${seen.path}` } },
      )
      const run = await chartroom(['show', 'all', `oci://${server.host}/team/app`, '--plain-http'])
      expect([run.status, run.stderr]).toEqual([0, ''])
    },
  )

  test('a login is not carried to another port by the redirect of a list or a manifest either', async () => {
    const other = await serve(registry.answer)
    const server = await serve((seen) =>
      seen.authorization === undefined
        ? { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' }, body: '{}' }
        : { status: 307, headers: { location: `${other.url}${seen.path}` } },
    )
    const login = ['--username', 'ann', '--password', secret('moved')]
    expect((await show(server.host, ...login)).status).toBe(0)
    expect((await versions(server.host, ...login)).status).toBe(0)
    expect(other.requests.length).toBeGreaterThan(2)
    expect(other.requests.every((r) => r.authorization === undefined && r.headers.cookie === undefined)).toBe(
      true,
    )
  })

  test('a token server that redirects within itself keeps the login, a POST is not sent on', async () => {
    const server = await serve((seen) => {
      const own = `http://${seen.headers.host}`
      if (seen.path.startsWith('/old'))
        return { status: 302, headers: { location: seen.path.replace('/old', '/token') } }
      if (seen.path.startsWith('/token'))
        return seen.authorization === basic('ann', secret('tok'))
          ? json({ token: 'T' })
          : errors(401, 'UNAUTHORIZED')
      return seen.authorization === 'Bearer T'
        ? registry.answer(seen)
        : {
            status: 401,
            headers: { 'www-authenticate': `Bearer realm="${own}/old",service="s"` },
            body: '{}',
          }
    })
    expect((await show(server.host, '--username', 'ann', '--password', secret('tok'))).status).toBe(0)
    const { config } = files({
      config: JSON.stringify({ auths: { [server.host]: { identitytoken: secret('id') } } }),
    })
    const run = await show(server.host, '--registry-config', config)
    expect(run.code).toBe('REDIRECT_REFUSED')
    expect(server.asked(/^\/token/).every((r) => r.method === 'GET')).toBe(true)
  })
})

describe('challenges', () => {
  const challenged =
    (challenge: string | readonly string[], token = 'T'): Handler =>
    (seen) => {
      if (seen.path.startsWith('/token')) return json({ token, expires_in: '300' })
      return seen.authorization === `Bearer ${token}`
        ? registry.answer(seen)
        : { status: 401, headers: { 'www-authenticate': challenge }, body: '{}' }
    }
  test.each([
    ['a relative realm', 'Bearer realm="/token",service="s"'],
    ['unquoted values with a slash', 'Bearer realm=/token,service=s,scope=repository:team/app:pull'],
    ['blanks round =', 'Bearer realm = "/token" , service = "s"'],
    ['an unclosed quote', 'Bearer realm="/token",service="s'],
    ['a realm with a query', 'Bearer realm="/token?account=x&y=1",service="s"'],
    ['a quoted pair', 'Bearer realm="\\/token",service="\\s"'],
    ['BEARER in capitals', 'BEARER REALM="/token",SERVICE="s"'],
    ['trailing comma', 'Bearer realm="/token",service="s",'],
    [
      'several scopes',
      'Bearer realm="/token",service="s",scope="repository:team/app:pull repository:other:pull"',
    ],
  ])('%s', async (_, challenge) => {
    const server = await serve(challenged(challenge))
    const run = await versions(server.host, '--digests', 'none')
    expect([run.status, run.stderr]).toEqual([0, ''])
    const [asked] = server.asked(/^\/token/)
    expect(asked!.query.getAll('scope').join(' ')).toBe('repository:team/app:pull')
    if (challenge.includes('account')) expect(asked!.query.get('account')).toBe('x')
  })

  test.each([
    ['a token with a line break', 'T\nX: y', 'AUTH_TOKEN_ERROR'],
    ['an empty token', '', 'AUTH_TOKEN_ERROR'],
  ])('%s', async (_, token, code) => {
    const server = await serve(challenged('Bearer realm="/token",service="s"', token))
    expect((await versions(server.host)).code).toBe(code)
  })

  test.each([
    [500, 'AUTH_TOKEN_ERROR'],
    [404, 'AUTH_TOKEN_ERROR'],
    [403, 'AUTH_FORBIDDEN'],
    [401, 'AUTH_REJECTED'],
    [400, 'AUTH_TOKEN_ERROR'],
    [429, 'RATE_LIMITED'],
  ])('the token server answers %i: %s', async (status, code) => {
    const server = await serve((seen) =>
      seen.path.startsWith('/token')
        ? { status, headers: { 'retry-after': '30' }, body: '{}' }
        : { status: 401, headers: { 'www-authenticate': 'Bearer realm="/token",service="s"' }, body: '{}' },
    )
    const run = await versions(server.host, '--username', 'ann', '--password', secret('no'))
    expect(run.code).toBe(code)
    expect(run.status).toBe(1)
  })

  test('a token that the registry refuses ends after one more try, and is no loop', async () => {
    let given = 0
    const server = await serve((seen) =>
      seen.path.startsWith('/token')
        ? json({ token: `T${given++}` })
        : { status: 401, headers: { 'www-authenticate': 'Bearer realm="/token",service="s"' }, body: '{}' },
    )
    const run = await versions(server.host, '--username', 'ann', '--password', secret('loop'))
    expect(run.code).toBe('AUTH_REJECTED')
    expect(given).toBeLessThanOrEqual(2)
    expect(server.asked(/tags/).length).toBeLessThanOrEqual(3)
  })

  test('Basic at the blobs alone', async () => {
    const server = await serve((seen) =>
      seen.path.includes('/blobs/') && seen.authorization !== basic('ann', secret('blob'))
        ? { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' }, body: '{}' }
        : registry.answer(seen),
    )
    expect((await show(server.host, '--username', 'ann', '--password', secret('blob'))).status).toBe(0)
    const fresh = ['show', 'chart', `oci://${server.host}/team/app:1.0.0`, '--plain-http']
    expect((await chartroomProcess(fresh)).code).toBe('AUTH_REQUIRED')
  })

  test('nothing is sent before it is asked for', async () => {
    const server = await serve(registry.answer)
    expect((await show(server.host, '--username', 'ann', '--password', secret('early'))).status).toBe(0)
    expect(server.requests.every((r) => r.authorization === undefined)).toBe(true)
  })
})

describe('manifests', () => {
  const put = (manifest: object | string, type = OCI_MANIFEST): FakeRegistry => {
    const own = new FakeRegistry()
    own.chart('team/app', '1.0.0', app)
    own.manifest(
      'team/app',
      '1.0.0',
      blob(type, typeof manifest === 'string' ? manifest : JSON.stringify(manifest)),
    )
    return own
  }
  const parsed = JSON.parse(app.manifest.bytes.toString()) as {
    config: { mediaType: string; digest: string; size: number }
    layers: { mediaType: string; digest: string; size: number }[]
  }
  const run = async (own: FakeRegistry): Promise<Run> => show((await serve(own.answer)).host)

  test.each([
    ['layers: null', { ...parsed, layers: null }, 'NOT_A_CHART'],
    ['no layers', { ...parsed, layers: [] }, 'NOT_A_CHART'],
    ['no config', { ...parsed, config: undefined }, 'MALFORMED_RESPONSE'],
    ['config: null', { ...parsed, config: null }, 'MALFORMED_RESPONSE'],
    [
      'a digest that is none',
      { ...parsed, layers: [{ ...parsed.layers[0], digest: 'sha256:xyz' }] },
      'MALFORMED_RESPONSE',
    ],
    [
      'a digest with a path in it',
      { ...parsed, layers: [{ ...parsed.layers[0], digest: 'sha256:../../etc' }] },
      'MALFORMED_RESPONSE',
    ],
    ['a negative size', { ...parsed, layers: [{ ...parsed.layers[0], size: -1 }] }, 'MALFORMED_RESPONSE'],
    [
      'a size that is text',
      { ...parsed, layers: [{ ...parsed.layers[0], size: '12' }] },
      'MALFORMED_RESPONSE',
    ],
    [
      'one byte less',
      { ...parsed, layers: [{ ...parsed.layers[0], size: parsed.layers[0]!.size - 1 }] },
      'SIZE_MISMATCH',
    ],
    [
      'one byte more',
      { ...parsed, layers: [{ ...parsed.layers[0], size: parsed.layers[0]!.size + 1 }] },
      'SIZE_MISMATCH',
    ],
    ['Docker’s first schema', { schemaVersion: 1, name: 'team/app', fsLayers: [] }, 'MALFORMED_RESPONSE'],
    ['a list', [], 'MALFORMED_RESPONSE'],
    [
      'an image',
      { ...parsed, config: { ...parsed.config, mediaType: 'application/vnd.oci.image.config.v1+json' } },
      'NOT_A_CHART',
    ],
  ])('%s: %s', async (_, manifest, code) => {
    const result = await run(put(manifest))
    expect([result.status, result.code, result.stdout]).toEqual([1, code, ''])
  })

  test.each([
    [
      'media types with parameters and capitals',
      {
        ...parsed,
        config: { ...parsed.config, mediaType: 'Application/vnd.cncf.helm.config.v1+json; v=1' },
        layers: [{ ...parsed.layers[0], mediaType: `${HELM_CHART}; charset=binary` }],
      },
    ],
    [
      'an empty config of an artefact',
      {
        ...parsed,
        artifactType: HELM_CONFIG,
        config: { ...parsed.config, mediaType: 'application/vnd.oci.empty.v1+json' },
      },
    ],
    ['fields that nobody knows', { ...parsed, unknown: { deep: [1] }, annotations: { a: 'b' } }],
  ])('%s', async (_, manifest) => {
    const result = await run(put(manifest))
    expect([result.status, result.stderr]).toEqual([0, ''])
  })

  test('an index within an index', async () => {
    const own = new FakeRegistry()
    own.chart('team/app', '0.0.1', app)
    const descriptor = ({
      mediaType,
      digest,
      size,
    }: {
      mediaType: string
      digest: string
      size: number
    }): object => ({ mediaType, digest, size })
    const inner = blob(
      OCI_INDEX,
      JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [descriptor(app.manifest)] }),
    )
    own.manifest('team/app', null, inner)
    own.manifest(
      'team/app',
      '1.0.0',
      blob(
        OCI_INDEX,
        JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [descriptor(inner)] }),
      ),
    )
    const result = await run(own)
    expect([result.status, result.json?.digest]).toEqual([0, app.manifest.digest])
  })

  test('an index that names itself ends', async () => {
    const server = await serve((seen) =>
      seen.path.includes('/manifests/')
        ? {
            headers: { 'content-type': OCI_INDEX },
            body: JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [] }),
          }
        : undefined,
    )
    expect((await show(server.host)).code).toBe('NOT_A_CHART')
  })

  test('a blob that says gzip of itself is taken as it is', async () => {
    const server = await serve((seen) => {
      const reply = registry.answer(seen)
      return seen.path.includes('/blobs/')
        ? { ...reply, headers: { ...reply?.headers, 'content-encoding': 'gzip' } }
        : reply
    })
    expect((await show(server.host)).status).toBe(0)
  })
})

describe('classic repositories', () => {
  const entry = (url: string, digest = ''): string =>
    `apiVersion: v1\nentries:\n  app:\n  - name: app\n    version: 1.0.0\n    urls: ["${url}"]\n${digest}`
  const archive = packChart('app', '1.0.0')
  const repo =
    (index: string | ((host: string) => string), at = '/c/app-1.0.0.tgz'): Handler =>
    (seen) => {
      const [path] = seen.path.split('?')
      if (path === '/c/index.yaml')
        return { body: typeof index === 'string' ? index : index(seen.headers.host!) }
      return path === at ? { body: archive } : { status: 404, body: 'no' }
    }
  const read = (url: string, ...more: string[]): Promise<Run> =>
    chartroom(['show', 'chart', 'app', '--repo', url, '-o', 'json', ...more])

  test.each([
    ['relative', 'app-1.0.0.tgz', '/c/app-1.0.0.tgz'],
    ['up', '../d/app-1.0.0.tgz', '/d/app-1.0.0.tgz'],
    ['from the root', '/e/app-1.0.0.tgz', '/e/app-1.0.0.tgz'],
    ['with blanks escaped', 'a%20b/app-1.0.0.tgz', '/c/a%20b/app-1.0.0.tgz'],
  ])('an archive %s', async (_, url, at) => {
    const server = await serve(repo(entry(url), at))
    for (const base of [`${server.url}/c`, `${server.url}/c/`, `${server.url}/c/index.yaml`])
      expect((await read(base)).json?.digest).toBe(sha256(archive))
  })

  test.each([
    ['file:///etc/passwd', 'REFERENCE_INVALID'],
    ['javascript:alert(1)', 'REFERENCE_INVALID'],
    ['http://[broken/app.tgz', 'MALFORMED_RESPONSE'],
  ])('an archive at %s: %s', async (url, code) => {
    const server = await serve(repo(entry(url)))
    expect((await read(`${server.url}/c`)).code).toBe(code)
  })

  test.each([
    ['nothing', '', 'MALFORMED_RESPONSE'],
    ['only a comment', '# none\n', 'MALFORMED_RESPONSE'],
    ['a list', '- a\n', 'MALFORMED_RESPONSE'],
    ['entries as a list', 'apiVersion: v1\nentries: []\n', 'MALFORMED_RESPONSE'],
    ['half of it', 'apiVersion: v1\nentries:\n  app:\n  - "', 'NOT_FOUND'],
  ])('an index that is %s', async (_, index, code) => {
    const server = await serve(repo(index))
    expect((await read(`${server.url}/c`)).code).toBe(code)
  })

  test('an empty repository is complete and empty', async () => {
    const server = await serve(repo('apiVersion: v1\nentries: {}\n'))
    const run = await chartroom(['list', `${server.url}/c`, '-o', 'json'])
    expect([run.status, run.json.listing, run.json.charts]).toEqual([0, 'complete', []])
  })

  test('an archive that another host has: no login, no cookie; an archive with its own login in the URL: neither', async () => {
    const other = await serve(() => ({ body: archive }))
    const server = await serve((seen) =>
      seen.authorization === basic('ann', secret('idx'))
        ? repo(entry(`http://u:p@${other.host}/app-1.0.0.tgz`))(seen, 0)
        : { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' }, body: 'no' },
    )
    const run = await read(`${server.url}/c`, '--username', 'ann', '--password', secret('idx'))
    expect(run.status).toBe(0)
    expect(other.requests.every((r) => r.authorization === undefined)).toBe(true)
  })

  test('a JSON index, gzip with a wrong type, a redirect of the index', async () => {
    const index = JSON.stringify({
      apiVersion: 'v1',
      entries: { app: [{ name: 'app', version: '1.0.0', urls: ['app-1.0.0.tgz'] }] },
    })
    const plain = await serve(repo(index))
    expect((await read(`${plain.url}/c`)).status).toBe(0)
    const zipped = await serve((seen) =>
      seen.path === '/c/index.yaml'
        ? {
            headers: { 'content-encoding': 'gzip', 'content-type': 'application/octet-stream' },
            body: gzipSync(index),
          }
        : repo(index)(seen, 0),
    )
    expect((await read(`${zipped.url}/c`)).status).toBe(0)
    const moved = await serve((seen) =>
      seen.path === '/c/index.yaml'
        ? { status: 301, headers: { location: '/new/index.yaml' } }
        : seen.path === '/new/index.yaml'
          ? { body: index }
          : repo(index)(seen, 0),
    )
    expect((await read(`${moved.url}/c`)).status).toBe(0)
  })
})

describe('certificates and keys', () => {
  const ca = makeCertificate({ subject: 'Corp Root', ca: true })
  const leaf = makeCertificate({ subject: 'registry', issuer: ca, names: ['127.0.0.1'] })
  const paths = files({
    ca: ca.pem,
    cert: leaf.pem,
    key: leaf.key,
    both: leaf.pem + leaf.key,
    bundle: `${ca.pem}\n# note\n${ca.pem}`,
    empty: '',
  })

  test('a CA file with Windows line ends, comments and twice the same', async () => {
    const server = await serve(registry.answer, { tls: { cert: leaf.pem, key: leaf.key } })
    const windows = files({ ca: ca.pem.replaceAll('\n', '\r\n') })
    for (const file of [windows.ca, paths.bundle])
      expect((await chartroom(['versions', `oci://${server.host}/team/app`, '--ca-file', file])).status).toBe(
        0,
      )
  })

  test.each([
    [['--ca-file', paths.empty], 'TLS_BAD_CA_FILE'],
    [['--ca-file', paths.key], 'TLS_BAD_CA_FILE'],
    [['--ca-file', paths.folder], 'TLS_BAD_CA_FILE'],
    [['--cert-file', paths.cert], 'TLS_BAD_CLIENT_CERT'],
    [['--key-file', paths.key], 'TLS_BAD_CLIENT_CERT'],
    [['--cert-file', paths.key, '--key-file', paths.cert], 'TLS_BAD_CLIENT_CERT'],
  ])('%j: %s before any connection', async (flags, code) => {
    const server = await serve(registry.answer)
    expect((await versions(server.host, ...flags)).code).toBe(code)
    expect(server.connections).toBe(0)
  })

  test('one file with certificate and key', async () => {
    const server = await serve(registry.answer, {
      tls: { cert: leaf.pem, key: leaf.key, ca: ca.pem, requestCert: true, rejectUnauthorized: true },
    })
    const run = await chartroom([
      'versions',
      `oci://${server.host}/team/app`,
      '--ca-file',
      paths.ca,
      '--cert-file',
      paths.both,
      '--key-file',
      paths.both,
    ])
    expect([run.status, run.stderr]).toEqual([0, ''])
  })
})

describe('precedence', () => {
  test('explicit, then the configuration, then Helm’s file, then Docker’s: each only where the one before says nothing', async () => {
    const sent: (string | undefined)[] = []
    const server = await serve((seen) => {
      if (seen.authorization !== undefined)
        sent.push(Buffer.from(seen.authorization.slice(6), 'base64').toString().split(':')[0])
      return { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' }, body: '{}' }
    })
    const home = scratch()
    const store = (file: string, user: string): string => {
      const path = join(home, file)
      writeFileSync(
        path,
        JSON.stringify({ auths: { [server.host]: { auth: Buffer.from(`${user}:x`).toString('base64') } } }),
      )
      return path
    }
    const env = { HELM_REGISTRY_CONFIG: store('helm.json', 'helm'), DOCKER_CONFIG: home }
    store('config.json', 'docker')
    writeFileSync(join(home, 'pw'), 'x')
    const yaml = join(home, 'chartroom.yaml')
    writeFileSync(
      yaml,
      `sources: [{name: r, url: "oci://${server.host}/team", plainHttp: true, auth: {username: file, passwordFile: ./pw}}]\n`,
    )
    const args = ['versions', `oci://${server.host}/team/app`, '--plain-http']
    await chartroom([...args, '--username', 'flag', '--password', 'x'], {
      env: { ...env, CHARTROOM_CONFIG: yaml },
    })
    await chartroom(args, { env: { ...env, CHARTROOM_CONFIG: yaml } })
    await chartroom(args, { env })
    await chartroom(args, { env: { DOCKER_CONFIG: home } })
    expect(sent).toEqual(['flag', 'file', 'helm', 'docker'])
  })

  test('a helper that hangs, that fails and that lies', async () => {
    const server = await serve(() => ({
      status: 401,
      headers: { 'www-authenticate': 'Basic realm="r"' },
      body: '{}',
    }))
    const bin = scratch()
    const helper = (name: string, script: string): void => {
      writeFileSync(join(bin, `docker-credential-${name}`), `#!/bin/sh\n${script}\n`)
      chmodSync(join(bin, `docker-credential-${name}`), 0o755)
    }
    helper('fails', 'echo boom >&2; exit 3')
    helper('lies', 'echo "<html>"')
    for (const name of ['fails', 'lies']) {
      const { config } = files({ config: JSON.stringify({ credHelpers: { [server.host]: name } }) })
      const run = await chartroomProcess(
        ['versions', `oci://${server.host}/team/app`, '--plain-http', '--registry-config', config],
        { PATH: `${bin}:${process.env['PATH']}` },
      )
      expect(run.code).toBe('AUTH_REQUIRED')
      expect(run.stderr).toContain(`docker-credential-${name}`)
    }
  })
})
