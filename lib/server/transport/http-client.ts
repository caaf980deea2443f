import { setTimeout as pause } from 'node:timers/promises'
import type { Zone } from '../connection/address.ts'
import type { Connection } from '../connection/connection.ts'
import { SourceError, type Phase } from '../errors/source-error.ts'
import { countOne } from '../metrics/counters.ts'
import type { AgentAnswer, AgentModule, HttpAgent } from './agent.ts'
import { readBody } from './body.ts'
import { explainFailure } from './explain-failure.ts'
import { netCode } from './net-failure.ts'
import { seconds } from './deadline.ts'
import { SocketOpener } from './socket-opener.ts'
import { retryAfter } from './retry-after.ts'
import { TrustRule, type Purpose } from './trust-rule.ts'

const HOPS = 5
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST'
  readonly url: URL
  /** besides user agent and encoding; never a login */
  readonly headers?: Readonly<Record<string, string>>
  /** `Authorization`, sent to this origin and dropped for good once a redirect leaves it */
  readonly authorization?: string | undefined
  readonly body?: string
  /** the most bytes of a successful answer */
  readonly limit: number
  readonly phase: Phase
  readonly purpose?: Purpose
  readonly signal?: AbortSignal | undefined
}

/** An answer, its body read. */
export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Uint8Array
  /** where the answer came from, after redirects */
  readonly url: URL
  /** whether a redirect left the origin that was asked */
  readonly crossed: boolean
  /** the connection broke before the announced end; `body` holds what came */
  readonly cut: { readonly announced: number | undefined; readonly cause: unknown } | null
  readonly tries: number
}

/** Speaks HTTP over one connection: limits, timeouts, redirects without leaks, retries. Throws `SourceError`. */
export class HttpClient {
  readonly connection: Connection
  readonly sockets: SocketOpener
  readonly #rule: TrustRule
  readonly #agents = new Map<Purpose, HttpAgent>()
  /** host → earliest time of the next request, in milliseconds since 1970 */
  readonly #notBefore = new Map<string, number>()

  constructor(connection: Connection) {
    this.connection = connection
    this.#rule = new TrustRule(connection)
    this.sockets = new SocketOpener(connection, this.#rule)
  }

  /**
   * Sends a request; GET and HEAD again on 429, 5xx and reset connections. The last answer is returned whatever its
   * status; a wait that would be too long throws RATE_LIMITED.
   */
  async request(asked: HttpRequest): Promise<HttpResponse> {
    const { whole } = this.connection.timeouts
    if (whole === null) return this.#tried(asked)
    const late = AbortSignal.timeout(whole)
    const signal = asked.signal === undefined ? late : AbortSignal.any([asked.signal, late])
    try {
      return await this.#tried({ ...asked, signal })
    } catch (error) {
      if (
        !late.aborted ||
        asked.signal?.aborted ||
        (error instanceof SourceError && error.code !== 'INTERNAL')
      )
        throw error
      throw new SourceError('TIMEOUT', `no whole answer of ${asked.url.host} within ${seconds(whole)}`, {
        host: asked.url.host,
        phase: asked.phase,
        cause: error,
      })
    }
  }

  async #tried(asked: HttpRequest): Promise<HttpResponse> {
    const { retries } = this.connection
    for (let tries = 1; ; tries++) {
      await this.#holdBack(asked)
      const last = tries >= retries.tries || asked.method === 'POST'
      let answer: HttpResponse
      try {
        answer = await this.#follow(asked, tries)
      } catch (error) {
        if (last || !(error instanceof SourceError) || error.code !== 'CONNECTION_RESET' || tries > 1)
          throw error
        continue
      }
      if (answer.status !== 429 && answer.status < 500) return answer
      if (answer.status === 501 || answer.status === 505) return answer
      const wait = retryAfter(first(answer.headers['retry-after']), Date.now())
      const honoured = answer.status === 429 || answer.status === 503
      if (honoured && wait !== undefined && (wait > retries.longest || last)) throw limited(answer, wait)
      if (last) return answer
      const backoff = retries.pause * 2 ** (tries - 1) * (0.75 + Math.random() / 2)
      const due = Date.now() + (honoured && wait !== undefined ? wait : backoff)
      if (honoured) this.#notBefore.set(asked.url.host, due)
      else await pause(backoff, undefined, { signal: asked.signal })
    }
  }

  /** A host that asked to wait is not asked by anyone before. */
  async #holdBack({ url, signal }: HttpRequest): Promise<void> {
    for (let wait = this.#wait(url.host); wait > 0; wait = this.#wait(url.host))
      await pause(wait, undefined, { signal })
  }

  #wait(host: string): number {
    return (this.#notBefore.get(host) ?? 0) - Date.now()
  }

  async #follow(asked: HttpRequest, tries: number): Promise<HttpResponse> {
    let { url, authorization } = asked
    let crossed = false
    const seen = new Set<string>([url.href])
    for (let hop = 0; ; hop++) {
      const purpose = this.#rule.purposeOf(
        url,
        crossed && asked.purpose !== 'token' ? 'redirect' : (asked.purpose ?? 'own'),
      )
      const { response, hostHeader } = await this.#send({ ...asked, url, authorization }, purpose)
      countOne('chartroom_upstream_responses_total', `${Math.floor(response.statusCode / 100)}xx`)
      const location = first(response.headers['location'])
      if (!REDIRECTS.has(response.statusCode) || location === undefined) {
        return { ...(await this.#read(asked, response, hostHeader, url)), url, crossed, tries }
      }
      response.body.on('error', () => {})
      await response.body.dump({ limit: 64 * 1024 }).catch(() => {})
      const next = target(location, url)
      const facts = {
        host: url.host,
        phase: 'redirect',
        seen: `${place(url)} → ${next === undefined ? 'no URL' : place(next)}`,
      } as const
      if (next === undefined || (next.protocol !== 'https:' && next.protocol !== 'http:')) {
        throw new SourceError('REDIRECT_REFUSED', 'redirected to something that is no web address', facts)
      }
      if (url.protocol === 'https:' && next.protocol === 'http:') {
        throw new SourceError('REDIRECT_REFUSED', `redirected from TLS to plain HTTP at ${next.host}`, facts)
      }
      if (asked.method === 'POST')
        throw new SourceError('REDIRECT_REFUSED', 'a request that carries a token was redirected', facts)
      if (hop + 1 > HOPS)
        throw new SourceError('REDIRECT_REFUSED', `redirected more than ${HOPS} times`, facts)
      if (seen.has(next.href)) throw new SourceError('REDIRECT_REFUSED', 'redirected in a circle', facts)
      seen.add(next.href)
      if (next.origin !== url.origin) {
        authorization = undefined
        crossed = true
      }
      url = next
    }
  }

  async #send(asked: HttpRequest, purpose: Purpose): Promise<{ response: AgentAnswer; hostHeader: string }> {
    const { url, signal } = asked
    const proxy = url.protocol === 'http:' ? this.connection.proxy(url) : undefined
    if (proxy !== undefined) this.sockets.refuseLiteral(url, purpose)
    const headers: Record<string, string> = {
      'user-agent': 'chartroom',
      'accept-encoding': 'identity',
      ...asked.headers,
      ...(asked.authorization !== undefined && { authorization: asked.authorization }),
      ...(proxy !== undefined && { host: url.host }),
      ...(proxy?.authorization !== undefined && { 'proxy-authorization': proxy.authorization }),
    }
    try {
      // loaded with the first request: a server of local charts starts without it
      const agents: AgentModule = await import('./undici-agent.ts')
      const response = await agents.request(this.#agent(purpose, agents), {
        method: asked.method,
        origin: url.origin,
        path: proxy === undefined ? url.pathname + url.search : url.origin + url.pathname + url.search,
        headers,
        body: asked.body ?? null,
        signal: signal ?? null,
      })
      if (response.statusCode === 407) {
        response.body.on('error', () => {}).destroy()
        throw new SourceError('PROXY_ERROR', `the proxy ${proxy?.shown ?? ''} asks for a login`, {
          host: proxy?.shown ?? url.host,
          phase: 'proxy',
          seen: 'status 407',
          cure: 'Give the proxy’s login in its URL: http://user:password@host:port.',
        })
      }
      return { response, hostHeader: url.host }
    } catch (error) {
      throw await explainFailure(error, asked, purpose, this.connection, this.sockets)
    }
  }

  #agent(purpose: Purpose, agents: AgentModule): HttpAgent {
    let agent = this.#agents.get(purpose)
    if (agent === undefined) {
      const { headers, idle } = this.connection.timeouts
      agent = agents.createAgent({
        connect: (origin) => this.sockets.open(origin, purpose),
        headersTimeout: headers,
        bodyTimeout: idle,
      })
      this.#agents.set(purpose, agent)
    }
    return agent
  }

  async #read(
    asked: HttpRequest,
    response: AgentAnswer,
    host: string,
    url: URL,
  ): Promise<Pick<HttpResponse, 'status' | 'headers' | 'body' | 'cut'>> {
    const { statusCode: status, headers } = response
    const fine = status >= 200 && status < 300
    const limit = fine ? asked.limit : Math.min(asked.limit, this.connection.limits.errorBody)
    const length = Number(first(headers['content-length']))
    const announced =
      Number.isSafeInteger(length) && asked.method !== 'HEAD' && headers['content-length'] !== undefined
        ? length
        : undefined
    const received = await readBody(response.body, limit, fine ? announced : undefined)
    if (received.overLimit && fine) {
      const size = announced === undefined ? `more than ${limit}` : String(announced)
      throw new SourceError('LIMIT_EXCEEDED', `the answer of ${host} has ${size} bytes, ${limit} are read`, {
        host,
        phase: asked.phase,
      })
    }
    if (received.broken !== undefined && asked.signal?.aborted) throw received.broken
    if (received.broken !== undefined && netCode(received.broken) === 'TIMEOUT') {
      throw new SourceError(
        'TIMEOUT',
        `${url.host} sent nothing for ${seconds(this.connection.timeouts.idle)} within its answer`,
        { host, phase: asked.phase, cause: received.broken },
      )
    }
    const cut = received.broken === undefined || !fine ? null : { announced, cause: received.broken }
    return { status, headers, body: received.bytes, cut }
  }

  /** How near the addresses are that the connection's own host answered from. */
  get nearest(): Zone {
    return this.#rule.nearest
  }

  /** Closes idle and busy sockets. */
  async close(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()))
  }
}

export const first = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header

/** Scheme, host and path of a URL: what may be shown. Queries of redirects are signed, logins are logins. */
export const place = (url: URL): string => `${url.protocol}//${url.host}${url.pathname}`

function target(location: string, base: URL): URL | undefined {
  try {
    const url = new URL(location, base)
    url.username = ''
    url.password = ''
    url.hash = ''
    return url
  } catch {
    return undefined
  }
}

function limited(answer: HttpResponse, wait: number): SourceError {
  const seconds = Math.max(1, Math.ceil(wait / 1000))
  return new SourceError('RATE_LIMITED', `${answer.url.host} asks to wait ${seconds} s`, {
    host: answer.url.host,
    phase: 'request',
    seen: `status ${answer.status}`,
    retryAfter: seconds,
  })
}
