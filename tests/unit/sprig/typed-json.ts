import { typeOf } from '../../../lib/go/reflect.ts'
import { sprint } from '../../../lib/go/fmt/index.ts'
import { compareBytes, fromBytes, toBytes } from '../../../lib/go/text.ts'
import {
  Complex,
  Dict,
  Int,
  mapOf,
  Slice,
  sliceOf,
  Struct,
  T,
  type Type,
  type Value,
} from '../../../lib/go/value.ts'

/** Typed JSON, as tests/oracle/sprig/README.md describes it; the twin of tests/oracle/sprig/codec.go. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const MAX_DEPTH = 40

/** Types by their tag. Tests of other families may add to it. */
export const types: Record<string, Type> = {
  map: T.anyMap,
  'map[string]string': T.stringMap,
  'chartutil.Values': mapOf(T.string, T.any, 'chartutil.Values'),
  '[]interface {}': T.anySlice,
  '[][]interface {}': T.anySlices,
  '[]string': T.stringSlice,
  '[]int': T.intSlice,
  '[]float64': sliceOf(T.float64),
  '[]uint8': T.bytes,
}
for (const type of [
  T.int, T.int8, T.int16, T.int32, T.int64, T.uint, T.uint8, T.uint16, T.uint32, T.uint64,
]) types[type.name] = type // prettier-ignore

/** @throws Error for a tag that this twin does not know */
export function decode(json: Json): Value {
  if (json === null || typeof json !== 'object') return json
  if (Array.isArray(json)) return new Slice((json as Json[]).map(decode))
  const [tag, payload] = Object.entries(json)[0]!
  return decodeTagged(tag, payload as Json)
}

function decodeTagged(tag: string, payload: Json): Value {
  if (tag === 'string') return fromBytes(Buffer.from(payload as string, 'base64'))
  if (tag === 'float64') return Number((payload as string).replace('Inf', 'Infinity'))
  if (tag === 'complex128') {
    const [, re, im] = /^\((.*)([+-].*)i\)$/.exec(payload as string)!
    return new Complex(Number(re), Number(im))
  }
  const type = types[tag]
  if (type === undefined) throw new Error(`no type for the tag ${tag}`)
  if (type === T.bytes && typeof payload === 'string') {
    return new Slice(
      [...Buffer.from(payload, 'base64')].map((byte) => new Int(BigInt(byte), T.uint8)),
      T.bytes,
    )
  }
  if (type.kind === 'slice') return new Slice(((payload ?? []) as Json[]).map(decode), type, payload === null)
  if (type.kind === 'map') {
    const entries = Object.entries((payload ?? {}) as Record<string, Json>)
    return new Dict(
      entries.map(([key, value]) => [key, decode(value)]),
      type,
      payload === null,
    )
  }
  return new Int(BigInt(payload as number | string), type)
}

const encodeInt = (n: bigint, top: bigint): Json => (n > top || n < -top ? String(n) : Number(n))

/** A Go string as JSON text; bytes that are no UTF-8 in base64. */
const encodeString = (s: string): Json =>
  s.isWellFormed() ? s : { string: Buffer.from(toBytes(s)).toString('base64') }

export function encode(v: Value, depth = 0): Json {
  if (depth > MAX_DEPTH) return { deep: true }
  if (v === null || v === undefined) return null
  if (typeof v === 'boolean') return v
  if (typeof v === 'string') return encodeString(v)
  if (typeof v === 'number') {
    if (Number.isFinite(v) && !Object.is(v, -0)) return v
    return { float64: Object.is(v, -0) ? '-0' : Number.isNaN(v) ? 'NaN' : v > 0 ? '+Inf' : '-Inf' }
  }
  const name = typeOf(v)!.name
  if (v instanceof Int) return { [name]: encodeInt(v.value, 2n ** 52n) }
  if (v instanceof Complex) return { [name]: sprint([v]) }
  if (v instanceof Slice) {
    if (v.isNil) return { [name]: null }
    if (v.type === T.bytes) {
      const bytes = Uint8Array.from(v.items, (item) => Number((item as Int).value))
      return { [name]: Buffer.from(bytes).toString('base64') }
    }
    const items = v.items.map((item) => encode(item, depth + 1))
    return v.type === T.anySlice ? items : { [name]: items }
  }
  if (v instanceof Dict) {
    const tag = v.type === T.anyMap ? 'map' : name
    if (v.isNil) return { [tag]: null }
    const keys = [...v.entries.keys()].sort(compareBytes)
    const entry = (key: string): [Json, Json] => [encodeString(key), encode(v.get(key), depth + 1)]
    if (!keys.every((key) => key.isWellFormed())) return { [tag]: keys.map(entry) }
    return { [tag]: Object.fromEntries(keys.map(entry)) }
  }
  const fields =
    v instanceof Struct ? [...v.fields()].map(([key, value]) => [key, encode(value, depth + 1)]) : []
  return { fields: Object.fromEntries(fields), text: sprint([v]), type: name }
}
