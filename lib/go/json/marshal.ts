import { countBytes } from '../meter.ts'
import { formatFloat } from '../strconv/index.ts'
import { compareBytes } from '../text.ts'
import { BudgetError, Complex, Dict, Func, GoError, Int, Slice, Struct, T, type Value } from '../value.ts'
import { encodeBase64 } from './base64.ts'
import { compactJson, indentJson } from './layout.ts'
import { quoteJson } from './quote.ts'

/** Nesting from which on Go's encoder looks for cycles. */
const CYCLES_FROM = 1000
/** Deeper values that have none exceed our own bounds. */
const MAX_NESTING = 2000

/** Bytes counted for each value besides its text. */
const SCALAR = 64

/**
 * `encoding/json`'s Marshal: keys sorted bytewise, `<`, `>` and `&` escaped unless `escapeHtml` is false.
 * Throws `GoError` with Go's text for what JSON cannot hold.
 */
export const marshal = (value: Value, escapeHtml = true): string => new Encoder(escapeHtml, '').encode(value)

/** `json.MarshalIndent(value, "", "  ")`. */
export const marshalIndent = (value: Value): string => new Encoder(true, '  ').encode(value)

class Encoder {
  readonly #html: boolean
  readonly #indent: string
  /** the maps and lists being written, outermost first */
  readonly #open: object[] = []

  constructor(html: boolean, indent: string) {
    this.#html = html
    this.#indent = indent
  }

  encode(value: Value): string {
    switch (typeof value) {
      case 'string':
        countBytes(value.length + SCALAR)
        return quoteJson(value, this.#html)
      case 'number':
        countBytes(SCALAR)
        return floatText(value)
      case 'boolean':
        return value ? 'true' : 'false'
      case 'undefined':
        return 'null'
    }
    if (value === null) return 'null'
    countBytes(SCALAR)
    if (value instanceof Int) return String(value.value)
    if (value instanceof Dict) {
      if (value.isNil) return 'null'
      const { entries } = value
      return this.#object(entries, value.type.name, entries.sortedKeys(compareBytes), (key) =>
        entries.get(key),
      )
    }
    if (value instanceof Slice) return this.#slice(value)
    if (value instanceof Struct) return this.#struct(value)
    if (value instanceof Complex) throw new GoError('json: unsupported type: complex128')
    throw new GoError(`json: unsupported type: ${(value as Func).type.name}`)
  }

  /** Notes that a map or list is being written; fails on a cycle. */
  #enter(inner: object, typeName: string): void {
    const open = this.#open
    if (open.length >= CYCLES_FROM && open.includes(inner))
      throw new GoError(`json: unsupported value: encountered a cycle via ${typeName}`)
    if (open.length >= MAX_NESTING) throw new BudgetError('DEPTH_LIMIT', MAX_NESTING)
    open.push(inner)
  }

  #newline(): string {
    countBytes(this.#indent.length * this.#open.length)
    return this.#indent === '' ? '' : `\n${this.#indent.repeat(this.#open.length)}`
  }

  #object(inner: object, typeName: string, keys: readonly string[], get: (key: string) => Value): string {
    if (keys.length === 0) return '{}'
    this.#enter(inner, typeName)
    const newline = this.#newline()
    const colon = newline === '' ? ':' : ': '
    let out = '{'
    for (const key of keys) {
      countBytes(key.length)
      if (out.length > 1) out += ','
      out += newline + quoteJson(key, this.#html) + colon + this.encode(get(key))
    }
    this.#open.pop()
    return `${out}${this.#newline()}}`
  }

  #slice(value: Slice): string {
    if (value.isNil) return 'null'
    if (value.type.kind === 'slice' && value.type.elem === T.uint8) return `"${encodeBase64(value.items)}"`
    if (value.items.length === 0) return '[]'
    this.#enter(value, value.type.name)
    const newline = this.#newline()
    let out = '['
    for (const item of value.items) {
      if (out.length > 1) out += ','
      out += newline + this.encode(item)
    }
    this.#open.pop()
    return `${out}${this.#newline()}]`
  }

  #struct(value: Struct): string {
    const json = value.json?.()
    if (json !== undefined) return this.#given(json)
    const text = value.text?.()
    if (text !== undefined) return quoteJson(text, this.#html)
    const fields = value.tagged?.('json') ?? value.fields()
    return this.#object(value, value.type.name, [...fields.keys()], (name) => fields.get(name))
  }

  /** What a MarshalJSON method gave, in our layout. */
  #given(json: string): string {
    const compact = compactJson(json, this.#html)
    return this.#indent === '' ? compact : indentJson(compact, this.#indent, this.#open.length)
  }
}

/** The text of a float64: that of ECMAScript, but for negative zero. */
function floatText(x: number): string {
  if (!Number.isFinite(x)) throw new GoError(`json: unsupported value: ${formatFloat(x, 'g')}`)
  return x === 0 && Object.is(x, -0) ? '-0' : String(x)
}
