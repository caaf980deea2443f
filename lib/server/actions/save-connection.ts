import type { Connection, ConnectionBody } from '../../schema/connection.ts'
import { audit } from '../access/audit.ts'
import type { Identity } from '../access/identity.ts'
import { composeConnection, freshName } from '../connections/compose-connection.ts'
import { connectionNamed } from '../connections/connection-named.ts'
import { changeStore } from '../connections/connection-store.ts'
import { showConnection } from '../connections/show-connection.ts'
import { allSources } from '../sources/sources-in-force.ts'

/**
 * Adds a connection, or changes the one that `name` names. It holds at once.
 * @param name null for a new one
 * @throws SourceError REQUEST_INVALID, CONNECTION_UNKNOWN, TLS_BAD_…, STORE_UNREADABLE
 */
export async function saveConnection(
  identity: Identity,
  name: string | null,
  given: ConnectionBody,
): Promise<Connection> {
  const before = name === null ? undefined : connectionNamed(name)
  const sources = allSources()
  const made = composeConnection(
    given,
    { name: name ?? freshName(given.title, (slug) => sources.has(slug)), who: identity.who, now: new Date() },
    before,
  )
  changeStore((kept) => ({
    ...kept,
    connections: [...kept.connections.filter((c) => c.name !== made.name), made].sort((a, b) =>
      a.title.localeCompare(b.title, 'en'),
    ),
  }))
  audit(identity, before === undefined ? 'connection added' : 'connection changed', {
    connection: made.name,
    url: made.url,
    as: made.auth.username || made.auth.kind,
  })
  return showConnection(made)
}
