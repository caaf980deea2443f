import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { parseChallenges, parseErrorBody } from '../../../oci/index.ts'
import type { Zone } from '../../connection/address.ts'
import type { Connection } from '../../connection/connection.ts'
import { askedAs, basic } from '../../connection/credential.ts'
import { SourceError, type Phase } from '../../errors/source-error.ts'
import { download } from '../../transport/download.ts'
import { first, HttpClient, type HttpResponse } from '../../transport/http-client.ts'
import { isWebPage, refusal, truncated } from '../oci/registry-answer.ts'

const inflate = promisify(gunzip)

interface Get {
  readonly url: URL
  readonly what: string
  readonly phase: Phase
  readonly limit: number
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/**
 * Fetches files of a web server over one connection. The login goes to the connection's own origin; to others that an index
 * names only with `passCredentials`, and never without TLS when the source has it (GHSA-56hp-xqp3-w2jf).
 */
export class WebClient {
  readonly connection: Connection
  readonly #http: HttpClient

  constructor(connection: Connection) {
    this.connection = connection
    this.#http = new HttpClient(connection)
  }

  /** How near the addresses are that the connection's own host answered from. */
  get nearest(): Zone {
    return this.#http.nearest
  }

  #maySend(url: URL): boolean {
    const { origin, passCredentials } = this.connection
    if (url.origin === origin.origin) return true
    return passCredentials && (url.protocol === 'https:' || origin.protocol === 'http:')
  }

  #authorization(url: URL): string | undefined {
    const { credential } = this.connection
    if (!this.#maySend(url)) return undefined
    switch (credential.kind) {
      case 'anonymous':
        return undefined
      case 'password':
        return basic(credential.username, credential.password)
      default:
        return `Bearer ${credential.token}`
    }
  }

  #send(get: Get, range?: string): Promise<HttpResponse> {
    const own = get.url.origin === this.connection.origin.origin
    return this.#http.request({
      method: 'GET',
      url: get.url,
      headers: { ...get.headers, ...(range !== undefined && { range }) },
      authorization: this.#authorization(get.url),
      limit: get.limit,
      phase: get.phase,
      purpose: own ? 'own' : 'redirect',
      signal: get.signal,
    })
  }

  #refusal(answer: HttpResponse, { what, phase, url }: Get): SourceError | undefined {
    const redact = (text: string): string => this.connection.secrets.redact(text)
    if (answer.status !== 401) return refusal(answer, { what, phase, redact })
    const { host } = answer.url
    const { credential, notes } = this.connection
    const schemes =
      parseChallenges(answer.headers['www-authenticate'])
        .map((c) => c.scheme)
        .join(', ') || 'none'
    const words = redact(parseErrorBody(answer.body).message)
    const seen = `status 401, challenge: ${schemes}${words === '' ? '' : `, ${words}`}`
    const sent = this.#authorization(url) !== undefined && !answer.crossed
    if (sent)
      return new SourceError('AUTH_REJECTED', `${host} refused the login of ${askedAs(credential)}`, {
        host,
        phase,
        seen,
      })
    const withheld = credential.kind !== 'anonymous'
    const cure = withheld
      ? 'The login is for another host and was not sent; --pass-credentials (passCredentials) sends it to every host that the index names.'
      : notes.join(' ')
    return new SourceError('AUTH_REQUIRED', `${host} asks for a login to read ${what}`, {
      host,
      phase,
      seen,
      ...(cure !== '' && { cure }),
    })
  }

  /** A small file; null for 304 to the conditional headers that were given. Compressed answers are unpacked within the limit. */
  async get(get: Get): Promise<{ readonly bytes: Uint8Array; readonly answer: HttpResponse } | null> {
    const answer = await this.#retrying({ ...get, headers: { 'accept-encoding': 'gzip', ...get.headers } })
    if (answer.status === 304) return null
    this.refusePage(answer, get)
    if (first(answer.headers['content-encoding'])?.trim().toLowerCase() !== 'gzip')
      return { bytes: answer.body, answer }
    try {
      return { bytes: await inflate(answer.body, { maxOutputLength: get.limit }), answer }
    } catch (error) {
      const tooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      const facts = { host: answer.url.host, phase: get.phase, cause: error }
      if (tooLong)
        throw new SourceError('LIMIT_EXCEEDED', `${get.what} unpacks to more than ${get.limit} bytes`, facts)
      throw new SourceError('MALFORMED_RESPONSE', `${get.what} says that it is gzip and is not`, facts)
    }
  }

  async #retrying(get: Get): Promise<HttpResponse> {
    for (let tries = 1; ; tries++) {
      const answer = await this.#send(get)
      if (answer.cut !== null && tries < 3) continue
      if (answer.status === 304) return answer
      const error = this.#refusal(answer, get)
      if (error !== undefined) throw error
      return answer
    }
  }

  /** @throws SourceError NOT_A_REGISTRY for a web page where a file was expected */
  refusePage(answer: HttpResponse, { what, phase }: Pick<Get, 'what' | 'phase'>): void {
    if (!isWebPage(answer)) return
    const title = this.connection.secrets.redact(parseErrorBody(answer.body).message)
    throw new SourceError('NOT_A_REGISTRY', `${answer.url.host} answers with a web page instead of ${what}`, {
      host: answer.url.host,
      phase,
      seen: `status ${answer.status}${title === '' ? '' : `, titled ${JSON.stringify(title)}`}`,
    })
  }

  /** A large file, resumed where it was cut. */
  download(get: Get): Promise<Uint8Array> {
    const question = { what: get.what, phase: get.phase, redact: (text: string) => text }
    return download({
      send: async (range) => {
        const answer = await this.#send(get, range)
        if (answer.status === 200 && answer.cut === null) this.refusePage(answer, get)
        return answer
      },
      refusal: (answer) => this.#refusal(answer, get),
      truncated: (answer, have) => truncated(answer, question, have),
    })
  }
}
