import { OutOfBytes } from '../bytes.ts'
import { hashOf, isWeakHash } from '../openpgp/algorithm.ts'
import { signersOf, stateOf, type KeyState, type Signer } from '../openpgp/key-state.ts'
import { certificateOf, KeyringError, type Keyring } from '../openpgp/keyring.ts'
import { PacketError, readPackets, TAG } from '../openpgp/packet.ts'
import { compute, parseSignature, TYPE, type Computed, type SignaturePacket } from '../openpgp/signature.ts'
import type { Primitives } from '../primitives.ts'
import type { FailureCode } from '../verdict.ts'

/** A keyring with the name that the configuration gives it; or why it cannot be used. */
export interface NamedKeyring {
  readonly name: string
  readonly keyring: Keyring | KeyringError
}

/** One signature over the text, judged by the keyrings. */
export interface JudgedSignature {
  readonly packet: SignaturePacket
  readonly computed: Computed | 'unknown-key'
  readonly signer: Signer | undefined
  readonly keyring: string
  readonly state: KeyState | undefined
  /** why it does not count; empty when it does */
  readonly faults: readonly FailureCode[]
}

export type SignaturesProblem = {
  readonly code: 'MALFORMED' | 'BAD_SIGNATURE' | 'LIMIT' | 'UNSUPPORTED_ALGORITHM'
  readonly words: string
}

const MAX_SIGNATURES = 16
/** Clocks differ; a signature may seem to come from the near future. Seconds. */
const CLOCK_SKEW = 300

/** Cuts the armor's packets into signatures over a text; anything else in there is a problem. */
export function readSignatures(bytes: Uint8Array): SignaturePacket[] | SignaturesProblem {
  const found: SignaturePacket[] = []
  const skipped: string[] = []
  try {
    for (const { tag, body } of readPackets(bytes)) {
      if (tag === TAG.marker || tag === TAG.padding) continue
      if (tag !== TAG.signature)
        return { code: 'MALFORMED', words: `a packet of type ${tag} among the signatures` }
      if (body[0] !== 4 && body[0] !== 6)
        skipped.push(`a signature packet of version ${body[0] ?? 'unknown'}`)
      else {
        const packet = parseSignature(body)
        if (packet.type === TYPE.text || packet.type === TYPE.binary) found.push(packet)
        else
          skipped.push(
            `a signature of type 0x${packet.type.toString(16).padStart(2, '0')}, which signs no text`,
          )
      }
    }
  } catch (error) {
    if (error instanceof PacketError || error instanceof OutOfBytes)
      return { code: 'MALFORMED', words: `the signature packet: ${error.message}` }
    throw error
  }
  if (found.length > MAX_SIGNATURES)
    return { code: 'LIMIT', words: `${found.length} signatures, at most ${MAX_SIGNATURES} are judged` }
  if (found.length === 0) return { code: 'BAD_SIGNATURE', words: skipped[0] ?? 'no signature packet' }
  return found
}

/**
 * Computes one signature by every key that may have made it and judges it by what the keyring says of that key, then and now.
 * The full fingerprint decides where the signature carries one; a 64-bit key id is only a hint.
 * @param text what was signed, lines ended by "\n"
 * @param fingerprints when not empty, only these (of the signing key or its primary key) are trusted
 * @param now seconds since 1970
 */
export function judgeSignature(
  packet: SignaturePacket,
  text: string,
  keyrings: readonly NamedKeyring[],
  fingerprints: readonly string[],
  primitives: Primitives,
  now: number,
): JudgedSignature {
  const data = [new TextEncoder().encode(text.replaceAll('\n', '\r\n'))]
  const faults = packetFaults(packet, now)
  let best: JudgedSignature | undefined
  for (const { name, signer } of candidates(packet, keyrings, primitives)) {
    const state = stateOf(signer, now)
    if (!state.isBound || state.usage === 'other') continue
    const computed = compute(packet, signer.key, data, primitives)
    const all = [...faults, ...keyFaults(packet, signer, state, computed, fingerprints)]
    const judged = { packet, computed, signer, keyring: name, state, faults: all }
    if (computed === 'good') return judged
    best ??= judged
  }
  return (
    best ?? {
      packet,
      computed: 'unknown-key',
      signer: undefined,
      keyring: '',
      state: undefined,
      faults: [...faults, 'UNKNOWN_KEY'],
    }
  )
}

function packetFaults(packet: SignaturePacket, now: number): FailureCode[] {
  const faults: FailureCode[] = []
  const hash = hashOf(packet.hashId)
  if (packet.unknownCritical !== undefined) faults.push('BAD_SIGNATURE')
  if (hash !== undefined && isWeakHash(hash)) faults.push('WEAK_ALGORITHM')
  if (packet.created > now + CLOCK_SKEW) faults.push('BAD_SIGNATURE')
  if (packet.expires !== undefined && packet.created + packet.expires <= now) faults.push('SIGNATURE_EXPIRED')
  return faults
}

function keyFaults(
  packet: SignaturePacket,
  { certificate, key }: Signer,
  state: KeyState,
  computed: Computed,
  fingerprints: readonly string[],
): FailureCode[] {
  const faults: FailureCode[] = []
  const weakness = key.weakness ?? certificate.primary.weakness
  if (computed === 'bad') faults.push('BAD_SIGNATURE')
  if (weakness !== undefined) faults.push('WEAK_ALGORITHM')
  else if (computed === 'unsupported') faults.push('UNSUPPORTED_ALGORITHM')
  const pins = [key.fingerprint, certificate.primary.fingerprint]
  if (fingerprints.length > 0 && !pins.some((pin) => fingerprints.includes(pin))) faults.push('UNKNOWN_KEY')
  if (packet.created < state.validFrom) faults.push('BAD_SIGNATURE', 'KEY_EXPIRED_AT_SIGNING')
  if (state.expires !== undefined && packet.created >= state.expires) faults.push('KEY_EXPIRED_AT_SIGNING')
  const { revocation } = state
  if (revocation !== undefined && (revocation.isHard || revocation.at <= packet.created))
    faults.push('KEY_REVOKED')
  return [...new Set(faults)]
}

function* candidates(
  packet: SignaturePacket,
  keyrings: readonly NamedKeyring[],
  primitives: Primitives,
): Generator<{ name: string; signer: Signer }> {
  const { issuerFingerprint, issuerKeyId } = packet
  const matches = (key: { fingerprint: string; keyId: string }) =>
    issuerFingerprint !== undefined
      ? key.fingerprint === issuerFingerprint
      : issuerKeyId === undefined || key.keyId === issuerKeyId
  const all = keyrings.flatMap(({ name, keyring }) =>
    keyring instanceof KeyringError ? [] : keyring.entries.map((entry) => ({ name, entry })),
  )
  const seen = new Set<string>()
  for (const { name, entry } of all) {
    const { fingerprint } = entry.keys[0]!
    if (seen.has(fingerprint) || !entry.keys.some(matches)) continue
    seen.add(fingerprint)
    const copies = all.flatMap((one) => (one.entry.keys[0]!.fingerprint === fingerprint ? [one.entry] : []))
    for (const signer of signersOf(certificateOf(copies, primitives)))
      if (matches(signer.key)) yield { name, signer }
  }
}
