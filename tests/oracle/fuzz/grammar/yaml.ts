import type { Chance } from '../../sprig/chance.ts'
import type { Drawn } from './values.ts'

const plain = /^[A-Za-z][A-Za-z0-9 ._/-]*$/

/** Scalars that YAML reads as something else than they look like. */
const oddScalars = [
  'yes',
  'No',
  'ON',
  'off',
  'y',
  'n',
  'Y',
  '~',
  'null',
  'Null',
  'NULL',
  'true',
  'True',
  'TRUE',
  '0755',
  '0o755',
  '0x1F',
  '0b11',
  '1_000',
  '+1',
  '-0',
  '-0.0',
  '.5',
  '5.',
  '1e3',
  '1E3',
  '1e400',
  '.inf',
  '-.Inf',
  '.nan',
  '12:30',
  '1:2:3',
  '2020-01-02',
  '2020-01-02T03:04:05Z',
  '2020-01-02 03:04:05',
  '=',
  '<<',
  "''",
  '""',
  '!!str 1',
  '!!int "3"',
  '!!float 1',
  '!!binary aGk=',
  '!!bool "true"',
  '!!null ""',
  '!custom x',
  '!!set {a, b}',
  '99999999999999999999',
  '18446744073709551615',
  '9223372036854775808',
  '-9223372036854775809',
  '0.1e-5',
  '1.0',
  '100000000000000000000.5',
  '"\\x41\\u00e9\\U0001F600"',
  '"a\\\n  b"',
  "'it''s'",
  '"\\t\\0\\e"',
  '"a\n\n  b"',
  "'a\n  b'",
  'a\n  b',
  '?',
  '-',
  '-x',
  ':x',
  'a:b',
  'a#b',
  'a #b',
  '@x',
  '`x`',
  '%x',
  '&x',
  '*x',
  '|',
  '>',
  '!',
  '{{ x }}',
  '"{{ x }}"',
  '[a',
  'é',
  '😀',
  '\ufeffx',
  'a\u0085b',
  'x\u00a0y',
  'x\ty',
]

function writeScalar(
  chance: Chance,
  value: null | boolean | number | string,
  indent: string,
  flow: boolean,
): string {
  if (value === null) return chance.one(flow ? ['null', '~'] : ['null', '~', '', 'Null'])
  if (typeof value === 'boolean')
    return chance.one(
      value ? ['true', 'true', 'yes', 'on', 'True'] : ['false', 'false', 'no', 'off', 'FALSE'],
    )
  if (typeof value === 'number') return numberText(chance, value)
  if (!flow && value !== '' && chance.chance(/\n/.test(value) ? 0.7 : 0.05))
    return block(chance, value, indent)
  if (plain.test(value) && !value.endsWith(' ') && chance.chance(0.8)) return value
  if (/^[\x20-\x7e]*$/.test(value) && chance.chance(0.4)) return `'${value.replaceAll("'", "''")}'`
  return JSON.stringify(value.toWellFormed())
}

const numberText = (chance: Chance, value: number): string => {
  if (Number.isInteger(value) && value >= 0 && chance.chance(0.05)) return `0x${value.toString(16)}`
  return chance.chance(0.03) ? value.toExponential() : String(value)
}

function block(chance: Chance, value: string, indent: string): string {
  const header = chance.one(['|', '|', '|-', '|+', '>', '>-', '>+', '|2', '|2-'])
  const extra = header.includes('2') ? '  ' : chance.one(['  ', '  ', '    '])
  const lines = value
    .toWellFormed()
    .split('\n')
    .map((line) => (line === '' ? '' : `${indent}${extra}${line}`))
  return `${header}\n${lines.join('\n')}${chance.one(['', '\n', '\n\n'])}`
}

const writeKey = (chance: Chance, key: string): string =>
  plain.test(key) && !key.endsWith(' ') && chance.chance(0.9) ? key : JSON.stringify(key.toWellFormed())

/** Writes values as people and programs do: block and flow, all quotings, comments, anchors, odd scalars. */
export class YamlWriter {
  readonly #chance: Chance
  #anchors: string[] = []
  /** how often something odd is put in */
  readonly #odd: number

  constructor(chance: Chance, odd = 0.02) {
    this.#chance = chance
    this.#odd = odd
  }

  document(value: Drawn): string {
    const chance = this.#chance
    const start = chance.chance(0.05)
      ? chance.one(['---\n', '# comment\n', '%YAML 1.1\n---\n', '\n\n', '--- # x\n'])
      : ''
    const end = chance.chance(0.03) ? chance.one(['...\n', '---\nb: 2\n', '\n\n', '# end', '---\n']) : ''
    return `${start}${this.#block(value, '').replace(/^\n/, '')}\n${end}`
  }

  #block(value: Drawn, indent: string): string {
    const chance = this.#chance
    if (chance.chance(this.#odd)) return this.#strange()
    if (value === null || typeof value !== 'object') return ` ${writeScalar(chance, value, indent, false)}`
    const anchor = chance.chance(this.#odd) ? this.#anchor() : ''
    const empty = Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0
    if (empty || chance.chance(0.12)) return ` ${anchor}${this.#flow(value)}`
    const inner = indent + chance.one(['  ', '  ', '  ', '    '])
    const lines = Array.isArray(value)
      ? this.#items(value, chance.chance(0.5) ? indent : inner)
      : Object.entries(value).map(
          ([key, item]) => `${indent}${writeKey(chance, key)}:${this.#nested(item, indent, inner)}`,
        )
    if (chance.chance(this.#odd))
      lines.push(
        `${indent}${chance.one(['# note', '<<: *x1', '? q', 'a: again', '\ttab: 1', '"q" : 2', '1: one', 'true: t', '~: nil', '<<: {m: 1}'])}`,
      )
    return `${anchor && ` ${anchor}`}\n${lines.join('\n')}`
  }

  #items(value: readonly Drawn[], indent: string): string[] {
    return value.map((item) => {
      const text = this.#block(item, `${indent}  `)
      return `${indent}-${/^\n {2}/.test(text) && this.#chance.chance(0.7) ? ` ${text.slice(indent.length + 3)}` : text}`
    })
  }

  #nested(item: Drawn, indent: string, inner: string): string {
    const isTable = item !== null && typeof item === 'object' && !Array.isArray(item)
    const text = this.#block(item, isTable ? inner : indent)
    return this.#chance.chance(this.#odd / 2) ? `${text} # remark` : text
  }

  #flow(value: Drawn): string {
    const chance = this.#chance
    if (value === null || typeof value !== 'object') return writeScalar(chance, value, '', true)
    if (Array.isArray(value))
      return `[${value.map((item) => this.#flow(item)).join(chance.one([', ', ',']))}${value.length > 0 ? chance.one(['', '', ',']) : ''}]`
    const pairs = Object.entries(value).map(
      ([key, item]) => `${JSON.stringify(key.toWellFormed())}: ${this.#flow(item)}`,
    )
    return `{${pairs.join(', ')}}`
  }

  #anchor(): string {
    const name = `x${this.#anchors.length + 1}`
    this.#anchors.push(name)
    return `&${name} `
  }

  #strange(): string {
    const chance = this.#chance
    if (this.#anchors.length > 0 && chance.chance(0.5)) return ` *${chance.one(this.#anchors)}`
    return ` ${chance.one(oddScalars)}`
  }
}

const tokens = [
  ...oddScalars,
  '- ',
  '- - ',
  '? ',
  ': ',
  ':',
  '{',
  '}',
  '[',
  ']',
  ',',
  '\n',
  '\n  ',
  '\n    ',
  '\n- ',
  '\n---\n',
  '\n...\n',
  '&a ',
  '*a',
  '# c',
  ' ',
  '  ',
  '|',
  '>-',
  '|2',
  '"',
  "'",
  'a: ',
  'b: ',
  'c:\n',
  '!!map ',
  '!!seq ',
  '\t',
  '\r\n',
  '\r',
  '%TAG ! x\n',
  '<<: ',
  'x',
]

/** Text that may be YAML. */
export const yamlNoise = (chance: Chance): string =>
  Array.from({ length: 1 + chance.below(12) }, () => chance.one(tokens)).join('')
