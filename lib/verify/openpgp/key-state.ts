import { signs, type Certificate, type Identity, type Subkey } from './certificate.ts'
import type { KeyPacket } from './key.ts'
import { FLAG, type SignaturePacket } from './signature.ts'

/** A key that may have made a signature: a certificate's primary key, or one of its bound subkeys. */
export interface Signer {
  readonly certificate: Certificate
  readonly key: KeyPacket
  /** undefined when it is the primary key */
  readonly subkey: Subkey | undefined
}

/** What a certificate says of a signer. Times are seconds since 1970. */
export interface KeyState {
  /** none of its owner's signatures binds it (any more): it is not usable, whoever it is */
  readonly isBound: boolean
  /** `certify-only`: it may sign keys but not data, yet Helm signs charts with it */
  readonly usage: 'signs' | 'certify-only' | 'other'
  readonly validFrom: number
  /** the earlier of its own expiry and its primary key's; undefined: never */
  readonly expires: number | undefined
  readonly revocation: { readonly isHard: boolean; readonly at: number; readonly reason: string } | undefined
  /** user ids that are neither revoked nor unsigned, the primary one first */
  readonly userIds: readonly string[]
}

/** All keys of a certificate that a signature may come from, judged or not. */
export const signersOf = (certificate: Certificate): Signer[] => [
  { certificate, key: certificate.primary, subkey: undefined },
  ...certificate.subkeys.map((subkey) => ({ certificate, key: subkey.key, subkey })),
]

/** The newest statement that counts at `now`: not from the future, not past its own expiry. */
const newest = (statements: readonly SignaturePacket[], now: number): SignaturePacket | undefined =>
  statements.findLast(
    (one) => one.created <= now && (one.expires === undefined || one.created + one.expires > now),
  )

/**
 * What the keyring says at `now` of a key. The owner's newest word counts: a prolonged key was valid all along, a shortened one
 * was not.
 */
export function stateOf(signer: Signer, now: number): KeyState {
  const { certificate, subkey } = signer
  const identities = liveIdentities(certificate, now)
  const self = primaryStatement(certificate, identities, now)
  const binding = subkey && newest(subkey.bindings, now)
  const expiries = [
    self?.keyLifetime === undefined ? undefined : certificate.primary.created + self.keyLifetime,
    binding?.keyLifetime === undefined ? undefined : signer.key.created + binding.keyLifetime,
  ].filter((one) => one !== undefined)
  return {
    isBound: self !== undefined && (subkey === undefined || binding !== undefined),
    usage: usageOf(subkey ? binding : self),
    validFrom: Math.max(certificate.primary.created, signer.key.created),
    expires: expiries.length === 0 ? undefined : Math.min(...expiries),
    revocation: worst([
      ...certificate.revocations,
      ...(subkey?.revocations ?? []),
      ...(identities.length === 0 ? certificate.identities.flatMap((one) => one.revocations) : []),
    ]),
    userIds: identities.flatMap(({ identity }) => identity.name ?? []),
  }
}

interface LiveIdentity {
  readonly identity: Identity
  readonly statement: SignaturePacket
}

function liveIdentities(certificate: Certificate, now: number): LiveIdentity[] {
  const live = certificate.identities.flatMap((identity) => {
    const statement = newest(identity.bindings, now)
    const revoked = identity.revocations.some((one) => one.created >= (statement?.created ?? 0))
    return statement === undefined || revoked ? [] : [{ identity, statement }]
  })
  const rank = (one: LiveIdentity) =>
    (one.identity.name === undefined ? 0 : 2) + (one.statement.isPrimaryUserId ? 1 : 0)
  return live.sort((a, b) => rank(b) - rank(a) || b.statement.created - a.statement.created)
}

/** Where the primary key's expiry and usage stand: the newer of the primary user id's statement and the direct one. */
function primaryStatement(certificate: Certificate, live: readonly LiveIdentity[], now: number) {
  const direct = newest(certificate.direct, now)
  // A key whose user ids are all revoked is still that key: its last words say how long it lived
  const revoked = certificate.identities.flatMap((one) => one.bindings)
  const named =
    live[0]?.statement ??
    newest(
      revoked.toSorted((a, b) => a.created - b.created),
      now,
    )
  if (direct === undefined || named === undefined) return direct ?? named
  if (certificate.primary.version === 6) return direct
  return direct.created > named.created && direct.keyFlags !== undefined ? direct : named
}

function usageOf(statement: SignaturePacket | undefined): KeyState['usage'] {
  if (statement === undefined) return 'other'
  // Keys from before key flags existed may do everything
  if (statement.keyFlags === undefined || signs(statement)) return 'signs'
  return (statement.keyFlags & FLAG.certify) !== 0 ? 'certify-only' : 'other'
}

const SOFT: ReadonlyMap<number | undefined, string> = new Map([
  [1, 'superseded'],
  [3, 'retired'],
  [32, 'user id no longer valid'],
])
const HARD: ReadonlyMap<number | undefined, string> = new Map([
  [undefined, 'no reason given'],
  [0, 'no reason given'],
  [2, 'compromised'],
])

/** A hard revocation reaches back to the key's beginning; of soft ones the earliest counts. */
function worst(revocations: readonly SignaturePacket[]): KeyState['revocation'] {
  const all = revocations.map((one) => ({
    isHard: !SOFT.has(one.revocationReason),
    at: one.created,
    reason:
      (SOFT.get(one.revocationReason) ?? HARD.get(one.revocationReason)) || `reason ${one.revocationReason}`,
  }))
  const byTime = all.sort((a, b) => a.at - b.at)
  return byTime.find((one) => one.isHard) ?? byTime[0]
}
