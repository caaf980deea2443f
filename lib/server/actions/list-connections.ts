import type { Connection } from '../../schema/connection.ts'
import { readStore } from '../connections/connection-store.ts'
import { showConnection } from '../connections/show-connection.ts'

/** The connections that were added on the page. @throws SourceError STORE_UNREADABLE */
export const listConnections = async (): Promise<Connection[]> => readStore().connections.map(showConnection)
