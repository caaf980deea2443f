import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readArchive } from '../../lib/archive/index.ts'
import { render, type RenderRequest } from '../../lib/helm/index.ts'
import { renderTraced } from '../../lib/helm/trace/index.ts'
import { seededHost } from '../../lib/worker/host-seeded.ts'
import { corpus, median } from './peers.ts'

const ROUNDS = 9

/** What tracing costs: whole renders of each chart, plain and traced by turns, by processor time. */
export function traced(every = 1): void {
  const folder = corpus()
  if (!folder) return console.log('traced: skipped, no corpus')
  const rows = readdirSync(join(folder, 'charts'))
    .filter((_, i) => i % every === 0)
    .flatMap((name) => {
      const row = compared(join(folder, 'charts', name))
      return row === undefined ? [] : [row]
    })
  const sum = (of: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((all, row) => all + of(row), 0)
  console.log(
    `traced against plain, ${rows.length} charts: median ratio ${median(rows.map((r) => r.ratio)).toFixed(2)}, of all together ${(sum((r) => r.traced) / sum((r) => r.plain)).toFixed(2)}`,
  )
  for (const row of rows.toSorted((a, b) => b.ratio - a.ratio).slice(0, 3))
    console.log(
      `  ${row.ratio.toFixed(2)}  ${row.traced.toFixed(1)} against ${row.plain.toFixed(1)} ms  ${row.chart}`,
    )
}

function compared(path: string): { chart: string; plain: number; traced: number; ratio: number } | undefined {
  const request: RenderRequest = {
    files: readArchive(readFileSync(path)),
    profile: 'helm-4.2',
    values: [],
    release: { name: 'release-name', namespace: 'default' },
  }
  const plainTimes: number[] = []
  const tracedTimes: number[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const before = cpu()
    if (!render(request, seededHost('bench')).ok) return undefined
    const between = cpu()
    renderTraced(request, seededHost('bench'))
    plainTimes.push(between - before)
    tracedTimes.push(cpu() - between)
  }
  // the first rounds compile
  const plain = median(plainTimes.slice(ROUNDS >> 1))
  const withTrace = median(tracedTimes.slice(ROUNDS >> 1))
  return { chart: basename(path), plain, traced: withTrace, ratio: withTrace / plain }
}

/** Milliseconds that the processor worked for this process. */
function cpu(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
