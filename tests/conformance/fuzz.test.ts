import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeHost } from '../../lib/worker/host-node.ts'
import { campaign, type Difference } from '../oracle/fuzz/campaign.ts'
import { agree, type ProfileDigit } from '../oracle/fuzz/case.ts'
import { buildOracle, HelmOracle } from '../oracle/fuzz/helm-oracle.ts'
import type { Kept } from '../oracle/fuzz/kept.ts'
import { ours } from '../oracle/fuzz/ours.ts'

// the same charts each time: new ones are for `npm run fuzz`, whose findings a person reads (addresses of Go's memory
// that a chart has formatted as dates look like differences)
const SEED = 20261121
const COUNT = 1500
/** the first build fetches and compiles both Helms */
const PATIENCE = 600_000

// the oracle's zone
process.env['TZ'] = 'UTC'

/** What cannot be as Helm does, with the reason. The list only shrinks: what agrees must be taken out of it. */
interface KnownDifference extends Kept {
  readonly reason: string
}
const known = JSON.parse(
  readFileSync(join(import.meta.dirname, 'known-differences.json'), 'utf8'),
) as readonly KnownDifference[]
const digits: readonly ProfileDigit[] = ['3', '4']

test('what is known to differ still does, and says why', () => {
  const host = nodeHost()
  for (const { reason, case: c, helm } of known) {
    expect(reason).toMatch(/\w{3}/)
    const repaired = digits.every((digit, i) => agree(ours(c, digit, host), helm[i] ?? helm[0]))
    expect(repaired, `no longer differs, take it out: ${JSON.stringify(c)}`).toBe(false)
  }
})

test(
  `${COUNT} random charts, as both Helms render them`,
  async ({ skip }) => {
    const built = buildOracle()
    if ('reason' in built) return skip(built.reason)
    const seed = Number(process.env['FUZZ_SEED'] ?? SEED)
    console.log(
      `fuzz: seed ${seed}; node tests/oracle/fuzz/run.ts --seed ${seed} --count ${COUNT} tells more`,
    )
    const oracle = new HelmOracle(built.path)
    const differences: Difference[] = []
    try {
      const tally = await campaign({
        oracle,
        host: nodeHost(),
        seed,
        count: COUNT,
        onDifference: (difference) => void differences.push(difference),
      })
      console.log(
        `fuzz: ${tally.cases} cases under both profiles, ${tally.errors} refusals, ${tally.flaps} flaps`,
      )
      expect(tally.cases).toBe(COUNT)
      expect(tally.errors).toBeLessThan(COUNT * 1.6)
    } finally {
      oracle.close()
    }
    const isKnown = (difference: Difference): boolean =>
      known.some((each) => JSON.stringify(each.case) === JSON.stringify(difference.case))
    expect(differences.filter((difference) => !isKnown(difference))).toEqual([])
  },
  PATIENCE,
)
