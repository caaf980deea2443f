import { expect, test } from 'vitest'
import { combineStatus, type MechanismVerdict, type VerdictStatus } from '../../../lib/verify/index.ts'

const verdict = (status: VerdictStatus, checks: MechanismVerdict['checks'] = []): MechanismVerdict => ({
  mechanism: 'provenance',
  status,
  checks,
  warnings: [],
})
const all = (...statuses: VerdictStatus[]) => statuses.map((status) => verdict(status))

test.each([
  [[], 'unsigned'],
  [['unsigned', 'verified', 'unknown'], 'verified'],
  [['verified', 'invalid'], 'invalid'],
  [['untrusted', 'unknown'], 'untrusted'],
  [['unsigned', 'unknown'], 'unknown'],
] as [VerdictStatus[], VerdictStatus][])('without a policy %j is %s', (statuses, expected) => {
  expect(combineStatus(all(...statuses), null)).toBe(expected)
})

test.each([
  [['verified', 'verified'], 'verified'],
  [['verified', 'unsigned'], 'unsigned'],
  [['verified', 'unknown'], 'unknown'],
  [['untrusted', 'unsigned'], 'untrusted'],
  [['invalid', 'verified'], 'invalid'],
] as [VerdictStatus[], VerdictStatus][])(
  'a policy that asks for what came out as %j gives %s',
  (statuses, expected) => {
    expect(combineStatus(all(...statuses), all(...statuses))).toBe(expected)
  },
)

test('what a policy does not ask for does not decide, unless the archive must not be opened', () => {
  expect(combineStatus(all('verified', 'untrusted'), all('verified'))).toBe('verified')
  const hostile = verdict('invalid', [{ id: 'archive', code: 'MALFORMED', outcome: 'failed' }])
  expect(combineStatus([verdict('verified'), hostile], all('verified'))).toBe('invalid')
})

test('a good signature of the manifest does not cover bytes that came instead of the archive', () => {
  const corrupt = verdict('unknown', [{ id: 'registry', code: 'REGISTRY_INTEGRITY', outcome: 'failed' }])
  const cosign = { ...verdict('verified'), mechanism: 'cosign' } as const
  expect(combineStatus([corrupt, cosign], null)).toBe('unknown')
  expect(combineStatus([corrupt, cosign], [cosign])).toBe('unknown')
})
