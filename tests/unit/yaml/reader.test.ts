import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { marshal as json } from '../../../lib/go/json/index.ts'
import { Dict } from '../../../lib/go/value.ts'
import {
  events,
  shape,
  unmarshal,
  unmarshalAll,
  unmarshalInto,
  unmarshalMap,
  unmarshalSlice,
  YamlError,
} from '../../../lib/yaml/index.ts'
import { readQuick } from '../../../lib/yaml/read/quick.ts'
import { unmarshalFully } from '../../../lib/yaml/read/unmarshal.ts'

const failure = (read: () => unknown): YamlError => {
  try {
    read()
  } catch (error) {
    if (error instanceof YamlError) return error
    throw error
  }
  throw new Error('it did not fail')
}

describe('mistakes', () => {
  test.each([
    [
      'a: 1\nb: c: d\n',
      'scan',
      2,
      'error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context',
    ],
    [
      'a:\n  - b\n c: d\n',
      'parse',
      2,
      'error converting YAML to JSON: yaml: line 2: did not find expected key',
    ],
    ['a: [\n', 'parse', 1, 'error converting YAML to JSON: yaml: line 1: did not find expected node content'],
    ['a: "\n', 'scan', 2, 'error converting YAML to JSON: yaml: line 2: found unexpected end of stream'],
    [
      '\ta: 1',
      'scan',
      undefined,
      'error converting YAML to JSON: yaml: found character that cannot start any token',
    ],
    ['a: \x01', 'read', undefined, 'error converting YAML to JSON: yaml: control characters are not allowed'],
    ['a: *b', 'parse', undefined, "error converting YAML to JSON: yaml: unknown anchor 'b' referenced"],
    ['a: .inf', 'convert', undefined, 'error converting YAML to JSON: json: unsupported value: +Inf'],
  ])('%j', (text, stage, line, message) => {
    const error = failure(() => unmarshal(text))
    expect(error.message).toBe(message)
    expect([error.stage, error.line]).toEqual([stage, line])
  })
})

test('a map is asked for and something else is there', () => {
  expect(() => unmarshalMap('just text')).toThrow(
    'error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type map[string]interface {}',
  )
  expect(() => unmarshalSlice('a: 1')).toThrow(
    'json: cannot unmarshal object into Go value of type []interface {}',
  )
})

test('an empty document leaves a map as it is', () => {
  const into = new Dict([['kept', 1]])
  expect(unmarshalMap('', into)).toBe(into)
  expect(unmarshalMap('null', into).size).toBe(1)
  expect(unmarshalMap('more: 2', into).size).toBe(2)
})

test('a struct keeps what the document does not mention', () => {
  const person = shape.struct('main.Person', {
    name: shape.text,
    tags: shape.list(shape.text),
    friend: shape.pointer(shape.struct('main.Friend', { age: shape.text })),
  })
  const first = unmarshalInto('name: Ann\ntags: [1, true]\nother: {deep: [x]}\n', person)
  expect(first).toEqual({ name: 'Ann', tags: ['1', 'true'], friend: null })
  expect(unmarshalInto('friend: {AGE: 1.50}', person, first)).toEqual({
    name: 'Ann',
    tags: ['1', 'true'],
    friend: { age: '1.5' },
  })
  expect(() => unmarshalInto('friend: {age: [1]}', person)).toThrow(
    'error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field Friend.friend.age of type string',
  )
})

test('a stream gives its documents one after another', () => {
  const text = '# only a comment\n---\na: 1\n...\n---\n---\n- b\n--- |\n  c\n'
  expect(unmarshalAll(text).map((value) => json(value))).toEqual(['{"a":1}', 'null', '["b"]', '"c\\n"'])
  expect(unmarshalAll('')).toEqual([])
  expect(failure(() => unmarshalAll('a: 1\n---\nb: c: d\n')).message).toBe(
    'error converting YAML to JSON: yaml: line 3: mapping values are not allowed in this context',
  )
})

test('events tell of anchors and tags', () => {
  const seen = [...events('a: &x !!str 1\nb: *x\n')]
  expect(seen.filter((e) => e.anchor !== undefined).map((e) => [e.type, e.anchor, e.tag])).toEqual([
    ['scalar', 'x', 'tag:yaml.org,2002:str'],
    ['alias', 'x', undefined],
  ])
  expect(seen.at(-1)!.type).toBe('stream end')
})

describe('the quick reader', () => {
  const texts = readFileSync(new URL('../../fixtures/yaml/unmarshal.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { t?: string }).t ?? '')

  test('gives what the full one gives, or gives up', () => {
    let quick = 0
    for (const text of texts) {
      const value = readQuick(text, shape.anything)
      if (value === undefined) continue
      quick++
      expect(json(value), text).toBe(json(unmarshalFully(text)))
    }
    expect(quick).toBeGreaterThan(300)
  })

  test('takes what charts are made of', () => {
    const text = `---
# Source: c/templates/a.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: "a", labels: {app.kubernetes.io/name: 'it''s'}}
data:
  script: |-
    #!/bin/sh

    exec "$@"
  folded: >
    one
    two

    three
  long: a plain scalar
    that goes on
  quoted: "with \\"escapes\\" and
    a fold"
  list:
  - a
  -   b: 1
      c: [1, "x", {}]
  - - nested
`
    const value = readQuick(text, shape.anything)
    expect(value).toBeDefined()
    expect(json(value!)).toBe(json(unmarshalFully(text)))
  })

  test('checks what it does not build', () => {
    const kind = shape.struct('main.Head', { kind: shape.text })
    expect(unmarshalInto('kind: Pod\nspec: {a: [1]}\n', kind)).toEqual({ kind: 'Pod' })
    for (const broken of [
      'spec: {a: [1}',
      'spec: a: b',
      'spec: "x',
      'spec: .nan',
      'spec: {~: 1}',
      'spec:\n - a\n b: c',
    ])
      expect(() => unmarshalInto(`kind: Pod\n${broken}\n`, kind), broken).toThrow(
        'error converting YAML to JSON: ',
      )
  })
})
