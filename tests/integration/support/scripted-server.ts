import {
  createServer as createHttp,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttps, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'

/** A request as it arrived. */
export interface Seen {
  readonly method: string
  /** path and query as sent */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly authorization: string | undefined
  readonly body: string
}

export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body?: string | Uint8Array
  /** takes the answer over, for what HTTP libraries do not send by themselves */
  readonly raw?: (response: ServerResponse, request: IncomingMessage) => void
}

export type Handler = (seen: Seen, count: number) => Reply | undefined | Promise<Reply | undefined>

/** A server on loopback that answers as it is told and remembers what it was asked. */
export class ScriptedServer {
  readonly requests: Seen[] = []
  readonly host: string
  readonly port: number
  readonly #scheme: string
  readonly #close: () => Promise<void>
  connections = 0

  private constructor(host: string, port: number, scheme: string, close: () => Promise<void>) {
    this.host = `${host}:${port}`
    this.port = port
    this.#scheme = scheme
    this.#close = close
  }

  static async start(
    handler: Handler,
    options: { tls?: ServerOptions; address?: string } = {},
  ): Promise<ScriptedServer> {
    const { tls, address = '127.0.0.1' } = options
    let self: ScriptedServer
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      void answer(request, response).catch((error: unknown) => response.destroy(error as Error))
    }
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const url = new URL(request.url!, 'http://server')
      const seen: Seen = {
        method: request.method!,
        path: request.url!,
        query: url.searchParams,
        headers: request.headers,
        authorization: request.headers.authorization,
        body: Buffer.concat(chunks).toString(),
      }
      self.requests.push(seen)
      const reply = (await handler(seen, self.requests.length)) ?? {
        status: 404,
        body: '{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry"}]}',
      }
      if (reply.raw !== undefined) return reply.raw(response, request)
      const headers = Object.entries(reply.headers ?? {}).filter(([, value]) => value !== undefined)
      response.writeHead(
        reply.status ?? 200,
        Object.fromEntries(headers) as Record<string, string | string[]>,
      )
      response.end(request.method === 'HEAD' ? undefined : reply.body)
    }
    const server = tls === undefined ? createHttp(listener) : createHttps(tls, listener)
    server.on('connection', () => self.connections++)
    await new Promise<void>((resolve) => server.listen(0, address, resolve))
    const close = async (): Promise<void> => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
    self = new ScriptedServer(
      address,
      (server.address() as AddressInfo).port,
      tls === undefined ? 'http' : 'https',
      close,
    )
    return self
  }

  get url(): string {
    return `${this.#scheme}://${this.host}`
  }

  /** Requests whose path matches. */
  asked(path: RegExp | string): Seen[] {
    return this.requests.filter((r) => (typeof path === 'string' ? r.path === path : path.test(r.path)))
  }

  close(): Promise<void> {
    return this.#close()
  }
}

export const json = (value: unknown, more: Omit<Reply, 'body'> = {}): Reply => ({
  status: 200,
  ...more,
  headers: { 'content-type': 'application/json', ...more.headers },
  body: JSON.stringify(value),
})

export const html = (title: string, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><html><head><title>${title}</title></head><body>Sign in</body></html>`,
})

export const errors = (
  status: number,
  code: string,
  message = code,
  headers: Record<string, string> = {},
): Reply => json({ errors: [{ code, message }] }, { status, headers })
