import { isRepository, parseChallenges } from '../../../oci/index.ts'
import type { Provider } from '../../../schema/config.ts'
import { SourceError } from '../../errors/source-error.ts'
import { SELF, type Catalog } from '../manifest-store.ts'
import { adapters } from './providers/adapters.ts'
import type { Adapter } from './providers/provider.ts'
import type { RegistryClient } from './registry-client.ts'

/** Page sizes to ask for, the next when the registry refuses one. 0 asks without. */
const SIZES = [1000, 100, 0]

/** Codes by which registries say that the list is not for this asker, or for nobody. */
const NO_LIST: ReadonlySet<string> = new Set(['AUTH_FORBIDDEN', 'NOT_FOUND', 'LIST_UNSUPPORTED'])

/** How a registry's repositories are to be listed besides `_catalog`. */
export interface ListBy {
  readonly provider: Provider
  /** where a provider that signs its requests finds keys */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly api: URL | undefined
}

/**
 * The repositories below a namespace: by the provider's own API where `_catalog` is known not to serve, by `_catalog`, or by
 * the API of what the refusal shows to be there. A registry that does not list is told as refused, never as empty.
 */
export async function listRepositories(
  client: RegistryClient,
  namespace: string,
  { provider, api, env }: ListBy,
  signal?: AbortSignal,
  soFar?: (names: readonly string[]) => void,
): Promise<Catalog> {
  const { connection } = client
  const { host } = connection.origin
  const named =
    provider === 'auto' ? adapters.find((a) => a.owns.test(host)) : adapters.find((a) => a.name === provider)
  const by = async (adapter: Adapter, realm: string): Promise<Catalog> => {
    try {
      const list = await adapter.load()
      return found(await list({ connection, host, namespace, api, env, realm, signal }), namespace)
    } catch (error) {
      if (!(error instanceof SourceError) || signal?.aborted) throw error
      return refused(host, error, `its own API (${adapter.name})`)
    }
  }
  if (named?.when === 'first') return by(named, named.name === 'gitlab' ? await realmOf(client, signal) : '')
  const listed = await listCatalog(client, namespace, signal, soFar)
  if (listed.state !== 'refused' || provider === 'catalog') return listed
  const realm = named === undefined || named.realm !== undefined ? await realmOf(client, signal) : ''
  const adapter = named ?? adapters.find((a) => a.realm?.test(realm) === true)
  if (adapter === undefined) return listed
  const second = await by(adapter, realm)
  return second.state === 'refused' ? listed : second
}

/** The token realm that `/v2/` names, without query; "" where there is none. */
async function realmOf(client: RegistryClient, signal: AbortSignal | undefined): Promise<string> {
  const { origin, limits } = client.connection
  try {
    const answer = await client.http.request({
      method: 'GET',
      url: new URL('/v2/', origin),
      limit: limits.errorBody,
      phase: 'challenge',
      signal,
    })
    const bearer = parseChallenges(answer.headers['www-authenticate']).find((c) => c.scheme === 'bearer')
    return (bearer?.params['realm'] ?? '').replace(/\?.*$/, '')
  } catch {
    return ''
  }
}

function found(names: readonly string[], namespace: string): Catalog {
  const prefix = namespace === '' ? '' : `${namespace}/`
  const below = names
    .filter((name) => name.startsWith(prefix) && isRepository(name))
    .map((name) => name.slice(prefix.length))
  if (namespace !== '' && names.includes(namespace)) below.push(SELF)
  return { state: 'complete', reason: null, names: [...new Set(below)].sort() }
}

function refused(host: string, error: SourceError, by: string): Catalog {
  const seen = [by, error.message, error.seen].filter((s) => s !== '').join(': ')
  const reason = new SourceError('LIST_UNSUPPORTED', `${host} does not list its repositories`, {
    host: error.host || host,
    phase: 'list',
    seen,
    cause: error,
  })
  return { state: 'refused', reason, names: [] }
}

/** The repositories below a namespace by `_catalog`. */
async function listCatalog(
  client: RegistryClient,
  namespace: string,
  signal?: AbortSignal,
  soFar?: (names: readonly string[]) => void,
): Promise<Catalog> {
  const { host } = client.connection.origin
  const names = new Set<string>()
  const tell = soFar && ((): void => soFar(found([...names], namespace).names))
  let repeated = false
  try {
    repeated = await collect(client, names, signal, tell)
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    const isRefused =
      NO_LIST.has(error.code) || (error.code === 'AUTH_REJECTED' && (await acceptsLogin(client, signal)))
    if (!isRefused) throw error
    return refused(host, error, '_catalog')
  }
  const complete = found([...names], namespace)
  if (!repeated) return complete
  const reason = new SourceError(
    'MALFORMED_RESPONSE',
    'the registry’s list of repositories goes round in a circle; what came before is shown',
    { host, phase: 'list' },
  )
  return { ...complete, state: 'partial', reason }
}

/** Adds all names; tells whether a cursor came twice. */
async function collect(
  client: RegistryClient,
  names: Set<string>,
  signal: AbortSignal | undefined,
  tell: (() => void) | undefined,
): Promise<boolean> {
  for (const [i, size] of SIZES.entries()) {
    try {
      return await collectPages(client, size, names, signal, tell)
    } catch (error) {
      const refusedSize =
        error instanceof SourceError && /^status (?:400|405|416|422)\b/.test(error.seen) && names.size === 0
      if (!refusedSize) throw error
      if (i < SIZES.length - 1) continue
      throw new SourceError('LIST_UNSUPPORTED', error.message, {
        host: error.host,
        phase: 'list',
        seen: error.seen,
        cause: error,
      })
    }
  }
  return false
}

async function collectPages(
  client: RegistryClient,
  size: number,
  names: Set<string>,
  signal: AbortSignal | undefined,
  tell: (() => void) | undefined,
): Promise<boolean> {
  const get = {
    resource: { kind: 'catalog' },
    what: 'the list of repositories',
    phase: 'list',
    signal,
  } as const
  for (let path = `/v2/_catalog${size === 0 ? '' : `?n=${size}`}`; ;) {
    let last = ''
    let count = 0
    let linked = false
    let idle = 0
    for await (const { page, answer, repeated } of client.pages({ ...get, path })) {
      const listed = page['repositories'] === null ? [] : page['repositories']
      if (!Array.isArray(listed)) {
        throw new SourceError('MALFORMED_RESPONSE', 'the registry’s list of repositories is no list', {
          host: client.connection.origin.host,
          phase: 'list',
        })
      }
      const before = names.size
      for (const name of listed) if (typeof name === 'string' && isRepository(name)) names.add(name)
      idle = names.size > before ? 0 : idle + 1
      tell?.()
      if (repeated || idle >= client.connection.limits.idlePages) return true
      linked ||= answer.headers['link'] !== undefined
      last = names.size > before ? String(listed.at(-1)) : ''
      count = listed.length
    }
    // a full page, and never a Link: some registries page by `last` and say nothing
    if (linked || size === 0 || count < size || last === '') return false
    path = `/v2/_catalog?n=${size}&last=${encodeURIComponent(last)}`
  }
}

/** Whether the login that the list refused holds elsewhere, so that it is the list that is refused. */
async function acceptsLogin(client: RegistryClient, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    const answer = await client.send({
      path: '/v2/',
      resource: { kind: 'login' },
      what: '/v2/',
      phase: 'challenge',
      limit: client.connection.limits.errorBody,
      signal,
    })
    return answer.status === 200
  } catch {
    return false
  }
}
