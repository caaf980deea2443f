import type { Connection } from '../../schema/connection.ts'
import { connectionNamed } from '../connections/connection-named.ts'
import { showConnection as shown } from '../connections/show-connection.ts'

/** One connection that was added on the page. @throws SourceError CONNECTION_UNKNOWN, STORE_UNREADABLE */
export const showConnection = async (name: string): Promise<Connection> => shown(connectionNamed(name))
