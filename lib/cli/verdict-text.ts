import { checkTitle, codeTitle } from '../schema/check-words.ts'
import { visible } from '../schema/visible.ts'
import type { MechanismVerdict, Verdict, VerdictStatus } from '../verify/index.ts'

const titles: Readonly<Record<VerdictStatus, string>> = {
  verified: 'Verified',
  untrusted: 'Signed, signer not trusted',
  invalid: 'Verification failed',
  unsigned: 'No signature found',
  unknown: 'Could not check',
}
const mechanisms = { provenance: 'Helm provenance', cosign: 'cosign', notation: 'notation' } as const

/** A verdict for people: the result, then every check with what was expected and seen. */
export function verdictText(verdict: Verdict): string {
  const lines = [`${titles[verdict.status]}: ${visible(verdict.reference)}`]
  if (verdict.digest !== '') lines.push(`  ${verdict.digest}`)
  if (verdict.policy)
    lines.push(`  policy ${visible(verdict.policy.match)} ${verdict.policy.met ? 'met' : 'not met'}`)
  for (const mechanism of verdict.mechanisms) lines.push('', ...mechanismLines(mechanism))
  return `${lines.join('\n')}\n`
}

function* mechanismLines({
  mechanism,
  status,
  signer,
  checks,
  warnings,
}: MechanismVerdict): Generator<string> {
  yield `${mechanisms[mechanism]}: ${titles[status]}`
  const who = signer?.userIds?.[0] ?? signer?.identity
  if (who !== undefined) yield `  signed by ${visible(who)}`
  if (signer?.fingerprint !== undefined) yield `  key ${signer.fingerprint}`
  for (const check of checks.filter((one) => one.outcome === 'failed'))
    yield* finding('✗', checkTitle(check), check)
  for (const warning of warnings) yield* finding('!', codeTitle(warning.code), warning)
  for (const check of checks.filter((one) => one.outcome === 'passed'))
    yield `  ✓ ${checkTitle(check)}${check.actual ? ` (${visible(check.actual)})` : ''}`
}

function* finding(
  mark: string,
  title: string,
  { code, expected, actual }: { code: string; expected?: string | undefined; actual?: string | undefined },
): Generator<string> {
  yield `  ${mark} ${title} [${code}]`
  if (expected !== undefined) yield `      expected ${visible(expected)}`
  if (actual !== undefined) yield `      seen     ${visible(actual)}`
}
