import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { readArchive } from '../../lib/archive/index.ts'
import { render } from '../../lib/helm/index.ts'
import type { RenderRequest } from '../../lib/helm/request.ts'
import { seededHost } from '../../lib/worker/host-seeded.ts'
import { corpus, median, program, root } from './peers.ts'

interface Timed {
  readonly chart: string
  readonly ms?: number
}

/** Full re-renders of a loaded chart after a change of values, against Helm 4's engine alone (tests/oracle/engine). */
export function warm(every = 1): void {
  const go = program('go', 'GO_BIN')
  const folder = corpus()
  if (!go || !folder) return console.log(`warm: skipped, ${go ? 'no corpus' : 'no go on PATH'}`)
  const oracle = join(mkdtempSync(join(tmpdir(), 'chartroom-bench-')), 'engine')
  spawnSync(go, ['build', '-o', oracle, '.'], { cwd: join(root, 'tests/oracle/engine'), stdio: 'inherit' })
  const paths = readdirSync(join(folder, 'charts'))
    .filter((_, i) => i % every === 0)
    .map((name) => join(folder, 'charts', name))
  const { stdout } = spawnSync(oracle, { input: paths.join('\n'), encoding: 'utf8', maxBuffer: 1 << 28 })
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Timed)
    .flatMap(({ chart, ms }) => {
      const ours = ms === undefined ? undefined : rerender(chart)
      return ms === undefined || ours === undefined
        ? []
        : [{ chart: basename(chart), helm: ms, ours, ratio: ours / ms }]
    })
  console.log(
    `warm, full re-render against Helm 4's engine in Go, ${rows.length} charts: median ratio ${median(rows.map((r) => r.ratio)).toFixed(2)}`,
  )
  for (const r of rows.toSorted((a, b) => b.ratio - a.ratio).slice(0, 5))
    console.log(`  ${r.ratio.toFixed(2)}  ${r.ours.toFixed(1)} against ${r.helm.toFixed(1)} ms  ${r.chart}`)
}

/** Median ms of whole renders of a chart whose values change each time; undefined when it is refused. */
function rerender(path: string): number | undefined {
  const files = readArchive(readFileSync(path))
  const times: number[] = []
  const started = performance.now()
  for (let i = 0; times.length < 8 || (times.length < 40 && performance.now() - started < 1500); i++) {
    const request: RenderRequest = {
      files,
      profile: 'helm-4.2',
      values: [{ kind: 'set', text: `chartroomBench=${i}` }],
      release: { name: 'release-name', namespace: 'default' },
    }
    const before = performance.now()
    const response = render(request, seededHost('bench'))
    times.push(performance.now() - before)
    if (!response.ok) return undefined
  }
  return median(times.slice(times.length >> 1))
}
