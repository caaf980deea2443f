import type { TrustView } from '../../schema/trust.ts'
import { sortDropped } from '../../verify/dropped/sort.ts'
import { audit } from '../access/audit.ts'
import type { Identity } from '../access/identity.ts'
import { configInForce } from '../config/config-in-force.ts'
import { SourceError } from '../errors/source-error.ts'
import { changeKeptTrust, writeKeptKey } from '../trust/kept-trust.ts'
import { nodePrimitives } from '../trust/node-primitives.ts'
import { withKeptTrust } from '../trust/trust-in-force.ts'
import { showTrust } from './show-trust.ts'

/**
 * Keeps a public key or keyring under a name that policies can use.
 * @throws SourceError REQUEST_INVALID for what is no public key or a name that is taken, STORE_UNREADABLE
 */
export async function addKey(identity: Identity, name: string, bytes: Uint8Array): Promise<TrustView> {
  const { keyrings = [], keys = [] } = withKeptTrust(configInForce()).config.trust ?? {}
  if ([...keyrings, ...keys].some((one) => one.name === name))
    throw refused(`the name "${name}" is taken; remove that one first, or choose another`)
  const sorted = sortDropped({ name, bytes }, nodePrimitives)
  if (sorted.kind !== 'keyring' && sorted.kind !== 'key')
    throw refused(sorted.kind === 'refused' ? sorted.words : `${sorted.words}, no public key`)
  const { kind } = sorted
  writeKeptKey(name, bytes)
  const added = { name, kind, by: identity.who, at: new Date().toISOString() }
  changeKeptTrust((kept) => ({ ...kept, keys: [...kept.keys.filter((one) => one.name !== name), added] }))
  audit(identity, 'key added', { key: name, kind })
  return showTrust()
}

const refused = (words: string): SourceError =>
  new SourceError('REQUEST_INVALID', words, { phase: 'request' })
