import { expect, test } from 'vitest'
import { BudgetError, Dict, Slice, type Value } from '../../../lib/go/value.ts'
import {
  bounded,
  decodeToml,
  encodeToml,
  marshal,
  marshalPretty,
  unmarshal,
  unmarshalMap,
} from '../../../lib/yaml/index.ts'

const deepList = (depth: number): Value => {
  let value: Value = null
  for (let i = 0; i < depth; i++) value = new Slice([value])
  return value
}

test('nesting that Go refuses is refused in its words', () => {
  expect(() => unmarshal('['.repeat(20_000))).toThrow('yaml: exceeded max depth of 10000')
  expect(() => unmarshal('- '.repeat(20_000))).toThrow('yaml: exceeded max depth of 10000')
})

test('nesting beyond ours is a spent budget and never an exhausted stack', () => {
  expect(() => unmarshal('['.repeat(9000) + ']'.repeat(9000))).toThrow(BudgetError)
  expect(() => unmarshal(`${'- '.repeat(9000)}x`)).toThrow(BudgetError)
  expect(() => marshal(deepList(20_000))).toThrow(BudgetError)
  expect(() => marshalPretty(deepList(20_000))).toThrow(BudgetError)
  expect(() => encodeToml(new Dict([['a', deepList(20_000)]]))).toThrow(BudgetError)
  const host = {
    random: () => new Uint8Array(),
    now: () => 0n,
    localZone: () => ({ offset: 0, name: 'UTC' }),
    zone: () => undefined,
    rsaKey: () => new Uint8Array(),
  }
  expect(() => decodeToml(`a = ${'['.repeat(20_000)}`, host)).toThrow(BudgetError)
})

test('nesting within ours is read and written', () => {
  const text = `${'- '.repeat(800)}x\n`
  expect(marshal(unmarshal(text))).toBe(text)
})

test('a map that holds itself is an error of JSON', () => {
  const self = new Dict()
  self.set('self', new Slice([self]))
  expect(() => marshal(self)).toThrow(
    'error marshaling into JSON: json: unsupported value: encountered a cycle via',
  )
})

test('aliases may not multiply without end', () => {
  const laughs = ['a: &a [x,x,x,x,x,x,x,x,x]']
  for (let i = 1; i < 9; i++) {
    const [here, before] = [String.fromCharCode(97 + i), String.fromCharCode(96 + i)]
    laughs.push(`${here}: &${here} [${Array(9).fill(`*${before}`).join(',')}]`)
  }
  expect(() => unmarshal(laughs.join('\n'))).toThrow(
    'error converting YAML to JSON: yaml: document contains excessive aliasing',
  )
  expect(() => unmarshal('&a [*a]')).toThrow("yaml: anchor 'a' value contains itself")
})

test('what an alias brings is a copy', () => {
  const map = unmarshalMap('a: &x {k: 1}\nb: *x\n')
  ;(map.get('a') as Dict).set('k', 2)
  expect((map.get('b') as Dict).get('k')).toBe(1)
})

test('long lines of odd characters take time in proportion', () => {
  const text = `{"k": [${Array(40_000).fill('"😀"').join(', ')}, !!str x]}`
  const begun = performance.now()
  expect((unmarshalMap(text).get('k') as Slice).items.length).toBe(40_001)
  expect(performance.now() - begun).toBeLessThan(3000)
})

test('outside a render, a document may take what real ones do, in proportion to its size', () => {
  const bomb = `a: [${'[],'.repeat(100_000)}]`
  expect(() => bounded(bomb, unmarshal)).toThrow('yaml: document is too large for what it says: SIZE_LIMIT')
  const real = Array.from({ length: 20_000 }, (_, i) => `key${i}: {version: 1.2.3, urls: [a.tgz]}\n`).join('')
  expect((bounded(real, unmarshalMap) as Dict).size).toBe(20_000)
  expect(unmarshal(bomb)).toBeInstanceOf(Dict)
})
