import type { Provider as ProviderName } from '../../../../schema/config.ts'
import { buildConnection, type Connection } from '../../../connection/connection.ts'
import { basic, type Credential } from '../../../connection/credential.ts'
import { SourceError } from '../../../errors/source-error.ts'
import { first, HttpClient, type HttpResponse } from '../../../transport/http-client.ts'
import type { Purpose } from '../../../transport/trust-rule.ts'
import { jsonOf, refusal } from '../registry-answer.ts'

/** What an adapter is asked with. */
export interface Listing {
  readonly connection: Connection
  /** where the registry answers */
  readonly host: string
  /** `owner`, `project/path` or "" */
  readonly namespace: string
  /** where the provider's API answers, when the configuration says it */
  readonly api: URL | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  /** the realm of the registry's challenge, for those whose API is beside their token server */
  readonly realm: string
  readonly signal?: AbortSignal | undefined
}

/** Lists repositories by a provider's own API; names are whole, with the namespace. Throws `SourceError`. */
export type ListRepositories = (listing: Listing) => Promise<string[]>

/** How a registry lists: by its own API before `_catalog`, or where `_catalog` refuses. */
export interface Adapter {
  readonly name: Exclude<ProviderName, 'auto' | 'catalog'>
  readonly when: 'first' | 'refused'
  /** whether a host is this provider's own service */
  readonly owns: RegExp
  /** whether a token realm is this product's */
  readonly realm?: RegExp
  readonly load: () => Promise<ListRepositories>
}

/** How the login is shown to an API. `bearer` gives the password as a token, as personal access tokens are. */
type Show = 'basic' | 'bearer' | 'none'

/** Pages of JSON from a provider's API, with the source's TLS, proxy and limits. */
export class ProviderApi {
  readonly origin: URL
  readonly #http: HttpClient
  readonly #listing: Listing
  readonly #purpose: Purpose

  /**
   * @param usual where the API answers unless the configuration says otherwise. Only what the operator named may be at an
   * inner address; the rest falls under the rule for token servers.
   */
  constructor(listing: Listing, usual: URL) {
    const { connection, api } = listing
    this.#listing = listing
    this.origin = api ?? usual
    this.#purpose = api === undefined ? 'token' : 'own'
    this.#http = new HttpClient(
      api === undefined ? connection : buildConnection({ ...connection, origin: api }),
    )
    if (this.origin.protocol === 'http:' && connection.origin.protocol === 'https:' && api === undefined) {
      throw new SourceError('ADDRESS_BLOCKED', `${this.origin.host} would be asked without TLS`, {
        host: this.origin.host,
        phase: 'list',
      })
    }
  }

  async get(
    path: string,
    show: Show,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ json: unknown; answer: HttpResponse }> {
    const answer = await this.#http.request({
      method: 'GET',
      url: new URL(path, this.origin),
      headers: { accept: 'application/json', ...headers },
      authorization: authorization(this.#listing.connection.credential, show),
      limit: this.#listing.connection.limits.page,
      phase: 'list',
      purpose: this.#purpose,
      signal: this.#listing.signal,
    })
    return { json: this.#json(answer, path), answer }
  }

  async post(path: string, body: string, headers: Readonly<Record<string, string>>): Promise<unknown> {
    const url = new URL(path, this.origin)
    const answer = await this.#http.request({
      method: 'POST',
      url,
      body,
      headers,
      limit: this.#listing.connection.limits.page,
      phase: 'list',
      purpose: this.#purpose,
      signal: this.#listing.signal,
    })
    return this.#json(answer, path)
  }

  #json(answer: HttpResponse, path: string): unknown {
    const question = {
      what: `${this.origin.host}${path.split('?')[0]}`,
      phase: 'list',
      redact: (text: string) => this.#http.connection.secrets.redact(text),
    } as const
    const error = refusal(answer, question)
    if (error !== undefined) throw error
    if (answer.body[0] === 0x5b) {
      try {
        return JSON.parse(new TextDecoder().decode(answer.body))
      } catch {
        throw new SourceError('MALFORMED_RESPONSE', 'the answer is not JSON', {
          host: this.origin.host,
          phase: 'list',
        })
      }
    }
    return jsonOf(answer, question)
  }
}

function authorization(credential: Credential, show: Show): string | undefined {
  if (show === 'none' || credential.kind === 'anonymous') return undefined
  if (credential.kind !== 'password') return `Bearer ${credential.token}`
  return show === 'basic' ? basic(credential.username, credential.password) : `Bearer ${credential.password}`
}

/** The texts under `key` of a list of objects; anything else in it is passed over. */
export function texts(list: unknown, key: string): string[] {
  if (!Array.isArray(list))
    throw new SourceError('MALFORMED_RESPONSE', 'the provider’s list is no list', { phase: 'list' })
  return list
    .map((item: unknown) => (item as Readonly<Record<string, unknown>> | null)?.[key])
    .filter((text) => typeof text === 'string')
}

/** Asks for page after page until one is not full. @throws SourceError LIMIT_EXCEEDED */
export async function pageByPage(size: number, ask: (page: number) => Promise<string[]>): Promise<string[]> {
  const all: string[] = []
  for (let page = 1; page <= 1000; page++) {
    const some = await ask(page)
    all.push(...some)
    if (some.length < size) return all
  }
  throw new SourceError('LIMIT_EXCEEDED', `more than ${1000 * size} repositories`, { phase: 'list' })
}

/** Whether a page's `Link` promises another. */
export const hasNext = (answer: HttpResponse): boolean =>
  /rel\s*=\s*"?next"?/i.test(first(answer.headers['link']) ?? '')

/** The namespace's first segment, which these APIs ask by. @throws SourceError LIST_UNSUPPORTED without one */
export function ownerOf({ namespace, host }: Listing): string {
  const [owner = ''] = namespace.split('/')
  if (owner !== '') return owner
  throw new SourceError('LIST_UNSUPPORTED', `${host} lists by owner, and the address names none`, {
    host,
    phase: 'list',
  })
}
