import type { PublicKey } from '../public-key.ts'
import type { IdentityRule } from './identity.ts'
import type { Primitives } from '../primitives.ts'
import type { Signed } from './signed.ts'

/** A key with the name that the configuration gives it; or why it cannot be used. */
export interface NamedKey {
  readonly name: string
  readonly key: PublicKey | Error
}

/** Why Sigstore's libraries refuse, sorted by what it speaks of. */
export interface EntityFault {
  readonly about: 'form' | 'timestamp' | 'validity' | 'authority' | 'transparency' | 'log' | 'signature'
  readonly words: string
}

export interface EntityIdentity {
  readonly subject: string | undefined
  readonly issuer: string | undefined
}

/**
 * Authorities and logs that a signature may rest on, with what judges by them. Only whoever needs such a judgement loads
 * Sigstore's libraries: they stand behind this, not behind the verdict on a bare key's signature.
 */
export interface SigstoreRoot {
  readonly timestampAuthorities: number
  holdsLog(id: Uint8Array): boolean
  /** Certificate, log entries and timestamps of a signature. */
  verify(signed: Signed, withLog: boolean, now: number, primitives: Primitives): EntityIdentity | EntityFault
  /** When a verified signature was made, in seconds; undefined where nobody attests it, or a log is not asked. */
  attestedTime(signed: Signed, withLog: boolean): number | undefined
}

/** Whose cosign signatures count. */
export interface CosignTrust {
  readonly keys: readonly NamedKey[]
  readonly identities: readonly IdentityRule[]
  /** null when none is configured; an Error when it cannot be used */
  readonly root: SigstoreRoot | Error | null
  /** `--insecure-ignore-tlog`: a signature need not be in a transparency log */
  readonly ignoreLog: boolean
}
