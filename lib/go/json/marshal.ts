import { formatFloat } from '../strconv/index.ts'
import { compareBytes } from '../text.ts'
import { BudgetError, Complex, Dict, Func, GoError, Int, Slice, Struct, T, type Value } from '../value.ts'
import { encodeBase64 } from './base64.ts'
import { quoteJson } from './quote.ts'

/** Nesting from which on Go's encoder looks for cycles. Deeper values that have none exceed our own bounds. */
const MAX_NESTING = 1000

/** The text of a float64: that of ECMAScript, but for negative zero. */
const floatText = (x: number): string => {
  if (!Number.isFinite(x)) throw new GoError(`json: unsupported value: ${formatFloat(x, 'g')}`)
  return x === 0 && Object.is(x, -0) ? '-0' : String(x)
}

/**
 * `encoding/json`'s Marshal: keys sorted bytewise, `<`, `>` and `&` escaped unless `escapeHtml` is false.
 * Throws `GoError` with Go's text for what JSON cannot hold.
 */
export function marshal(value: Value, escapeHtml = true): string {
  return encode(value, escapeHtml, [])
}

function encode(value: Value, html: boolean, open: object[]): string {
  switch (typeof value) {
    case 'string':
      return quoteJson(value, html)
    case 'number':
      return floatText(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'undefined':
      return 'null'
  }
  if (value === null) return 'null'
  if (value instanceof Int) return String(value.value)
  if (value instanceof Dict) return encodeDict(value, html, open)
  if (value instanceof Slice) return encodeSlice(value, html, open)
  if (value instanceof Struct) return encodeStruct(value, html, open)
  if (value instanceof Complex) throw new GoError('json: unsupported type: complex128')
  throw new GoError(`json: unsupported type: ${(value as Func).type.name}`)
}

/** Notes that a map or list is being written; fails on a cycle. */
function enter(inner: object, typeName: string, open: object[]): void {
  if (open.length >= MAX_NESTING) {
    if (open.includes(inner))
      throw new GoError(`json: unsupported value: encountered a cycle via ${typeName}`)
    throw new BudgetError('DEPTH_LIMIT', MAX_NESTING)
  }
  open.push(inner)
}

function encodeDict(value: Dict, html: boolean, open: object[]): string {
  if (value.isNil) return 'null'
  enter(value.entries, value.type.name, open)
  let out = '{'
  for (const key of value.entries.sortedKeys(compareBytes)) {
    if (out.length > 1) out += ','
    out += `${quoteJson(key, html)}:${encode(value.entries.get(key), html, open)}`
  }
  open.pop()
  return `${out}}`
}

function encodeSlice(value: Slice, html: boolean, open: object[]): string {
  if (value.isNil) return 'null'
  if (value.type.kind === 'slice' && value.type.elem === T.uint8) return `"${encodeBase64(value.items)}"`
  enter(value, value.type.name, open)
  let out = '['
  for (const item of value.items) {
    if (out.length > 1) out += ','
    out += encode(item, html, open)
  }
  open.pop()
  return `${out}]`
}

function encodeStruct(value: Struct, html: boolean, open: object[]): string {
  const text = value.json?.()
  if (text !== undefined) return html ? text.replace(/[<>&\u2028\u2029]/g, unicodeEscape) : text
  const plain = value.text?.()
  if (plain !== undefined) return quoteJson(plain, html)
  enter(value, value.type.name, open)
  let out = '{'
  for (const [name, field] of value.tagged?.('json') ?? value.fields()) {
    if (out.length > 1) out += ','
    out += `${quoteJson(name, html)}:${encode(field, html, open)}`
  }
  open.pop()
  return `${out}}`
}

const unicodeEscape = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
