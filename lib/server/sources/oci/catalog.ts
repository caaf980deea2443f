import { isRepository } from '../../../oci/index.ts'
import { SourceError } from '../../errors/source-error.ts'
import type { Catalog } from '../manifest-store.ts'
import type { RegistryClient } from './registry-client.ts'

/** Page sizes to ask for, the next when the registry refuses one. 0 asks without. */
const SIZES = [1000, 100, 0]

/** Codes by which registries say that the list is not for this asker, or for nobody. */
const NO_LIST: ReadonlySet<string> = new Set(['AUTH_FORBIDDEN', 'NOT_FOUND', 'LIST_UNSUPPORTED'])

/** The repositories below a namespace by `_catalog`. A registry that does not list is told as refused, never as empty. */
export async function listCatalog(
  client: RegistryClient,
  namespace: string,
  signal?: AbortSignal,
): Promise<Catalog> {
  const names = new Set<string>()
  let repeated = false
  try {
    repeated = await collect(client, names, signal)
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    const refused =
      NO_LIST.has(error.code) || (error.code === 'AUTH_REJECTED' && (await acceptsLogin(client, signal)))
    if (!refused) throw error
    const reason = new SourceError(
      'LIST_UNSUPPORTED',
      `${client.connection.origin.host} does not list its repositories`,
      {
        host: error.host,
        phase: 'list',
        seen: error.seen,
        cause: error,
      },
    )
    return { state: 'refused', reason, names: [] }
  }
  const prefix = namespace === '' ? '' : `${namespace}/`
  const below = [...names]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length))
    .sort()
  if (!repeated) return { state: 'complete', reason: null, names: below }
  const reason = new SourceError(
    'MALFORMED_RESPONSE',
    'the registry’s list of repositories goes round in a circle; what came before is shown',
    {
      host: client.connection.origin.host,
      phase: 'list',
    },
  )
  return { state: 'partial', reason, names: below }
}

/** Adds all names; tells whether a cursor came twice. */
async function collect(
  client: RegistryClient,
  names: Set<string>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  for (const [i, size] of SIZES.entries()) {
    try {
      return await collectPages(client, size, names, signal)
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
    for await (const { page, answer, repeated } of client.pages({ ...get, path })) {
      const listed = page['repositories'] ?? []
      if (!Array.isArray(listed)) {
        throw new SourceError('MALFORMED_RESPONSE', 'the registry’s list of repositories is no list', {
          host: client.connection.origin.host,
          phase: 'list',
        })
      }
      const before = names.size
      for (const name of listed) if (typeof name === 'string' && isRepository(name)) names.add(name)
      if (repeated) return true
      linked = answer.headers['link'] !== undefined
      last = names.size > before ? String(listed.at(-1)) : ''
      count = listed.length
    }
    // a full page without a Link: some registries page by `last` and say nothing
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
