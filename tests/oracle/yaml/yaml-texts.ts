import type { Chance } from '../sprig/chance.ts'
import { FRAGMENTS, WORDS } from './words.ts'

const pad = (n: number): string => ' '.repeat(Math.max(0, n))

/** Fragments in any order. */
export const soup = (c: Chance): string =>
  Array.from({ length: 1 + c.below(c.chance(0.2) ? 40 : 12) }, () => c.one(FRAGMENTS)).join('')

/** Small damage in a few places. */
export function damaged(c: Chance, text: string): string {
  let out = text
  for (let n = 1 + c.below(3); n > 0; n--) {
    const i = c.below(out.length + 1)
    const j = c.below(out.length + 1)
    const odd = [
      ' ',
      '\n',
      '\t',
      ':',
      '-',
      '"',
      "'",
      '\r',
      '{',
      '}',
      '\x01',
      '\x7f',
      '\udc80',
      '\ufeff',
      '\u0085',
      '\u2029',
      '#',
      '\0',
    ]
    out = c.one([
      () => out.slice(0, i) + out.slice(i + 1 + c.below(3)),
      () => out.slice(0, i) + c.one(FRAGMENTS) + out.slice(i),
      () => out.slice(0, i) + out.slice(j, j + c.below(10)) + out.slice(i),
      () => out.slice(0, i) + c.one(odd) + out.slice(i + c.below(2)),
      () => out.slice(0, i),
    ])()
  }
  return out
}

/** A document that mostly holds together. `plain` leaves out what charts never write. */
export class Writer {
  readonly #c: Chance
  readonly #plain: boolean
  readonly #anchors: string[] = []
  constructor(c: Chance, plain: boolean) {
    this.#c = c
    this.#plain = plain
  }

  document(): string {
    const c = this.#c
    let text = (c.chance(0.1) ? '---\n' : '') + this.#node(3, c.chance(0.8) ? -2 : 0).replace(/^\n/, '')
    if (c.chance(0.3)) text += '\n'
    if (c.chance(0.1))
      text += c.one(['---\nb: 1\n', '...\n', '\n--- {a\n', '\n...\n%YAML 1.1\n---\nx', '\n---\n\t'])
    return text
  }

  #scalar(): string {
    const c = this.#c
    const common = [
      '1',
      '2.5',
      'true',
      'foo',
      'bar baz',
      'http://x/y?z=1',
      '10.0.0.1',
      '5m',
      '100Mi',
      'a/b:c',
      '0.10',
      '1e3',
      'null',
      '~',
      '007',
    ]
    if (this.#plain)
      return c.one([...common, '""', "''", "'it''s'", '"a\\tb"', '"x: y"', "'#'", 'foo # bar', 'été'])
    switch (c.below(8)) {
      case 0:
        return JSON.stringify(c.one(WORDS))
      case 1:
        return `'${c.one(WORDS).replaceAll("'", "''")}'`
      case 2: {
        const end = c.one([
          '',
          '\\n',
          '\\t',
          '\\x7f',
          '\\u2028',
          '\\0',
          '\\e',
          '\\_',
          '\\N',
          '\\L',
          '\\ ',
          '\\/',
        ])
        return `"${c.one(WORDS).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}${end}"`
      }
      case 3:
        return c.one(common)
      default:
        return c.one(WORDS)
    }
  }

  #properties(): string {
    const c = this.#c
    if (this.#plain) return ''
    let text = ''
    if (c.chance(0.06)) {
      const name = c.one(['a', 'b', 'x1'])
      this.#anchors.push(name)
      text += `&${name} `
    }
    if (c.chance(0.05))
      text += c.one([
        '!!str ',
        '!!int ',
        '!!float ',
        '!!bool ',
        '!!null ',
        '!!binary ',
        '! ',
        '!foo ',
        '!!map ',
        '!!seq ',
        '!!timestamp ',
      ])
    return text
  }

  #flow(depth: number): string {
    const c = this.#c
    if (depth <= 0 || c.chance(0.5)) return this.#properties() + this.#scalar()
    const space = c.one(['', ' ', ' ', '\n   ', ...(this.#plain ? [] : [' # c\n '])])
    const items = (make: () => string): string => Array.from({ length: c.below(4) }, make).join(`,${space}`)
    const end = c.one(['', '', ',', space])
    if (c.chance(0.5))
      return `${this.#properties()}[${space}${items(() => (c.chance(0.05) ? `${this.#scalar()}: ` : '') + this.#flow(depth - 1))}${end}]`
    const pair = (): string =>
      `${c.chance(0.03) ? '? ' : ''}${this.#key()}${c.one([': ', ': ', ': ', ': ', ':', '', ' : '])}${this.#flow(depth - 1)}`
    return `${this.#properties()}{${space}${items(pair)}${end}}`
  }

  #key(): string {
    const names = ['a', 'b', 'c', 'name', 'x-y', 'app.kubernetes.io/name', '"q"', "'r s'", '1', 'on', 'key 2']
    return this.#plain || this.#c.chance(0.7) ? this.#c.one(names) : this.#scalar()
  }

  #block(indent: number): string {
    const c = this.#c
    const lead = pad(indent + c.one([1, 2, 2, 2, 4]))
    const line = (): string =>
      c.one([
        '',
        ' ',
        '  x',
        'x',
        'foo bar',
        '# no',
        '\t',
        'a: b',
        '- z',
        'é',
        ...(this.#plain ? [] : ['\u2028q']),
        'long '.repeat(18),
      ])
    const lines = Array.from({ length: c.below(5) }, line).map((text) => (text === '' ? '' : lead + text))
    const head = c.one(['|', '>']) + c.one(['', '', '-', '+', ...(this.#plain ? [] : ['2', '-1', '+2', '4'])])
    return `${head}${c.one(['', '', ' # c', ' '])}\n${lines.join('\n')}${c.one(['', '\n', '\n\n'])}`
  }

  #lines(indent: number): string {
    const c = this.#c
    const line = (): string => c.one(['foo', 'bar baz', 'x y', '"q', "q'", 'a:b', '#c', 'z #c', '', 'é'])
    return Array.from({ length: 1 + c.below(3) }, line).join(`\n${pad(indent + 1 + c.below(2))}`)
  }

  #value(indent: number): string {
    const c = this.#c
    if (c.chance(0.1)) return this.#properties() + this.#block(indent)
    if (c.chance(0.08)) return this.#lines(indent)
    if (c.chance(0.1)) return `"${this.#lines(indent).replaceAll('"', '')}"`
    if (c.chance(0.05) && this.#anchors.length > 0) return `*${c.one(this.#anchors)}`
    return this.#flow(2)
  }

  #node(depth: number, indent: number): string {
    const c = this.#c
    const kind = c.below(10)
    if (depth <= 0 || kind < 4) return this.#value(indent)
    if (kind < 6) {
      const step = c.one([0, 2, 2, 4])
      const lead = pad(indent + step)
      const item = (): string => {
        const inner = this.#node(depth - 1, indent + step + 2)
        return `${lead}${c.chance(0.05) ? `# c\n${lead}` : ''}- ${c.chance(0.5) ? inner.replace(/^\n\s*/, '') : inner}`
      }
      return `${this.#properties()}\n${Array.from({ length: 1 + c.below(3) }, item).join('\n')}`
    }
    const step = c.one([2, 2, 2, 3, 4])
    const lead = pad(indent + step)
    const entry = (): string => {
      if (c.chance(0.04) && this.#anchors.length > 0) {
        const merged = `*${c.one(this.#anchors)}`
        return `${lead}<<: ${c.chance(0.3) ? `[${merged}, *${c.one(this.#anchors)}]` : merged}`
      }
      if (!this.#plain && c.chance(0.04))
        return `${lead}? ${this.#node(depth - 1, indent + step)}\n${lead}: ${this.#node(depth - 1, indent + step)}`
      const colon = c.one([': ', ': ', ': ', ': ', ' : ', ':  ', ...(this.#plain ? [] : [':\t', ':'])])
      return `${lead}${this.#key()}${colon}${this.#node(depth - 1, indent + step)}${c.chance(0.05) ? ' # c' : ''}`
    }
    return `${this.#properties()}\n${Array.from({ length: 1 + c.below(4) }, entry).join(`\n${c.chance(0.05) ? '\n' : ''}`)}`
  }
}

/** A text for the reader: broken as often as whole. */
export function yamlText(c: Chance): string {
  const kind = c.below(10)
  const text = kind < 2 ? soup(c) : new Writer(c, kind < 7).document()
  return c.chance(0.3) ? damaged(c, text) : text
}

const VALUES = [
  'x',
  '1',
  '1.5',
  'true',
  'yes',
  'null',
  '~',
  '""',
  '"5"',
  '[a, 1]',
  '[]',
  '{}',
  '{a: 1, b: null, c: true}',
  '.inf',
  '123456789.25',
  '18446744073709551615',
  '!!str 5',
  '|\n    z\n',
  '[1, [2]]',
  '{name: 1, annotations: {a: 1, b: [x], "c": null}}',
  '{name: [x]}',
  '{annotations: x}',
  '{annotations: {a: 1.5, b: yes, c: ~}}',
  '[{name: 1, url: x}, ~, {email: [a]}]',
  '[{name: x, import-values: [a, {b: 1}], tags: [1, null], enabled: yes, repository: 5}]',
  '2001-01-01',
  '-0.0',
  '0x10',
]
const KEYS = [
  'name',
  'home',
  'sources',
  'version',
  'description',
  'keywords',
  'maintainers',
  'icon',
  'apiVersion',
  'condition',
  'tags',
  'appVersion',
  'deprecated',
  'annotations',
  'kubeVersion',
  'dependencies',
  'type',
  'Name',
  'NAME',
  'kind',
  'Kind',
  'metadata',
  'deps',
  'apiversion',
  'K\u212aind',
  'alia\u017f',
]

/** A text for Chart.yaml's shape or a manifest's head, right and wrong. */
export function shapedText(c: Chance): string {
  const text = Array.from({ length: 1 + c.below(7) }, () => `${c.one(KEYS)}: ${c.one(VALUES)}`).join('\n')
  return c.chance(0.05) ? c.one(VALUES) : c.chance(0.1) ? damaged(c, text) : text
}
