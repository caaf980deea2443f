import { expect, test } from 'vitest'
import {
  decodeFirst,
  marshal,
  marshalIndent,
  unmarshal,
  unmarshalMap,
} from '../../../../lib/go/json/index.ts'
import {
  BudgetError,
  Dict,
  Func,
  Int,
  Slice,
  Struct,
  T,
  type Type,
  type Value,
} from '../../../../lib/go/value.ts'

class Point extends Struct {
  readonly type: Type = { name: 'main.Point', kind: 'struct' }
  fields(): ReadonlyMap<string, Value> {
    return new Map<string, Value>([
      ['Y', 2],
      ['X', 1],
    ])
  }
}
class Tagged extends Point {
  override tagged(): ReadonlyMap<string, Value> {
    return new Map([['y', Int.of(2)]])
  }
}
class Itself extends Point {
  override json(): string {
    return '"<a>"'
  }
}

test('structs are written by their tags, their fields or their own JSON', () => {
  expect(marshal(new Point())).toBe('{"Y":2,"X":1}')
  expect(marshal(new Tagged())).toBe('{"y":2}')
  expect(marshal(new Itself())).toBe('"\\u003ca\\u003e"')
  expect(marshal(new Itself(), false)).toBe('"<a>"')
})

class Given extends Point {
  override json(): string {
    return '{ "a": [1, {}], "b\\"": " x " }'
  }
}

test('what a struct gives for itself is laid out like the rest', () => {
  const value = new Slice([new Given()])
  expect(marshal(value)).toBe('[{"a":[1,{}],"b\\"":" x "}]')
  expect(marshalIndent(value)).toBe(
    '[\n  {\n    "a": [\n      1,\n      {}\n    ],\n    "b\\"": " x "\n  }\n]',
  )
})

test('what JSON cannot hold fails in Go’s words', () => {
  expect(() => marshal(new Slice([NaN]))).toThrow('json: unsupported value: NaN')
  expect(() => marshal(new Func([], false, T.string, () => ''))).toThrow(
    'json: unsupported type: func() string',
  )
})

test('a cycle is an error, and depth without one a spent budget', () => {
  const self = new Dict()
  self.set('self', self)
  expect(() => marshal(self)).toThrow(
    'json: unsupported value: encountered a cycle via map[string]interface {}',
  )
  let deep: Value = null
  for (let i = 0; i < 5000; i++) deep = new Slice([deep])
  expect(() => marshal(deep)).toThrow(BudgetError)
  expect(() => unmarshal('['.repeat(5000) + ']'.repeat(5000))).toThrow(BudgetError)
  expect(() => unmarshal('['.repeat(20_000))).toThrow("invalid character '[' exceeded max depth")
})

test('numbers may be kept as something else than floats', () => {
  const number = (text: string): Value => Int.int64(BigInt(text))
  expect((unmarshal('[9007199254740993]', { number }) as Slice).items).toEqual([Int.int64(9007199254740993n)])
})

test('an overflowing number leaves the other keys in place', () => {
  const into = new Dict()
  expect(() => unmarshalMap('{"a":1,"b":1e999}', into)).toThrow(
    'json: cannot unmarshal number 1e999 into Go value of type float64',
  )
  expect([...into.entries]).toEqual([
    ['a', 1],
    ['b', null],
  ])
})

test('the first value of a text is read and the rest left alone', () => {
  expect(decodeFirst('{"a":1},b=2')).toEqual({ value: new Dict([['a', 1]]), end: 7 })
  expect(() => decodeFirst('{"a":')).toThrow('unexpected EOF')
  expect(() => decodeFirst('  ')).toThrow(/^EOF$/)
})
