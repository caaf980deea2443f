import { KeyringError } from '../openpgp/keyring.ts'
import type { Primitives } from '../primitives.ts'
import { failureStatus, type FailureCode, type Findings } from '../verdict.ts'
import type { Clearsigned } from './clearsign.ts'
import { judgeSignature, readSignatures, type JudgedSignature } from './signatures.ts'
import type { ProvenanceTrust } from './verify.ts'

export interface CheckedSignatures {
  /** the one that the verdict rests on */
  readonly signature: JudgedSignature | undefined
  readonly signatures: readonly JudgedSignature[]
}

const day = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')

/** Judges every signature under the text and writes down the checks of the one that counts; the others become warnings. */
export function checkSignatures(
  text: Clearsigned | undefined,
  trust: ProvenanceTrust | null,
  primitives: Primitives,
  now: number,
  findings: Findings,
): CheckedSignatures {
  if (text === undefined) return { signature: undefined, signatures: [] }
  const packets = readSignatures(text.signature)
  if (!Array.isArray(packets)) {
    findings.failed('signature', packets.code, {
      expected: 'a signature over the text',
      actual: packets.words,
    })
    return { signature: undefined, signatures: [] }
  }
  const { keyrings, fingerprints } = trust ?? { keyrings: [], fingerprints: [] }
  const signatures = packets.map((packet) =>
    judgeSignature(packet, text.text, keyrings, fingerprints, primitives, now),
  )
  const signature = choose(signatures)
  const isUnusable = checkKeyrings(trust, signature, findings)
  report(signature, trust, isUnusable, now, findings)
  for (const other of signatures) {
    if (other === signature) continue
    for (const code of other.faults)
      findings.warn(code, {
        actual: `another signature, by ${other.signer?.key.fingerprint ?? other.packet.issuerFingerprint ?? other.packet.issuerKeyId ?? 'nobody named'}`,
      })
  }
  return { signature, signatures }
}

/**
 * Writes down keyrings that cannot be used. Returns whether the signer's key may have been in one of them, so that nobody may
 * say that it is unknown.
 */
function checkKeyrings(
  trust: ProvenanceTrust | null,
  signature: JudgedSignature,
  findings: Findings,
): boolean {
  let isUnusable = false
  for (const { name, keyring } of trust?.keyrings ?? []) {
    if (!(keyring instanceof KeyringError)) continue
    const detail = { expected: `public keys in ${name}`, actual: `${keyring.message}. ${keyring.cure}` }
    if (signature.computed === 'good') findings.warn('CONFIG_INVALID', detail)
    else findings.failed('keyring', 'CONFIG_INVALID', detail)
    isUnusable = signature.computed === 'unknown-key'
  }
  return isUnusable
}

/**
 * A known key's signature that does not fit the text condemns it, whoever else signed; else a good one counts, else the one
 * that says most.
 */
function choose(signatures: readonly JudgedSignature[]): JudgedSignature {
  const rank = (one: JudgedSignature) => {
    if (one.computed === 'bad') return 0
    if (one.faults.length === 0) return 1
    const statuses = one.faults.map(failureStatus)
    if (one.computed !== 'unknown-key' && statuses.includes('invalid')) return 2
    return one.computed === 'unsupported' ? 3 : 4
  }
  return signatures.toSorted((a, b) => rank(a) - rank(b))[0]!
}

function report(
  { packet, signer, state, computed, faults, keyring }: JudgedSignature,
  trust: ProvenanceTrust | null,
  isUnusable: boolean,
  now: number,
  findings: Findings,
): void {
  const has = (code: FailureCode) => faults.includes(code)
  const signedAt = day(packet.created)
  const issuer = packet.issuerFingerprint ?? packet.issuerKeyId ?? 'nobody named'
  const strength = `${signer ? `${signer.key.title}, ` : ''}${packet.hashTitle}`
  if (has('BAD_SIGNATURE')) {
    const why =
      (packet.unknownCritical && `it has a ${packet.unknownCritical}, which nobody here understands`) ??
      (packet.created > now
        ? `it is dated ${signedAt}, which is to come`
        : state && packet.created < state.validFrom
          ? `it is dated ${signedAt}, before its key was made on ${day(state.validFrom)}`
          : 'the text is not what this key signed')
    findings.failed('signature', 'BAD_SIGNATURE', {
      expected: 'a signature of exactly this text',
      actual: why,
    })
  } else if (computed === 'good')
    findings.passed('signature', 'BAD_SIGNATURE', { actual: `${strength}, ${signedAt}` })
  else
    findings.skipped('signature', 'BAD_SIGNATURE', {
      actual: computed === 'unsupported' ? 'not computed' : 'no key to compute it with',
    })

  if (has('WEAK_ALGORITHM')) {
    const weakness =
      signer?.key.weakness ?? signer?.certificate.primary.weakness ?? `${packet.hashTitle} can be forged`
    findings.failed('strength', 'WEAK_ALGORITHM', {
      expected: 'SHA-256 or better, RSA from 2048 bits',
      actual: weakness,
    })
  } else if (computed === 'unsupported')
    findings.failed('strength', 'UNSUPPORTED_ALGORITHM', {
      expected: 'an algorithm that is computed here',
      actual: strength,
    })
  else findings.passed('strength', 'WEAK_ALGORITHM', { actual: strength })

  if (trust === null || trust.keyrings.length === 0)
    findings.failed('policy', 'NO_POLICY', {
      expected: 'a keyring that says whom to trust',
      actual: `signed by ${issuer}, nothing configured`,
    })
  else if (isUnusable) findings.skipped('key', 'UNKNOWN_KEY', { actual: issuer })
  else if (has('UNKNOWN_KEY')) {
    const expected =
      trust.fingerprints.length > 0
        ? trust.fingerprints.join(', ')
        : `a key of ${trust.keyrings.map((one) => one.name).join(', ')}`
    findings.failed('key', 'UNKNOWN_KEY', { expected, actual: signer?.key.fingerprint ?? issuer })
  } else
    findings.passed('key', 'UNKNOWN_KEY', { expected: keyring, actual: signer?.key.fingerprint ?? issuer })

  if (has('SIGNATURE_EXPIRED'))
    findings.failed('signature-time', 'SIGNATURE_EXPIRED', {
      expected: 'a signature that holds now',
      actual: `expired on ${day(packet.created + (packet.expires ?? 0))}`,
    })
  if (signer === undefined || state === undefined) return

  if (has('KEY_EXPIRED_AT_SIGNING')) {
    const expected = `valid from ${day(state.validFrom)}${state.expires === undefined ? '' : ` to ${day(state.expires)}`}`
    findings.failed('key-then', 'KEY_EXPIRED_AT_SIGNING', { expected, actual: `signed on ${signedAt}` })
  } else {
    const until = state.expires === undefined ? 'no expiry' : `expires ${day(state.expires)}`
    const isPast = state.expires !== undefined && state.expires <= now
    findings.passed('key-then', 'KEY_EXPIRED_AT_SIGNING', { actual: isPast ? `valid on ${signedAt}` : until })
    if (isPast)
      findings.warn('KEY_EXPIRED_SINCE', {
        expected: `valid on ${signedAt}`,
        actual: `expired on ${day(state.expires!)}`,
      })
  }
  const { revocation } = state
  if (has('KEY_REVOKED'))
    findings.failed('revocation', 'KEY_REVOKED', {
      expected: 'not revoked',
      actual: `${revocation!.reason}, on ${day(revocation!.at)}`,
    })
  else {
    findings.passed('revocation', 'KEY_REVOKED', {
      actual: revocation ? `not when it signed` : 'not revoked',
    })
    if (revocation)
      findings.warn('KEY_SUPERSEDED', {
        expected: `signed on ${signedAt}`,
        actual: `${revocation.reason} on ${day(revocation.at)}`,
      })
  }
  if (state.usage === 'certify-only')
    findings.warn('KEY_NOT_FOR_SIGNING', {
      expected: 'a key that is marked for signing data',
      actual: 'a primary key marked for certifying keys only',
    })
}
