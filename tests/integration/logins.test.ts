import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chartroom, files, scratch, secret, type Run } from './support/chartroom.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import { json, type Handler, type Reply, type ScriptedServer, type Seen } from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

const registry = new FakeRegistry()
registry.chart('team-a/app', '1.0.0')
registry.chart('team-b/app', '1.0.0')

const right = secret('right')
const pair = (user: string, password: string): string => Buffer.from(`${user}:${password}`).toString('base64')
const unauthorized: Reply = { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' }, body: '{}' }
/** Takes the right password from anyone. */
const basic: Handler = (seen) =>
  Buffer.from(seen.authorization?.slice(6) ?? '', 'base64')
    .toString()
    .endsWith(`:${right}`)
    ? registry.answer(seen)
    : unauthorized

/** Runs `versions` with a Docker configuration of its own. */
async function withDocker(
  server: ScriptedServer,
  config: object | string,
  options: { repository?: string; args?: string[]; env?: Record<string, string> } = {},
): Promise<Run> {
  const { folder } = files({ 'config.json': typeof config === 'string' ? config : JSON.stringify(config) })
  const args = [
    'versions',
    `oci://${server.host}/${options.repository ?? 'team-a/app'}`,
    '--plain-http',
    '-o',
    'json',
    '--digests',
    'none',
  ]
  return chartroom([...args, ...(options.args ?? [])], { env: { DOCKER_CONFIG: folder, ...options.env } })
}

/** Puts a credential helper on a PATH of its own; it answers as told and notes that it ran. */
function helper(
  name: string,
  answers: Record<string, object>,
  otherwise = 'credentials not found in native keychain',
): { path: string; ran: string } {
  const folder = scratch()
  const ran = join(folder, 'ran')
  const cases = Object.entries(answers).map(
    ([server, answer]) => `'${server}') echo '${JSON.stringify(answer)}' ;;`,
  )
  const file = join(folder, `docker-credential-${name}`)
  writeFileSync(
    file,
    `#!/bin/sh\nread server\necho "$1 $server" >> ${ran}\ncase "$server" in\n${cases.join('\n')}\n*) echo '${otherwise}'; exit 1 ;;\nesac\n`,
  )
  chmodSync(file, 0o755)
  return { path: folder, ran }
}

/** Credential helpers are found on the process's own PATH. */
async function onPath<R>(folder: string, run: () => Promise<R>): Promise<R> {
  const before = process.env['PATH']
  process.env['PATH'] = `${folder}:${before}`
  try {
    return await run()
  } finally {
    process.env['PATH'] = before
  }
}

describe('Docker config', () => {
  test.each([
    ['host and port', (host: string) => ({ auths: { [host]: { auth: pair('ann', right) } } })],
    ['https URL', (host: string) => ({ auths: { [`https://${host}`]: { auth: pair('ann', right) } } })],
    [
      'https URL with /v1/',
      (host: string) => ({ auths: { [`https://${host}/v1/`]: { auth: pair('ann', right) } } }),
    ],
    ['http URL', (host: string) => ({ auths: { [`http://${host}/`]: { auth: pair('ann', right) } } })],
    ['separate fields', (host: string) => ({ auths: { [host]: { username: 'ann', password: right } } })],
    [
      'path',
      (host: string) => ({
        auths: {
          [`${host}/team-a`]: { auth: pair('ann', right) },
          [host]: { auth: pair('ann', secret('wrong')) },
        },
      }),
    ],
    [
      'longest path',
      (host: string) => ({
        auths: {
          [`${host}/team-a`]: { auth: pair('x', secret('wrong')) },
          [`${host}/team-a/app`]: { auth: pair('ann', right) },
        },
      }),
    ],
  ] as const)('auths by %s', async (_, config) => {
    const server = await serve(basic)
    expect((await withDocker(server, config(server.host))).status).toBe(0)
  })

  test('a path is matched by whole segments', async () => {
    const server = await serve(basic)
    const run = await withDocker(server, { auths: { [`${server.host}/team`]: { auth: pair('ann', right) } } })
    expect(run.code).toBe('AUTH_REQUIRED')
  })

  test('another host’s login is not sent', async () => {
    const server = await serve(basic)
    const run = await withDocker(server, {
      auths: { 'example.com': { auth: pair('ann', right) }, '127.0.0.1': { auth: pair('ann', right) } },
    })
    expect(run.code).toBe('AUTH_REQUIRED')
    expect(server.requests.every((r) => r.authorization === undefined)).toBe(true)
  })

  test('user and password part at the first colon', async () => {
    const server = await serve((seen) =>
      seen.authorization === `Basic ${pair('ann', `x:${right}`)}` ? registry.answer(seen) : unauthorized,
    )
    expect(
      (await withDocker(server, { auths: { [server.host]: { auth: pair('ann', `x:${right}`) } } })).status,
    ).toBe(0)
  })

  test.each(['', ' \n', '{}', '{"auths":{}}', '{"auths":null}'])(
    'a file that holds nothing (%j) is tolerated',
    async (text) => {
      const server = await serve(registry.answer)
      expect((await withDocker(server, text)).status).toBe(0)
    },
  )

  test('a file that is no JSON: CONFIG_INVALID that does not quote it', async () => {
    const server = await serve(basic)
    const run = await withDocker(server, `{"auths": {"x": {"auth": "${pair('ann', right)}"}`)
    expect(run.code).toBe('CONFIG_INVALID')
    expect(server.requests).toHaveLength(0)
  })

  test('two connections on one host with different paths', async () => {
    const [a, b] = [secret('a'), secret('b')]
    const server = await serve((seen) => {
      const wanted = seen.path.startsWith('/v2/team-a/') ? pair('a', a) : pair('b', b)
      return seen.authorization === `Basic ${wanted}` ? registry.answer(seen) : unauthorized
    })
    const config = {
      auths: {
        [`${server.host}/team-a`]: { auth: pair('a', a) },
        [`${server.host}/team-b`]: { auth: pair('b', b) },
      },
    }
    expect((await withDocker(server, config)).status).toBe(0)
    expect((await withDocker(server, config, { repository: 'team-b/app' })).status).toBe(0)
  })

  test('Helm’s own file is asked before Docker’s, --registry-config in its place', async () => {
    const server = await serve(basic)
    const helm = files({
      'config.json': JSON.stringify({ auths: { [server.host]: { auth: pair('ann', right) } } }),
    })
    const wrong = { auths: { [server.host]: { auth: pair('ann', secret('wrong')) } } }
    expect(
      (await withDocker(server, wrong, { env: { HELM_REGISTRY_CONFIG: helm['config.json'] } })).status,
    ).toBe(0)
    expect(
      (await withDocker(server, wrong, { args: ['--registry-config', helm['config.json']] })).status,
    ).toBe(0)
  })
})

describe('credential helpers', () => {
  test('credHelpers, then credsStore, then auths', async () => {
    const server = await serve(basic)
    const own = helper('own', { [server.host]: { ServerURL: server.host, Username: 'ann', Secret: right } })
    const wrong = { auth: pair('ann', secret('wrong')) }
    await onPath(own.path, async () => {
      expect(
        (await withDocker(server, { credHelpers: { [server.host]: 'own' }, auths: { [server.host]: wrong } }))
          .status,
      ).toBe(0)
      expect((await withDocker(server, { credsStore: 'own', auths: { [server.host]: {} } })).status).toBe(0)
      expect((await withDocker(server, { credsStore: 'own' })).status).toBe(0)
    })
  })

  test('a helper that knows nothing leaves the file’s own login', async () => {
    const server = await serve(basic)
    const own = helper('empty', {})
    await onPath(own.path, async () => {
      expect(
        (
          await withDocker(server, {
            credsStore: 'empty',
            auths: { [server.host]: { auth: pair('ann', right) } },
          })
        ).status,
      ).toBe(0)
    })
  })

  test('a helper that is not installed: anonymous, and said where a login is missing', async () => {
    const server = await serve(basic)
    const run = await withDocker(server, { credsStore: 'is-not-there' })
    expect(run.code).toBe('AUTH_REQUIRED')
    expect(run.stderr).toContain('docker-credential-is-not-there is not installed')
    const open = await serve(registry.answer)
    expect((await withDocker(open, { credsStore: 'is-not-there' })).status).toBe(0)
  })

  test('with an explicit login no helper runs and no file is read', async () => {
    const server = await serve(basic)
    const own = helper('loud', {})
    await onPath(own.path, async () => {
      const run = await withDocker(
        server,
        { credsStore: 'loud' },
        { args: ['--username', 'ann', '--password', right] },
      )
      expect(run.status).toBe(0)
    })
    expect(existsSync(own.ran)).toBe(false)
    expect(
      (await withDocker(server, '{ broken', { args: ['--username', 'ann', '--password', right] })).status,
    ).toBe(0)
  })

  test('a name that is no name is not run', async () => {
    const server = await serve(basic)
    const run = await withDocker(server, { credsStore: '../../tmp/x; touch y' })
    expect(run.code).toBe('AUTH_REQUIRED')
  })
})

describe('tokens that logins store', () => {
  const identity = secret('identity')
  const registryToken = secret('registry-token')
  const serveTokens = async (
    token: (seen: Seen) => Reply,
  ): Promise<{ server: ScriptedServer; tokens: Seen[] }> => {
    const tokens: Seen[] = []
    let server: ScriptedServer
    server = await serve((seen) => {
      if (seen.path.startsWith('/token')) {
        tokens.push(seen)
        return token(seen)
      }
      if (seen.authorization === 'Bearer good-token' || seen.authorization === `Bearer ${registryToken}`)
        return registry.answer(seen)
      return {
        status: 401,
        headers: { 'www-authenticate': `Bearer realm="http://${server.host}/token",service="reg"` },
        body: '{}',
      }
    })
    return { server, tokens }
  }

  test('identitytoken: POST with refresh_token', async () => {
    const { server, tokens } = await serveTokens(() => json({ access_token: 'good-token' }))
    const run = await withDocker(server, {
      auths: {
        [server.host]: { auth: pair('00000000-0000-0000-0000-000000000000', ''), identitytoken: identity },
      },
    })
    expect(run.status).toBe(0)
    expect(tokens.map((t) => t.method)).toEqual(['POST'])
    const form = new URLSearchParams(tokens[0]!.body)
    expect([
      form.get('grant_type'),
      form.get('refresh_token'),
      form.get('service'),
      form.get('scope'),
    ]).toEqual(['refresh_token', identity, 'reg', 'repository:team-a/app:pull'])
    expect(tokens[0]!.authorization).toBeUndefined()
    expect(server.requests.every((r) => !r.path.includes(identity))).toBe(true)
  })

  test('refresh 404 → GET with Basic, the token as password', async () => {
    const { server, tokens } = await serveTokens((seen) =>
      seen.method === 'POST' ? { status: 404, body: 'no' } : json({ token: 'good-token' }),
    )
    const run = await withDocker(server, {
      auths: { [server.host]: { auth: pair('ann', ''), identitytoken: identity } },
    })
    expect(run.status).toBe(0)
    expect(tokens.map((t) => [t.method, t.authorization])).toEqual([
      ['POST', undefined],
      ['GET', `Basic ${pair('ann', identity)}`],
    ])
  })

  test('a helper’s user <token> marks an identity token', async () => {
    const { server, tokens } = await serveTokens(() => json({ access_token: 'good-token' }))
    const own = helper('cloud', { [server.host]: { Username: '<token>', Secret: identity } })
    await onPath(own.path, async () =>
      expect((await withDocker(server, { credsStore: 'cloud' })).status).toBe(0),
    )
    expect(new URLSearchParams(tokens[0]!.body).get('refresh_token')).toBe(identity)
  })

  test('registrytoken is used as it is', async () => {
    const { server, tokens } = await serveTokens(() => ({ status: 500 }))
    expect(
      (await withDocker(server, { auths: { [server.host]: { registrytoken: registryToken } } })).status,
    ).toBe(0)
    expect(tokens).toHaveLength(0)
  })

  test('an identity token that is refused: AUTH_REJECTED', async () => {
    const { server } = await serveTokens(() =>
      json({ error: 'invalid_grant', error_description: `token ${identity} expired` }, { status: 400 }),
    )
    expect((await withDocker(server, { auths: { [server.host]: { identitytoken: identity } } })).code).toBe(
      'AUTH_REJECTED',
    )
  })
})

describe('chartroom.yaml', () => {
  const config = (host: string, more = ''): Record<string, string> => {
    const made = files({
      'chartroom.yaml': `sources:\n  - name: all\n    url: oci://${host}\n    plainHttp: true\n    auth: { username: all, passwordFile: ./wrong }\n  - name: a\n    url: oci://${host}/team-a\n    plainHttp: true\n    auth: { username: ann, passwordFile: ./right }\n${more}`,
      right: `${right}\n`,
      wrong: secret('wrong'),
    })
    return { CHARTROOM_CONFIG: made['chartroom.yaml'] }
  }

  test('the longest path wins', async () => {
    const server = await serve(basic)
    const env = config(server.host)
    expect((await chartroom(['versions', `oci://${server.host}/team-a/app`], { env })).status).toBe(0)
    expect((await chartroom(['versions', `oci://${server.host}/team-b/app`], { env })).code).toBe(
      'AUTH_REJECTED',
    )
    expect((await chartroom(['versions', 'a/app', '-o', 'json'], { env })).json.name).toBe('app')
    expect((await chartroom(['list', 'a', '-o', 'json'], { env })).json.charts).toHaveLength(1)
  })

  test('an explicit login wins over the configured one', async () => {
    const server = await serve(basic)
    const env = config(server.host)
    const login = ['--username', 'ann', '--password', right]
    expect((await chartroom(['versions', `oci://${server.host}/team-b/app`, ...login], { env })).status).toBe(
      0,
    )
    expect((await chartroom(['versions', 'all/team-b/app', ...login], { env })).status).toBe(0)
  })

  test('repositories that the configuration names stand in where the registry refuses to list', async () => {
    const server = await serve((seen) =>
      seen.path.startsWith('/v2/_catalog') ? { status: 404, body: '{}' } : registry.answer(seen),
    )
    const env = config(
      server.host,
      `  - name: named\n    url: oci://${server.host}/team-b\n    plainHttp: true\n    repositories: [app]\n`,
    )
    const run = await chartroom(['list', `oci://${server.host}/team-b`, '-o', 'json'], { env })
    expect([run.status, run.json.listing, run.json.reason.code]).toEqual([0, 'partial', 'LIST_UNSUPPORTED'])
    expect(run.json.charts[0]).toMatchObject({
      name: 'app',
      repository: 'app',
      latest: '1.0.0',
      appVersion: '9.9',
    })
  })

  test.each([
    ['an unknown key', 'sources:\n  - name: a\n    url: oci://x\n    colour: red\n', /:2:5: .*colour/],
    ['broken YAML', 'sources: [\n', /:2:1/],
    ['a bad name', 'sources:\n  - name: A B\n    url: oci://x\n', /:2:11: sources\.0\.name/],
    [
      'a password in the text',
      `sources:\n  - name: a\n    url: oci://x\n    auth: { username: a, password: ${secret('p')} }\n`,
      /:4:36: a password in the file/,
    ],
  ])('%s: CONFIG_INVALID with line and column', async (_, text, where) => {
    const { 'chartroom.yaml': file } = files({ 'chartroom.yaml': text })
    const run = await chartroom(['list', 'oci://127.0.0.1:1'], { env: { CHARTROOM_CONFIG: file } })
    expect(run.code).toBe('CONFIG_INVALID')
    expect(run.stderr).toMatch(where)
  })
})
