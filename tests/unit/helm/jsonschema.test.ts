import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Dict, Slice, type Value } from '../../../lib/go/value.ts'
import { validateAgainstSingleSchema } from '../../../lib/helm/jsonschema/index.ts'

interface Case {
  readonly schema: string
  readonly value: unknown
  /** what the real library says */
  readonly text: string
}

const file = join(import.meta.dirname, '../../fixtures/jsonschema/cases.jsonl')
const cases = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case)

function toValue(v: unknown): Value {
  if (Array.isArray(v)) return new Slice(v.map(toValue))
  if (v !== null && typeof v === 'object')
    return new Dict(Object.entries(v).map(([key, x]) => [key, toValue(x)] as const))
  return v as Value
}

/** Go walks maps in random order: lines, and names within a line, may come in any. */
const unordered = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.split(/, | /).sort().join(' '))
    .sort()
    .join('\n')

test('verdicts and words are those of santhosh-tekuri/jsonschema', () => {
  expect(cases.length).toBeGreaterThan(400)
  const wrong = cases.filter(({ schema, value, text }) => {
    const mine = validateAgainstSingleSchema(toValue(value) as Dict, schema, () => {}) ?? ''
    return unordered(mine) !== unordered(text)
  })
  expect(wrong).toEqual([])
})

test('nothing is fetched', () => {
  const schema = JSON.stringify({ $ref: 'https://example.com/values.json' })
  expect(validateAgainstSingleSchema(new Dict(), schema, () => {})).toBe(
    'failing loading "https://example.com/values.json": schemas are not fetched from the network',
  )
})
