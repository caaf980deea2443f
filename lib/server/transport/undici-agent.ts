import type { Socket } from 'node:net'
import type { Agent as UndiciAgent, Dispatcher } from 'undici'
// The package's main module also loads fetch, WebSockets, mocks and caches: 50 ms at each start of the command line.
import Agent from 'undici/lib/dispatcher/agent.js'
import send from 'undici/lib/api/api-request.js'

export type UndiciResponse = Dispatcher.ResponseData

interface AgentSettings {
  readonly connect: (origin: URL) => Promise<Socket>
  /** milliseconds */
  readonly headersTimeout: number
  readonly bodyTimeout: number
}

/** A pool of HTTP/1.1 connections over sockets that `connect` opens. No redirects, no retries, no decoding. */
export function undiciAgent(settings: AgentSettings): UndiciAgent {
  const { connect, headersTimeout, bodyTimeout } = settings
  return new (Agent as unknown as typeof UndiciAgent)({
    connections: 32,
    pipelining: 1,
    headersTimeout,
    bodyTimeout,
    maxHeaderSize: 64 * 1024,
    connect: (options, callback) => {
      const port = options.port === '' ? '' : `:${options.port}`
      connect(new URL(`${options.protocol}//${options.hostname}${port}`)).then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(error as Error, null),
      )
    },
  })
}

/** Sends one request; resolves with the headers, the body still to be read. */
export const request = (agent: UndiciAgent, options: Dispatcher.RequestOptions): Promise<UndiciResponse> =>
  (
    send as unknown as (this: UndiciAgent, options: Dispatcher.RequestOptions) => Promise<UndiciResponse>
  ).call(agent, options)
