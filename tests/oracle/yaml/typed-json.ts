import { formatFloat } from '../../../lib/go/strconv/index.ts'
import { compareBytes, fromBytes, toBytes } from '../../../lib/go/text.ts'
import { formatTime, TimeValue } from '../../../lib/go/time/index.ts'
import { Dict, Int, Slice, T, type Value } from '../../../lib/go/value.ts'

/** JSON that tells Go's kinds apart; see README.md. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [kind: string]: Json }

export const base64 = (text: string): string => Buffer.from(toBytes(text)).toString('base64')
export const unbase64 = (text: string): string => fromBytes(new Uint8Array(Buffer.from(text, 'base64')))

const string = (text: string): Json => (text.isWellFormed() ? text : { b: base64(text) })

export function toTyped(v: Value): Json {
  if (v === null || v === undefined) return null
  if (typeof v === 'boolean') return v
  if (typeof v === 'string') return string(v)
  if (typeof v === 'number')
    return Number.isInteger(v) && Math.abs(v) < 1e15 && !Object.is(v, -0) ? v : { f: formatFloat(v, 'g') }
  if (v instanceof Int) return { [v.type === T.int ? 'i' : v.type === T.uint64 ? 'u' : 'l']: String(v.value) }
  if (v instanceof Slice) return fromSlice(v)
  if (v instanceof Dict) {
    if (v.isNil) return { nm: 1 }
    const keys = [...v.entries.keys()].sort(compareBytes)
    return { [v.type === T.stringMap ? 'ms' : 'm']: keys.map((key) => [string(key), toTyped(v.get(key))]) }
  }
  if (v instanceof TimeValue) {
    const { name, offset } = v.time.location.lookup(Number(v.time.seconds))
    return {
      t: `${formatTime(v.time, '2006-01-02T15:04:05.999999999Z07:00')} ${name} ${offset} ${v.time.location.name}`,
    }
  }
  throw new Error('a value that no probe has')
}

function fromSlice(v: Slice): Json {
  if (v.type === T.bytes)
    return { y: Buffer.from(v.items.map((item) => Number((item as Int).value))).toString('base64') }
  if (v.isNil) return { nl: 1 }
  const items = v.items.map(toTyped)
  return v.type === T.stringSlice
    ? { ss: items }
    : v.type.name === '[]map[string]interface {}'
      ? { lm: items }
      : items
}

export function fromTyped(json: Json): Value {
  if (json === null || typeof json !== 'object') return json
  if (Array.isArray(json)) return new Slice(json.map(fromTyped))
  const [kind, value] = Object.entries(json)[0]!
  const pairs = (): [string, Value][] =>
    (value as Json[][]).map(([key, item]) => [fromTyped(key!) as string, fromTyped(item!)])
  switch (kind) {
    case 'b':
      return unbase64(value as string)
    case 'y':
      return new Slice(
        [...Buffer.from(value as string, 'base64')].map((byte) => new Int(BigInt(byte), T.uint8)),
        T.bytes,
      )
    case 'f':
      return value === '+Inf' ? Infinity : value === '-Inf' ? -Infinity : Number(value)
    case 'i':
      return Int.of(BigInt(value as string))
    case 'l':
      return Int.int64(BigInt(value as string))
    case 'u':
      return new Int(BigInt(value as string), T.uint64)
    case 'nm':
      return new Dict(undefined, T.anyMap, true)
    case 'nl':
      return new Slice([], T.anySlice, true)
    case 'ss':
      return new Slice((value as Json[]).map(fromTyped), T.stringSlice)
    case 'ms':
      return new Dict(pairs(), T.stringMap)
    case 'm':
      return new Dict(pairs())
  }
  throw new Error(`unknown kind ${kind}`)
}
