import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sprint, sprintf, sprintln } from '../../../lib/go/fmt/index.ts'
import { Budget, BudgetError, Dict, Int, Slice } from '../../../lib/go/value.ts'
import { decode, decodeText, type Encoded } from './probe-values.ts'

type Row = ['f', Encoded, Encoded[], Encoded] | ['p' | 'l', Encoded[], Encoded]

const rows = readFileSync(new URL('../../fixtures/go/fmt.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)

const got = (row: Row): string => {
  if (row[0] === 'f')
    return sprintf(
      decodeText(row[1]),
      row[2].map((e) => decode(e)),
    )
  const args = row[1].map((e) => decode(e))
  return row[0] === 'p' ? sprint(args) : sprintln(args)
}

describe('fmt', () => {
  it(`prints as Go does (${rows.length} cases)`, () => {
    expect(rows.length).toBeGreaterThan(2500)
    const wrong = rows.filter((row) => got(row) !== decodeText(row.at(-1) as Encoded))
    expect(wrong).toEqual([])
  })

  it('counts long padding before making it', () => {
    const budget = (): Budget => new Budget({ steps: 10, bytes: 1000, depth: 10 })
    expect(() => sprintf('%900000d', [Int.of(1)], budget())).toThrow(BudgetError)
    expect(() => sprintf('%.900000f', [1.5], budget())).toThrow(BudgetError)
    expect(sprintf('%20d', [Int.of(1)], budget())).toBe('                   1')
  })

  it('sorts map keys by their bytes', () => {
    const dict = new Dict([
      ['\u{1f600}', 1],
      ['\uffee', 2],
      ['a', new Slice([null, 'x'])],
    ])
    expect(sprint([dict])).toBe('map[a:[<nil> x] \uffee:2 \u{1f600}:1]')
  })
})
