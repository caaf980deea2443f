import { SourceError } from '../errors/source-error.ts'
import { readStore } from './connection-store.ts'
import type { KeptConnection } from './kept-connection.ts'

/** @throws SourceError CONNECTION_UNKNOWN, STORE_UNREADABLE */
export function connectionNamed(name: string): KeptConnection {
  const kept = readStore().connections.find((connection) => connection.name === name)
  if (kept !== undefined) return kept
  throw new SourceError('CONNECTION_UNKNOWN', `no connection is named ${JSON.stringify(name)}`, {
    phase: 'store',
  })
}
