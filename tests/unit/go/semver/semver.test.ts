import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  parseConstraints,
  parseStrictVersion,
  parseVersion,
  VersionValue,
} from '../../../../lib/go/semver/index.ts'
import { Budget, type Run } from '../../../../lib/go/value.ts'

/** What Masterminds/semver 3.5.0 answers: made by tests/oracle/special. */
const rows = readFileSync(new URL('../../../fixtures/semver/cases.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as [string, ...unknown[]])
const of = <R extends unknown[]>(kind: string): R[] =>
  rows.filter((row) => row[0] === kind).map((row) => row.slice(1) as R)

const attempt = <R>(make: () => R): [R, null] | [null, string] => {
  try {
    return [make(), null]
  } catch (error) {
    return [null, (error as Error).message]
  }
}
const run = { budget: new Budget({ steps: 1e6, bytes: 1e6, depth: 10 }) } as Run

describe('semver as Go has it', () => {
  test('there are enough cases', () => expect(rows.length).toBeGreaterThan(2500))

  test('versions parse, loosely and strictly, or are refused with the same text', () => {
    for (const [text, parts, error, strictError, increments] of of<
      [string, string[] | null, string | null, string | null, string[] | null]
    >('parse')) {
      const [v, refusal] = attempt(() => parseVersion(text))
      expect(refusal, text).toBe(error)
      expect(
        v && [v.string(), `${v.major}`, `${v.minor}`, `${v.patch}`, v.pre, v.metadata, v.original],
        text,
      ).toEqual(parts)
      expect(attempt(() => parseStrictVersion(text))[1], text).toBe(strictError)
      if (v === null) continue
      const value = new VersionValue(v)
      const next = ['IncMajor', 'IncMinor', 'IncPatch'].map((name) => {
        const [got, panic] = attempt(() => value.type.methods!.get(name)!.call(run, [value]) as VersionValue)
        return got?.version.original ?? `panic: ${panic}`
      })
      expect(next, text).toEqual(increments)
    }
  })

  test('versions compare', () => {
    for (const [a, b, order] of of<[string, string, number]>('compare')) {
      expect(parseVersion(a).compare(parseVersion(b)), `${a} ${b}`).toBe(order)
    }
  })

  test('constraints that are refused say why', () => {
    for (const [text, error] of of<[string, string]>('refuse'))
      expect(attempt(() => parseConstraints(text))[1], text).toBe(error)
  })

  test('constraints hold and fail for the same reasons', () => {
    for (const [text, version, holds, reasons, printed] of of<[string, string, boolean, string[], string]>(
      'check',
    )) {
      const c = parseConstraints(text)
      const v = parseVersion(version)
      expect([c.check(v), c.validate(v), c.string()], `${text} ${version}`).toEqual([holds, reasons, printed])
    }
  })

  test('a constraint made to backtrack is refused at once', () => {
    const start = performance.now()
    expect(() => parseConstraints('1    '.repeat(100) + '!')).toThrow('improper constraint')
    expect(performance.now() - start).toBeLessThan(200)
  })
})
