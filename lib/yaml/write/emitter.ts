import { flat } from '../../go/by-parts.ts'
import { countBytes } from '../../go/meter.ts'
import { byteLength } from '../../go/text.ts'
import { staysString, staysStringV3 } from '../resolve.ts'
import { analyze, isBreak, isPrintable } from './analyze.ts'
import { isPlain } from './plain.ts'

const INDENT = 2
/** Bytes that a line takes besides its text. */
const LINE_BYTES = 16
/** Characters that are put together at a time. */
const PART = 32 * 1024
/** Longest key, in bytes, that is written without `? `. */
const MAX_SIMPLE_KEY = 128

/** How a scalar is written where it stands. */
type Style = 'plain' | 'single' | 'double' | 'literal'

/** What yaml.v2 and yaml.v3 do differently. */
export interface Dialect {
  /** Column after which a space in a plain or quoted scalar becomes a line break. */
  readonly width: number
  /** Whether a tab may stand in a literal scalar. */
  readonly tabs: boolean
  /** Whether a string would be read back as that string when written plain. */
  readonly staysString: (text: string) => boolean
}

export const V2: Dialect = { width: 80, tabs: false, staysString }
export const V3: Dialect = { width: Infinity, tabs: true, staysString: staysStringV3 }

/**
 * libyaml's emitter as yaml.v2 and v3 drive it (emitterc.go): block style only, two columns. The fields that decide
 * about white space are Go's own (`whitespace`, `indention`, `column`, `indent`).
 */
export class Emitter {
  /** what was written since it was last put together */
  out = ''
  indent = -1
  readonly #parts: string[] = []
  readonly #dialect: Dialect
  #column = 0
  #whitespace = true
  #indention = true

  constructor(dialect: Dialect) {
    this.#dialect = dialect
  }

  /** Writes the break that ends a document. */
  finish(): string {
    this.indent = -1
    this.writeIndent()
    return this.#parts.length === 0 ? this.out : this.#parts.join('') + this.out
  }

  #settle(): void {
    this.#parts.push(flat(this.out))
    this.out = ''
  }

  writeIndent(): void {
    const indent = this.indent < 0 ? 0 : this.indent
    countBytes(indent + LINE_BYTES)
    if (this.out.length > PART) this.#settle()
    if (!this.#indention || this.#column > indent || (this.#column === indent && !this.#whitespace)) {
      this.out += '\n'
      this.#column = 0
    }
    if (this.#column < indent) {
      this.out += spaces(indent - this.#column)
      this.#column = indent
    }
    this.#whitespace = true
    this.#indention = true
  }

  /** Writes `-`, `?`, `:`, quotes, `{}`, `[]`. */
  indicator(text: string, needsSpace: boolean, keepsIndention: boolean): void {
    if (needsSpace && !this.#whitespace) {
      this.out += ' '
      this.#column++
    }
    this.out += text
    this.#column += text.length
    this.#whitespace = false
    if (!keepsIndention) this.#indention = false
  }

  /** Whether a sequence that is the value of a key stands as deep as the key. */
  get inKeyLine(): boolean {
    return !this.#indention
  }

  /** Writes a scalar that is no string: number, boolean or null. */
  word(text: string): void {
    countBytes(text.length)
    this.#space()
    this.out += text
    this.#column += text.length
    this.#whitespace = false
    this.#indention = false
  }

  /** Whether a key can be written as `key:`. */
  isSimpleKey(key: string): boolean {
    if (key.length > MAX_SIMPLE_KEY || (key.length > 42 && byteLength(key) > MAX_SIMPLE_KEY)) return false
    return !/[\n\r\u0085\u2028\u2029]/.test(key)
  }

  /** Writes a string if it can be told at a glance that it is plain. */
  plain(value: string, simpleKey: boolean): boolean {
    countBytes(value.length)
    if (!isPlain(value, this.#dialect.staysString)) return false
    const outer = this.indent
    this.indent = outer < 0 ? INDENT : outer + INDENT
    this.#plain(value, !simpleKey)
    this.indent = outer
    return true
  }

  /** Writes a string; `simpleKey` when it stands before its colon. */
  string(value: string, simpleKey: boolean): void {
    countBytes(value.length)
    const style = this.#choose(value, simpleKey)
    const outer = this.indent
    this.indent = outer < 0 ? INDENT : outer + INDENT
    if (style === 'plain') this.#plain(value, !simpleKey)
    else if (style === 'single') this.#singleQuoted(value, !simpleKey)
    else if (style === 'double') this.#doubleQuoted(value, !simpleKey)
    else this.#literal(value)
    this.indent = outer
  }

  /** Writes bytes that are no text as `!!binary`, which yaml.v3 does; `base64` may have several lines. */
  binary(base64: string, simpleKey: boolean): void {
    this.word('!!binary')
    const outer = this.indent
    this.indent = outer < 0 ? INDENT : outer + INDENT
    if (!base64.includes('\n')) this.word(base64)
    else if (simpleKey) this.#doubleQuoted(base64, false)
    else this.#literal(base64)
    this.indent = outer
  }

  #choose(value: string, simpleKey: boolean): Style {
    if (!simpleKey && isLiteral(value)) return 'literal'
    const found = analyze(value, this.#dialect.tabs)
    if (value.includes('\n')) return found.blockAllowed && !simpleKey ? 'literal' : 'double'
    if (!this.#dialect.staysString(value)) return 'double'
    if (simpleKey && found.multiline) return 'double'
    if (found.plainAllowed) return 'plain'
    return found.singleQuotedAllowed ? 'single' : 'double'
  }

  #space(): void {
    if (this.#whitespace) return
    this.out += ' '
    this.#column++
  }

  #plain(value: string, mayFold: boolean): void {
    this.#space()
    if (!mayFold || this.#column + value.length <= this.#dialect.width) {
      this.out += value
      this.#column += value.length
    } else this.#fold(value)
    this.#whitespace = false
    this.#indention = false
  }

  /** Text without breaks, folded at single spaces past the width. */
  #fold(value: string): void {
    let from = 0
    for (let i = value.indexOf(' '); i >= 0; i = value.indexOf(' ', i + 1)) {
      const isSingle = value.charCodeAt(i + 1) !== 32 && value.charCodeAt(i - 1) !== 32
      if (!isSingle || this.#column + (i - from) <= this.#dialect.width) continue
      this.out += value.slice(from, i)
      this.#column += i - from
      this.#indention = false
      this.writeIndent()
      from = i + 1
    }
    this.out += value.slice(from)
    this.#column += value.length - from
  }

  #singleQuoted(value: string, mayFold: boolean): void {
    this.indicator("'", true, false)
    let afterSpace = false
    let afterBreak = false
    for (let i = 0; i < value.length; i++) {
      const c = value.charCodeAt(i)
      if (c === 32) {
        if (
          mayFold &&
          !afterSpace &&
          this.#column > this.#dialect.width &&
          i > 0 &&
          i < value.length - 1 &&
          value.charCodeAt(i + 1) !== 32
        )
          this.writeIndent()
        else this.#put(' ')
        afterSpace = true
      } else if (isBreak(c)) {
        if (!afterBreak && c === 10) this.#break('\n')
        this.#break(value[i]!)
        this.#indention = true
        afterBreak = true
      } else {
        if (afterBreak) this.writeIndent()
        this.#put(c === 39 ? "''" : value[i]!)
        this.#indention = false
        afterSpace = false
        afterBreak = false
      }
    }
    this.indicator("'", false, false)
    this.#whitespace = false
    this.#indention = false
  }

  #doubleQuoted(value: string, mayFold: boolean): void {
    this.indicator('"', true, false)
    // libyaml asks whether the whole value starts with a byte order mark, and then escapes all of it
    const escapeAll = value.charCodeAt(0) === 0xfeff
    let afterSpace = false
    for (let i = 0; i < value.length; i++) {
      const c = value.codePointAt(i)!
      if (escapeAll || !isPrintable(c) || isBreak(c) || c === 34 || c === 92) {
        this.#put(escape(c))
        if (c > 0xffff) i++
        afterSpace = false
      } else if (c === 32) {
        if (mayFold && !afterSpace && this.#column > this.#dialect.width && i > 0 && i < value.length - 1) {
          this.writeIndent()
          if (value.charCodeAt(i + 1) === 32) this.#put('\\')
        } else this.#put(' ')
        afterSpace = true
      } else {
        this.#put(value[i]!)
        afterSpace = false
      }
    }
    this.indicator('"', false, false)
    this.#whitespace = false
    this.#indention = false
  }

  #literal(value: string): void {
    this.indicator('|', true, false)
    this.indicator(blockHints(value), false, false)
    this.out += '\n'
    this.#column = 0
    this.#indention = true
    this.#whitespace = true
    const pad = spaces(this.indent)
    for (const line of value.match(LINE) ?? []) {
      if (isBreak(line.charCodeAt(line.length - 1))) this.out += line.length === 1 ? line : pad + line
      else {
        this.#put(pad + line)
        this.#indention = false
      }
    }
  }

  #put(text: string): void {
    this.out += text
    if (this.out.length > PART) this.#settle()
    this.#column += text.length
  }

  #break(text: string): void {
    this.out += text
    this.#column = 0
  }
}

/** A string that is surely written as a literal: of lines of printable characters, none of which ends in a space. */
const isLiteral = (value: string): boolean =>
  value.includes('\n') && !UNUSUAL.test(value) && !value.includes(' \n') && !value.endsWith(' ')
/** A line of a literal with its break; it has no breaks but these. */
const LINE = /[^\n\u2028\u2029]*[\n\u2028\u2029]|[^\n\u2028\u2029]+$/g
const UNUSUAL = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/

const SPACES = ' '.repeat(64)
const spaces = (n: number): string => (n <= 64 ? SPACES.slice(0, n) : ' '.repeat(n))

/** Indentation and chomping indicators of a block scalar. */
function blockHints(value: string): string {
  const first = value.charCodeAt(0)
  const indent = first === 32 || isBreak(first) ? String(INDENT) : ''
  if (!isBreak(value.charCodeAt(value.length - 1))) return `${indent}-`
  return value.length === 1 || isBreak(value.charCodeAt(value.length - 2)) ? `${indent}+` : indent
}

const ESCAPES = new Map([
  [0x00, '\\0'],
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x1b, '\\e'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
  [0x85, '\\N'],
  [0xa0, '\\_'],
  [0x2028, '\\L'],
  [0x2029, '\\P'],
])

function escape(c: number): string {
  const known = ESCAPES.get(c)
  if (known !== undefined) return known
  const hex = c.toString(16).toUpperCase()
  return c <= 0xff
    ? `\\x${hex.padStart(2, '0')}`
    : c <= 0xffff
      ? `\\u${hex.padStart(4, '0')}`
      : `\\U${hex.padStart(8, '0')}`
}
