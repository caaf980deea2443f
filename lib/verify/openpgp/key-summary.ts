import type { Keyring } from './keyring.ts'
import { signersOf, stateOf } from './key-state.ts'

/** One key of a keyring for a person's eyes. Times are seconds since 1970. */
export interface KeySummary {
  readonly fingerprint: string
  readonly userIds: readonly string[]
  /** `RSA 4096` */
  readonly title: string
  readonly weakness: string | undefined
  readonly created: number
  readonly expires: number | undefined
  readonly revocation: { readonly at: number; readonly reason: string } | undefined
  /** fingerprints of subkeys that may sign now */
  readonly signingSubkeys: readonly string[]
}

/** Every primary key of a keyring as its newest statements describe it at `now`. */
export const keySummaries = (keyring: Keyring, now: number): KeySummary[] =>
  keyring.entries.map((entry) => {
    const [primary, ...subkeys] = signersOf(entry.certificate())
    const state = stateOf(primary!, now)
    const { key } = primary!
    return {
      fingerprint: key.fingerprint,
      userIds: state.userIds,
      title: key.title,
      weakness: key.weakness,
      created: key.created,
      expires: state.expires,
      revocation: state.revocation && { at: state.revocation.at, reason: state.revocation.reason },
      signingSubkeys: subkeys
        .map((one) => ({ one, its: stateOf(one, now) }))
        .filter(({ its }) => its.isBound && its.usage === 'signs' && its.revocation === undefined)
        .map(({ one }) => one.key.fingerprint),
    }
  })
