import { parseReference } from '../../oci/index.ts'
import { audit } from '../access/audit.ts'
import type { Identity } from '../access/identity.ts'
import { changeStore } from '../connections/connection-store.ts'
import { SourceError } from '../errors/source-error.ts'
import { sourceNamed } from '../sources/sources-in-force.ts'

/**
 * Keeps the name of a repository that no list shows, so that its source shows it from now on.
 * @throws SourceError SOURCE_UNKNOWN, REQUEST_INVALID, STORE_UNREADABLE
 */
export async function rememberRepository(identity: Identity, source: string, given: string): Promise<string> {
  const { about } = sourceNamed(source)
  const repository = given.replace(/^\/+|\/+$/g, '')
  const readable = ((): boolean => {
    try {
      const { tag, digest } = parseReference(`oci://host/${repository}`)
      return repository !== '' && tag === null && digest === null
    } catch {
      return false
    }
  })()
  if (about.kind !== 'oci' || source.includes(':') || !readable)
    throw new SourceError(
      'REQUEST_INVALID',
      readable
        ? `${source} is no configured registry`
        : `${JSON.stringify(repository)} is no name of a repository`,
      { phase: 'request' },
    )
  changeStore((kept) => ({
    ...kept,
    remembered: {
      ...kept.remembered,
      [source]: [...new Set([...(kept.remembered[source] ?? []), repository])],
    },
  }))
  audit(identity, 'repository remembered', { source, repository })
  return repository
}
