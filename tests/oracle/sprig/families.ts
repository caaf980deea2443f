import type { Chance } from './chance.ts'
import * as pool from './pools.ts'
import type { Json } from './pools.ts'

export interface Probe {
  readonly f?: string
  readonly t?: string
  readonly a: readonly Json[]
}

type Make = (c: Chance) => Json
/** Arguments of one function: makers in order; the last repeats when `many` is set. */
interface Signature {
  readonly args: readonly Make[]
  readonly many?: boolean
}

const int: Make = (c) => c.one(pool.integers)
const size: Make = pool.count
const small: Make = (c) => ({ int: c.below(9) - 2 })
const text: Make = pool.text
const any: Make = (c) => pool.value(c)
const number: Make = (c) =>
  c.chance(0.25)
    ? pool.float(c)
    : c.chance(0.6)
      ? c.one(pool.numbers)
      : c.chance(0.6)
        ? c.one(pool.numerals)
        : pool.value(c, 1)
const list: Make = (c) => (c.chance(0.85) ? pool.list(c) : pool.value(c))
const map: Make = pool.anyMap
const bool: Make = (c) => c.chance(0.5)
const key: Make = (c) => c.one(['a', 'b', 'c', 'd', 'é', 'zz', ''])
const separator: Make = (c) => c.one(['/', ',', ' ', '', 'a', '\n', '--', 'xx', 'é', 'o', ', '])
const one =
  (...values: readonly Json[]): Make =>
  (c) =>
    c.one(values)

const digits = 'ABCZabcz0189+/=234567-_ \n\r'
const encoded =
  (encoding: 'base64' | 'base32'): Make =>
  (c) => {
    if (c.chance(0.4)) return c.some(14, () => c.one([...digits])).join('')
    const bytes = Buffer.from(c.one(pool.words))
    const fine = encoding === 'base64' ? bytes.toString('base64') : base32(bytes)
    const at = c.below(fine.length + 1)
    return c.chance(0.5)
      ? fine
      : fine.slice(0, at) + c.one(['\n', '=', '!', '', 'é', '\r\n']) + fine.slice(at + c.below(2))
  }

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((b) => b.toString(2).padStart(8, '0')).join('')
  const out = (bits.match(/.{1,5}/g) ?? []).map(
    (g) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(g.padEnd(5, '0'), 2)],
  )
  return out.join('').padEnd(Math.ceil(out.length / 8) * 8, '=')
}

const url: Make = (c) => {
  if (c.chance(0.1)) return pool.text(c)
  const scheme = c.one([
    'http://',
    'https://',
    'HTTP://',
    'postgres://',
    'mailto:',
    '//',
    '///',
    'a+b.c-d:',
    '1a://',
    '',
    'x:',
    ':',
    '/',
  ])
  const user = c.one([
    '',
    '',
    '',
    'bob@',
    'bob:pass@',
    'b%40b:p%3A%2F@',
    'a b@',
    ':@',
    '@',
    'u:p@ss@',
    'é@',
    'u%zz@',
  ])
  const host = c.one([
    'example.com',
    'example.com:80',
    'host:',
    '[::1]:80',
    '[fe80::1%25en0]',
    '[::1',
    '::1',
    'a:b',
    'h%41',
    'h%C3%A9',
    'é.com',
    '',
    'a b',
    'db1:1,db2:2',
    '[1.2.3.4]',
    '[::ffff:1.2.3.4]',
    '[1:2:3:4:5:6:7:8:9]',
    '[12345::]',
    '[:1]',
    '[1::2::3]',
    'x[::1]',
    'a<b>',
    '[::%25]',
    '[1:2]',
    '[1:2:3:4:5:6:7:8]',
    '[::1]x',
    '[g::]',
    '[1:2:3:4:5:6:1.2.3]',
    '[::1.2.3.256]',
    '[1.2.3.4::]',
    '[::01.2.3.4]',
  ])
  const path = c.one([
    '',
    '/',
    '/a/b',
    '/a%20b',
    '/a%2Fb',
    '/%zz',
    '/%',
    '/a b',
    '/é',
    '*',
    'a:b',
    '/a?b',
    '/..//x',
    '/%2',
    '/:@!$&()*+,;=',
    '/[x]',
    "/'",
  ])
  const query = c.one(['', '', '?', '?q=1', '?a=b&c=%20', '??', '?a?', '?é'])
  const fragment = c.one(['', '', '#', '#f', '#a#b', '#%20', '#%zz', '#é', "#!'()*"])
  return scheme + user + host + path + query + fragment
}

const urlParts: Make = (c) => {
  const values: Json[] = [
    '',
    'http',
    'example.com',
    'a:b',
    '/a b',
    'a/b',
    'x:y/z',
    '*',
    'q=1',
    'user:pass',
    'é',
    'a@b',
    'a/b',
    '%41',
    '[::1]:80',
    'u:p%zz',
    '?#',
    ':x',
    "it's(1)",
  ]
  const names = ['scheme', 'host', 'path', 'query', 'opaque', 'fragment', 'userinfo', 'other']
  const entries = names
    .filter(() => c.chance(0.55))
    .map((name) => [name, c.chance(0.97) ? c.one(values) : pool.value(c, 1)])
  return { map: Object.fromEntries(entries) }
}

const path: Make = (c) => {
  if (c.chance(0.15)) return pool.text(c)
  const parts = ['a', '..', '.', '', 'b.c', '.hidden', 'x.tar.gz', 'é', '...', 'a b', '.']
  return (
    c.one(['/', '', '//', './', '../']) + c.some(5, () => c.one(parts)).join('/') + c.one(['', '', '/', '//'])
  )
}

const jsonText: Make = (c) => {
  if (c.chance(0.15)) return pool.text(c)
  const text = c.one([
    '{"a":1,"b":[true,null,"x"]}',
    '[1,2.5,-0,1e3]',
    '"\\u00e9\\ud83d\\ude00\\ud800"',
    ' null ',
    '{"a":{"b":{}},"a":2}',
    '1e400',
    '[]',
    '{}',
    '-1',
    '{"a":',
    '[1,]',
    '01',
    'tru',
    '"\t"',
    '{"a":1}x',
  ])
  const at = c.below(text.length)
  return c.chance(0.6)
    ? text
    : text.slice(0, at) + c.one(['', ' ', 'x', '"', ',', '}', '\\']) + text.slice(at + c.below(2))
}

const typeNames: Make = one(
  'string',
  'int',
  'int64',
  'float64',
  'bool',
  '<nil>',
  '[]interface {}',
  'map[string]interface {}',
  'map',
  'slice',
  'invalid',
  'nil',
  '[]string',
  'chartutil.Values',
  '',
  'interface',
  'uint8',
  'complex128',
)

const sig = (...args: readonly Make[]): Signature => ({ args })
const sigs = (...args: readonly Make[]): Signature => ({ args, many: true })

export const families: Readonly<Record<string, Readonly<Record<string, Signature>>>> = {
  numeric: {
    atoi: sig((c) => (c.chance(0.8) ? c.one(pool.numerals) : pool.text(c))),
    int64: sig(number),
    int: sig(number),
    float64: sig(number),
    toDecimal: sig(number),
    add1: sig(number),
    add: sigs(number),
    sub: sig(number, number),
    div: sig(number, number),
    mod: sig(number, number),
    mul: sigs(number, number),
    biggest: sigs(number, number),
    max: sigs(number, number),
    min: sigs(number, number),
    add1f: sig(number),
    addf: sigs(number),
    subf: sigs(number, number),
    divf: sigs(number, number),
    mulf: sigs(number, number),
    maxf: sigs(number, number),
    minf: sigs(number, number),
    ceil: sig(number),
    floor: sig(number),
    round: sigs(
      number,
      (c) => ({ int: c.one([0, 1, 2, 3, -1, -2, 5, 10, 15, 20, 22, 23, 30, 308, 309, -20, 1000, -1000]) }),
      (c) => c.one([0.5, 0.3, 0.9, 0, 1]),
    ),
    seq: sigs(small),
    until: sig(size),
    untilStep: sig(size, size, small),
  },
  strings: {
    abbrev: sig(size, text),
    abbrevboth: sig(size, size, text),
    trunc: sig((c) => (c.chance(0.2) ? int(c) : { int: c.below(30) - 15 }), text),
    trim: sig(text),
    substr: sig(
      (c) => ({ int: c.below(20) - 4 }),
      (c) => ({ int: c.below(30) - 4 }),
      text,
    ),
    repeat: sig(size, text),
    trimall: sig(separator, text),
    trimAll: sig((c) => (c.chance(0.5) ? separator(c) : text(c)), text),
    trimSuffix: sig((c) => (c.chance(0.5) ? separator(c) : text(c)), text),
    trimPrefix: sig((c) => (c.chance(0.5) ? separator(c) : text(c)), text),
    nospace: sig(text),
    initials: sig(text),
    wrap: sig(size, text),
    wrapWith: sig(size, separator, text),
    contains: sig((c) => (c.chance(0.6) ? separator(c) : text(c)), text),
    hasPrefix: sig(separator, text),
    hasSuffix: sig(separator, text),
    quote: sigs(any),
    squote: sigs(any),
    cat: sigs(any),
    indent: sig(size, text),
    nindent: sig(size, text),
    replace: sig((c) => (c.chance(0.7) ? separator(c) : text(c)), text, text),
    plural: sig(text, text, small),
    toString: sig(any),
    toStrings: sig(list),
    join: sig(separator, list),
    split: sig(separator, text),
    splitn: sig(separator, small, text),
    splitList: sig(separator, text),
  },
  case: {
    upper: sig(text),
    lower: sig(text),
    title: sig(text),
    untitle: sig(text),
    swapcase: sig(text),
    snakecase: sig(text),
    camelcase: sig(text),
    kebabcase: sig(text),
  },
  encoding: {
    b64enc: sig(text),
    b64dec: sig(encoded('base64')),
    b32enc: sig(text),
    b32dec: sig(encoded('base32')),
  },
  path: Object.fromEntries(
    ['base', 'dir', 'clean', 'ext', 'isAbs', 'osBase', 'osDir', 'osClean', 'osExt', 'osIsAbs'].map((name) => [
      name,
      sig(path),
    ]),
  ),
  url: { urlParse: sig(url), urlJoin: sig(urlParts) },
  defaults: {
    default: sigs(any, any),
    empty: sig(any),
    coalesce: sigs(any),
    all: sigs(any),
    any: sigs(any),
    ternary: sig(any, any, bool),
    compact: sig(list),
    mustCompact: sig(list),
  },
  reflect: {
    typeOf: sig(any),
    kindOf: sig(any),
    typeIs: sig(typeNames, any),
    typeIsLike: sig(typeNames, any),
    kindIs: sig(typeNames, any),
    deepEqual: sig(
      (c) => pool.value(c, 1),
      (c) => pool.value(c, 1),
    ),
  },
  lists: {
    list: sigs(any),
    tuple: sigs(any),
    append: sig(list, any),
    push: sig(list, any),
    mustAppend: sig(list, any),
    mustPush: sig(list, any),
    prepend: sig(list, any),
    mustPrepend: sig(list, any),
    first: sig(list),
    mustFirst: sig(list),
    rest: sig(list),
    mustRest: sig(list),
    last: sig(list),
    mustLast: sig(list),
    initial: sig(list),
    mustInitial: sig(list),
    reverse: sig(list),
    mustReverse: sig(list),
    uniq: sig(list),
    mustUniq: sig(list),
    without: sigs(list, any),
    mustWithout: sigs(list, any),
    has: sig(any, list),
    mustHas: sig(any, list),
    slice: sigs(list, small),
    mustSlice: sigs(list, small),
    concat: sigs(list),
    chunk: sig(small, list),
    mustChunk: sig(small, list),
    sortAlpha: sig(list),
  },
  dicts: {
    dict: sigs(any),
    get: sig(map, key),
    set: sig(map, key, any),
    unset: sig(map, key),
    hasKey: sig(map, key),
    pluck: sigs(key, map),
    pick: sigs(map, key),
    omit: sigs(map, key),
    merge: sigs(map, map),
    mergeOverwrite: sigs(map, map),
    mustMerge: sigs(map, map),
    mustMergeOverwrite: sigs(map, map),
    deepCopy: sig(any),
    mustDeepCopy: sig(any),
    dig: sigs(key, (c) => (c.chance(0.7) ? key(c) : any(c)), any, map),
  },
  json: {
    mustToJson: sig(any),
    toPrettyJson: sig(any),
    mustToPrettyJson: sig(any),
    toRawJson: sig(any),
    mustToRawJson: sig(any),
    mustFromJson: sig(jsonText),
  },
  flow: { hello: sig(), fail: sig(text), getHostByName: sig(text) },
}

/** Functions that build as much as they are told to, on which the oracle would run out of memory. */
const eager = new Set(['repeat', 'indent', 'nindent', 'until', 'untilStep', 'seq'])
const isHuge = (json: Json): boolean => Math.abs(Number((json as { int?: Json } | null)?.int ?? 0)) > 1000

/** One call by chance: mostly of the right shape, at times with a foreign argument, one too few or one too many. */
export function call(c: Chance, name: string, { args, many }: Signature): Probe {
  const made = args.map((make) => make(c))
  if (many) made.push(...c.some(2, () => args.at(-1)!(c)))
  const slip = c.below(25)
  if (slip === 0) made.pop()
  if (slip === 1) made.push(pool.value(c))
  if (slip < 4 && made.length > 0) made[c.below(made.length)] = pool.value(c)
  if (eager.has(name) && made.some(isHuge)) return call(c, name, { args, ...(many && { many }) })
  return { f: name, a: name === 'dig' && c.chance(0.8) ? digging(c) : made }
}

function digging(c: Chance): Json[] {
  const path = c.some(2, () => c.one(['a', 'b', 'c']))
  return ['a', ...path, 'fallback', pool.map(c, 3)]
}
