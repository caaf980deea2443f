// node fuzz.ts ORACLE [seed] [count] [operation…] : holds random probes against Go and prints what differs.
import { Chance } from '../sprig/chance.ts'
import { MAKERS } from './make-probe.ts'
import { Oracle } from './oracle.ts'
import { answer, canonical, type Answer, type Probe } from './probes.ts'

const [path = '/tmp/yaml-oracle', seed = '1', count = '20000', ...only] = process.argv.slice(2)
const operations = only.length > 0 ? only : Object.keys(MAKERS)
const oracle = new Oracle(path)
let different = 0
let errors = 0
let flaps = 0

function mine(probe: Probe): string {
  try {
    const a = answer(probe)
    if (a.e !== undefined || a.eb !== undefined) errors++
    return canonical(probe, a)
  } catch (error) {
    return `crash ${(error as Error).stack}`
  }
}

/** Go's maps have no order: where an answer depends on it, asking again may give ours. */
async function compare(probe: Probe, i: number): Promise<void> {
  const ours = mine(probe)
  let theirs: Answer = await oracle.ask(probe)
  for (let k = 0; k < 50 && canonical(probe, theirs) !== ours; k++) {
    theirs = await oracle.ask(probe)
    if (canonical(probe, theirs) === ours) flaps++
  }
  if (canonical(probe, theirs) === ours || ++different > 10) return
  console.log(
    `--- ${i} ${JSON.stringify(probe).slice(0, 1500)}\n ours ${ours.slice(0, 800)}\n Go's ${canonical(probe, theirs).slice(0, 800)}`,
  )
}

for (let i = 0; i < Number(count); i += 500) {
  const batch = Array.from({ length: Math.min(500, Number(count) - i) }, (_, k) => {
    const chance = new Chance(Number(seed) * 1_000_003 + i + k)
    const total = operations.reduce((sum, op) => sum + MAKERS[op]![0], 0)
    let at = chance.below(total)
    const op = operations.find((name) => (at -= MAKERS[name]![0]) < 0)!
    return compare(MAKERS[op]![1](chance), i + k)
  })
  await Promise.all(batch)
}
oracle.close()
console.log({ seed, count, errors, flaps, different })
process.exitCode = different > 0 ? 1 : 0
