import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterEach } from 'vitest'

/** An HTTP proxy on loopback that knows where names lead. */
export interface TestProxy {
  readonly url: string
  /** `CONNECT host:port` and `GET http://…` as they came */
  readonly lines: string[]
  readonly authorizations: (string | undefined)[]
}

interface Options {
  /** `host:port` → port on loopback */
  readonly routes?: Readonly<Record<string, number>>
  /** answer instead of passing on */
  readonly refuse?: number
  /** `user:password` that it wants */
  readonly login?: string
}

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

export async function startProxy({ routes = {}, refuse, login }: Options = {}): Promise<TestProxy> {
  const lines: string[] = []
  const authorizations: (string | undefined)[] = []
  const wanted = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`
  const refusal = (request: IncomingMessage): number | undefined => {
    const sent = request.headers['proxy-authorization']
    authorizations.push(sent)
    return refuse ?? (wanted !== undefined && sent !== wanted ? 407 : undefined)
  }
  const portOf = (authority: string): number => routes[authority] ?? Number(authority.split(':').at(-1))
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    lines.push(`${request.method} ${request.url}`)
    const status = refusal(request)
    if (status !== undefined) return void response.writeHead(status).end()
    const url = new URL(request.url!)
    const { 'proxy-authorization': _, ...headers } = request.headers
    const onward = httpRequest(
      {
        host: '127.0.0.1',
        port: portOf(`${url.hostname}:${url.port || 80}`),
        path: url.pathname + url.search,
        method: request.method!,
        headers,
      },
      (answer) => {
        response.writeHead(answer.statusCode!, answer.headers)
        answer.pipe(response)
      },
    )
    onward.on('error', () => response.writeHead(502).end())
    request.pipe(onward)
  })
  server.on('connect', (request, client: Socket, head: Buffer) => {
    lines.push(`CONNECT ${request.url}`)
    const status = refusal(request)
    if (status !== undefined)
      return void client.end(
        `HTTP/1.1 ${status} Refused\r\nProxy-Authenticate: Basic realm="p"\r\ncontent-length: 0\r\n\r\n`,
      )
    const onward = connect(portOf(request.url!), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.write(head)
      onward.pipe(client)
      client.pipe(onward)
    })
    const end = (): void => {
      onward.destroy()
      client.destroy()
    }
    onward.on('error', end).on('close', end)
    client.on('error', end).on('close', end)
  })
  server.on('connection', (socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, lines, authorizations }
}
