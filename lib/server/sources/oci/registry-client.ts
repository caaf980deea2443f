import { gunzipSync } from 'node:zlib'
import { MANIFEST_ACCEPT, nextQuery, type Resource } from '../../../oci/index.ts'
import { Authorizer } from '../../auth/authorizer.ts'
import type { Connection } from '../../connection/connection.ts'
import { SourceError, type Phase } from '../../errors/source-error.ts'
import { download } from '../../transport/download.ts'
import { first, HttpClient, type HttpResponse } from '../../transport/http-client.ts'
import { isWebPage, jsonOf, looksLikeRegistry, refusal, truncated, type Question } from './registry-answer.ts'

const CUT_TRIES = 3

interface Get {
  /** below the origin, already encoded, with query */
  readonly path: string
  readonly resource: Resource
  readonly what: string
  readonly phase: Phase
  readonly limit: number
  readonly accept?: string
  readonly range?: string
  readonly method?: 'GET' | 'HEAD'
  readonly signal?: AbortSignal | undefined
}

/** The registry API over one connection: authorized requests, paged lists, resumed blobs. */
export class RegistryClient {
  readonly connection: Connection
  readonly http: HttpClient
  readonly #authorizer: Authorizer

  constructor(connection: Connection) {
    this.connection = connection
    this.http = new HttpClient(connection)
    this.#authorizer = new Authorizer(this.http)
  }

  question(what: string, phase: Phase): Question {
    return { what, phase, redact: (text) => this.connection.secrets.redact(text) }
  }

  /** An authorized request as it was answered, whatever the status. */
  send({ path, resource, phase, limit, accept, range, method = 'GET', signal }: Get): Promise<HttpResponse> {
    const headers = { ...(accept !== undefined && { accept }), ...(range !== undefined && { range }) }
    return this.#authorizer.request(
      { method, url: new URL(path, this.connection.origin), headers, limit, phase, signal },
      resource,
    )
  }

  /** A request that must succeed; answers that were cut short are asked for again. */
  async get(get: Get): Promise<HttpResponse> {
    const question = this.question(get.what, get.phase)
    for (let tries = 1; ; tries++) {
      const answer = await this.send(get)
      if (answer.cut !== null && tries < CUT_TRIES) continue
      const error = refusal(answer, question)
      if (error === undefined) return unpacked(answer, question, get.limit)
      if ((answer.status === 404 || answer.status === 403) && isWebPage(answer))
        await this.#orNoRegistry(answer, get)
      throw error
    }
  }

  /** @throws SourceError NOT_A_REGISTRY when the web page was no accident: `/v2/` answers with one, or not as a registry */
  async #orNoRegistry(page: HttpResponse, { phase, signal }: Get): Promise<void> {
    if (looksLikeRegistry(page)) return
    const { origin, limits } = this.connection
    const answer = await this.http.request({
      method: 'GET',
      url: new URL('/v2/', origin),
      limit: limits.errorBody,
      phase,
      signal,
    })
    if (looksLikeRegistry(answer)) return
    throw new SourceError('NOT_A_REGISTRY', `${origin.host} answers with a web page`, {
      host: origin.host,
      phase,
      seen: `status ${page.status}, and ${answer.status} for /v2/`,
    })
  }

  manifest(repository: string, reference: string, signal?: AbortSignal): Promise<HttpResponse> {
    return this.get({
      path: `/v2/${repository}/manifests/${reference}`,
      resource: { kind: 'repository', name: repository },
      what: `${repository}${reference.includes(':') ? '@' : ':'}${reference}`,
      phase: 'manifest',
      limit: this.connection.limits.manifest,
      accept: MANIFEST_ACCEPT.join(', '),
      signal,
    })
  }

  /**
   * Every page of a list, as JSON objects. Of each `Link` only the query is used, with our own origin and path; a cursor
   * that comes twice ends the list.
   */
  async *pages(
    get: Omit<Get, 'limit'>,
  ): AsyncGenerator<{ page: Readonly<Record<string, unknown>>; answer: HttpResponse; repeated: boolean }> {
    const { limits } = this.connection
    const seen = new Set<string>()
    const [path] = get.path.split('?')
    for (let next = get.path, count = 1; ; count++) {
      if (count > limits.pages)
        throw new SourceError('LIMIT_EXCEEDED', `${get.what}: more than ${limits.pages} pages`, {
          host: this.connection.origin.host,
          phase: get.phase,
        })
      const answer = await this.get({ ...get, path: next, limit: limits.page })
      const page = jsonOf(answer, this.question(get.what, get.phase))
      const query = nextQuery(answer.headers['link'])
      const repeated = query !== '' && seen.has(query)
      yield { page, answer, repeated }
      if (query === '' || repeated) return
      seen.add(query)
      next = `${path}?${query}`
    }
  }

  /** A blob's bytes; digest and size are the caller's to check. */
  blob(repository: string, digest: string, size: number, signal?: AbortSignal): Promise<Uint8Array> {
    const get: Get = {
      path: `/v2/${repository}/blobs/${digest}`,
      resource: { kind: 'repository', name: repository },
      what: `${repository}@${digest}`,
      phase: 'blob',
      limit: size + 1,
      signal,
    }
    const question = this.question(get.what, 'blob')
    return download({
      send: (range) => this.#blobPart(get, range, size),
      refusal: (answer) => refusal(answer, question),
      truncated: (answer, have) => truncated(answer, question, have),
    })
  }

  async #blobPart(get: Get, range: string | undefined, size: number): Promise<HttpResponse> {
    try {
      return await this.send({ ...get, ...(range !== undefined && { range }) })
    } catch (error) {
      if (!(error instanceof SourceError) || error.code !== 'LIMIT_EXCEEDED') throw error
      throw new SourceError('SIZE_MISMATCH', `expected ${size} bytes, got more`, {
        host: error.host,
        phase: 'blob',
        cause: error,
      })
    }
  }
}

/** An answer whose body was compressed although nobody asked for it. */
function unpacked(answer: HttpResponse, { what, phase }: Question, limit: number): HttpResponse {
  if (first(answer.headers['content-encoding'])?.trim().toLowerCase() !== 'gzip') return answer
  try {
    return { ...answer, body: gunzipSync(answer.body, { maxOutputLength: limit }) }
  } catch (error) {
    const tooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    const words = tooLong
      ? `${what} unpacks to more than ${limit} bytes`
      : `the answer for ${what} says that it is gzip and is not`
    throw new SourceError(tooLong ? 'LIMIT_EXCEEDED' : 'MALFORMED_RESPONSE', words, {
      host: answer.url.host,
      phase,
      cause: error,
    })
  }
}
