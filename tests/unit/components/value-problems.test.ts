import { expect, test } from 'vitest'
import { valueProblems } from '../../../components/preview/value-problems.ts'
import type { RenderError } from '../../../lib/helm/request.ts'

const error = (code: RenderError['code'], text: string): RenderError =>
  ({ code, text, frames: [] }) as RenderError

test('a schema’s findings stand at the keys that they name, a subchart’s below its name', () => {
  const text = [
    "values don't meet the specifications of the schema(s) in the following chart(s):",
    'web:',
    "- at '/replicaCount': got string, want integer",
    'store:',
    "- at '/size/min': minimum: got 0, want 1",
  ].join('\n')
  const values = 'replicaCount: "three"\nstore:\n  size:\n    min: 0\n'
  expect(valueProblems(error('SCHEMA_VIOLATION', text), values, 'web')).toEqual([
    { line: 0, message: 'got string, want integer' },
    { line: 3, message: 'minimum: got 0, want 1' },
  ])
})

test('a fault of YAML stands at its line, within the file', () => {
  const text =
    "failed to parse values.yaml: error converting YAML to JSON: yaml: line 9: did not find expected ','"
  expect(valueProblems(error('VALUES_INVALID', text), 'a: [1', 'web')).toEqual([
    { line: 0, message: "did not find expected ','" },
  ])
})

test('what is no fault of values marks nothing', () => {
  expect(valueProblems(error('EXECUTION_FAILED' as RenderError['code'], 'x'), 'a: 1', 'web')).toEqual([])
  expect(valueProblems(null, 'a: 1', 'web')).toEqual([])
})
