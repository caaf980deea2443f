import { ALGORITHM, hashOf } from '../openpgp/algorithm.ts'
import type { Certificate, Identity } from '../openpgp/certificate.ts'
import { signersOf, type Signer } from '../openpgp/key-state.ts'
import type { KeyringEntry } from '../openpgp/keyring.ts'
import { compute, FLAG, TYPE, type SignaturePacket } from '../openpgp/signature.ts'
import type { Primitives } from '../primitives.ts'

/** Go can compute what cannot be computed here, so nothing can be said for it. */
export class UnknownToUs extends Error {
  override name = 'UnknownToUs'
}

/**
 * `openpgp.CheckDetachedSignature` of ProtonMail's go-crypto 1.4.1: only the first signature whose key id is known counts, and
 * only keys marked for signing; what a key is worth is asked now, not at signing.
 * @returns the error's text, undefined when it accepts
 */
export function goVerify(
  packets: readonly (SignaturePacket | 'other')[],
  text: Uint8Array,
  entries: readonly KeyringEntry[],
  primitives: Primitives,
  now: number,
): string | undefined {
  for (const packet of packets) {
    if (packet === 'other') return 'openpgp: invalid data: non signature packet found'
    // Packets with unsupported parts are passed over while reading
    const hash = hashOf(packet.hashId)
    const isUnknown = hash === undefined || hash === 'md5' || hash === 'ripemd160'
    if (isUnknown || packet.unknownCritical?.startsWith('critical subpacket')) continue
    const keyId = keyIdOf(packet)
    if (keyId === undefined) return "openpgp: invalid data: signature doesn't have an issuer"
    const signers = entries
      .filter((entry) => entry.keys.some((key) => key.keyId === keyId))
      .flatMap((entry) => signersOf(entry.certificate()))
      .filter((signer) => signer.key.keyId === keyId && isMarkedForSigning(signer))
    if (signers.length === 0) continue
    if (packet.type !== TYPE.text && packet.type !== TYPE.binary)
      return `openpgp: unsupported feature: unsupported signature type: ${packet.type}`
    let error = ''
    for (const signer of signers) {
      const computed = compute(packet, signer.key, [text], primitives)
      if (computed === 'unsupported') throw new UnknownToUs()
      if (computed === 'good') return detailsError(packet, signer, now)
      error = `openpgp: invalid signature: ${algorithmName(signer.key.algorithm)} verification failure`
    }
    return error
  }
  return 'openpgp: signature made by unknown entity'
}

/** Go has the key id from whichever subpacket comes last, and unprotected ones come after protected ones. */
const keyIdOf = (packet: SignaturePacket): string | undefined => {
  const { issuerFingerprint: fingerprint, issuerKeyId } = packet
  if (issuerKeyId !== undefined || fingerprint === undefined) return issuerKeyId
  return fingerprint.length === 64 ? fingerprint.slice(0, 16) : fingerprint.slice(-16)
}

const algorithmName = (algorithm: number): string =>
  ({
    [ALGORITHM.rsa]: 'RSA',
    [ALGORITHM.rsaSign]: 'RSA',
    [ALGORITHM.ecdsa]: 'ECDSA',
    [ALGORITHM.eddsaLegacy]: 'EdDSA',
    [ALGORITHM.ed25519]: 'Ed25519',
  })[algorithm] ?? 'ed448'

const selfSignature = (certificate: Certificate): SignaturePacket | undefined =>
  certificate.primary.version === 6
    ? certificate.direct.at(-1)
    : primaryIdentity(certificate)?.bindings.at(-1)

const statementOf = ({ certificate, subkey }: Signer): SignaturePacket | undefined =>
  subkey ? subkey.bindings.at(-1) : selfSignature(certificate)

const isMarkedForSigning = (signer: Signer): boolean =>
  ((statementOf(signer)?.keyFlags ?? 0) & FLAG.sign) !== 0

/** `PrimaryIdentity`: fewest revocations, then marked as primary, then newest. */
function primaryIdentity(certificate: Certificate): Identity | undefined {
  const named = certificate.identities.filter((one) => one.name !== undefined && one.bindings.length > 0)
  const rank = (one: Identity) => [
    one.revocations.length,
    one.bindings.at(-1)!.isPrimaryUserId ? 0 : 1,
    -one.bindings.at(-1)!.created,
  ]
  return named.toSorted((a, b) => {
    const [x, y] = [rank(a), rank(b)]
    return x[0]! - y[0]! || x[1]! - y[1]! || x[2]! - y[2]!
  })[0]
}

/** `checkMessageSignatureDetails`. */
function detailsError(
  packet: SignaturePacket,
  { certificate, key, subkey }: Signer,
  now: number,
): string | undefined {
  if (packet.unknownCritical !== undefined)
    return `openpgp: invalid signature: unknown ${packet.unknownCritical.replace('notation', 'notation:')}`
  const self = selfSignature(certificate)
  const binding = subkey?.bindings.at(-1)
  const revocations = [
    ...certificate.revocations,
    ...(subkey?.revocations ?? []),
    ...(certificate.primary.version === 6 ? [] : (primaryIdentity(certificate)?.revocations ?? [])),
  ]
  if (revocations.some((one) => one.revocationReason === 2 || !isOver(one, now)))
    return 'openpgp: signature made by revoked key'
  const isExpired = (created: number, statement: SignaturePacket | undefined) =>
    created > now || (statement?.keyLifetime !== undefined && now > created + statement.keyLifetime)
  if (isExpired(certificate.primary.created, self)) return 'openpgp: key expired'
  if (subkey && isExpired(key.created, binding)) return 'openpgp: key expired'
  const all = [packet, self, binding, binding?.embedded]
  return all.some((one) => one !== undefined && isOver(one, now)) ? 'openpgp: signature expired' : undefined
}

/** `SigExpired`: past its own expiry, or from the future. */
const isOver = (statement: SignaturePacket, now: number): boolean =>
  statement.created > now || (statement.expires !== undefined && now > statement.created + statement.expires)
