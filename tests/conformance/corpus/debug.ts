// Runs cases of the corpus and shows how ours differs: node tests/conformance/corpus/debug.ts [PART-OF-NAME…] [--diff]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeHost } from '../../../lib/worker/host-node.ts'
import { nameOf, readCases } from './cases.ts'
import { readGoldens } from './goldens.ts'
import { difference, readChart, runCase } from './run-case.ts'
import { runCorpus } from './run-corpus.ts'

process.env['TZ'] = 'UTC'
const parts = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
const chosen = readCases().filter((c) => parts.every((part) => nameOf(c).includes(part)))
const names = new Set(chosen.map(nameOf))

if (process.argv.includes('--diff')) await showDiffs()
else await summarise()

async function summarise(): Promise<void> {
  const results = await runCorpus(2, (c) => names.has(nameOf(c)))
  const failed = results.filter((r) => r.difference !== undefined)
  const groups = Map.groupBy(failed, (r) => r.difference!.replace(/\d+/g, 'N').slice(0, 150))
  for (const [text, list] of [...groups].sort((a, b) => b[1].length - a[1].length))
    console.log(`${list.length} × ${text}\n    ${list[0]!.name}`)
  for (const status of ['stable', 'masked', 'error']) {
    for (const profile of ['helm-3.21', 'helm-4.2']) {
      const all = results.filter((r) => r.status === status && r.name.startsWith(profile))
      console.log(
        `${profile} ${status}: ${all.filter((r) => r.difference === undefined).length} of ${all.length}`,
      )
    }
  }
  writeFileSync(
    join(tmpdir(), 'corpus-failures.txt'),
    failed.map((r) => `${r.name}\t${r.difference!.split('\n')[0]}`).join('\n'),
  )
}

async function showDiffs(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'))
  for (const c of chosen) {
    const golden =
      c.golden === undefined ? undefined : (await readGoldens(c.profile, new Set([c.golden]))).get(c.golden)
    const outcome = runCase(c, readChart(c.id), nodeHost())
    const found = difference(c, outcome, golden)
    console.log(`${nameOf(c)}: ${found ?? 'equal'}`)
    if (found === undefined) continue
    writeFileSync(join(folder, 'helm'), golden ?? c.stderr ?? '')
    writeFileSync(join(folder, 'ours'), outcome.ok ? outcome.stdout : outcome.stderr)
    console.log(
      spawnSync('diff', ['-a', 'helm', 'ours'], { cwd: folder, encoding: 'utf8' }).stdout.slice(0, 6000),
    )
  }
}
