import { describe, expect, test } from 'vitest'
import { chartroom, secret } from './support/chartroom.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import {
  errors,
  json,
  ScriptedServer,
  type Handler,
  type Reply,
  type Seen,
} from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

const registry = new FakeRegistry()
registry.chart('team/app', '1.0.0')
registry.chart('team/app', '1.1.0')

const password = secret('password')
const login = ['--username', 'ann', '--password', password]
const basicHeader = `Basic ${Buffer.from(`ann:${password}`).toString('base64')}`
const unauthorized = (challenge: string | string[] | undefined, more: object = {}): Reply => ({
  status: 401,
  headers: {
    'content-type': 'application/json',
    ...(challenge !== undefined && { 'www-authenticate': challenge }),
  },
  body: JSON.stringify({ errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] }),
  ...more,
})
const versions = (server: ScriptedServer, ...more: string[]): ReturnType<typeof chartroom> =>
  chartroom([
    'versions',
    `oci://${server.host}/team/app`,
    '--plain-http',
    '-o',
    'json',
    '--digests',
    'none',
    ...more,
  ])

describe('Basic', () => {
  const handler: Handler = (seen) =>
    seen.authorization === basicHeader ? registry.answer(seen) : unauthorized('Basic realm="r"')

  test('right: the challenge is answered once, later requests carry the login at once', async () => {
    const server = await serve(handler)
    const run = await chartroom([
      'versions',
      `oci://${server.host}/team/app`,
      '--plain-http',
      '-o',
      'json',
      ...login,
    ])
    expect(run.status).toBe(0)
    expect(run.json.versions.map((v: { version: string }) => v.version)).toEqual(['1.1.0', '1.0.0'])
    expect(server.requests.filter((r) => r.authorization === undefined)).toHaveLength(1)
  })

  test('wrong: AUTH_REJECTED, after one try', async () => {
    const server = await serve(handler)
    const run = await versions(server, '--username', 'ann', '--password', secret('other'))
    expect([run.status, run.code]).toEqual([1, 'AUTH_REJECTED'])
    expect(server.requests).toHaveLength(2)
  })

  test('none: AUTH_REQUIRED, nothing sent', async () => {
    const server = await serve(handler)
    const run = await versions(server)
    expect([run.status, run.code]).toEqual([1, 'AUTH_REQUIRED'])
    expect(server.requests.every((r) => r.authorization === undefined)).toBe(true)
  })

  test('a password with colons arrives whole', async () => {
    const odd = `${secret('a')}:b:${secret('c')}`
    const server = await serve((seen) => {
      const sent = Buffer.from(seen.authorization?.slice(6) ?? '', 'base64').toString()
      return sent === `ann:${odd}` ? registry.answer(seen) : unauthorized('Basic realm="r"')
    })
    expect((await versions(server, '--username', 'ann', '--password', odd)).status).toBe(0)
  })

  test('--password-stdin', async () => {
    const server = await serve(handler)
    const args = [
      'versions',
      `oci://${server.host}/team/app`,
      '--plain-http',
      '--username',
      'ann',
      '--password-stdin',
    ]
    expect((await chartroom(args, { stdin: `${password}\n` })).status).toBe(0)
  })

  test('403 is AUTH_FORBIDDEN', async () => {
    const server = await serve(() => errors(403, 'DENIED', 'requested access to the resource is denied'))
    expect((await versions(server, ...login)).code).toBe('AUTH_FORBIDDEN')
  })
})

/** A registry that wants a Bearer token, with its token endpoint on the same host. */
function bearer(options: {
  token?: (seen: Seen, count: number) => Reply
  challenge?: (realm: string, seen: Seen) => string | string[]
  accepts?: (seen: Seen) => boolean
  host: () => string
}): { handler: Handler; tokens: Seen[] } {
  const tokens: Seen[] = []
  const {
    token = () => json({ token: 'good-token' }),
    accepts = (seen) => seen.authorization === 'Bearer good-token',
  } = options
  const challenge =
    options.challenge ?? ((realm) => `Bearer realm="${realm}",service="reg",scope="repository:team/app:pull"`)
  return {
    tokens,
    handler: (seen) => {
      if (seen.path.startsWith('/token')) {
        tokens.push(seen)
        return token(seen, tokens.length)
      }
      return accepts(seen)
        ? registry.answer(seen)
        : unauthorized(challenge(`http://${options.host()}/token`, seen))
    },
  }
}

const serveBearer = async (
  options: Omit<Parameters<typeof bearer>[0], 'host'> = {},
): Promise<{ server: ScriptedServer; tokens: Seen[] }> => {
  let server: ScriptedServer
  const made = bearer({ ...options, host: () => server.host })
  server = await serve(made.handler)
  return { server, tokens: made.tokens }
}

describe('Bearer', () => {
  test('anonymous: a token without a login', async () => {
    const { server, tokens } = await serveBearer()
    expect((await versions(server)).status).toBe(0)
    expect(tokens).toHaveLength(1)
    expect(tokens[0]!.authorization).toBeUndefined()
    expect(tokens[0]!.query.get('service')).toBe('reg')
    expect(tokens[0]!.query.getAll('scope')).toEqual(['repository:team/app:pull'])
  })

  test('with a password: GET with Basic, never POSTed', async () => {
    const { server, tokens } = await serveBearer()
    expect((await versions(server, ...login)).status).toBe(0)
    expect(tokens.map((t) => [t.method, t.authorization])).toEqual([['GET', basicHeader]])
    expect(server.asked(/^\/v2\//).every((r) => r.authorization !== basicHeader)).toBe(true)
  })

  test('access_token is a token too', async () => {
    const { server } = await serveBearer({
      token: () => json({ access_token: 'good-token', expires_in: 300 }),
    })
    expect((await versions(server)).status).toBe(0)
  })

  test('50 parallel calls, one token fetch', async () => {
    const many = new FakeRegistry()
    for (let i = 0; i < 50; i++) many.chart('team/app', `1.0.${i}`)
    let server: ScriptedServer
    const tokens: Seen[] = []
    server = await serve(async (seen) => {
      if (seen.path.startsWith('/token')) {
        tokens.push(seen)
        await new Promise((r) => setTimeout(r, 30))
        return json({ token: 'good-token' })
      }
      return seen.authorization === 'Bearer good-token'
        ? many.answer(seen)
        : unauthorized(`Bearer realm="http://${server.host}/token",service="reg"`)
    })
    const run = await chartroom([
      'versions',
      `oci://${server.host}/team/app`,
      '--plain-http',
      '-o',
      'json',
      '--digests',
      'all',
    ])
    expect(run.json.versions.every((v: { digest: string | null }) => v.digest !== null)).toBe(true)
    expect(run.json.versions).toHaveLength(50)
    expect(tokens).toHaveLength(1)
  })

  test('token refused: AUTH_REJECTED with a login, AUTH_REQUIRED without', async () => {
    const { server } = await serveBearer({ token: () => errors(401, 'UNAUTHORIZED') })
    expect((await versions(server, ...login)).code).toBe('AUTH_REJECTED')
    expect((await versions(server)).code).toBe('AUTH_REQUIRED')
  })

  test.each([
    ['500 for ever', () => ({ status: 500, body: 'oops' })],
    ['not JSON', () => ({ body: 'hello' })],
    ['a web page', () => ({ headers: { 'content-type': 'text/html' }, body: '<html>' })],
    ['no token', () => json({ expires_in: 3 })],
    ['an empty token', () => json({ token: '' })],
    ['a token that breaks headers', () => json({ token: 'a\r\nx-evil: 1' })],
    ['more than 128 KiB', () => json({ token: 'x'.repeat(200_000) })],
  ] as const)('token server answers %s: AUTH_TOKEN_ERROR', async (_, token) => {
    const { server } = await serveBearer({ token })
    expect((await versions(server, ...login)).code).toBe('AUTH_TOKEN_ERROR')
  })

  test('insufficient_scope: AUTH_FORBIDDEN', async () => {
    const { server } = await serveBearer({
      accepts: () => false,
      challenge: (realm, seen) =>
        `Bearer realm="${realm}",service="reg",scope="repository:team/app:pull"${seen.authorization === undefined ? '' : ',error="insufficient_scope"'}`,
    })
    const run = await versions(server, ...login)
    expect(run.code).toBe('AUTH_FORBIDDEN')
    expect(run.stderr).toContain('ann')
  })

  test('token expiring mid-list: dropped, fetched once, the list goes on', async () => {
    const tokens: Seen[] = []
    let good = 'token-1'
    let server: ScriptedServer
    server = await serve((seen) => {
      if (seen.path.startsWith('/token')) {
        tokens.push(seen)
        return json({ token: `token-${tokens.length}`, expires_in: 60 })
      }
      if (seen.query.get('last') === 'x') good = 'token-2'
      if (seen.authorization !== `Bearer ${good}`)
        return unauthorized(`Bearer realm="http://${server.host}/token",service="reg"`)
      if (seen.query.get('last') === 'x') return json({ tags: ['2.0.0'] })
      return json({ tags: ['1.0.0'] }, { headers: { link: '</v2/team/app/tags/list?last=x>; rel="next"' } })
    })
    const run = await versions(server)
    expect(run.json.versions.map((v: { version: string }) => v.version)).toEqual(['2.0.0', '1.0.0'])
    expect(tokens).toHaveLength(2)
  })

  test.each([-600, 600])('server clock %i s away: issued_at says nothing', async (skew) => {
    const { server, tokens } = await serveBearer({
      token: () =>
        json({
          token: 'good-token',
          expires_in: 300,
          issued_at: new Date(Date.now() + skew * 1000).toISOString(),
        }),
    })
    const run = await chartroom(['versions', `oci://${server.host}/team/app`, '--plain-http', '-o', 'json'])
    expect(run.status).toBe(0)
    expect(tokens).toHaveLength(1)
  })

  test('GHCR placeholder scope is never merged', async () => {
    const { server, tokens } = await serveBearer({
      challenge: (realm) => `Bearer realm="${realm}",service="reg",scope="repository:user/image:pull"`,
    })
    expect((await versions(server)).status).toBe(0)
    expect(tokens[0]!.query.getAll('scope')).toEqual(['repository:team/app:pull'])
  })

  test('ACR metadata_read comes first', async () => {
    const { server, tokens } = await serveBearer({
      challenge: (realm) => `Bearer realm="${realm}",service="reg",scope="repository:team/app:metadata_read"`,
    })
    expect((await versions(server)).status).toBe(0)
    expect(tokens[0]!.query.getAll('scope')).toEqual([
      'repository:team/app:metadata_read',
      'repository:team/app:pull',
    ])
  })

  test('stale Bearer answered by Basic: the remembered realm is asked once more first', async () => {
    const { server, tokens } = await serveBearer({
      token: (_, count) => json({ token: `token-${count}` }),
      accepts: (seen) =>
        /tags/.test(seen.path)
          ? seen.authorization === 'Bearer token-1'
          : seen.authorization === 'Bearer token-2',
      challenge: (realm, seen) =>
        seen.authorization === undefined ? `Bearer realm="${realm}",service="reg"` : 'Basic realm="harbor"',
    })
    const run = await chartroom([
      'versions',
      `oci://${server.host}/team/app`,
      '--plain-http',
      '-o',
      'json',
      ...login,
    ])
    expect(run.json.versions[0].digest).toMatch(/^sha256:/)
    expect(tokens).toHaveLength(2)
    expect(server.asked(/^\/v2\//).every((r) => r.authorization !== basicHeader)).toBe(true)
  })

  test('empty challenge: no such project, or no access', async () => {
    const server = await serve((seen) => (seen.path === '/v2/' ? json({}) : unauthorized('')))
    const run = await versions(server)
    expect(run.code).toBe('NOT_FOUND')
    expect(run.stderr).toContain('no such project, or no access')
  })

  test('a 401 without a challenge: /v2/ is asked for one', async () => {
    const { server } = await serveBearer({
      challenge: (realm, seen) => (seen.path === '/v2/' ? `Bearer realm="${realm}",service="reg"` : []),
    })
    expect((await versions(server)).status).toBe(0)
  })
})

describe('challenge headers', () => {
  test.each([
    ['case', (realm: string) => `bEaReR REALM="${realm}",Service="reg"`],
    ['unquoted', (realm: string) => `Bearer realm=${realm},service=reg,scope=repository:team/app:pull`],
    ['quoted pair', (realm: string) => `Bearer realm="${realm}",service="a\\"b"`],
    ['spaces', (realm: string) => `Bearer   realm = "${realm}" ,  service = "reg"`],
    ['no comma', (realm: string) => `Bearer realm="${realm}" service="reg"`],
    [
      'two schemes in one header',
      (realm: string) =>
        `Bearer realm="${realm}",service="reg",scope="*",Basic realm="${realm}",service="reg",scope="*"`,
    ],
    ['two headers', (realm: string) => ['Basic realm="r"', `Bearer realm="${realm}",service="reg"`]],
    ['Negotiate first', (realm: string) => `Negotiate, Bearer realm="${realm}",service="reg"`],
    ['token68', (realm: string) => `Negotiate YWJj==, Bearer realm="${realm}",service="reg"`],
  ] as const)('%s', async (_, challenge) => {
    const { server, tokens } = await serveBearer({
      challenge: (realm) => challenge(realm) as string | string[],
    })
    expect((await versions(server, ...login)).status).toBe(0)
    expect(tokens).toHaveLength(1)
    expect(tokens[0]!.query.getAll('scope')).toEqual(['repository:team/app:pull'])
  })

  test.each(['Basic', 'basic', 'Negotiate, Basic', 'Negotiate, Basic realm=x'])(
    '%s is Basic',
    async (challenge) => {
      const server = await serve((seen) =>
        seen.authorization === basicHeader ? registry.answer(seen) : unauthorized(challenge),
      )
      expect((await versions(server, ...login)).status).toBe(0)
    },
  )

  test('only Negotiate: AUTH_REQUIRED that names it', async () => {
    const server = await serve(() => unauthorized('Negotiate'))
    const run = await versions(server, ...login)
    expect(run.code).toBe('AUTH_REQUIRED')
    expect(run.stderr).toContain('negotiate')
  })

  test('Harbor’s catalog answers Basic while /v2/ answers Bearer: the response’s own challenge is obeyed', async () => {
    const { server } = await serveBearer({
      accepts: (seen) =>
        seen.path.startsWith('/v2/_catalog')
          ? seen.authorization === basicHeader
          : seen.authorization === 'Bearer good-token',
      challenge: (realm, seen) =>
        seen.path.startsWith('/v2/_catalog')
          ? 'Basic realm="harbor"'
          : `Bearer realm="${realm}",service="reg"`,
    })
    const run = await chartroom(['list', `oci://${server.host}`, '--plain-http', '-o', 'json', ...login])
    expect(run.json.charts.map((c: { name: string }) => c.name)).toEqual(['app'])
    expect(run.json.listing).toBe('complete')
  })
})

describe('where a token may be asked for', () => {
  test('a realm at a private address that is not the registry’s own host: ADDRESS_BLOCKED, nothing sent', async () => {
    const evil = await serve(() => json({ token: 'good-token' }), { address: '127.0.0.2' })
    const server = await serve(() => unauthorized(`Bearer realm="http://${evil.host}/token",service="reg"`))
    const run = await versions(server, ...login)
    expect(run.code).toBe('ADDRESS_BLOCKED')
    expect(evil.requests).toHaveLength(0)
    expect(evil.connections).toBe(0)
  })

  test('the registry’s own host on another port is fine', async () => {
    const tokens = await serve(() => json({ token: 'good-token' }))
    const server = await serve((seen) =>
      seen.authorization === 'Bearer good-token'
        ? registry.answer(seen)
        : unauthorized(`Bearer realm="http://${tokens.host}/token",service="reg"`),
    )
    expect((await versions(server, ...login)).status).toBe(0)
    expect(tokens.requests[0]!.authorization).toBe(basicHeader)
  })

  test('a redirect of the token server falls under the same rule', async () => {
    const evil = await serve(() => json({ token: 'good-token' }), { address: '127.0.0.2' })
    const { server } = await serveBearer({
      token: () => ({ status: 302, headers: { location: `http://${evil.host}/token` } }),
    })
    const run = await versions(server, ...login)
    expect(run.code).toBe('ADDRESS_BLOCKED')
    expect(evil.requests).toHaveLength(0)
  })

  test('a redirect of the token server to another port drops the login', async () => {
    const other = await serve(() => json({ token: 'good-token' }))
    const { server } = await serveBearer({
      token: () => ({ status: 302, headers: { location: `http://${other.host}/token` } }),
    })
    await versions(server, ...login)
    expect(other.requests.map((r) => r.authorization)).toEqual([undefined])
  })
})
