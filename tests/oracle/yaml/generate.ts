// node generate.ts ORACLE : makes tests/fixtures/yaml/*.jsonl, one file an operation.
import { mkdirSync, writeFileSync } from 'node:fs'
import { Chance } from '../sprig/chance.ts'
import { MAKERS } from './make-probe.ts'
import { Oracle } from './oracle.ts'
import { ofText, ofValue, type Answer, type Probe } from './probes.ts'
import { WORDS } from './words.ts'

/** Random probes an operation, for each unit of its share. */
const EACH = 40
/** Longer probes tell nothing that shorter ones do not. */
const LONGEST = 700

const oracle = new Oracle(process.argv[2] ?? '/tmp/yaml-oracle')
const out = new URL('../../fixtures/yaml/', import.meta.url)
mkdirSync(out, { recursive: true })

function handmade(op: string): Probe[] {
  if (op === 'unmarshal')
    return WORDS.flatMap((word) => [
      ofText(op, `k: ${word}`),
      ofText(op, `${word}: 1`),
      ofText(op, `- ${JSON.stringify(word)}`),
    ])
  if (op === 'marshal' || op === 'pretty') return WORDS.map((word) => ofValue(op, word))
  return []
}

/** The answer that Go always gives, or undefined where it depends on the order of a map. */
async function steady(probe: Probe): Promise<Answer | undefined> {
  const answers = await Promise.all(Array.from({ length: 5 }, () => oracle.ask(probe)))
  return new Set(answers.map((a) => JSON.stringify(a))).size === 1 ? answers[0] : undefined
}

for (const [op, [share, make]] of Object.entries(MAKERS)) {
  const seen = new Set<string>()
  const lines: string[] = []
  const add = async (probe: Probe): Promise<void> => {
    const question = JSON.stringify(probe)
    if (question.length > LONGEST || seen.has(question)) return
    seen.add(question)
    const answer = await steady(probe)
    if (answer === undefined) return
    const { op: _, ...asked } = probe
    lines.push(JSON.stringify({ ...asked, ...answer }))
  }
  for (const probe of handmade(op)) await add(probe)
  for (let seed = 1, wanted = lines.length + share * EACH; lines.length < wanted && seed < 50_000; seed++)
    await add(make(new Chance(seed)))
  writeFileSync(new URL(`${op}.jsonl`, out), `${lines.join('\n')}\n`)
  console.log(op, lines.length)
}
oracle.close()
