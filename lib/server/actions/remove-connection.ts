import { audit } from '../access/audit.ts'
import type { Identity } from '../access/identity.ts'
import { connectionNamed } from '../connections/connection-named.ts'
import { changeStore } from '../connections/connection-store.ts'

/** Removes a connection with its secrets and what was remembered for it. @throws SourceError CONNECTION_UNKNOWN, STORE_UNREADABLE */
export async function removeConnection(identity: Identity, name: string): Promise<void> {
  const { url } = connectionNamed(name)
  changeStore(({ connections, remembered, ...kept }) => {
    const { [name]: _, ...others } = remembered
    return { ...kept, connections: connections.filter((c) => c.name !== name), remembered: others }
  })
  audit(identity, 'connection removed', { connection: name, url })
}
