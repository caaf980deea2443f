import { marshal, marshalIndent } from '../../../lib/go/json/index.ts'
import { GoError } from '../../../lib/go/value.ts'
import { encodeToml } from '../../../lib/yaml/index.ts'
import type { Chance } from '../sprig/chance.ts'
import { anyValue } from './any-values.ts'

const made = (make: () => string, otherwise: string): string => {
  try {
    return make()
  } catch (error) {
    if (error instanceof GoError) return otherwise
    throw error
  }
}

const cut = (c: Chance, text: string, pieces: readonly string[]): string => {
  const at = c.below(text.length + 1)
  return c.chance(0.25) ? text.slice(0, at) : text.slice(0, at) + c.one(pieces) + text.slice(at + c.below(3))
}

const JSON_PIECES = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\\u',
  '\\ud83d',
  '\\ude00',
  '\\ud800',
  '00',
  '0',
  '-',
  '1',
  '.',
  'e',
  'E',
  '+',
  'true',
  'fals',
  'nul',
  ' ',
  '\n',
  '\t',
  '\x01',
  'é',
  '\udc80',
  '\udcff',
  '😀',
  '"a"',
  '"a":',
  '1e999',
  '-0',
  '-0.0',
  '1.5e3',
  '\ufeff',
  "'",
  '/',
  '\\/',
  '\x7f',
]

export function jsonText(c: Chance): string {
  if (c.chance(0.3)) return Array.from({ length: 1 + c.below(8) }, () => c.one(JSON_PIECES)).join('')
  const value = anyValue(c, c.below(5), c.chance(0.3))
  const text = made(() => (c.chance(0.3) ? marshalIndent(value) : marshal(value, c.chance(0.5))), '{}')
  return c.chance(0.5) ? cut(c, text, JSON_PIECES) : text
}

const TOML_SCALARS = [
  '1',
  '-1',
  '+1',
  '0',
  '00',
  '01',
  '-01',
  '1_000',
  '1__0',
  '_1',
  '1_',
  '0x1F',
  '0xG',
  '0x',
  '0o17',
  '0o8',
  '0b11',
  '0b2',
  '-0x1',
  '1.5',
  '1.',
  '.5',
  '-.5',
  '1e5',
  '1e',
  '1e+5',
  '1.5e-3',
  '1_0.5_1',
  '1._5',
  '1.e5',
  '9223372036854775807',
  '9223372036854775808',
  '1e400',
  'inf',
  '-inf',
  '+nan',
  'nan',
  'in',
  '+in',
  'true',
  'false',
  'True',
  'tru',
  'é',
  '"a"',
  '"a\\nb"',
  '"\\u00e9"',
  '"\\ud800"',
  '"\\U0001F600"',
  '"\\x41"',
  '"\\q"',
  '"\\ "',
  "'raw\\n'",
  '"""a\nb"""',
  '"""\n a \\\n   b"""',
  "'''\nx'y'''",
  '"""a""b"""',
  '"""a"""""',
  '"""a""""""',
  "''''''",
  '""""""',
  '"',
  "'",
  '"unterminated',
  '2020-01-02',
  '2020-1-2',
  '2020-01-02T03:04:05Z',
  '2020-01-02 03:04:05',
  '2020-01-02t03:04:05.123456+02:00',
  '03:04:05',
  '03:04',
  '3:04',
  '2020-13-01',
  '2020-02-30',
  '2020-01-02T25:00:00',
  '1979-05-27T00:32:00-07:00',
  '[1, 2]',
  '[1, "a", {x = 1}]',
  '[]',
  '[1,]',
  '[,1]',
  '[1 2]',
  '[[1],[2,3]]',
  '[\n1, # c\n2\n]',
  '{}',
  '{a = 1}',
  '{a = 1, b.c = 2}',
  '{a = 1, a = 2}',
  '{a = 1,}',
  '{a=1\n,b=2}',
  '{,}',
  '{a}',
  '{a = {b = {c = 1}}}',
  '[{a=1},{a=2}]',
  '',
]
const TOML_KEYS = [
  'a',
  'b',
  'c',
  'a.b',
  'a.b.c',
  'b.a',
  '"q k"',
  "'r'",
  '""',
  'a."x.y"',
  '1',
  '1.2',
  'é',
  'a b',
  '.a',
  'a.',
  'a..b',
  '"\\u0061"',
  '-',
  '_',
  '"""m"""',
]
const TOML_LINES = [
  '',
  '# c',
  '#\t\x01',
  '  ',
  '[',
  ']',
  '[[a]',
  '[a] x',
  '[ a . b ]',
  '[a]]',
  '=',
  '= 1',
  '\r',
  '\x7f',
  '\0',
  '\udcff',
  'x',
]

export function tomlText(c: Chance): string {
  let text = made(() => encodeToml(anyValue(c, 4, false) ?? 1), '')
  if (c.chance(0.85)) {
    const line = (): string => {
      const kind = c.below(12)
      const key = c.one(c.chance(0.9) ? TOML_KEYS.slice(0, 12) : TOML_KEYS)
      if (kind < 7)
        return `${key}${c.one([' = ', '=', ' =\t', ' = '])}${c.one(TOML_SCALARS)}${c.chance(0.1) ? c.one([' # c', ' x', ' \t', '#']) : ''}`
      return kind < 9 ? `[${key}]` : kind < 10 ? `[[${key}]]` : c.one(TOML_LINES)
    }
    text =
      Array.from({ length: 1 + c.below(6) }, line).join(c.one(['\n', '\n', '\n', '\r\n', '\n\n'])) +
      c.one(['', '\n'])
    if (c.chance(0.03)) text = c.one(['\ufeff', '\udcff\udcfe', '\udcfe\udcff', 'a\0', '\ufeff\ufeff']) + text
  }
  return c.chance(0.2)
    ? cut(c, text, [
        '"',
        "'",
        '=',
        '[',
        ']',
        '{',
        '}',
        ',',
        '\n',
        '.',
        '#',
        '\\',
        ' ',
        '\r',
        'é',
        '\udc80',
        '1',
        '😀',
      ])
    : text
}
