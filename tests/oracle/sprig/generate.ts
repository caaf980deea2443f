import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Chance } from './chance.ts'
import { call, families, type Probe } from './families.ts'
import { templates } from './templates.ts'

/*
 * Writes goldens: probes and what the oracle answers, a line each. See README.md.
 *   node generate.ts [--seed 1] [--each 48] [--into folder] [--oracle /tmp/sprig-oracle] [family…]
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    each: { type: 'string', default: '48' },
    into: { type: 'string', default: `${import.meta.dirname}/../../fixtures/sprig` },
    oracle: { type: 'string', default: '/tmp/sprig-oracle' },
  },
})

function answers(probes: readonly Probe[]): string[] {
  const input = probes.map((probe) => JSON.stringify(probe)).join('\n')
  const { stdout, stderr, status } = spawnSync(values.oracle, { input, maxBuffer: 1 << 29, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the oracle ended with ${status}: ${stderr.slice(0, 2000)}`)
  return stdout.trimEnd().split('\n')
}

const each = Number(values.each)

function write(family: string, make: (c: Chance) => readonly Probe[]): void {
  if (positionals.length > 0 && !positionals.includes(family)) return
  const all = [...new Map(make(new Chance(Number(values.seed))).map((p) => [JSON.stringify(p), p])).values()]
  // Go goes through maps in another order each time: what differs from run to run is no golden
  const again = answers(all)
  const lines = answers(all).flatMap((line, i) =>
    line === again[i] ? [JSON.stringify({ ...all[i], ...(JSON.parse(line) as object) })] : [],
  )
  writeFileSync(`${values.into}/${family}.jsonl`, `${lines.join('\n')}\n`)
  console.log(family, lines.length)
}

/** Families whose few functions have much to get wrong. */
const WEIGHTS: Readonly<Record<string, number>> = { url: 7, encoding: 3 }

for (const [family, functions] of Object.entries(families)) {
  const length = each * (WEIGHTS[family] ?? 1)
  write(family, (c) =>
    Object.entries(functions).flatMap(([name, signature]) =>
      Array.from({ length }, () => call(c, name, signature)),
    ),
  )
}
write('templates', (c) => templates(c, Math.ceil(each / 8)))
