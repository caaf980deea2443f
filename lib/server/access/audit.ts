import type { Identity } from './identity.ts'

/**
 * Writes one line about a change into the server's log: who, from where, what. Never a secret.
 * @param facts names and addresses that tell what was changed
 */
export function audit(identity: Identity, what: string, facts: Readonly<Record<string, string>> = {}): void {
  const { who, by } = identity
  console.log(
    JSON.stringify({ level: 'info', time: new Date().toISOString(), audit: what, who, by, ...facts }),
  )
}
