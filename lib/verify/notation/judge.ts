import { equalBytes, toHex } from '../bytes.ts'
import { parseJsonObject, PayloadError } from '../cosign/simple-signing.ts'
import type { HashName, Primitives, VerificationKey } from '../primitives.ts'
import { isoTime } from '../iso-time.ts'
import { verifyTimestamp, TimestampError } from '../timestamp.ts'
import {
  Findings,
  type CheckId,
  type FailureCode,
  type MechanismVerdict,
  type VerdictStatus,
} from '../verdict.ts'
import { chainStatus, questionsFor, type RevocationAnswers } from '../revocation/chain-status.ts'
import { isValidAt, type Certificate } from '../x509.ts'
import { chainFault } from './chain.ts'
import { readEnvelope, type Envelope } from './envelope.ts'
import type { FoundEnvelope } from './found.ts'
import { EnvelopeError, type Algorithm } from './raw-envelope.ts'
import type { Action, TrustStatement } from './policy.ts'
import type { TrustStore } from './store.ts'
import { describeSubject, hasAttributes } from './subject.ts'

/** The manifest that a signature must speak of. */
export interface NotationSubject {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
}

export interface JudgedEnvelope {
  readonly from: string
  readonly status: VerdictStatus
  readonly findings: Findings
  readonly signer: MechanismVerdict['signer']
}

/**
 * Judges one signature: envelope, content, chain and signature always; trust, times and expiry as the statement says.
 * @param statement undefined where none applies: nothing is trusted then, the rest is judged all the same
 * @param now seconds since 1970
 */
export function judgeEnvelope(
  found: FoundEnvelope,
  subject: NotationSubject,
  statement: TrustStatement | undefined,
  store: TrustStore,
  primitives: Primitives,
  now: number,
  answers: RevocationAnswers | null = null,
): JudgedEnvelope {
  const findings = new Findings()
  const done = (signer?: MechanismVerdict['signer']) => ({
    from: found.from,
    status: findings.status,
    findings,
    signer,
  })
  const [layer, ...more] = found.envelopes
  if (layer === undefined || more.length > 0) {
    findings.failed('layers', 'AMBIGUOUS', {
      expected: 'one envelope',
      actual: `${found.envelopes.length} layers`,
    })
    return done()
  }
  let envelope: Envelope
  try {
    envelope = readEnvelope(layer.mediaType, layer.bytes)
  } catch (error) {
    if (!(error instanceof EnvelopeError)) throw error
    const expected = 'an envelope as the Notary Project defines it'
    if (error.isUnsupported)
      findings.failed('strength', 'UNSUPPORTED_ALGORITHM', { expected, actual: error.message })
    else findings.failed('type', 'MALFORMED', { expected, actual: error.message })
    return done()
  }
  findings.passed('type', 'MALFORMED', { actual: layer.mediaType })
  if (envelope.plugin !== undefined)
    findings.failed('critical', 'UNSUPPORTED_ALGORITHM', {
      expected: 'a signature that needs no plugin',
      actual: `needs plugin ${envelope.plugin}`,
    })
  checkPayload(envelope, subject, findings)
  checkSignature(envelope, findings, primitives)
  if (statement && statement.level !== 'skip') {
    checkAuthenticity(envelope, statement, store, findings)
    checkExpiry(envelope, statement, findings, now)
    checkTime(envelope, statement, store, findings, primitives, now)
    checkRevocation(envelope, statement, findings, answers, primitives, now)
  }
  return done(signerOf(envelope, primitives))
}

const signerOf = ({ chain, signingTime }: Envelope, primitives: Primitives): MechanismVerdict['signer'] => ({
  fingerprint: `sha256:${toHex(primitives.hash('sha256', [chain[0]!.der]))}`,
  identity: describeSubject(chain[0]!),
  ...(chain[1] && { issuer: describeSubject(chain[1]) }),
  signedAt: isoTime(signingTime),
})

const iso = (seconds: number): string => isoTime(seconds) ?? `second ${seconds}`

function checkPayload({ payload }: Envelope, subject: NotationSubject, findings: Findings): void {
  const expected = `${subject.digest}, ${subject.size} bytes, ${subject.mediaType}`
  try {
    const target = (parseJsonObject(payload)['targetArtifact'] ?? {}) as Partial<NotationSubject>
    const actual = `${String(target.digest)}, ${String(target.size)} bytes, ${String(target.mediaType)}`
    if (actual === expected) findings.passed('payload', 'DIGEST_MISMATCH', { actual: subject.digest })
    else findings.failed('payload', 'DIGEST_MISMATCH', { expected, actual })
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error
    findings.failed('type', 'MALFORMED', { expected: 'a payload with targetArtifact', actual: error.message })
  }
}

const hashes: Readonly<Record<Algorithm, HashName>> = {
  PS256: 'sha256',
  PS384: 'sha384',
  PS512: 'sha512',
  ES256: 'sha256',
  ES384: 'sha384',
  ES512: 'sha512',
}

/** Each size of key goes with one algorithm. */
function algorithmOf({ key }: Certificate): Algorithm | undefined {
  switch (key.title) {
    case 'RSA 2048':
      return 'PS256'
    case 'RSA 3072':
      return 'PS384'
    case 'RSA 4096':
      return 'PS512'
    case 'P-256':
      return 'ES256'
    case 'P-384':
      return 'ES384'
    case 'P-521':
      return 'ES512'
    default:
      return undefined
  }
}

function checkSignature(
  { algorithm, chain, signed, signature }: Envelope,
  findings: Findings,
  primitives: Primitives,
): void {
  const leaf = chain[0]!
  const { verification, weakness, title } = leaf.key
  if (weakness !== undefined)
    findings.failed('strength', 'WEAK_ALGORITHM', { expected: 'RSA from 2048 bits', actual: weakness })
  else if (verification === undefined || algorithmOf(leaf) === undefined)
    findings.failed('strength', 'UNSUPPORTED_ALGORITHM', {
      expected: 'a key that Notary knows',
      actual: title,
    })
  else if (algorithmOf(leaf) !== algorithm)
    findings.failed('strength', 'MALFORMED', {
      expected: `${algorithmOf(leaf)} for ${title}`,
      actual: algorithm,
    })
  else findings.passed('strength', 'WEAK_ALGORITHM', { actual: `${title}, ${algorithm}` })
  const key: VerificationKey | undefined =
    verification?.kind === 'rsa' ? { ...verification, kind: 'rsa-pss' } : verification
  if (key === undefined) findings.skipped('signature', 'BAD_SIGNATURE', { actual: 'not computed' })
  else if (primitives.verify(key, hashes[algorithm], signed, signature))
    findings.passed('signature', 'BAD_SIGNATURE', { actual: title })
  else
    findings.failed('signature', 'BAD_SIGNATURE', {
      expected: 'a signature of exactly this',
      actual: 'the certificate’s key did not make it',
    })
  const fault = chainFault(chain, primitives)
  if (fault === undefined)
    findings.passed('certificate', 'MALFORMED', {
      actual: `${chain.length} certificates, each issued by the next`,
    })
  else
    findings.failed('certificate', 'MALFORMED', {
      expected: 'certificates for signing code, each issued by the next',
      actual: fault,
    })
}

/** Writes down a failed check, or a warning where the statement only logs it. */
function report(
  findings: Findings,
  action: Action,
  id: CheckId,
  code: FailureCode,
  detail: { expected: string; actual: string },
): void {
  if (action === 'enforce') findings.failed(id, code, detail)
  else if (action === 'log') findings.warn(code, detail)
}

/** Certificates of the statement's stores of one kind; a store that cannot be used is written down. */
function trusted(
  { stores }: TrustStatement,
  kind: string,
  store: TrustStore,
  findings: Findings,
): Certificate[] {
  return stores
    .filter((name) => name.startsWith(`${kind}:`))
    .flatMap((name) => {
      const certificates = store.get(name)
      if (certificates !== undefined && !(certificates instanceof Error)) return certificates
      findings.failed('keyring', 'CONFIG_INVALID', {
        expected: `certificates in the trust store ${name}`,
        actual: certificates?.message ?? 'no such store',
      })
      return []
    })
}

/** An unknown authority or signer is not trusted at any level: a level may only say how much that is cared about elsewhere. */
function checkAuthenticity(
  { chain, scheme }: Envelope,
  statement: TrustStatement,
  store: TrustStore,
  findings: Findings,
): void {
  const kind = scheme === 'notary.x509' ? 'ca' : 'signingAuthority'
  const anchors = trusted(statement, kind, store, findings)
  const anchor = chain.find((one) => anchors.some((trust) => equalBytes(trust.der, one.der)))
  if (anchor) findings.passed('root', 'UNTRUSTED_CA', { actual: describeSubject(anchor) })
  else
    findings.failed('root', 'UNTRUSTED_CA', {
      expected: `a certificate of ${statement.stores.join(', ')}`,
      actual: describeSubject(chain.at(-1)!),
    })
  const isAsked = statement.identities.some((one) => one === '*' || hasAttributes(chain[0]!, one))
  const actual = describeSubject(chain[0]!)
  if (isAsked) findings.passed('identity', 'IDENTITY_MISMATCH', { actual })
  else {
    const expected = statement.identities
      .map((one) => (one === '*' ? '*' : [...one].map((pair) => pair.join('=')).join(', ')))
      .join(' or ')
    findings.failed('identity', 'IDENTITY_MISMATCH', { expected, actual })
  }
}

function checkExpiry(
  { expiry }: Envelope,
  { actions }: TrustStatement,
  findings: Findings,
  now: number,
): void {
  if (expiry === undefined) findings.skipped('signature-time', 'SIGNATURE_EXPIRED', { actual: 'no expiry' })
  else if (expiry > now)
    findings.passed('signature-time', 'SIGNATURE_EXPIRED', { actual: `until ${iso(expiry)}` })
  else
    report(findings, actions.expiry, 'signature-time', 'SIGNATURE_EXPIRED', {
      expected: 'a signature that holds now',
      actual: `expired on ${iso(expiry)}`,
    })
}

/** Whether the certificates were valid when the signature was made, at the best time that is attested. */
function checkTime(
  envelope: Envelope,
  statement: TrustStatement,
  store: TrustStore,
  findings: Findings,
  primitives: Primitives,
  now: number,
): void {
  const { chain, scheme, signingTime, timestamp, signature } = envelope
  const action = statement.actions.authenticTimestamp
  const judge = (from: number, to: number, words: string) => {
    const outside = chain.find((one) => !isValidAt(one, from) || !isValidAt(one, to))
    if (outside === undefined)
      findings.passed('certificate', 'KEY_EXPIRED_AT_SIGNING', { actual: `valid ${words}` })
    else
      report(findings, action, 'certificate', 'KEY_EXPIRED_AT_SIGNING', {
        expected: `valid from ${iso(outside.notBefore)} to ${iso(outside.notAfter)}`,
        actual: `asked ${words}`,
      })
  }
  if (scheme === 'notary.x509.signingAuthority')
    return judge(signingTime, signingTime, `at the attested time ${iso(signingTime)}`)
  const usesTimestamps = statement.stores.some((name) => name.startsWith('tsa:'))
  const isNeeded = statement.timestamps === 'always' || !chain.every((one) => isValidAt(one, now))
  if (!usesTimestamps || !isNeeded) return judge(now, now, `now, for nobody attests when it signed`)
  if (timestamp === undefined)
    return report(findings, action, 'timestamp', 'BAD_SIGNATURE', {
      expected: 'a timestamp, as the policy asks',
      actual: 'none',
    })
  try {
    const { time, accuracy } = verifyTimestamp(
      timestamp,
      signature,
      trusted(statement, 'tsa', store, findings),
      primitives,
    )
    findings.passed('timestamp', 'BAD_SIGNATURE', { actual: iso(time) })
    judge(time - accuracy, time + accuracy, `at the attested time ${iso(time)}`)
  } catch (error) {
    if (!(error instanceof TimestampError)) throw error
    const code = error.isUntrusted ? 'NO_TRUST_ROOT' : 'BAD_SIGNATURE'
    report(findings, action, 'timestamp', code, {
      expected: 'a timestamp by a trusted authority',
      actual: error.message,
    })
  }
}

/** Whether the authorities took one of the certificates back. Where nobody could be asked, that is said and decides nothing. */
function checkRevocation(
  { chain }: Envelope,
  { actions }: TrustStatement,
  findings: Findings,
  answers: RevocationAnswers | null,
  primitives: Primitives,
  now: number,
): void {
  if (actions.revocation === 'skip') return
  if (answers === null) {
    const canBeAsked = questionsFor(chain, primitives).length > 0
    findings.skipped('revocation', 'KEY_REVOKED', {
      actual: canBeAsked ? 'not checked: nobody was asked' : 'the certificates name nobody to ask',
    })
    return
  }
  const status = chainStatus(chain, answers, primitives, now)
  switch (status.state) {
    case 'good':
      return findings.passed('revocation', 'KEY_REVOKED', { actual: status.words })
    case 'revoked':
      return report(findings, actions.revocation, 'revocation', 'KEY_REVOKED', {
        expected: 'certificates that are not revoked',
        actual: `revoked on ${iso(status.at)}: ${status.words}`,
      })
    case 'unknown':
      return findings.skipped('revocation', 'KEY_REVOKED', { actual: `not checked: ${status.words}` })
    case 'unnamed':
      return findings.skipped('revocation', 'KEY_REVOKED', { actual: status.words })
  }
}
