import { signersOf, stateOf } from './key-state.ts'
import type { Keyring } from './keyring.ts'

/** A key as a trust page lists it. Times are ISO 8601. */
export interface KeyDescription {
  readonly fingerprint: string
  /** of the primary key, for a subkey */
  readonly primaryFingerprint: string | null
  readonly algorithm: string
  readonly userIds: readonly string[]
  readonly created: string
  readonly expires: string | null
  readonly state: 'valid' | 'expired' | 'revoked' | 'weak' | 'unsupported' | 'unbound'
  readonly canSign: boolean
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString()

/** Every key and subkey of a keyring with its state at `now` (seconds since 1970). */
export function describeKeys(keyring: Keyring, now: number): KeyDescription[] {
  return keyring.entries.flatMap((entry) => {
    const certificate = entry.certificate()
    return signersOf(certificate).map((signer) => {
      const { key } = signer
      const state = stateOf(signer, now)
      return {
        fingerprint: key.fingerprint,
        primaryFingerprint: signer.subkey ? certificate.primary.fingerprint : null,
        algorithm: key.title,
        userIds: state.userIds,
        created: iso(key.created),
        expires: state.expires === undefined ? null : iso(state.expires),
        canSign: state.usage !== 'other',
        state: !state.isBound
          ? 'unbound'
          : state.revocation !== undefined
            ? 'revoked'
            : key.weakness !== undefined
              ? 'weak'
              : state.expires !== undefined && state.expires <= now
                ? 'expired'
                : key.verification === undefined
                  ? 'unsupported'
                  : 'valid',
      } as const
    })
  })
}
