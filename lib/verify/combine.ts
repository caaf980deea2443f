import type { MechanismVerdict, VerdictStatus } from './verdict.ts'

const WITHOUT_POLICY: readonly VerdictStatus[] = ['invalid', 'verified', 'untrusted', 'unknown']
const UNMET: readonly VerdictStatus[] = ['invalid', 'untrusted', 'unsigned', 'unknown']

const first = (order: readonly VerdictStatus[], found: readonly VerdictStatus[]): VerdictStatus | undefined =>
  order.find((status) => found.includes(status))

/** A chart whose archive must not be opened is not fit, whoever signed it. */
const isHostile = ({ checks }: MechanismVerdict): boolean =>
  checks.some((one) => one.id === 'archive' && one.outcome === 'failed' && one.code !== 'LIMIT')

/**
 * The overall status. With a policy, everything that it asks for must be verified; without one, the first of: any invalid, any
 * verified, any untrusted, any unknown, else unsigned.
 * @param required what the policy asked for, one verdict each; null without a policy
 */
export function combineStatus(
  mechanisms: readonly MechanismVerdict[],
  required: readonly MechanismVerdict[] | null,
): VerdictStatus {
  if (mechanisms.some(isHostile)) return 'invalid'
  const found = (required ?? mechanisms).map((one) => one.status)
  if (required === null || required.length === 0) return first(WITHOUT_POLICY, found) ?? 'unsigned'
  return first(UNMET, found) ?? 'verified'
}
