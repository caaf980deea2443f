import { expect, test } from 'vitest'
import { verifyChart } from '../../../../lib/server/actions/verify-chart.ts'

const codes = (verdict: Awaited<ReturnType<typeof verifyChart>>) => [
  ...verdict.mechanisms.flatMap((one) =>
    one.checks.filter((check) => check.outcome === 'failed').map((check) => check.code),
  ),
  ...verdict.mechanisms.flatMap((one) => one.warnings.map((warning) => warning.code)),
]

/** The sample shows every status; its README says which chart shows what. */
test.each([
  ['lighthouse', '1.5.0', 'verified', []],
  ['lighthouse', '1.4.1+build.7', 'verified', []],
  ['lighthouse', '1.6.0-rc.1', 'verified', []],
  ['tide-tables', '2.9.0', 'verified', ['KEY_EXPIRED_SINCE']],
  ['tide-tables', '3.0.0', 'verified', []],
  ['sextant', '', 'verified', []],
  ['anchor', '', 'verified', []],
  ['pilot-book', '3.2.0', 'verified', ['KEY_EXPIRED_SINCE', 'TAG_VERSION_MISMATCH']],
  ['cargo', '0.8.0', 'verified', []],
  ['cargo', '0.8.1', 'invalid', ['DIGEST_MISMATCH']],
  ['driftwood', '', 'untrusted', ['UNKNOWN_KEY']],
  ['message-bottle', '', 'unsigned', []],
  ['compass', '', 'unknown', ['UNSUPPORTED_ALGORITHM']],
])('%s %s is %s', async (repository, version, status, expected) => {
  const verdict = await verifyChart('sample', repository, version)
  expect(verdict.status).toBe(status)
  expect(codes(verdict)).toEqual(expected)
  expect(verdict.policy).toMatchObject({
    match: repository === 'lighthouse' ? 'oci-layout:./lighthouse' : 'oci-layout:.',
    met: status === 'verified',
  })
})

test('the provenance layer may come first', async () => {
  const { chain } = await verifyChart('sample', 'sextant', '')
  expect(chain?.find((node) => node.node === 'manifest')?.note).toBe('provenance layer first')
})

test('the chain breaks where the bytes were replaced, and nowhere else', async () => {
  const { chain } = await verifyChart('sample', 'cargo', '0.8.1')
  const states = chain?.map(({ node, joint }) => [node, joint?.state])
  expect(states).toEqual([
    ['tag', 'holds'],
    ['manifest', 'holds'],
    ['layer', 'fails'],
    ['signed-hash', 'holds'],
    ['signed-metadata', 'holds'],
    ['chart-yaml', 'holds'],
    ['config', undefined],
  ])
})

test('a policy can ask for two mechanisms', async () => {
  const { policy, mechanisms } = await verifyChart('sample', 'lighthouse', '1.5.0')
  expect(policy?.requires.map((one) => [one.mechanism, one.status])).toEqual([
    ['provenance', 'verified'],
    ['cosign', 'verified'],
  ])
  expect(mechanisms.map((one) => one.mechanism)).toEqual(['provenance', 'cosign'])
})

test('a repository that holds no chart has no verdict', async () => {
  await expect(verifyChart('sample', 'chart-covers', '1.0')).rejects.toMatchObject({ code: 'NOT_A_CHART' })
})
