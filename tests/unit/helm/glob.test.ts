import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { globMatcher } from '../../../lib/helm/engine/glob/index.ts'

/** Names, and for each pattern what gobwas/glob says of them: 1, 0, P for a panic; E alone for a pattern that it refuses. */
const { names, patterns } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/glob/cases.json'), 'utf8'),
) as {
  names: string[]
  patterns: [string, string][]
}

test('patterns match what gobwas/glob matches, its mistakes included', () => {
  const wrong = patterns.filter(([pattern, want]) => {
    const matches = globMatcher(pattern, () => {})
    const mine = names.map((name) => {
      try {
        return matches(name) ? '1' : '0'
      } catch {
        return 'P'
      }
    })
    return mine.join('') !== (want === 'E' ? '1'.repeat(names.length) : want)
  })
  expect(patterns.length).toBeGreaterThan(250)
  expect(wrong).toEqual([])
})

test('a budget ends a search', () => {
  let steps = 0
  const matches = globMatcher('{a*,b*}'.repeat(12), () => {
    if (++steps > 10_000) throw new Error('spent')
  })
  try {
    matches('ab'.repeat(200))
  } catch (error) {
    expect((error as Error).message).toBe('spent')
  }
  expect(steps).toBeLessThanOrEqual(10_001)
})
