import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { chartroom, secret, type Run } from './support/chartroom.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import { errors, html, type Reply } from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

const registry = new FakeRegistry()
registry.chart('app', '1.0.0')
const versions = (server: { host: string }, ...more: string[]): Promise<Run> =>
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

const raw: Server[] = []
afterEach(() => {
  for (const server of raw.splice(0)) server.close()
})
/** A TCP server that does as it is told. */
async function tcp(handle: (socket: Socket) => void): Promise<{ host: string; connections: () => number }> {
  let count = 0
  const server = createServer((socket) => {
    count++
    socket.on('error', () => {})
    handle(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  raw.push(server)
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, connections: () => count }
}

describe('the network', () => {
  test('a name that does not exist: DNS_NOT_FOUND', async () => {
    const run = await versions({ host: 'nowhere.invalid' })
    expect([run.status, run.code]).toEqual([1, 'DNS_NOT_FOUND'])
    expect(run.stderr).toContain('nowhere.invalid')
  })

  test('nobody listens: CONNECTION_REFUSED with host and port', async () => {
    const run = await versions({ host: '127.0.0.1:9' })
    expect(run.code).toBe('CONNECTION_REFUSED')
    expect(run.stderr).toContain('127.0.0.1:9')
  })

  test('closed without an answer: CONNECTION_RESET', async () => {
    const server = await tcp((socket) => socket.once('data', () => socket.resetAndDestroy()))
    expect((await versions(server)).code).toBe('CONNECTION_RESET')
  })

  test('closed at once over TLS: CONNECTION_RESET', async () => {
    const server = await tcp((socket) => socket.destroy())
    expect((await chartroom(['versions', `oci://${server.host}/app`])).code).toBe('CONNECTION_RESET')
  })

  test('no headers: TIMEOUT that names how long', async () => {
    const server = await tcp(() => {})
    const started = Date.now()
    const run = await versions(server, '--timeout', '400ms')
    expect(run.code).toBe('TIMEOUT')
    expect(run.stderr).toContain('0.4 s')
    expect(Date.now() - started).toBeLessThan(4000)
    expect(server.connections()).toBe(1)
  })

  test('no TLS answer: TIMEOUT', async () => {
    const server = await tcp(() => {})
    expect((await chartroom(['versions', `oci://${server.host}/app`, '--timeout', '300ms'])).code).toBe(
      'TIMEOUT',
    )
  })

  test('a body that stops: TIMEOUT', async () => {
    const server = await tcp((socket) =>
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"tags"')),
    )
    expect((await versions(server, '--timeout', '1500ms')).code).toBe('TIMEOUT')
  })

  test('not HTTP: MALFORMED_RESPONSE', async () => {
    const server = await tcp((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))
    expect((await versions(server)).code).toBe('MALFORMED_RESPONSE')
  })
})

describe('retries', () => {
  /** Answers what it is given, in order, then well. */
  const failing = (...replies: Reply[]): ReturnType<typeof serve> =>
    serve((seen, count) => replies[count - 1] ?? registry.answer(seen))

  test('429 with seconds: waited for', async () => {
    const server = await failing(errors(429, 'TOOMANYREQUESTS', 'slow down', { 'retry-after': '1' }))
    const started = Date.now()
    expect((await versions(server)).status).toBe(0)
    expect(Date.now() - started).toBeGreaterThanOrEqual(950)
    expect(server.requests).toHaveLength(2)
  })

  test('429 with a date: waited for', async () => {
    const server = await failing({
      status: 429,
      headers: { 'retry-after': new Date(Date.now() + 2000).toUTCString() },
    })
    const started = Date.now()
    expect((await versions(server)).status).toBe(0)
    expect(Date.now() - started).toBeGreaterThanOrEqual(900)
  })

  test('429 without: backoff', async () => {
    const server = await failing({ status: 429 }, { status: 429 })
    expect((await versions(server)).status).toBe(0)
    expect(server.requests).toHaveLength(3)
  })

  test('429 with a long wait: RATE_LIMITED at once, with the seconds', async () => {
    const server = await serve(() => ({ status: 429, headers: { 'retry-after': '3600' } }))
    const started = Date.now()
    const run = await versions(server)
    expect(run.code).toBe('RATE_LIMITED')
    expect(run.stderr).toContain('3600')
    expect(Date.now() - started).toBeLessThan(2000)
    expect(server.requests).toHaveLength(1)
  })

  test('429 for ever: RATE_LIMITED after three tries', async () => {
    const server = await serve(() => ({ status: 429 }))
    expect((await versions(server)).code).toBe('RATE_LIMITED')
    expect(server.requests).toHaveLength(3)
  })

  test('503, then fine', async () => {
    const server = await failing({ status: 503 }, { status: 503, headers: { 'retry-after': '0' } })
    expect((await versions(server)).status).toBe(0)
  })

  test('500 for ever: REGISTRY_ERROR with the registry’s code and words, after three tries', async () => {
    const server = await serve(() => errors(500, 'UNKNOWN', 'storage is on fire'))
    const run = await versions(server)
    expect(run.code).toBe('REGISTRY_ERROR')
    expect(run.stderr).toMatch(/3 tries.*500.*UNKNOWN.*storage is on fire/s)
    expect(server.requests).toHaveLength(3)
  })

  test('502 from a gateway is a registry’s error too', async () => {
    const server = await serve(() => html('502 Bad Gateway', 502))
    const run = await versions(server)
    expect(run.code).toBe('REGISTRY_ERROR')
    expect(run.stderr).toContain('502 Bad Gateway')
  })

  test('4xx is not tried again', async () => {
    const server = await serve(() => errors(400, 'NAME_INVALID', 'invalid repository name'))
    const run = await versions(server)
    expect(run.code).toBe('REGISTRY_ERROR')
    expect(run.stderr).toContain('NAME_INVALID')
    expect(server.requests).toHaveLength(1)
  })

  test('a connection that was cut once is opened again', async () => {
    let first = true
    const server = await serve((seen) => {
      if (!first) return registry.answer(seen)
      first = false
      return { raw: (response) => response.socket!.destroy() }
    })
    expect((await versions(server)).status).toBe(0)
  })

  test('a server that echoes the login shows no secret', async () => {
    const password = secret('echoed')
    const server = await serve((seen) =>
      seen.authorization === undefined
        ? { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' } }
        : errors(403, 'DENIED', `user ann:${password} with ${seen.authorization} may not`),
    )
    const run = await versions(server, '--username', 'ann', '--password', password)
    expect(run.code).toBe('AUTH_FORBIDDEN')
    expect(run.stderr).toContain('[redacted]')
  })
})

describe('usage', () => {
  test.each([
    [['versions']],
    [['show', 'chart']],
    [['show', 'nothing', 'oci://127.0.0.1:9/app']],
    [['list']],
    [['versions', 'oci://127.0.0.1:9/app', '--username', 'ann']],
    [['versions', 'oci://127.0.0.1:9/app', '--password', 'x123']],
    [['versions', 'oci://127.0.0.1:9/app', '--timeout', '0s']],
    [['versions', 'oci://127.0.0.1:9/app', '--timeout', 'soon']],
    [['versions', 'oci://127.0.0.1:9/app', '-o', 'xml']],
  ])('%j ends with status 1 and words', async (args) => {
    const run = await chartroom(args)
    expect(run.status).toBe(1)
    expect(run.stderr).toMatch(/^Error: /)
    expect(run.stdout).toBe('')
  })

  test.each([
    'oci://UPPER/App',
    'oci://127.0.0.1:9/app:a b',
    'oci://127.0.0.1:9/app@sha256:12',
    'oci://127.0.0.1:9',
    'oci://',
    'nonsense',
    `oci://ann:${secret('x')}@127.0.0.1:9/app`,
  ])('%s: REFERENCE_INVALID', async (reference) => {
    expect((await chartroom(['show', 'chart', reference])).code).toBe('REFERENCE_INVALID')
  })
})
