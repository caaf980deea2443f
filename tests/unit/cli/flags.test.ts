import { expect, test } from 'vitest'
import {
  bool,
  commaList,
  duration,
  HelpRequested,
  list,
  oneOf,
  parseFlags,
  text,
} from '../../../lib/cli/flags.ts'

const flags = {
  values: commaList('f'),
  set: list(),
  namespace: text('', 'n'),
  'no-hooks': bool(),
  generate: bool('g'),
  timeout: duration(0),
  output: oneOf(['table', 'json'], 'table', 'o'),
  'dry-run': text('', undefined, 'unset'),
}
const parse = (...args: string[]) => parseFlags(flags, args)

test('long and short forms, anywhere, until --', () => {
  const {
    flags: given,
    args,
    changed,
  } = parse(
    'a',
    '-f',
    'x,"y,z"',
    '--set=a=1,b=2',
    '-nprod',
    '--set',
    'c',
    '-gf=q',
    'b',
    '--no-hooks=false',
    '--',
    '-x',
  )
  expect(given.values).toEqual(['x', 'y,z', 'q'])
  expect(given.set).toEqual(['a=1,b=2', 'c'])
  expect(given.namespace).toBe('prod')
  expect([given.generate, given['no-hooks']]).toEqual([true, false])
  expect(args).toEqual(['a', 'b', '-x'])
  expect([changed('set'), changed('timeout')]).toEqual([true, false])
})

test('a flag that may stand alone takes no value from the next argument', () => {
  expect(parse('--dry-run', 'x').flags['dry-run']).toBe('unset')
  expect(parse('--dry-run=client').flags['dry-run']).toBe('client')
  expect(parse('--timeout', '1m30s').flags.timeout).toBe(90_000)
})

// words of spf13/pflag, as helm prints them
test.each<[string[], string]>([
  [['--nope'], 'unknown flag: --nope'],
  [['-q'], "unknown shorthand flag: 'q' in -q"],
  [['-gq'], "unknown shorthand flag: 'q' in -q"],
  [['--set'], 'flag needs an argument: --set'],
  [['-f'], "flag needs an argument: 'f' in -f"],
  [['--=x'], 'bad flag syntax: --=x'],
  [['---x'], 'bad flag syntax: ---x'],
  [
    ['--no-hooks=maybe'],
    'invalid argument "maybe" for "--no-hooks" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
  ],
  [
    ['--timeout', '1x'],
    'invalid argument "1x" for "--timeout" flag: time: unknown unit "x" in duration "1x"',
  ],
  [['--timeout', '1'], 'invalid argument "1" for "--timeout" flag: time: missing unit in duration "1"'],
  [['-o', 'xml'], 'invalid argument "xml" for "-o, --output" flag: must be one of table, json'],
])('%j', (args, words) => expect(() => parse(...args)).toThrow(words))

test('help', () => {
  expect(() => parse('-h')).toThrow(HelpRequested)
  expect(() => parse('x', '--help')).toThrow(HelpRequested)
})
