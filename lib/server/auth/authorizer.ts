import { parseChallenges, scopesFor, type Challenge, type Resource, type Token } from '../../oci/index.ts'
import { askedAs, basic } from '../connection/credential.ts'
import { SourceError } from '../errors/source-error.ts'
import type { HttpClient, HttpRequest, HttpResponse } from '../transport/http-client.ts'
import { looksLikeRegistry } from '../sources/oci/registry-answer.ts'
import { fetchToken, notesOf, type TokenQuery } from './token-client.ts'

/** How a resource wants to be asked, learned from its challenge. */
type Method = { readonly scheme: 'basic' } | ({ readonly scheme: 'bearer' } & TokenQuery)

interface CachedToken {
  readonly token: Promise<Token>
  /** milliseconds since 1970; until it is known, for ever */
  renewAt: number
}

const RENEW_EARLY = 5000

type Asked = Omit<HttpRequest, 'authorization'>

/**
 * Answers challenges: sends a request as it is, acts on the 401 of that very response, keeps tokens by realm, service and
 * scopes, and asks the token server once however many wait. Throws the AUTH codes, NOT_FOUND for an empty challenge.
 */
export class Authorizer {
  readonly #client: HttpClient
  readonly #methods = new Map<string, Method>()
  /** by kind of resource: what the last challenge said, tried for others of the kind before they challenge */
  readonly #usual = new Map<Resource['kind'], Method>()
  readonly #tokens = new Map<string, CachedToken>()

  constructor(client: HttpClient) {
    this.#client = client
  }

  async request(asked: Asked, resource: Resource): Promise<HttpResponse> {
    const key = resource.kind === 'repository' ? `repository:${resource.name}` : resource.kind
    const method = this.#methods.get(key) ?? this.#guess(resource)
    const sent = method === undefined ? undefined : await this.#authorization(method)
    let answer = await this.#client.request({ ...asked, authorization: sent?.header })
    if (answer.status !== 401 || answer.crossed) return answer

    if (method?.scheme === 'bearer' && sent?.cached === true) {
      // a token that was good may have run out: ask where it came from before believing another challenge
      this.#drop(method, sent.token)
      const wider = this.#widened(method, answer, resource)
      const fresh = await this.#authorization(wider)
      answer = await this.#client.request({ ...asked, authorization: fresh.header })
      if (answer.status !== 401 || answer.crossed) {
        this.#methods.set(key, wider)
        return answer
      }
    }
    return this.#obey(asked, resource, key, answer)
  }

  async #obey(asked: Asked, resource: Resource, key: string, refused: HttpResponse): Promise<HttpResponse> {
    let challenges = challengesOf(refused)
    if (challenges.length === 0) challenges = await this.#ping(asked, refused)
    if (challenges.length === 0) throw this.#empty(refused)
    const tried: Method['scheme'][] = []
    let answer = refused
    for (
      let method = this.#choose(challenges, resource, tried);
      method !== undefined;
      method = this.#choose(challenges, resource, tried)
    ) {
      tried.push(method.scheme)
      const sent = await this.#authorization(method)
      answer = await this.#client.request({ ...asked, authorization: sent.header })
      if (answer.status !== 401 || answer.crossed) {
        this.#methods.set(key, method)
        this.#usual.set(resource.kind, method)
        return answer
      }
      if (method.scheme === 'bearer') this.#drop(method, sent.token)
      challenges = challengesOf(answer)
    }
    throw this.#refusal(tried, challenges, refused, answer, resource)
  }

  /** The method that the challenges leave open: Bearer before Basic, each once, Basic only with a password. */
  #choose(
    challenges: readonly Challenge[],
    resource: Resource,
    tried: readonly string[],
  ): Method | undefined {
    const bearer = challenges.find((c) => c.scheme === 'bearer' && (c.params['realm'] ?? '') !== '')
    if (bearer !== undefined && !tried.includes('bearer')) {
      const { realm = '', service = '', scope = '' } = bearer.params
      return { scheme: 'bearer', realm, service, scopes: scopesFor(resource, scope) }
    }
    const mayBasic =
      challenges.some((c) => c.scheme === 'basic') && this.#client.connection.credential.kind === 'password'
    return mayBasic && !tried.includes('basic') ? { scheme: 'basic' } : undefined
  }

  #guess(resource: Resource): Method | undefined {
    const usual = this.#usual.get(resource.kind)
    return usual?.scheme === 'bearer' ? { ...usual, scopes: scopesFor(resource) } : usual
  }

  /** The remembered question, with scopes that the new challenge names for this resource. */
  #widened(method: Method & { scheme: 'bearer' }, answer: HttpResponse, resource: Resource): Method {
    const scope = challengesOf(answer).find((c) => c.scheme === 'bearer')?.params['scope']
    return scope === undefined
      ? method
      : { ...method, scopes: [...new Set([...scopesFor(resource, scope), ...method.scopes])] }
  }

  async #authorization(
    method: Method,
  ): Promise<{ header: string | undefined; cached: boolean; token: Promise<Token> | undefined }> {
    const { credential } = this.#client.connection
    if (method.scheme === 'basic') {
      const header =
        credential.kind === 'password' ? basic(credential.username, credential.password) : undefined
      return { header, cached: false, token: undefined }
    }
    if (credential.kind === 'registry-token')
      return { header: `Bearer ${credential.token}`, cached: false, token: undefined }
    const { token, cached } = this.#token(method)
    return { header: `Bearer ${(await token).value}`, cached, token }
  }

  #token(query: TokenQuery): { token: Promise<Token>; cached: boolean } {
    const key = tokenKey(query)
    const known = this.#tokens.get(key)
    if (known !== undefined && known.renewAt > Date.now()) return { token: known.token, cached: true }
    // shared by all who wait, so one caller's abort must not end it
    const token = fetchToken(this.#client, query)
    const entry: CachedToken = { token, renewAt: Number.POSITIVE_INFINITY }
    this.#tokens.set(key, entry)
    token.then(
      ({ seconds }) => (entry.renewAt = Date.now() + seconds * 1000 - RENEW_EARLY),
      () => this.#tokens.get(key) === entry && this.#tokens.delete(key),
    )
    return { token, cached: false }
  }

  #drop(query: TokenQuery, token: Promise<Token> | undefined): void {
    const key = tokenKey(query)
    if (this.#tokens.get(key)?.token === token) this.#tokens.delete(key)
  }

  /** The registry's own challenge, for a 401 that carries none. */
  async #ping(asked: Asked, refused: HttpResponse): Promise<Challenge[]> {
    const { origin, limits } = this.#client.connection
    const answer = await this.#client.request({
      method: 'GET',
      url: new URL('/v2/', origin),
      limit: limits.errorBody,
      phase: 'challenge',
      signal: asked.signal,
    })
    if (answer.status === 401) return challengesOf(answer)
    if (!looksLikeRegistry(refused) && !looksLikeRegistry(answer)) {
      throw new SourceError('NOT_A_REGISTRY', `${origin.host} answers with a web page`, {
        host: origin.host,
        phase: 'challenge',
        seen: `status ${refused.status}`,
      })
    }
    return []
  }

  #empty(answer: HttpResponse): SourceError {
    return new SourceError('NOT_FOUND', 'no such project, or no access', {
      host: answer.url.host,
      phase: 'challenge',
      seen: 'status 401 without a challenge',
      ...notesOf(this.#client),
    })
  }

  #refusal(
    tried: readonly Method['scheme'][],
    challenges: readonly Challenge[],
    asked: HttpResponse,
    answer: HttpResponse,
    resource: Resource,
  ): SourceError {
    const { connection } = this.#client
    const { host } = connection.origin
    const what =
      resource.kind === 'repository'
        ? resource.name
        : resource.kind === 'catalog'
          ? 'the list of repositories'
          : 'anything'
    const who = askedAs(connection.credential)
    const error = challenges.map((c) => c.params['error']).find((e) => e !== undefined)
    const schemes = [...new Set(challengesOf(asked).map((c) => c.scheme))].join(', ')
    const facts = {
      host,
      phase: 'challenge',
      seen: `asked as ${who} for ${what}; status 401${error === undefined ? '' : `, ${error}`}`,
    } as const
    if (error === 'insufficient_scope')
      return new SourceError('AUTH_FORBIDDEN', `${host} does not allow ${who} to read ${what}`, facts)
    if (tried.length === 0 && challenges.some((c) => c.scheme === 'bearer')) {
      return new SourceError(
        'AUTH_TOKEN_ERROR',
        `${host} asks for a token and does not say where to get one`,
        facts,
      )
    }
    if (tried.length === 0) {
      const speaks = schemes === '' || /\b(?:basic|bearer)\b/.test(schemes)
      const words = speaks
        ? `${host} asks for a login to read ${what}`
        : `${host} asks for a login by ${schemes}, which is not supported`
      return new SourceError('AUTH_REQUIRED', words, {
        ...facts,
        seen: `nothing was sent; challenge: ${schemes || 'none'}`,
        ...notesOf(this.#client),
      })
    }
    if (challenges.length === 0 && !tried.includes('basic')) return this.#empty(answer)
    if (connection.credential.kind === 'anonymous') {
      return new SourceError('AUTH_REQUIRED', `${host} asks for a login to read ${what}`, {
        ...facts,
        ...notesOf(this.#client),
      })
    }
    if (error === 'invalid_token' && connection.credential.kind !== 'registry-token') {
      return new SourceError(
        'AUTH_TOKEN_ERROR',
        `${host} does not accept the token that its own token server gave`,
        facts,
      )
    }
    return new SourceError('AUTH_REJECTED', `${host} refused the login of ${who}`, facts)
  }
}

const tokenKey = ({ realm, service, scopes }: TokenQuery): string => JSON.stringify([realm, service, scopes])
const challengesOf = (answer: HttpResponse): Challenge[] =>
  parseChallenges(answer.headers['www-authenticate'])
