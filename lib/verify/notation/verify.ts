import type { FailedPlace } from '../cosign/verify.ts'
import type { Primitives } from '../primitives.ts'
import { failureStatus, Findings, isFailureCode, type MechanismVerdict } from '../verdict.ts'
import { equalBytes } from '../bytes.ts'
import { questionsFor, type RevocationAnswers, type RevocationQuestion } from '../revocation/chain-status.ts'
import { chainFault } from './chain.ts'
import { readEnvelope } from './envelope.ts'
import type { FoundEnvelope } from './found.ts'
import { judgeEnvelope, type JudgedEnvelope, type NotationSubject } from './judge.ts'
import { EnvelopeError } from './raw-envelope.ts'
import { statementFor, type TrustStatement } from './policy.ts'
import type { TrustStore } from './store.ts'

export type { NotationSubject } from './judge.ts'

/** Notary's trust policy and store, understood; an Error where the policy cannot be used. */
export interface NotationTrust {
  readonly statements: readonly TrustStatement[] | Error
  readonly store: TrustStore
}

export interface FoundEnvelopes {
  readonly found: readonly FoundEnvelope[]
  readonly failed: readonly FailedPlace[]
}

const MAX_SIGNATURES = 50

/**
 * The verdict on a manifest's Notary Project signatures. One that is valid and trusted is enough; what else lies there becomes
 * warnings.
 * @param scope `registry/repository`, which the policy's statements are for
 * @param trust null when nothing is configured
 * @param now seconds since 1970
 * @param answers what authorities said of the certificates; null where nobody was asked
 */
export function verifyNotation(
  { found, failed }: FoundEnvelopes,
  subject: NotationSubject,
  scope: string,
  trust: NotationTrust | null,
  primitives: Primitives,
  now: number,
  answers: RevocationAnswers | null = null,
): MechanismVerdict {
  const findings = new Findings()
  const statement = applicable(trust, scope, findings, found.length > 0)
  const all = found
    .slice(0, MAX_SIGNATURES)
    .map((one) => judgeEnvelope(one, subject, statement, trust?.store ?? new Map(), primitives, now, answers))
  const best = all.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status))[0]
  if (best) {
    findings.checks.push(...best.findings.checks)
    findings.warnings.push(...best.findings.warnings)
  }
  const isVerified = best?.status === 'verified' && findings.codes.length === 0
  for (const { place, code, words } of failed) {
    if (isVerified) findings.warn(code, { actual: `${place}: ${words}` })
    else findings.failed('registry', code, { expected: `an answer from ${place}`, actual: words })
  }
  for (const other of all) if (other !== best) warnOf(other, findings)
  return {
    mechanism: 'notation',
    status: best === undefined && findings.codes.length === 0 ? 'unsigned' : findings.status,
    ...(best?.signer && { signer: best.signer }),
    checks: findings.checks,
    warnings: findings.warnings,
  }
}

/**
 * What would have to be asked about revocation: of chains that lead to a trusted certificate alone, for anyone may push a
 * signature whose certificates name addresses of their choice.
 */
export function revocationQuestions(
  { found }: FoundEnvelopes,
  scope: string,
  { statements, store }: NotationTrust,
  primitives: Primitives,
): RevocationQuestion[] {
  const statement = statements instanceof Error ? undefined : statementFor(statements, scope)
  if (statement === undefined || statement.actions.revocation === 'skip') return []
  const anchors = statement.stores.flatMap((name) => {
    const certificates = store.get(name)
    return certificates === undefined || certificates instanceof Error ? [] : certificates
  })
  return found.slice(0, MAX_SIGNATURES).flatMap(({ envelopes }) =>
    envelopes.slice(0, 1).flatMap(({ mediaType, bytes }) => {
      try {
        const { chain } = readEnvelope(mediaType, bytes)
        const isTrusted = chain.some((one) => anchors.some((anchor) => equalBytes(anchor.der, one.der)))
        return isTrusted && chainFault(chain, primitives) === undefined ? questionsFor(chain, primitives) : []
      } catch (error) {
        if (error instanceof EnvelopeError) return []
        throw error
      }
    }),
  )
}

const ORDER = ['verified', 'invalid', 'untrusted', 'unknown', 'unsigned'] as const

/** The statement that applies; undefined where none does, which is written down when there is something to judge. */
function applicable(
  trust: NotationTrust | null,
  scope: string,
  findings: Findings,
  isSigned: boolean,
): TrustStatement | undefined {
  if (trust?.statements instanceof Error) {
    findings.failed('policy', 'CONFIG_INVALID', {
      expected: 'a Notary trust policy',
      actual: trust.statements.message,
    })
    return undefined
  }
  const statement = trust ? statementFor(trust.statements, scope) : undefined
  if (!isSigned) return statement
  if (statement === undefined)
    findings.failed('policy', 'NO_POLICY', { expected: `a statement for ${scope}`, actual: 'none' })
  else if (statement.level === 'skip')
    findings.failed('policy', 'NO_POLICY', {
      expected: 'a statement that verifies',
      actual: `${statement.name} skips verification`,
    })
  else findings.passed('policy', 'NO_POLICY', { actual: `${statement.name}, ${statement.level}` })
  return statement
}

function warnOf({ findings, status, from }: JudgedEnvelope, into: Findings): void {
  if (status === 'verified') return
  const first = findings.checks.find(
    (one) => one.outcome === 'failed' && isFailureCode(one.code) && failureStatus(one.code) === status,
  )
  if (first && isFailureCode(first.code))
    into.warn(first.code, { expected: 'no other signature', actual: `${from}: ${first.actual ?? ''}` })
}
