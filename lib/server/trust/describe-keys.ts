import { createHash } from 'node:crypto'
import type { TrustConfig } from '../../schema/config.ts'
import type { TrustFault, TrustKey } from '../../schema/trust.ts'
import { KeyringError } from '../../verify/index.ts'
import { keySummaries } from '../../verify/openpgp/key-summary.ts'
import { PublicKeyError, readPublicKey } from '../../verify/public-key.ts'
import type { LoadedConfig } from '../config/read-config.ts'
import { keyringFile } from './keyring-file.ts'
import { readKeptTrust } from './kept-trust.ts'
import { trustFile } from './trust-file.ts'

/** Every key that policies may name, and the files that hold none. */
export function describeKeys(loaded: LoadedConfig, now: Date): { keys: TrustKey[]; faults: TrustFault[] } {
  const added = new Set(readKeptTrust().keys.map(({ name }) => name))
  const keys: TrustKey[] = []
  const faults: TrustFault[] = []
  const { keyrings = [], keys: bare = [] } = loaded.config.trust ?? {}
  const about = ({ name, file }: Named) => ({ name, place: added.has(name) ? 'added here' : file })
  for (const one of keyrings) {
    const { keyring } = keyringFile(loaded.path(one.file))
    if (keyring instanceof KeyringError) {
      faults.push({ ...about(one), words: `${keyring.message}. ${keyring.cure}` })
      continue
    }
    for (const key of keySummaries(keyring, now.getTime() / 1000))
      keys.push({
        ...about(one),
        kind: 'openpgp',
        userIds: [...key.userIds],
        fingerprint: key.fingerprint,
        title: key.title,
        expires: key.expires === undefined ? null : isoOf(key.expires),
        revoked: key.revocation ? { at: isoOf(key.revocation.at), reason: key.revocation.reason } : null,
        weakness: key.weakness ?? null,
        added: added.has(one.name),
      })
  }
  for (const one of bare) {
    const key = readBare(loaded.path(one.file))
    if (typeof key === 'string') faults.push({ ...about(one), words: key })
    else
      keys.push({
        ...about(one),
        kind: 'cosign',
        userIds: [],
        fingerprint: `SHA256:${createHash('sha256').update(key.spki).digest('hex')}`,
        title: key.title,
        expires: null,
        revoked: null,
        weakness: key.weakness ?? null,
        added: added.has(one.name),
      })
  }
  return { keys, faults }
}

type Named = NonNullable<TrustConfig['keys']>[number]

const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString()

function readBare(path: string) {
  const { bytes } = trustFile(path)
  if (bytes instanceof Error) return bytes.message
  try {
    return readPublicKey(new TextDecoder().decode(bytes))
  } catch (error) {
    if (error instanceof PublicKeyError) return error.message
    throw error
  }
}
