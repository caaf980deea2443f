import { describe, expect, test } from 'vitest'
import { hasCorpus, nameOf, readCases, type CorpusCase } from './corpus/cases.ts'
import { readChart, requestOf } from './corpus/run-case.ts'
import { judge, type Judgement } from './provenance/judge.ts'

/** Whole: every case, and more keys of each. Else a sample that takes seconds. */
const isWhole = process.env['PROVENANCE'] === 'whole'
const EVERY = isWhole ? 1 : 29
const KEYS = isWhole ? 12 : 5
const SECONDS = isWhole ? Infinity : 20

/**
 * The test that cannot be argued with: change a value, render again, and every line that changed, came or went must be
 * among those that were said to depend on it.
 */
describe.skipIf(!hasCorpus())('provenance of lines, over real charts', () => {
  test('traced output is plain output, and nothing changes unforetold', { timeout: 3_600_000 }, () => {
    process.env['TZ'] = 'UTC'
    const until = performance.now() + SECONDS * 1000
    const all: Judgement[] = []
    for (const c of sample()) {
      if (performance.now() > until) break
      all.push(judge(nameOf(c), requestOf(c, readChart(c.id)), KEYS))
    }
    const sum = (of: (each: Judgement) => number): number => all.reduce((total, each) => total + of(each), 0)
    const changed = sum((each) => each.changed)
    console.log(
      `${all.length} cases, ${sum((each) => each.changes)} changes, ${changed} lines changed: ` +
        `recall ${((100 * sum((each) => each.foretold)) / changed).toFixed(2)} %, ` +
        `precision ${((100 * changed) / sum((each) => each.said)).toFixed(1)} %`,
    )
    expect(all.length).toBeGreaterThan(10)
    expect(changed).toBeGreaterThan(50)
    expect(all.flatMap((each) => each.faults)).toEqual([])
  })
})

const sample = (): CorpusCase[] =>
  readCases()
    .filter((c) => c.status !== 'error')
    .filter((_, i) => i % EVERY === 7 % EVERY)
