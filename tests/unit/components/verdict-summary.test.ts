import { expect, test } from 'vitest'
import { statusOfCode, summarize } from '../../../components/verify/verdict-summary.ts'
import { verificationCodes } from '../../../lib/schema/codes-verification.ts'

test('every code makes of a verdict what its explanation says', () => {
  for (const [code, { status }] of Object.entries(verificationCodes))
    if (status !== 'warning') expect(statusOfCode(code), code).toBe(status)
})

test('of several failures the one that decides is named', () => {
  const failed = (code: string) => ({ code, outcome: 'failed' as const })
  const checks = [failed('UNSUPPORTED_ALGORITHM'), failed('UNKNOWN_KEY')]
  const mechanism = { mechanism: 'provenance' as const, status: 'untrusted' as const, checks, warnings: [] }
  const verdict = {
    reference: '',
    digest: '',
    checkedAt: '',
    status: 'untrusted' as const,
    mechanisms: [mechanism],
  }
  expect(summarize(verdict).code).toBe('UNKNOWN_KEY')
})
