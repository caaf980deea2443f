import type { Primitives } from '../primitives.ts'
import {
  failureStatus,
  Findings,
  isFailureCode,
  type FailureCode,
  type MechanismVerdict,
} from '../verdict.ts'
import { judgeSigned, needsRoot, type JudgedSigned } from './judge.ts'
import type { FoundSignature, SignedSubject } from './signed.ts'
import type { CosignTrust } from './trust.ts'

export type { FoundSignature, SignedSubject } from './signed.ts'

/** A place that could not be asked. */
export interface FailedPlace {
  readonly place: string
  readonly code: FailureCode
  readonly words: string
}

/** Everything that the places around a manifest gave. */
export interface FoundSignatures {
  readonly found: readonly FoundSignature[]
  readonly failed: readonly FailedPlace[]
}

/** Signatures of one manifest that are judged; anyone with push access can add more. */
const MAX_SIGNATURES = 100

/**
 * The verdict on a manifest's cosign signatures. One that is valid and trusted is enough; what else lies there becomes warnings.
 * Attestations are judged and listed, and never count as a signature.
 * @param now seconds since 1970
 */
export function verifyCosign(
  { found, failed }: FoundSignatures,
  subject: SignedSubject,
  trust: CosignTrust,
  primitives: Primitives,
  now: number,
): MechanismVerdict {
  const all = found.slice(0, MAX_SIGNATURES).map((one) => judgeSigned(one, subject, trust, primitives, now))
  const signatures = all.filter((one) => one.attests === null)
  const best = choose(signatures)
  const findings = new Findings()
  if (best) {
    findings.checks.push(...best.findings.checks)
    findings.warnings.push(...best.findings.warnings)
  }
  const isVerified = best?.status === 'verified'
  for (const { place, code, words } of failed) {
    if (isVerified) findings.warn(code, { actual: `${place}: ${words}` })
    else findings.failed('registry', code, { expected: `an answer from ${place}`, actual: words })
  }
  if (found.length > MAX_SIGNATURES && !isVerified)
    findings.failed('registry', 'LIMIT', {
      expected: `at most ${MAX_SIGNATURES} signatures`,
      actual: `${found.length}`,
    })
  for (const other of signatures) if (other !== best) warnOf(other, findings)
  return {
    mechanism: 'cosign',
    status: best === undefined && findings.codes.length === 0 ? 'unsigned' : findings.status,
    ...(best?.signer && { signer: best.signer }),
    checks: findings.checks,
    warnings: findings.warnings,
    ...(all.length > signatures.length && { attestations: all.flatMap(toAttestation) }),
  }
}

/** Whether judging these needs a root at all: signatures by bare keys that no log has to hold need none. */
export const anyNeedsRoot = (
  { found }: FoundSignatures,
  subject: SignedSubject,
  trust: Pick<CosignTrust, 'keys' | 'ignoreLog'>,
  primitives: Primitives,
): boolean => found.slice(0, MAX_SIGNATURES).some((one) => needsRoot(one, subject, trust, primitives))

const ORDER = ['verified', 'invalid', 'untrusted', 'unknown', 'unsigned'] as const

const choose = (signatures: readonly JudgedSigned[]): JudgedSigned | undefined =>
  signatures.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status))[0]

function warnOf({ findings, status, from, signer }: JudgedSigned, into: Findings): void {
  if (status === 'verified') return
  const first = findings.checks.find(
    (one) => one.outcome === 'failed' && isFailureCode(one.code) && failureStatus(one.code) === status,
  )
  if (first && isFailureCode(first.code))
    into.warn(first.code, {
      expected: 'no other signature',
      actual: `${from}${signer?.identity ? `, by ${signer.identity}` : ''}: ${first.actual ?? ''}`,
    })
}

const toAttestation = ({ attests, status, from, signer }: JudgedSigned) =>
  attests === null ? [] : [{ predicateType: attests, status, place: from, ...(signer && { signer }) }]
