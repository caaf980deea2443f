import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answer, canonical, type Answer, type Probe } from '../../../oracle/yaml/probes.ts'

const OPERATIONS = ['toJson', 'toPrettyJson', 'toRawJson', 'json', 'fromJson', 'fromJsonArray', 'first']

/** What encoding/json answers: made by tests/oracle/yaml. */
const rows = (op: string): (Omit<Probe, 'op'> & Answer)[] =>
  readFileSync(new URL(`../../../fixtures/yaml/${op}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Omit<Probe, 'op'> & Answer)

describe.each(OPERATIONS)('%s answers as Go does', (op) => {
  const cases = rows(op)
  test(`${cases.length} probes`, () => {
    expect(cases.length).toBeGreaterThan(50)
    const wrong = cases.filter(
      (row) => canonical({ op, ...row }, answer({ op, ...row })) !== canonical({ op, ...row }, row),
    )
    expect(wrong.slice(0, 5).map((row) => ({ row, ours: answer({ op, ...row }) }))).toEqual([])
  })
})
