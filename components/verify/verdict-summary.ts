import type { MechanismVerdict, Verdict, VerdictStatus } from '../../lib/schema/verdict.ts'
import { visible } from '../../lib/schema/visible.ts'

/** A verdict in one line: what rows and chips show. */
export interface VerdictSummary {
  readonly status: VerdictStatus
  /** who signed, or where was looked */
  readonly reason?: string
  /** the code that decided */
  readonly code?: string
  readonly warnings: number
}

/** The mechanism that the overall status comes from. */
export const decisive = (verdict: Verdict): MechanismVerdict | undefined =>
  verdict.mechanisms.find((m) => m.status === verdict.status) ?? verdict.mechanisms[0]

/** `Platform Release` of `Platform Release <release@example.com>`; the identity of a certificate as it is. */
export function signerName({ signer }: MechanismVerdict): string | undefined {
  const id = signer?.userIds?.[0]
  if (id !== undefined) return visible(id.replace(/\s*(?:\([^)]*\)\s*)?<[^>]*>\s*$/, '') || id)
  return signer?.identity === undefined ? undefined : visible(signer.identity)
}

const UNTRUSTED = /^(?:UNKNOWN_KEY|IDENTITY_MISMATCH|UNTRUSTED_CA|NO_POLICY)$/
const UNKNOWN =
  /^(?:REGISTRY_ERROR|REGISTRY_INTEGRITY|AUTH|TIMEOUT|LIMIT|UNSUPPORTED_ALGORITHM|NO_TRUST_ROOT|CONFIG_INVALID|UNPACKED|NOT_GIVEN)$/

/** What a code makes of a verdict. The explanations say it too, but they weigh too much for a list. */
export const statusOfCode = (code: string): VerdictStatus =>
  UNTRUSTED.test(code) ? 'untrusted' : UNKNOWN.test(code) ? 'unknown' : 'invalid'

export function summarize(verdict: Verdict): VerdictSummary {
  const from = decisive(verdict)
  const { status } = verdict
  const warnings = verdict.mechanisms.reduce((sum, m) => sum + m.warnings.length, 0)
  if (from === undefined) return { status, warnings }
  if (status === 'verified') {
    const reason = signerName(from)
    return { status, warnings, ...(reason !== undefined && { reason }) }
  }
  const failed = from.checks.filter((check) => check.outcome === 'failed')
  // of several failures the one that makes the verdict what it is
  const code = (failed.find((check) => statusOfCode(check.code) === status) ?? failed[0])?.code
  return { status, warnings, ...(code !== undefined && status !== 'unsigned' && { code }) }
}
