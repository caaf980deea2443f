// node tests/oracle/fuzz/run.ts [--seed N] [--count N] [--from I] [--seconds S] [--area a,b] [--most N] [--keep FILE] [--quiet]
// Holds random charts against both Helms. What differs is made small and printed; --keep appends it as cases to replay.
import { appendFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { nodeHost } from '../../../lib/worker/host-node.ts'
import { campaign, verdict, type Difference } from './campaign.ts'
import type { Case } from './case.ts'
import { buildOracle, HelmOracle } from './helm-oracle.ts'
import { kept } from './kept.ts'
import { shrink } from './shrink.ts'

process.env['TZ'] = 'UTC'
const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    count: { type: 'string', default: '100000' },
    from: { type: 'string', default: '0' },
    seconds: { type: 'string', default: 'Infinity' },
    area: { type: 'string' },
    most: { type: 'string', default: '20' },
    keep: { type: 'string' },
    quiet: { type: 'boolean', default: false },
  },
})

const built = buildOracle()
if ('reason' in built) {
  console.error(built.reason)
  process.exit(2)
}
const oracle = new HelmOracle(built.path)
const host = nodeHost()
console.log(`seed ${flags.seed}, ${flags.count} cases from ${flags.from}`)

// refusals are errors, and most cost is in their stacks; a crash is looked at again with one
Error.stackTraceLimit = 0
let told = 0
async function tell(found: Difference): Promise<void> {
  if (++told > Number(flags.most)) return
  Error.stackTraceLimit = 15
  const small = await shrink(found.case, async (c: Case) => {
    const checked = await verdict(c, found.profile, oracle, host, 3)
    return (
      checked.kind === 'differs' && (checked.ours.panic === undefined) === (found.ours.panic === undefined)
    )
  })
  const last = await verdict(small, found.profile, oracle, host)
  const { ours: mine, helm } = last.kind === 'differs' ? last : found
  console.log(
    `\n--- ${found.index} ${found.area} helm-${found.profile}\n${JSON.stringify(last.kind === 'differs' ? small : found.case)}`,
  )
  console.log(`ours ${JSON.stringify(mine).slice(0, 1200)}\nhelm ${JSON.stringify(helm).slice(0, 1200)}`)
  Error.stackTraceLimit = 0
  if (flags.keep) appendFileSync(flags.keep, `${JSON.stringify(await kept(small, oracle))}\n`)
}

const started = Date.now()
const tally = await campaign({
  oracle,
  host,
  seed: Number(flags.seed),
  count: Number(flags.count),
  from: Number(flags.from),
  until: Date.now() + 1000 * Number(flags.seconds),
  ...(flags.area ? { areas: flags.area.split(',') } : {}),
  onDifference: tell,
  onProgress: ({ cases, differences, varying }) => {
    if (cases % 12_000 === 0) console.log(`… ${cases} cases, ${differences} differences, ${varying} varying`)
  },
  onVarying: (c, index) =>
    flags.quiet || console.log(`\n--- ${index} varies ${JSON.stringify(c).slice(0, 1500)}`),
})
oracle.close()
const seconds = (Date.now() - started) / 1000
console.log(
  `\n${JSON.stringify(tally, undefined, 1)}\n${Math.round(tally.cases / seconds)} cases/s, seed ${flags.seed}`,
)
process.exitCode = tally.differences > 0 ? 1 : 0
