import { encodeBase64 } from '../../go/json/index.ts'
import { formatFloat } from '../../go/strconv/index.ts'
import { toBytes } from '../../go/text.ts'
import { durationType, formatDuration, formatTime, TimeValue } from '../../go/time/index.ts'
import { BudgetError, Dict, GoError, Int, Slice, Struct, type Value } from '../../go/value.ts'
import { Emitter, V3 } from './emitter.ts'
import { sortKeys } from './key-order.ts'

const MAX_NESTING = 1000
const RFC_3339_NANO = '2006-01-02T15:04:05.999999999Z07:00'
const BASE64_LINE = 70

/**
 * yaml.v3's Encoder with an indent of two, as `toYamlPretty` uses it: values are written as they are, without a way
 * through JSON. Throws `GoError` where Go panics.
 */
export function marshalPretty(value: Value): string {
  const emitter = new Emitter(V3)
  write(emitter, value, 0)
  return emitter.finish()
}

function write(e: Emitter, value: Value, depth: number): void {
  if (value === null || value === undefined) e.word('null')
  else if (typeof value === 'string') writeString(e, value, false)
  else if (typeof value === 'number') e.word(floatText(value))
  else if (typeof value === 'boolean') e.word(value ? 'true' : 'false')
  else if (value instanceof Int) writeInt(e, value)
  else if (depth >= MAX_NESTING) throw new BudgetError('DEPTH_LIMIT', MAX_NESTING)
  else if (value instanceof Dict)
    writeMapping(e, sortKeys(value.entries.keys(), true), (key) => value.get(key), depth)
  else if (value instanceof Slice) writeSequence(e, value.items, depth)
  else if (value instanceof Struct) writeStruct(e, value, depth)
  else throw new GoError(`cannot marshal type: ${'type' in value ? value.type.name : 'complex128'}`)
}

function writeInt(e: Emitter, value: Int): void {
  if (value.type === durationType) writeString(e, formatDuration(value.value), false)
  else e.word(String(value.value))
}

function floatText(x: number): string {
  if (Number.isNaN(x)) return '.nan'
  if (!Number.isFinite(x)) return x > 0 ? '.inf' : '-.inf'
  return formatFloat(x, 'g')
}

function writeString(e: Emitter, value: string, simpleKey: boolean): void {
  if (value.isWellFormed()) e.string(value, simpleKey)
  else e.binary(base64Of(value), simpleKey)
}

/** Base64 in lines of 70 where it is longer. */
function base64Of(value: string): string {
  const text = encodeBase64([...toBytes(value)].map((byte) => Int.of(byte)))
  return text.length < BASE64_LINE ? text : text.replace(/.{1,70}/g, '$&\n')
}

function isSimpleKey(e: Emitter, key: string): boolean {
  if (key.isWellFormed()) return e.isSimpleKey(key)
  const base64 = base64Of(key)
  return !base64.includes('\n') && e.isSimpleKey(`!!binary${base64}`)
}

function writeMapping(e: Emitter, keys: readonly string[], get: (key: string) => Value, depth: number): void {
  if (keys.length === 0) {
    e.indicator('{}', true, false)
    return
  }
  const outer = e.indent
  e.indent = outer < 0 ? 0 : outer + 2
  for (const key of keys) {
    e.writeIndent()
    if (isSimpleKey(e, key)) {
      writeString(e, key, true)
      e.indicator(':', false, false)
    } else {
      e.indicator('?', true, true)
      writeString(e, key, false)
      e.writeIndent()
      e.indicator(':', true, true)
    }
    write(e, get(key), depth + 1)
  }
  e.indent = outer
}

function writeSequence(e: Emitter, items: readonly Value[], depth: number): void {
  if (items.length === 0) {
    e.indicator('[]', true, false)
    return
  }
  const outer = e.indent
  e.indent = outer < 0 ? 0 : outer + 2
  for (const item of items) {
    e.writeIndent()
    e.indicator('-', true, true)
    write(e, item, depth + 1)
  }
  e.indent = outer
}

function writeStruct(e: Emitter, value: Struct, depth: number): void {
  if (value instanceof TimeValue) {
    e.word(formatTime(value.time, RFC_3339_NANO))
    return
  }
  const text = value.text?.()
  if (text !== undefined) {
    writeString(e, text, false)
    return
  }
  const fields =
    value.tagged?.('yaml') ?? new Map([...value.fields()].map(([name, field]) => [name.toLowerCase(), field]))
  writeMapping(e, [...fields.keys()], (key) => fields.get(key), depth)
}
