import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { corpus, median, program, root, sum, wall } from './peers.ts'

/**
 * Whole processes side by side: `chartroom template` against `helm template`, each chart of the corpus with its
 * defaults, runs in turn, the best of each compared (the least disturbed one on a shared machine).
 */
export function cold(rounds = 5, every = 1): void {
  const helm = program('helm', 'HELM_BIN')
  const folder = corpus()
  if (!helm || !folder) return console.log(`cold: skipped, ${helm ? 'no corpus' : 'no helm on PATH'}`)
  const env = { ...process.env, TZ: 'UTC', HOME: '/nonexistent' }
  const ours = join(root, 'dist/chartroom.js')
  const charts = readdirSync(join(folder, 'charts')).filter((_, i) => i % every === 0)
  const rows = charts.flatMap((name) => {
    const args = ['template', 'release-name', join(folder, 'charts', name)]
    const times = { helm: [] as number[], ours: [] as number[] }
    for (let i = 0; i < rounds; i++) {
      const theirs = wall(helm, args, env)
      const mine = wall(process.execPath, [ours, ...args], env)
      if (theirs.status !== mine.status) {
        console.log(`  ${name}: helm exits ${theirs.status}, chartroom ${mine.status}; left out`)
        return []
      }
      times.helm.push(theirs.ms)
      times.ours.push(mine.ms)
    }
    const best = { helm: Math.min(...times.helm), ours: Math.min(...times.ours) }
    return [{ name, ...best, ratio: best.ours / best.helm }]
  })
  const worst = rows.toSorted((a, b) => b.ratio - a.ratio).slice(0, 5)
  console.log(`cold, whole process, ${rows.length} charts, best of ${rounds}:`)
  console.log(
    `  median ratio ${median(rows.map((r) => r.ratio)).toFixed(2)}, worst ${worst[0]?.ratio.toFixed(2)}`,
  )
  console.log(
    `  sum ${sum(rows.map((r) => r.ours)).toFixed(0)} ms against ${sum(rows.map((r) => r.helm)).toFixed(0)} ms: ${(sum(rows.map((r) => r.ours)) / sum(rows.map((r) => r.helm))).toFixed(2)}`,
  )
  for (const r of worst)
    console.log(`  ${r.ratio.toFixed(2)}  ${r.ours.toFixed(0)} against ${r.helm.toFixed(0)} ms  ${r.name}`)
}
