import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile, mustCompile, quoteMeta } from '../../../../lib/go/regexp/index.ts'
import { Budget } from '../../../../lib/go/value.ts'

/** What Go's regexp answers: made by tests/oracle/special. */
const rows = readFileSync(new URL('../../../fixtures/regexp/cases.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as [string, ...unknown[]])
const of = <R extends unknown[]>(kind: string): R[] =>
  rows.filter((row) => row[0] === kind).map((row) => row.slice(1) as R)

const refusal = (make: () => unknown): string => {
  try {
    make()
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('regexp as Go has it', () => {
  test('there are enough cases', () => expect(rows.length).toBeGreaterThan(2500))

  test('patterns are accepted, or refused with the same text', () => {
    for (const [pattern] of of<[string]>('accept'))
      expect([pattern, refusal(() => compile(pattern))]).toEqual([pattern, ''])
    for (const [pattern, error] of of<[string, string]>('refuse'))
      expect([pattern, refusal(() => compile(pattern))]).toEqual([pattern, error])
    for (const [pattern, panic] of of<[string, string]>('panic'))
      expect([pattern, refusal(() => mustCompile(pattern))]).toEqual([pattern, panic])
  })

  test('matching, finding, replacing and splitting', () => {
    type Row = [
      string,
      string,
      string,
      number,
      boolean,
      string,
      string[] | null,
      string,
      string,
      string[] | null,
    ]
    for (const [pattern, text, replacement, n, ...answers] of of<Row>('ask')) {
      const re = compile(pattern)
      const got = [
        re.matchString(text),
        re.findString(text),
        re.findAllString(text, n) ?? null,
        re.replaceAllString(text, replacement),
        re.replaceAllLiteralString(text, replacement),
        re.split(text, n) ?? null,
      ]
      expect({ pattern, text, replacement, n, got }).toEqual({ pattern, text, replacement, n, got: answers })
    }
  })

  test('quoting', () => {
    for (const [text, quoted] of of<[string, string]>('quote')) expect(quoteMeta(text)).toBe(quoted)
  })
})

describe('work is bounded', () => {
  const budget = (): Budget => new Budget({ steps: 200_000, bytes: 8_000_000, depth: 10 })
  const bounded = (work: () => unknown): void => {
    const start = performance.now()
    expect(work).toThrow(/STEP_LIMIT|SIZE_LIMIT/)
    expect(performance.now() - start).toBeLessThan(3000)
  }
  test('a pattern that multiplies', () => {
    const b = budget()
    bounded(() => compile('(x{1000}y{1000}z{1000})'.repeat(2000), b))
  })
  test('a search that reads to the end for every match', () => {
    const b = budget()
    bounded(() => compile('a(?:.*[^a])?').replaceAllString('a'.repeat(200_000), 'b', b))
  })
  test('an output that grows', () => {
    const b = budget()
    bounded(() => compile('').replaceAllString('a'.repeat(10_000), 'x'.repeat(10_000), b))
  })
})
