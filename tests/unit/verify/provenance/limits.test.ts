import { expect, test } from 'vitest'
import { nodePrimitives } from '../../../../lib/server/trust/node-primitives.ts'
import { verifyProvenance } from '../../../../lib/verify/index.ts'
import { chart } from '../../../fixtures/provenance/chart.ts'
import { hostileArchives } from '../../../fixtures/provenance/hostile.ts'
import { bytesOf, cases, NOW } from './fixtures.ts'

const judge = (archive: Uint8Array, provenance: Uint8Array | null) =>
  verifyProvenance(
    { archive, provenance, fileName: 'harbour-1.2.0.tgz', isFile: true, repository: null, tag: null },
    null,
    nodePrimitives,
    NOW,
  ).verdict

const failed = ({ checks }: ReturnType<typeof judge>) =>
  checks.filter((check) => check.outcome === 'failed').map((check) => [check.id, check.code])

const bomb = () =>
  chart(
    '1.2.0',
    Array.from({ length: 30 }, (_, i) => ({
      name: `harbour/zeros${i}`,
      body: Buffer.alloc(4 * 1024 * 1024),
    })),
  )

test.each([
  ...hostileArchives.filter(([, , code]) => code === 'LIMIT'),
  ['archive bomb', bomb(), 'LIMIT'] as const,
])('%s is over a limit of ours, which says nothing against it', (_, archive) => {
  const verdict = judge(archive, null)
  expect(verdict.status).toBe('unknown')
  expect(failed(verdict)).toEqual([['archive', 'LIMIT']])
})

test('a provenance file over a megabyte is not read', () => {
  const good = cases.find((one) => one.name === 'good')!.provenance!
  const verdict = judge(chart(), bytesOf(good + ' '.repeat(1024 * 1024)))
  expect(failed(verdict)).toEqual([['frame', 'LIMIT']])
  expect(verdict.status).toBe('unknown')
})
