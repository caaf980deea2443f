import { failureStatus, isFailureCode } from '../../verify/verdict.ts'
import type { MechanismVerdict, Verdict } from '../../schema/verdict.ts'

/** A verdict in one line: its status, and what decided it. */
export function verdictLine(verdict: Verdict): { status: Verdict['status']; words: string } {
  const { status, mechanisms, policy, places = [] } = verdict
  const asked = policy?.requires.map((one) => one.mechanism) ?? []
  const decisive =
    mechanisms.find(
      (one) => one.status === status && (asked.length === 0 || asked.includes(one.mechanism)),
    ) ?? mechanisms.find((one) => one.status === status)
  if (status === 'unsigned') return { status, words: unsignedWords(decisive, places.length) }
  if (status === 'verified') {
    const warnings = mechanisms.reduce((sum, one) => sum + one.warnings.length, 0)
    const signer = decisive?.signer?.userIds?.[0] ?? decisive?.signer?.identity ?? ''
    return { status, words: [signer, warnings > 0 ? `${warnings} warnings` : ''].filter(Boolean).join(', ') }
  }
  const decided = decisive?.checks.find(
    ({ outcome, code }) => outcome === 'failed' && isFailureCode(code) && failureStatus(code) === status,
  )
  return { status, words: decided?.code ?? '' }
}

const unsignedWords = (decisive: MechanismVerdict | undefined, places: number): string =>
  `no ${decisive?.mechanism ?? 'signature'}${places > 0 ? `, ${places} places asked` : ''}`
