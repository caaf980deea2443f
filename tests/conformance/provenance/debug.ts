// Changes sampled values of real charts and shows lines that changed unforetold:
// node tests/conformance/provenance/debug.ts [PART-OF-NAME…] [--keys=N] [--every=N]
import { readCases, nameOf } from '../corpus/cases.ts'
import { readChart, requestOf } from '../corpus/run-case.ts'
import { judge } from './judge.ts'

process.env['TZ'] = 'UTC'
const option = (name: string, otherwise: number): number =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise)
const parts = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const cases = readCases()
  .filter((c) => c.status !== 'error' && parts.every((part) => nameOf(c).includes(part)))
  .filter((_, i) => i % option('every', 1) === option('from', 0))
const total = { changes: 0, refused: 0, changed: 0, foretold: 0, said: 0, faults: 0, plainMs: 0, tracedMs: 0 }
for (const c of cases) {
  try {
    const found = judge(nameOf(c), requestOf(c, readChart(c.id)), option('keys', 6))
    for (const key of Object.keys(total) as (keyof typeof total)[])
      total[key] += key === 'faults' ? found.faults.length : found[key]
    for (const fault of found.faults) console.log(fault)
  } catch (error) {
    console.log(`${nameOf(c)}: ${(error as Error).stack}`)
  }
}
console.log(
  `${cases.length} cases, ${total.changes} changes (${total.refused} refused), ${total.changed} lines changed, recall ${((100 * total.foretold) / total.changed).toFixed(3)} %, precision ${((100 * total.changed) / total.said).toFixed(1)} %, ${total.faults} faults; plain ${Math.round(total.plainMs)} ms, traced ${Math.round(total.tracedMs)} ms`,
)
