import { toBase64, toHex } from '../bytes.ts'
import { computeWith, type PublicKey } from '../public-key.ts'
import type { Primitives } from '../primitives.ts'
import { isoTime } from '../iso-time.ts'
import { extendedKeyUsages, isAuthority, OID } from '../x509.ts'
import { Findings, type MechanismVerdict, type VerdictStatus } from '../verdict.ts'
import { describe, meets } from './identity.ts'
import {
  leafOf,
  SignedError,
  takeApart,
  type FoundSignature,
  type Signed,
  type SignedSubject,
} from './signed.ts'
import { COSIGN_SIGN } from './statement.ts'
import type { CosignTrust, EntityFault, EntityIdentity, SigstoreRoot } from './trust.ts'

/** One signature or attestation, judged. */
export interface JudgedSigned {
  readonly from: string
  readonly status: VerdictStatus
  readonly findings: Findings
  readonly signer: MechanismVerdict['signer']
  /** null for a signature that says no more than that; else an attestation's type */
  readonly attests: string | null
}

interface Context {
  readonly trust: CosignTrust
  readonly primitives: Primitives
  readonly now: number
}

/**
 * Judges one thing that was found beside a manifest. Never throws for what it judges.
 * @param now seconds since 1970
 */
export function judgeSigned(
  found: FoundSignature,
  subject: SignedSubject,
  trust: CosignTrust,
  primitives: Primitives,
  now: number,
): JudgedSigned {
  const findings = new Findings()
  let signed: Signed
  try {
    signed = takeApart(found, subject, primitives)
  } catch (error) {
    if (!(error instanceof SignedError)) throw error
    findings.failed('type', 'MALFORMED', {
      expected: 'a cosign signature',
      actual: `${error.message} (${found.from})`,
    })
    return { from: found.from, status: findings.status, findings, signer: undefined, attests: null }
  }
  const attests =
    signed.predicateType === null || signed.predicateType === COSIGN_SIGN ? null : signed.predicateType
  findings.passed('type', 'MALFORMED', {
    actual: signed.predicateType ?? (found.kind === 'bundle' ? 'a signature of the bytes' : 'simple signing'),
  })
  const expected = `sha256:${subject.sha256}`
  if (signed.speaksOf.includes(expected))
    findings.passed('payload', 'DIGEST_MISMATCH', { expected, actual: expected })
  else
    findings.failed('payload', 'DIGEST_MISMATCH', {
      expected,
      actual: signed.speaksOf.join(', ') || 'no digest',
    })
  const context = { trust, primitives, now }
  const signer =
    signed.hasCertificate && trust.keys.length === 0
      ? judgeCertificate(signed, findings, context)
      : judgeKey(signed, findings, context)
  return { from: signed.from, status: findings.status, findings, signer, attests }
}

/**
 * Whether a root is needed to judge this: for a certificate, or for entries of a log that count. What cannot even be taken
 * apart needs none.
 */
export function needsRoot(
  found: FoundSignature,
  subject: SignedSubject,
  { keys, ignoreLog }: Pick<CosignTrust, 'keys' | 'ignoreLog'>,
  primitives: Primitives,
): boolean {
  try {
    const { hasCertificate, logs } = takeApart(found, subject, primitives)
    return (hasCertificate && keys.length === 0) || (!ignoreLog && logs.length > 0)
  } catch (error) {
    if (error instanceof SignedError) return false
    throw error
  }
}

function judgeKey(
  signed: Signed,
  findings: Findings,
  { trust, primitives, now }: Context,
): MechanismVerdict['signer'] {
  const usable: { name: string; key: PublicKey }[] = []
  for (const { name, key } of trust.keys) {
    if (key instanceof Error)
      findings.failed('keyring', 'CONFIG_INVALID', {
        expected: `a public key in ${name}`,
        actual: key.message,
      })
    else usable.push({ name, key })
  }
  if (usable.length === 0) {
    const isAsked = trust.keys.length > 0
    if (isAsked) findings.skipped('key', 'UNKNOWN_KEY')
    else if (trust.identities.length > 0)
      findings.failed('key', 'UNKNOWN_KEY', {
        expected: 'a certificate with an identity',
        actual: 'signed with a bare key',
      })
    else
      findings.failed('policy', 'NO_POLICY', {
        expected: 'a key or an identity that says whom to trust',
        actual: 'signed with a key',
      })
    return undefined
  }
  const results = usable.map((one) => ({
    ...one,
    computed: computeWith(one.key, signed.message, signed.signature, primitives),
  }))
  const good = results.find((one) => one.computed === 'good')
  const hinted = results.find(
    (one) => signed.hint !== undefined && signed.hint === hintOf(one.key, primitives),
  )
  const names = usable.map((one) => one.name).join(', ')
  if (good === undefined) {
    const unsupported = results.find((one) => one.computed === 'unsupported')
    if (hinted?.computed === 'bad')
      findings.failed('signature', 'BAD_SIGNATURE', {
        expected: `a signature by ${hinted.name}`,
        actual: 'made for this key, but it does not fit',
      })
    else if (unsupported && results.every((one) => one.computed === 'unsupported'))
      findings.failed('strength', 'UNSUPPORTED_ALGORITHM', {
        expected: 'a key that is computed here',
        actual: unsupported.key.title,
      })
    else
      findings.failed('key', 'UNKNOWN_KEY', {
        expected: `a signature by ${names}`,
        actual: 'none of these keys made it, or it is broken',
      })
    return undefined
  }
  const { key, name } = good
  findings.passed('signature', 'BAD_SIGNATURE', { actual: key.title })
  if (key.weakness)
    findings.failed('strength', 'WEAK_ALGORITHM', { expected: 'RSA from 2048 bits', actual: key.weakness })
  else findings.passed('strength', 'WEAK_ALGORITHM', { actual: key.title })
  findings.passed('key', 'UNKNOWN_KEY', { actual: name })
  const time = judgeLog({ ...signed, hasCertificate: false }, findings, trust, primitives, now)
  return {
    fingerprint: `sha256:${toHex(primitives.hash('sha256', [key.spki]))}`,
    identity: name,
    signedAt: time === undefined ? null : isoTime(time),
  }
}

/** As cosign writes hints: the key's SHA-256 in base64. */
const hintOf = (key: PublicKey, primitives: Primitives): string =>
  toBase64(primitives.hash('sha256', [key.spki]))

/** The transparency log's part of a signature by a key. Returns when the log says that it was made. */
function judgeLog(
  signed: Signed,
  findings: Findings,
  trust: CosignTrust,
  primitives: Primitives,
  now: number,
): number | undefined {
  if (trust.ignoreLog) {
    findings.skipped('log', 'LOG_ENTRY_MISSING', { actual: 'left out, as asked' })
    return undefined
  }
  const root = usableRoot(signed, findings, trust)
  if (root === undefined) return undefined
  const answer = root.verify(signed, true, now, primitives)
  if ('about' in answer) {
    reportFault(answer, findings)
    return undefined
  }
  findings.passed('log', 'LOG_ENTRY_MISSING', { actual: 'entry proven' })
  return root.attestedTime(signed, true)
}

/** The root that a signature can be judged by; where there is none, says so. */
function usableRoot(
  signed: Signed,
  findings: Findings,
  { root, ignoreLog }: CosignTrust,
): SigstoreRoot | undefined {
  const { logs, timestamps, hasCertificate } = signed
  if (!ignoreLog && logs.length === 0) {
    findings.failed('log', 'LOG_ENTRY_MISSING', {
      expected: 'an entry of a transparency log',
      actual: 'none',
    })
    return undefined
  }
  const missing = (actual: string): undefined => {
    findings.failed('root', 'NO_TRUST_ROOT', { expected: 'a trusted root for this signature', actual })
    return undefined
  }
  if (root === null) return missing('none is configured')
  if (root instanceof Error) {
    findings.failed('root', 'NO_TRUST_ROOT', { expected: 'a Sigstore trusted root', actual: root.message })
    return undefined
  }
  if (!ignoreLog && !logs.some((id) => root.holdsLog(id)))
    return missing('it holds no key of the log that the signature names')
  if (hasCertificate && timestamps > 0 && root.timestampAuthorities === 0)
    return missing('it holds no timestamp authority')
  return root
}

function judgeCertificate(
  signed: Signed,
  findings: Findings,
  { trust, primitives, now }: Context,
): MechanismVerdict['signer'] {
  const isAsked = trust.identities.length > 0
  if (!isAsked)
    findings.failed('policy', 'NO_POLICY', {
      expected: 'an identity that says whom to trust',
      actual: 'signed with a certificate',
    })
  const root = usableRoot(signed, findings, trust)
  if (root === undefined) return undefined
  const answer = root.verify(signed, !trust.ignoreLog, now, primitives)
  const identity = 'about' in answer ? undefined : answer
  if ('about' in answer) reportFault(answer, findings)
  else {
    findings.passed('signature', 'BAD_SIGNATURE')
    findings.passed('root', 'UNTRUSTED_CA', { actual: 'leads to a trusted root' })
    findings.passed('certificate', 'KEY_EXPIRED_AT_SIGNING', { actual: 'valid when it signed' })
    if (trust.ignoreLog) findings.skipped('log', 'LOG_ENTRY_MISSING', { actual: 'left out, as asked' })
    else findings.passed('log', 'LOG_ENTRY_MISSING', { actual: 'entry proven' })
    checkUsage(signed, findings)
  }
  if (isAsked && identity) checkIdentity(identity, findings, trust)
  const time = identity && root.attestedTime(signed, !trust.ignoreLog)
  return {
    ...(identity?.subject !== undefined && { identity: identity.subject }),
    ...(identity?.issuer !== undefined && { issuer: identity.issuer }),
    signedAt: time === undefined ? null : isoTime(time),
  }
}

function checkIdentity(identity: EntityIdentity, findings: Findings, { identities }: CosignTrust): void {
  const rule = identities.find(
    (one) => meets(one.subject, identity.subject) && meets(one.issuer, identity.issuer),
  )
  const actual = `${identity.subject ?? 'no subject'} by ${identity.issuer ?? 'no issuer'}`
  const expected = identities.map((one) => `${describe(one.subject)} by ${describe(one.issuer)}`).join(' or ')
  if (rule) findings.passed('identity', 'IDENTITY_MISMATCH', { actual })
  else findings.failed('identity', 'IDENTITY_MISMATCH', { expected, actual })
}

/** The library does not ask what the certificate is for. */
function checkUsage(signed: Signed, findings: Findings): void {
  const leaf = leafOf(signed)
  const usages = leaf && extendedKeyUsages(leaf)
  if (leaf && !isAuthority(leaf) && (usages === undefined || usages.includes(OID.codeSigning))) return
  findings.failed('certificate', 'UNTRUSTED_CA', {
    expected: 'a certificate for signing code',
    actual: 'a certificate for something else',
  })
}

function reportFault({ about, words }: EntityFault, findings: Findings): void {
  switch (about) {
    case 'form':
      return findings.failed('type', 'MALFORMED', { expected: 'a Sigstore bundle', actual: words })
    case 'signature':
      return findings.failed('signature', 'BAD_SIGNATURE', {
        expected: 'a signature of exactly this',
        actual: words,
      })
    case 'log':
      return findings.failed('log', 'BAD_SIGNATURE', {
        expected: 'a log entry of this very signature',
        actual: words,
      })
    case 'timestamp':
      return findings.failed('timestamp', 'BAD_SIGNATURE', {
        expected: 'an attested time of signing',
        actual: words,
      })
    case 'validity':
      return findings.failed('certificate', 'KEY_EXPIRED_AT_SIGNING', {
        expected: 'a certificate that was valid when it signed',
        actual: words,
      })
    case 'authority':
      return findings.failed('root', 'UNTRUSTED_CA', {
        expected: 'a certificate that leads to a trusted root',
        actual: words,
      })
    case 'transparency':
      return findings.failed('certificate', 'UNTRUSTED_CA', {
        expected: 'a certificate in a trusted certificate log',
        actual: words,
      })
  }
}
