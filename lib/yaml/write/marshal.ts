import { marshal as marshalJson } from '../../go/json/index.ts'
import { formatFloat } from '../../go/strconv/index.ts'
import { Dict, Entries, GoError, Int, Slice, T, type Value } from '../../go/value.ts'
import { YamlError } from '../error.ts'
import { AnyMap, type Any } from '../read/any.ts'
import { Decoder } from '../read/decode.ts'
import { Composer } from '../read/node.ts'
import { Emitter, V2 } from './emitter.ts'
import { sortKeys } from './key-order.ts'

/**
 * `yaml.Marshal` of sigs.k8s.io/yaml: JSON, read by yaml.v2, written by yaml.v2. The way through JSON is walked only
 * when a value holds something that it may change or refuse; all other values are written as they are.
 * Throws `YamlError` with Go's text.
 */
export function marshal(value: Value): string {
  const emitter = new Emitter(V2)
  if (write(emitter, value, 0, false)) return emitter.finish()
  return marshalThroughJson(value)
}

function marshalThroughJson(value: Value): string {
  let json: string
  try {
    json = marshalJson(value)
  } catch (error) {
    if (error instanceof GoError) throw new YamlError(`error marshaling into JSON: ${error.message}`, 'emit')
    throw error
  }
  const root = new Composer(json).next()
  const emitter = new Emitter(V2)
  write(emitter, root === undefined ? null : plainValue(new Decoder(false).decode(root)), 0, true)
  return emitter.finish()
}

/** yaml.v2's value as ours, with integers and floats kept apart. */
function plainValue(any: Any): Value {
  if (typeof any === 'bigint') return new Int(any, T.int64)
  if (Array.isArray(any)) return new Slice(any.map(plainValue))
  if (!(any instanceof AnyMap)) return any
  const entries = new Entries()
  for (const [key, value] of any.entries.values()) entries.set(key as string, plainValue(value))
  return new Dict(entries)
}

/** Deepest nesting written directly; JSON looks for cycles beyond. */
const MAX_NESTING = 900
/** What a detour through JSON and yaml.v2's reader changes or refuses. */
const SUSPECT = /[\x7f-\x9f\ud800-\udfff\ufffe\uffff]/
const REFUSED = /[\x7f-\x9f\ufffe\uffff]/
/** Keys this long may exceed what yaml.v2's reader takes for a key once JSON has escaped them. */
const LONG_KEY = 170
/** Keys this long surely stand before their colon, whatever their bytes. */
const SHORT_KEY = 42

const changes = (text: string): boolean => SUSPECT.test(text) && (!text.isWellFormed() || REFUSED.test(text))

/** Writes a value; false when it has to go through JSON. `read` says that it has been there. */
function write(e: Emitter, value: Value, depth: number, read: boolean, isKeyed = false): boolean {
  switch (typeof value) {
    case 'string':
      if (e.plain(value, false)) return true
      if (!read && changes(value)) return false
      e.string(value, false)
      return true
    case 'number':
      if (!Number.isFinite(value)) return false
      e.word(numberText(value))
      return true
    case 'boolean':
      e.word(value ? 'true' : 'false')
      return true
    case 'undefined':
      e.word('null')
      return true
  }
  if (value === null) {
    e.word('null')
    return true
  }
  if (value instanceof Int) {
    e.word(String(value.value))
    return true
  }
  if (depth >= MAX_NESTING && !read) return false
  if (value instanceof Dict && !value.isNil) return writeMapping(e, value, depth, read)
  if (value instanceof Slice && !value.isNil && value.type.elem !== T.uint8)
    return writeSequence(e, value, depth, read, isKeyed)
  return false
}

function writeMapping(e: Emitter, value: Dict, depth: number, read: boolean): boolean {
  if (value.size === 0) {
    e.indicator('{}', true, false)
    return true
  }
  const outer = e.indent
  e.indent = outer < 0 ? 0 : outer + 2
  for (const key of sortKeys(value.entries.keys(), false)) {
    e.writeIndent()
    if (key.length <= SHORT_KEY && e.plain(key, true)) e.indicator(':', false, false)
    else if (!read && (key.length > LONG_KEY || changes(key))) return false
    else if (e.isSimpleKey(key)) {
      e.string(key, true)
      e.indicator(':', false, false)
    } else {
      e.indicator('?', true, true)
      e.string(key, false)
      e.writeIndent()
      e.indicator(':', true, true)
    }
    if (!write(e, value.entries.get(key), depth + 1, read, true)) return false
  }
  e.indent = outer
  return true
}

/** The value of a simple key stands as deep as the key. */
function writeSequence(e: Emitter, value: Slice, depth: number, read: boolean, isKeyed: boolean): boolean {
  if (value.items.length === 0) {
    e.indicator('[]', true, false)
    return true
  }
  const outer = e.indent
  e.indent = outer < 0 ? 0 : isKeyed && e.inKeyLine ? outer : outer + 2
  for (const item of value.items) {
    e.writeIndent()
    e.indicator('-', true, true)
    if (!write(e, item, depth + 1, read)) return false
  }
  e.indent = outer
  return true
}

/** A float64 after JSON and yaml.v2: integers that fit 64 bits are written out, others as `%g`. */
function numberText(x: number): string {
  if (Number.isInteger(x)) {
    if (Number.isSafeInteger(x)) return String(x === 0 ? 0 : x)
    if (Math.abs(x) < 1e21) {
      const whole = BigInt(String(x))
      if (whole >= -(1n << 63n) && whole < 1n << 64n) return String(whole)
    }
  }
  return formatFloat(x, 'g')
}
