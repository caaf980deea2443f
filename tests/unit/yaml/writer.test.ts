import { expect, test } from 'vitest'
import { durationType, Time, TimeValue } from '../../../lib/go/time/index.ts'
import { Dict, Func, GoError, Int, Slice, Struct, T, type Type, type Value } from '../../../lib/go/value.ts'
import {
  encodeToml,
  marshal,
  marshalPretty,
  TomlError,
  unmarshal,
  YamlError,
} from '../../../lib/yaml/index.ts'

const map = (entries: Record<string, Value>): Dict => new Dict(Object.entries(entries))

test('keys are in yaml.v2’s order', () => {
  const keys = ['a10', 'B', '_z', 'a2', '9', 'b', 'a1']
  expect(marshal(map(Object.fromEntries(keys.map((key) => [key, true])))).match(/[^\n":]+(?=:|":)/g)).toEqual(
    ['_z', '9', 'B', 'a1', 'a2', 'a10', 'b'],
  )
})

test('text folds at the first space past column 80', () => {
  const long = `${'word '.repeat(30)}end`
  expect(marshal(map({ k: long }))).toBe(`k: ${'word '.repeat(16).trim()}\n  ${'word '.repeat(14)}end\n`)
  expect(unmarshal(marshal(map({ k: long })))).toEqual(map({ k: long }))
  expect(marshalPretty(map({ k: long }))).toBe(`k: ${long}\n`)
})

test('what toYaml surprises with', () => {
  expect(marshal(123456789.125)).toBe('1.23456789125e+08\n')
  expect(marshal(-0)).toBe('0\n')
  expect(marshal(1e20)).toBe('1e+20\n')
  expect(marshal(1e6)).toBe('1000000\n')
  expect(marshal('\na')).toBe('|2-\n\n  a\n')
  expect(marshal(' a')).toBe("' a'\n")
  expect(marshal('a\tb')).toBe('"a\\tb"\n')
  expect(marshal('a\u0085b')).toBe('a b\n')
  expect(() => marshal('a\x7f')).toThrow('yaml: control characters are not allowed')
  expect(marshal('a\udc80')).toBe('a\ufffd\n')
  expect(marshal('😀')).toBe('"\\U0001F600"\n')
})

test('sequences stand as deep as their key, and two deeper in the pretty form', () => {
  const value = map({ a: new Slice([1, new Slice([2, map({ b: new Slice([]) })])]), c: map({}) })
  expect(marshal(value)).toBe('a:\n- 1\n- - 2\n  - b: []\nc: {}\n')
  expect(marshalPretty(value)).toBe('a:\n  - 1\n  - - 2\n    - b: []\nc: {}\n')
})

class Release extends Struct {
  readonly type: Type = { name: 'main.Release', kind: 'struct' }
  fields(): ReadonlyMap<string, Value> {
    return new Map<string, Value>([
      ['Name', 'x'],
      ['IsInstall', true],
      ['Nothing', null],
    ])
  }
}

test('structs go by the names each encoder gives them', () => {
  expect(marshal(new Release())).toBe('IsInstall: true\nName: x\nNothing: null\n')
  expect(marshalPretty(new Release())).toBe('name: x\nisinstall: true\nnothing: null\n')
  expect(encodeToml(new Release())).toBe('Name = "x"\nIsInstall = true\n')
})

test('times and durations are text', () => {
  const when = map({ at: new TimeValue(new Time(0n, 500)), took: new Int(90_000_000_000n, durationType) })
  expect(marshalPretty(when)).toBe('at: 1970-01-01T00:00:00.0000005Z\ntook: 1m30s\n')
  expect(marshal(when)).toBe('at: "1970-01-01T00:00:00.0000005Z"\ntook: 90000000000\n')
  expect(encodeToml(when)).toBe('at = 1970-01-01T00:00:00.0000005Z\ntook = "1m30s"\n')
})

test('bytes are base64 in JSON’s YAML, numbers in the others', () => {
  const bytes = new Slice(
    [97, 98].map((b) => new Int(BigInt(b), T.uint8)),
    T.bytes,
  )
  expect(marshal(bytes)).toBe('YWI=\n')
  expect(marshalPretty(bytes)).toBe('- 97\n- 98\n')
  expect(encodeToml(map({ b: bytes }))).toBe('b = [97, 98]\n')
})

test('errors that Go returns and those it panics with are apart', () => {
  const func = new Func([], false, T.string, () => '')
  expect(() => marshal(func)).toThrow(
    new YamlError('error marshaling into JSON: json: unsupported type: func() string', 'emit'),
  )
  expect(() => marshalPretty(func)).toThrow(new GoError('cannot marshal type: func() string'))
  expect(() => encodeToml(null)).toThrow(new GoError('reflect: call of reflect.Value.Type on zero Value'))
  expect(() => encodeToml(map({ f: func }))).toThrow(new TomlError('unsupported type: func'))
  expect(() => encodeToml(new Slice([map({}), null]))).toThrow(
    new TomlError('toml: cannot encode array with nil element'),
  )
})
