// node tests/oracle/fuzz/keep.ts FILE < cases.jsonl : asks both Helms for the cases on standard input and appends what
// they answer to tests/fixtures/fuzz/FILE, less those that are there already.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from './case.ts'
import { buildOracle, HelmOracle } from './helm-oracle.ts'
import { kept, type Kept } from './kept.ts'

const [name] = process.argv.slice(2)
const built = buildOracle()
if (name === undefined || 'reason' in built) {
  console.error(name === undefined ? 'say which file' : (built as { reason: string }).reason)
  process.exit(2)
}
const path = join(import.meta.dirname, '../../fixtures/fuzz', name)
const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')
const known = new Set(
  (existsSync(path) ? lines(readFileSync(path, 'utf8')) : []).map((line) =>
    JSON.stringify((JSON.parse(line) as Kept).case),
  ),
)
const oracle = new HelmOracle(built.path)
for (const line of lines(readFileSync(0, 'utf8'))) {
  const given = JSON.parse(line) as Case | Kept
  const c = 'case' in given ? given.case : given
  if (known.has(JSON.stringify(c))) continue
  known.add(JSON.stringify(c))
  appendFileSync(path, `${JSON.stringify(await kept(c, oracle))}\n`)
}
oracle.close()
