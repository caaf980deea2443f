import type { PublicKey } from '../public-key.ts'
import type { IdentityRule } from './identity.ts'
import type { SigstoreRoot } from './root.ts'

/** A key with the name that the configuration gives it; or why it cannot be used. */
export interface NamedKey {
  readonly name: string
  readonly key: PublicKey | Error
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
