import type { Chance } from '../../sprig/chance.ts'
import { keys } from './pools.ts'

const values = [
  '1',
  '0',
  '01',
  '-5',
  '1.5',
  'true',
  'false',
  'null',
  'x',
  '',
  '{a,b}',
  '{}',
  '{1,{2,3}}',
  '{a',
  'a\\,b',
  'a b',
  '"q"',
  '9223372036854775808',
  '0x10',
  '1e3',
  '[1]',
  'é',
  'a=b',
  '~',
  'TRUE',
  '{a,b},c',
  ' 1',
  '{ 1, 2 }',
  '{true,null}',
  "'",
  '\\',
  'a\\.b',
]
const jsons = [
  '1',
  '"x"',
  '{"a":1}',
  '[1,"b",null]',
  'null',
  'true',
  '{',
  '1.5',
  '12345678901234567890',
  '{"a":{"b":[]}}',
  '"a,b"',
  '1e3',
  '',
  ' {"x": 1} ',
  '{"a":1},b=2',
]

function key(chance: Chance): string {
  const parts = [chance.one(keys)]
  while (chance.chance(0.4) && parts.length < 5) {
    parts.push(
      chance.chance(0.25)
        ? `[${chance.one(['0', '1', '2', '-1', 'x', '', '5', '01', '70000'])}]`
        : `.${chance.one([...keys, 'a\\.b', '', 'a\\,b', ' '])}`,
    )
  }
  return parts.join('')
}

const pair = (chance: Chance): string => {
  if (chance.chance(0.04))
    return chance.one([
      '',
      '=',
      'a',
      'a.',
      '.a=1',
      'a..b=1',
      '[0]=1',
      'a[0',
      'a[0]x=1',
      ',',
      'a=1,',
      '=1',
      'a[0].b[1]=2',
      'a[0][1]=3',
      'null',
      'a=null,b',
      'a{=1',
      '{a}=1',
      'a=,b=',
      'a =1',
    ])
  return `${key(chance)}=${chance.one(values)}`
}

/** The text of a `--set` or `--set-string`. */
export const setText = (chance: Chance): string =>
  [pair(chance), ...chance.some(2, () => pair(chance))].join(',')

/** The text of a `--set-json`. */
export const setJsonText = (chance: Chance): string =>
  chance.chance(0.15)
    ? chance.one(['{"a":1}', '{"a":{"b":2},"c":null}', ' {"x":1}', '{', '{"a":1}}', '{}', '[]', '{"a":1} x'])
    : [key(chance), chance.one(jsons)].join('=') +
      (chance.chance(0.2) ? `,${key(chance)}=${chance.one(jsons)}` : '')

/** The text of a `--set-literal`. */
export const setLiteralText = (chance: Chance): string => `${key(chance)}=${chance.one(values)}`
