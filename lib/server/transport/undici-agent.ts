import type { Agent as UndiciAgent, Dispatcher } from 'undici'
// The package's main module also loads fetch, WebSockets, mocks and caches: 50 ms at each start of the command line.
import Agent from 'undici/lib/dispatcher/agent.js'
import send from 'undici/lib/api/api-request.js'
import type { AgentAnswer, AgentModule, AgentSettings } from './agent.ts'

/** A pool of HTTP/1.1 connections over sockets that `connect` opens. */
export function createAgent({ connect, headersTimeout, bodyTimeout }: AgentSettings): UndiciAgent {
  return new (Agent as unknown as typeof UndiciAgent)({
    connections: 32,
    pipelining: 1,
    headersTimeout,
    bodyTimeout,
    maxHeaderSize: 64 * 1024,
    connect: (options, callback) => {
      const port = options.port === '' ? '' : `:${options.port}`
      const host = options.hostname.includes(':') ? `[${options.hostname}]` : options.hostname
      connect(new URL(`${options.protocol}//${host}${port}`)).then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(error as Error, null),
      )
    },
  })
}

/** Sends one request; resolves with the headers, the body still to be read. */
export const request: AgentModule['request'] = (agent, options) =>
  (send as unknown as (this: UndiciAgent, options: Dispatcher.RequestOptions) => Promise<AgentAnswer>).call(
    agent as UndiciAgent,
    options,
  )
