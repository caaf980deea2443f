import type { Chance } from './chance.ts'

/** Typed JSON (README.md). */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const broken = (bytes: readonly number[]): Json => ({ string: Buffer.from(bytes).toString('base64') })
const int = (n: number): Json => ({ int: n })

export const words: readonly string[] = [
  '',
  'a',
  'b',
  'abc',
  'Hello',
  'hello world',
  'Hello, World!',
  'foo/bar/fuu',
  'the quick brown fox jumps over it',
  'FirstName',
  'HTTPServer',
  'NoHTTPS',
  'GO_PATH',
  'GO PATH',
  'GO-PATH',
  'http2xx',
  'HTTP20xOK',
  'Duration2m3s',
  'Bld4Floor3rd',
  '_complex__case_',
  'some words',
  'GOLANG_IS_GREAT',
  "it's a dog's life",
  '  padded  ',
  '\t tab\n',
  'a\nb\n\nc\n',
  'x: 1\ny: 2',
  'a,b,,c',
  '$1 $& \\',
  '"quoted"',
  "'single'",
  '<&>',
  'a b',
  '中文字符',
  'пРИвет Мир',
  'İstanbul',
  'ıI',
  'straße',
  'ẞ',
  'ǆ ǅ Ǆ',
  'ﬁne',
  'ŉ',
  'ΑΣΣ ς',
  'ᾳ ᾼ',
  'Ⅳ ⅳ ²',
  'éà',
  'e\u0301',
  '😀 smile',
  '\u00a0nbsp\u0085',
  '\u2003em\u3000',
  '\ufeffbom',
  '\ufffd',
  '\u0000nul',
  '\x7fdel',
  'xxx',
  'xxaxx',
  '--',
  'a-b_c d',
  '...',
  'aaaaaaaaaa',
  'lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod',
  'averyveryverylongwordwithoutanyspaces ok',
]

export const numerals: readonly string[] = [
  '0',
  '1',
  '-1',
  '+7',
  '010',
  '08',
  '0o17',
  '0x10',
  '0b11',
  '1_000',
  '_1',
  '1__0',
  '1.9',
  '1.0',
  '1.000',
  '1.50',
  '.0',
  '0.0',
  '-0',
  '1e3',
  '1E-2',
  '0x1p4',
  'inf',
  '-Inf',
  'NaN',
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775808',
  '99999999999999999999',
  '1e400',
  '1e-400',
  ' 5',
  '5 ',
  '755',
  '0755',
  '0.1',
  '2.675',
  '123456789.125',
  'true',
  '0x',
  '1.0.0',
  '100.0',
  '00',
  '0_7',
]

const brokenStrings: readonly Json[] = [
  broken([0xc3]),
  broken([0x61, 0xc3, 0x28]),
  broken([0xe2, 0x82]),
  broken([0xe2, 0x82, 0x61]),
  broken([0xff, 0xfe]),
  broken([0x20, 0x80, 0x20]),
  broken([0x41, 0x80, 0x42, 0xc3, 0xa9]),
  broken([0xf0, 0x9f, 0x98]),
  broken([0xed, 0xa0, 0x80]),
]

export const integers: readonly Json[] = [
  ...[0, 1, -1, 2, 3, 4, 5, 7, 8, 10, 15, 42, -3, 100, 1000].map(int),
  { int: '9223372036854775807' },
  { int: '-9223372036854775808' },
]

export const numbers: readonly Json[] = [
  ...integers,
  { int64: 0 },
  { int64: 12 },
  { int64: '9223372036854775807' },
  { int64: '-9223372036854775808' },
  { int32: -7 },
  { int16: 300 },
  { int8: -128 },
  { uint: 9 },
  { uint8: 255 },
  { uint16: 65535 },
  { uint32: 4294967295 },
  { uint64: '18446744073709551615' },
  { uint64: 5 },
  0,
  1,
  -1,
  1.5,
  -2.5,
  2.5,
  0.1,
  0.2,
  3,
  1e3,
  1e6,
  1e20,
  1e21,
  1e300,
  -1e300,
  1e-7,
  5e-324,
  123456789.125,
  2.675,
  0.5,
  -0.5,
  9007199254740992,
  9.223372036854776e18,
  { float64: '-0' },
  { float64: 'NaN' },
  { float64: '+Inf' },
  { float64: '-Inf' },
]

const letters = [...'aAbBzZ09 _-.\t\n,/éÉßİıǅſΣς中😀\u0301\u00a0\u0085\u2028ⅣⅳªºÿŸ²٣Ⓐ!$']

/** Letters of many kinds at random, now and then with bytes that are no UTF-8. */
const scramble = (c: Chance): Json => {
  const bytes = Buffer.from(c.some(16, () => c.one(letters)).join(''))
  if (c.chance(0.7) || bytes.length === 0) return bytes.toString()
  const at = c.below(bytes.length)
  return broken([...bytes.subarray(0, at), 0x80 + c.below(0x80), ...bytes.subarray(at + c.below(2))])
}

/** A float of any size, its digits at random. */
export const float = (c: Chance): number => {
  const digits = Math.floor(c.next() * 10 ** c.below(17))
  return Number(`${c.chance(0.5) ? '-' : ''}${digits}e${c.below(40) - 25}`) || 0.25
}

export const text = (c: Chance): Json => {
  const kind = c.below(20)
  if (kind === 0) return c.one(brokenStrings)
  if (kind > 15) return scramble(c)
  if (kind < 3) return c.one(numerals)
  if (kind < 6) return joined(c)
  return c.one(words)
}

/** A string of a few words with chance between them. */
export const joined = (c: Chance): string =>
  c.some(5, () => c.one(words)).join(c.one([' ', '', '-', '_', '\n', ', ', '/', '  ']))

/** A count small enough to build something of. */
export const count = (c: Chance): Json => int(c.below(48) - 4)

export const scalar = (c: Chance): Json => {
  const kind = c.below(10)
  if (kind === 0) return null
  if (kind === 1) return c.chance(0.5)
  if (kind < 5) return c.one(numbers)
  if (kind < 7) return c.one(numerals)
  return c.one(words.slice(0, 14))
}

const keys = ['a', 'b', 'c', 'd', 'é', 'A']

export const map = (c: Chance, depth = 2): Json => {
  if (c.chance(0.05)) return { map: null }
  return { map: Object.fromEntries(c.some(4, () => [c.one(keys), value(c, depth - 1)])) }
}

export const list = (c: Chance, depth = 2): Json => {
  switch (c.below(12)) {
    case 0:
      return { '[]string': c.some(5, () => c.one(words)) }
    case 1:
      return { '[]int': c.some(5, () => c.one(integers)) }
    case 2:
      return c.one<Json>([
        { '[]interface {}': null },
        { '[]string': null },
        [],
        { '[]string': [] },
        { '[]uint8': 'aGk=' },
        { '[]uint8': null },
      ])
    case 3:
      return { '[][]interface {}': [[1, 'a'], []] }
    case 4:
      return { '[]float64': [1, 2.5, { float64: 'NaN' }] }
    case 5:
      return c.some(6, () => c.one<Json>([null, '', 0, int(0), false, 'a', { map: {} }, []]))
    default:
      return c.some(6, () => value(c, depth - 1))
  }
}

/** Anything at all. */
export const value = (c: Chance, depth = 2): Json => {
  const kind = c.below(depth > 0 ? 14 : 8)
  if (kind < 7) return scalar(c)
  if (kind === 7)
    return c.one<Json>([text(c), { '[]uint8': 'w7Y=' }, { complex128: '(0+0i)' }, { complex128: '(1-2i)' }])
  if (kind < 10) return list(c, depth)
  if (kind < 13) return map(c, depth)
  return c.one<Json>([
    { 'map[string]string': { a: 'x', b: '' } },
    { 'map[string]string': null },
    { 'chartutil.Values': { a: 1, b: { map: { c: 2 } } } },
  ])
}

export const anyMap = (c: Chance): Json =>
  c.chance(0.08) ? { 'chartutil.Values': { a: 1, b: { map: { c: 2 } }, c: null } } : map(c, 3)
