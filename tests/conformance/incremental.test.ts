import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readArchive } from '../../lib/archive/index.ts'
import type { ChartFile } from '../../lib/helm/index.ts'
import { charts } from '../fixtures/charts/charts.ts'
import { corpusFolder, hasCorpus } from './corpus/cases.ts'
import { random } from './incremental/edits.ts'
import { walk } from './incremental/walk.ts'

/** CHARTROOM_WALK=300 walks the real charts for so many seconds, from another seed each time. */
const long = Number(process.env['CHARTROOM_WALK'] ?? 0)
const seed = long > 0 ? String(Date.now()) : 'short'

test('a session says what a whole render says: charts of our own, edited at random', () => {
  const bytes = new TextEncoder()
  const differences: string[] = []
  let renders = 0
  for (const [name, files] of Object.entries(charts)) {
    const loaded: ChartFile[] = Object.entries(files).map(([path, text]) => ({
      path,
      data: bytes.encode(text),
    }))
    const walked = walk(loaded, `${seed} ${name}`, 8)
    renders += walked.renders
    if (walked.difference !== undefined) differences.push(`${name}: ${walked.difference}`)
  }
  expect(differences).toEqual([])
  expect(renders).toBeGreaterThan(100)
})

test.skipIf(!hasCorpus())(
  'a session says what a whole render says: real charts, edited at random',
  { timeout: (long + 60) * 1000 },
  () => {
    const until = performance.now() + (long > 0 ? long : 12) * 1000
    const next = random(seed)
    const names = readdirSync(join(corpusFolder, 'charts'))
    const differences: string[] = []
    const seen = { charts: 0, renders: 0, refused: 0 }
    while (performance.now() < until) {
      const name = names[Math.floor(next() * names.length)]!
      const files = readArchive(readFileSync(join(corpusFolder, 'charts', name)))
      const walked = walk(files, `${seed} ${name} ${seen.charts}`, long > 0 ? 40 : 12)
      seen.charts++
      seen.renders += walked.renders
      seen.refused += walked.refused
      if (walked.difference !== undefined) differences.push(`${name}, seed ${seed}: ${walked.difference}`)
    }
    console.log(`edits of ${seen.charts} charts: ${seen.renders} renders, ${seen.refused} of them refused`)
    expect(differences).toEqual([])
    expect(seen.renders).toBeGreaterThan(50)
  },
)
