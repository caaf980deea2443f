import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { readArchive } from '../../lib/archive/index.ts'
import { chartValues, openSession } from '../../lib/helm/index.ts'
import { seededHost } from '../../lib/worker/host-seeded.ts'
import { at, changed, places, plain, random, type Plain } from '../conformance/incremental/edits.ts'
import { corpus, median, program, root } from './peers.ts'

const CHANGES = 12

interface Row {
  readonly name: string
  readonly helm: number
  readonly ours: number
  readonly ratio: number
}

/**
 * One value changed, in a session: everything from the values' text to what is printed, against Helm 4's engine alone
 * on the same values (tests/oracle/engine). Which values is drawn from each chart's defaults, the same every time.
 */
export function incremental(every = 1): void {
  const go = program('go', 'GO_BIN')
  const folder = corpus()
  if (!go || !folder) return console.log(`incremental: skipped, ${go ? 'no corpus' : 'no go on PATH'}`)
  const oracle = join(mkdtempSync(join(tmpdir(), 'chartroom-bench-')), 'engine')
  spawnSync(go, ['build', '-o', oracle, '.'], { cwd: join(root, 'tests/oracle/engine'), stdio: 'inherit' })
  const rows = readdirSync(join(folder, 'charts'))
    .filter((_, i) => i % every === 0)
    .flatMap((name) => race(oracle, join(folder, 'charts', name)))
  const ratios = rows.map((row) => row.ratio).toSorted((a, b) => a - b)
  console.log(`incremental, one value changed, against Helm 4's engine in Go, ${rows.length} charts:`)
  console.log(
    `  median ratio ${median(ratios).toFixed(3)}, nine of ten below ${ratios[Math.floor(ratios.length * 0.9)]?.toFixed(2)}`,
  )
  for (const r of rows.toSorted((a, b) => b.ratio - a.ratio).slice(0, 5))
    console.log(`  ${r.ratio.toFixed(2)}  ${r.ours.toFixed(2)} against ${r.helm.toFixed(2)} ms  ${r.name}`)
}

function race(oracle: string, path: string): Row[] {
  const files = readArchive(readFileSync(path))
  const session = openSession(files)
  const render = (values: Plain): { ms: number; ok: boolean } => {
    const text = JSON.stringify(values)
    const before = performance.now()
    const { ok } = session.render(
      {
        profile: 'helm-4.2',
        values: [{ kind: 'file', name: 'values.yaml', text }],
        release: { name: 'release-name', namespace: 'default' },
        objects: false,
      },
      seededHost('bench'),
      'bench',
    )
    return { ms: performance.now() - before, ok }
  }
  if (!render({}).ok) return []
  const defaults = plain(chartValues(files, 'helm-4.2').defaults)
  const changes = draw(defaults, basename(path)).filter((values) => render(values).ok)
  if (changes.length === 0) return []
  const times = Array.from({ length: 4 }, () => changes.map((values) => render(values).ms)).slice(1)
  const ours = median(times.flat())
  const { stdout } = spawnSync(oracle, {
    input: JSON.stringify({ chart: path, values: changes }),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const { ms: helm } = JSON.parse(stdout) as { ms?: number }
  return helm === undefined ? [] : [{ name: basename(path), helm, ours, ratio: ours / helm }]
}

/** Values that each change one leaf of the defaults. */
function draw(defaults: Plain, seed: string): Plain[] {
  const leaves = places(defaults).filter((path) => {
    const value = at(defaults, path)
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  })
  const next = random(seed)
  return leaves.length === 0
    ? []
    : Array.from({ length: CHANGES }, () => changed(defaults, leaves[Math.floor(next() * leaves.length)]!))
}
