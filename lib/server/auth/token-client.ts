import { parseErrorBody, parseToken, type Token } from '../../oci/index.ts'
import { askedAs, basic } from '../connection/credential.ts'
import { SourceError } from '../errors/source-error.ts'
import { first, place, type HttpClient, type HttpResponse } from '../transport/http-client.ts'
import { retryAfter } from '../transport/retry-after.ts'

/** What a Bearer challenge asks for. */
export interface TokenQuery {
  readonly realm: string
  readonly service: string
  readonly scopes: readonly string[]
}

/** Statuses by which token servers say that they do not know the refresh form. */
const NO_POST: ReadonlySet<number> = new Set([404, 405])

/**
 * Asks a token server. The realm comes from the registry, so it must be TLS unless the registry itself is plain HTTP, and
 * may not lead to an inner address; an explicit password goes there only as Basic over GET.
 * @throws SourceError
 */
export async function fetchToken(client: HttpClient, query: TokenQuery): Promise<Token> {
  const realm = realmOf(client, query.realm)
  const { credential } = client.connection
  const answer = await ask(client, realm, query)
  const facts = { host: realm.host, phase: 'token' } as const
  const body = parseErrorBody(answer.body)
  const words = client.connection.secrets.redact([body.code, body.message].filter((w) => w !== '').join(': '))
  const said = `status ${answer.status}${words === '' ? '' : `, ${words}`}`
  const asked = `${askedAs(credential)} for ${query.scopes.join(' ')}`
  if (answer.status >= 200 && answer.status < 300 && answer.cut === null) {
    try {
      const token = parseToken(answer.body)
      client.connection.secrets.add(token.value)
      return token
    } catch (error) {
      const seen = /^\s*</.test(new TextDecoder().decode(answer.body.subarray(0, 32)))
        ? 'a web page'
        : `status ${answer.status}`
      throw new SourceError('AUTH_TOKEN_ERROR', (error as Error).message, { ...facts, seen, cause: error })
    }
  }
  const refused =
    answer.status === 401 ||
    (answer.status === 400 && /invalid_(?:grant|client|token)|unauthorized/i.test(words))
  if (refused && credential.kind === 'anonymous') {
    throw new SourceError('AUTH_REQUIRED', `the token server ${realm.host} gives no token without a login`, {
      ...facts,
      seen: said,
      ...notesOf(client),
    })
  }
  if (refused)
    throw new SourceError('AUTH_REJECTED', `the token server ${realm.host} refused the login`, {
      ...facts,
      seen: `asked as ${asked}; ${said}`,
    })
  if (answer.status === 403) {
    throw new SourceError('AUTH_FORBIDDEN', `the token server ${realm.host} gives no token`, {
      ...facts,
      seen: `asked as ${asked}; ${said}`,
    })
  }
  if (answer.status === 429) {
    const wait = retryAfter(first(answer.headers['retry-after']), Date.now())
    throw new SourceError('RATE_LIMITED', `the token server ${realm.host} asks to wait`, {
      ...facts,
      seen: said,
      retryAfter: wait === undefined ? undefined : Math.ceil(wait / 1000),
    })
  }
  throw new SourceError(
    'AUTH_TOKEN_ERROR',
    `the token server ${realm.host} gave no token, after ${answer.tries} tries`,
    { ...facts, seen: said },
  )
}

/** What went wrong with stored logins, where a login is missing. */
export const notesOf = (client: HttpClient): { cure?: string } => {
  const { notes } = client.connection
  return notes.length === 0 ? {} : { cure: notes.join(' ') }
}

async function ask(client: HttpClient, realm: URL, query: TokenQuery): Promise<HttpResponse> {
  const { credential, limits } = client.connection
  const common = { limit: limits.token, phase: 'token', purpose: 'token' } as const
  try {
    if (credential.kind === 'identity-token') {
      const form = new URLSearchParams({
        grant_type: 'refresh_token',
        service: query.service,
        client_id: 'chartroom',
        scope: query.scopes.join(' '),
      })
      form.set('refresh_token', credential.token)
      const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
      const answer = await client.request({
        ...common,
        method: 'POST',
        url: realm,
        headers,
        body: form.toString(),
      })
      if (!NO_POST.has(answer.status)) return answer
    }
    return await client.request({
      ...common,
      method: 'GET',
      url: withQuery(realm, query),
      headers: { accept: 'application/json' },
      authorization: authorizationOf(client),
    })
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    if (error.code === 'LIMIT_EXCEEDED')
      throw new SourceError(
        'AUTH_TOKEN_ERROR',
        `the token server’s answer is larger than ${limits.token} bytes`,
        { host: realm.host, phase: 'token', cause: error },
      )
    throw error.phase === 'request' ? error.with({ phase: 'token' }) : error
  }
}

function authorizationOf(client: HttpClient): string | undefined {
  const { credential } = client.connection
  if (credential.kind === 'password') return basic(credential.username, credential.password)
  if (credential.kind === 'identity-token') return basic(credential.username, credential.token)
  return undefined
}

function withQuery(realm: URL, { service, scopes }: TokenQuery): URL {
  const url = new URL(realm)
  if (service !== '') url.searchParams.set('service', service)
  for (const scope of scopes) url.searchParams.append('scope', scope)
  return url
}

/** @throws SourceError AUTH_TOKEN_ERROR, ADDRESS_BLOCKED */
function realmOf(client: HttpClient, text: string): URL {
  const { origin } = client.connection
  const facts = { host: origin.host, phase: 'challenge' } as const
  let realm: URL
  try {
    realm = new URL(text, origin)
  } catch {
    throw new SourceError('AUTH_TOKEN_ERROR', 'the registry’s challenge names no usable token server', facts)
  }
  realm.username = ''
  realm.password = ''
  realm.hash = ''
  const fine = realm.protocol === 'https:' || (realm.protocol === 'http:' && origin.protocol === 'http:')
  if (fine) return realm
  throw new SourceError('ADDRESS_BLOCKED', `the registry names a token server without TLS: ${place(realm)}`, {
    ...facts,
    seen: 'rule: a token server is asked over https unless the registry itself is plain http',
  })
}
