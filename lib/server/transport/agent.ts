import type { Socket } from 'node:net'
import type { Readable } from 'node:stream'

/** A pool of connections, as far as a client has to know it. */
export interface HttpAgent {
  destroy(): Promise<void>
}

export interface AgentSettings {
  readonly connect: (origin: URL) => Promise<Socket>
  /** milliseconds */
  readonly headersTimeout: number
  readonly bodyTimeout: number
}

export interface AgentRequest {
  readonly method: 'GET' | 'HEAD' | 'POST'
  readonly origin: string
  /** with its query; the whole address where a proxy is asked */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly signal: AbortSignal | null
}

/** The head of an answer, its body still to be read. */
export interface AgentAnswer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Readable & {
    /** Reads what is left up to a limit and throws it away, so that the connection can be used again. */
    dump(options: { readonly limit: number }): Promise<void>
  }
}

/**
 * What sends requests over sockets that `connect` opens: no redirects, no retries, no decoding. The server's is undici's; the
 * command line, which sends few and ends, has Node's own, which starts 90 ms of processor time sooner.
 */
export interface AgentModule {
  createAgent(settings: AgentSettings): HttpAgent
  request(agent: HttpAgent, asked: AgentRequest): Promise<AgentAnswer>
}
