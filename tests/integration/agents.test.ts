import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AgentModule } from '../../lib/server/transport/agent.ts'
import { readBody } from '../../lib/server/transport/body.ts'
import { netCode } from '../../lib/server/transport/net-failure.ts'
import * as nodeAgent from '../../lib/server/transport/node-agent.ts'
import * as undiciAgent from '../../lib/server/transport/undici-agent.ts'

let server: Server
let origin: string
let sockets = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    switch (request.url) {
      case '/missing':
        return void response.writeHead(404).end('no')
      case '/echo':
        return void request.pipe(response)
      case '/headers':
        return void response.end(JSON.stringify(request.headers))
      case '/long-header':
        return void response.setHeader('x-long', 'x'.repeat(80_000)).end()
      case '/silent':
        return
      case '/stalls':
        response.setHeader('content-length', '10')
        return void response.write('12345')
      case '/cut':
        response.setHeader('content-length', '10')
        return void response.write('12345', () => setTimeout(() => response.destroy(), 20))
      default:
        return void response.end('x'.repeat(1000))
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

const agents: readonly (readonly [string, AgentModule])[] = [
  ['undici', undiciAgent as AgentModule],
  ['Node’s own', nodeAgent],
]

describe.each(agents)('%s', (_, module) => {
  const agent = module.createAgent({
    connect: async (url) =>
      new Promise((done) => {
        const socket = connect(Number(url.port), url.hostname, () => done(socket))
        sockets++
      }),
    headersTimeout: 400,
    bodyTimeout: 400,
  })
  const ask = (path: string, more: Partial<Parameters<AgentModule['request']>[1]> = {}) =>
    module.request(agent, { method: 'GET', origin, path, headers: {}, body: null, signal: null, ...more })
  const text = async (path: string, more = {}) => {
    const answer = await ask(path, more)
    const { bytes } = await readBody(answer.body, 10_000)
    return { status: answer.statusCode, body: new TextDecoder().decode(bytes) }
  }
  const codeOf = async (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => netCode(error),
    )

  test('answers, their status and their bodies', async () => {
    expect(await text('/')).toEqual({ status: 200, body: 'x'.repeat(1000) })
    expect(await text('/missing')).toEqual({ status: 404, body: 'no' })
    expect(await text('/echo', { method: 'POST', body: 'hello' })).toEqual({ status: 200, body: 'hello' })
  })
  test('the host that was asked, and what was given', async () => {
    const { body } = await text('/headers', { headers: { authorization: 'Bearer x' } })
    expect(JSON.parse(body)).toMatchObject({ host: new URL(origin).host, authorization: 'Bearer x' })
  })
  test('connections are used again', async () => {
    const before = sockets
    for (let i = 0; i < 4; i++) await text('/')
    expect(sockets - before).toBeLessThanOrEqual(1)
  })
  test('what is thrown away leaves the pool usable', async () => {
    await (await ask('/')).body.dump({ limit: 65_536 })
    expect((await text('/')).status).toBe(200)
  })
  test('headers that are too long, silence, a stall and a cut each have their code', async () => {
    expect(await codeOf(ask('/long-header'))).toBe('LIMIT_EXCEEDED')
    expect(await codeOf(ask('/silent'))).toBe('TIMEOUT')
    const stalled = await readBody((await ask('/stalls')).body, 100)
    expect(netCode(stalled.broken)).toBe('TIMEOUT')
    const cut = await readBody((await ask('/cut')).body, 100, 10)
    expect(new TextDecoder().decode(cut.bytes)).toBe('12345')
    expect(netCode(cut.broken)).toBe('CONNECTION_RESET')
  })
  test('a body over the limit is read no further', async () => {
    expect(await readBody((await ask('/')).body, 10)).toMatchObject({ overLimit: true })
  })
  test('an abort ends it with its own reason', async () => {
    const controller = new AbortController()
    const work = ask('/silent', { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(work).rejects.toThrow('enough')
  })
})
