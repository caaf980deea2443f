import type { MechanismVerdict, VerdictStatus } from './verdict.ts'

const WITHOUT_POLICY: readonly VerdictStatus[] = ['invalid', 'verified', 'untrusted', 'unknown']
const UNMET: readonly VerdictStatus[] = ['invalid', 'untrusted', 'unsigned', 'unknown']

const first = (order: readonly VerdictStatus[], found: readonly VerdictStatus[]): VerdictStatus | undefined =>
  order.find((status) => found.includes(status))

/** A chart whose archive must not be opened is not fit, whoever signed it. */
const isHostile = ({ checks }: MechanismVerdict): boolean =>
  checks.some((one) => one.id === 'archive' && one.outcome === 'failed' && one.code !== 'LIMIT')

/** Nor is one whose bytes are not those that were named: a signature of the manifest says nothing of what came instead. */
const isCorrupt = ({ checks }: MechanismVerdict): boolean =>
  checks.some((one) => one.outcome === 'failed' && one.code === 'REGISTRY_INTEGRITY')

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
  const corrupt = mechanisms.some((one) => one.mechanism === 'provenance' && isCorrupt(one))
  const found = (required ?? mechanisms).map((one) => one.status)
  const isFree = required === null || required.length === 0
  const status = isFree ? (first(WITHOUT_POLICY, found) ?? 'unsigned') : (first(UNMET, found) ?? 'verified')
  return corrupt && status !== 'invalid' ? 'unknown' : status
}
