import { reflectCall } from '../panic.ts'
import { typeOf, zeroOf } from '../reflect.ts'
import { byteLength, sliceBytes, toBytes } from '../text.ts'
import { Dict, GoError, Int, Slice, Struct, T, type Value } from '../value.ts'
import { prepareArg } from './assign.ts'

/** The name of the type, a pointer's target for a pointer. */
function typeName(v: Value): string {
  const type = typeOf(v)!
  return v instanceof Struct && type.kind === 'ptr'
    ? (type.elem?.name ?? type.name.replace(/^\*/, ''))
    : type.name
}

/** The offset that an index means; `most` is the greatest. Mirrors `indexArg`. */
function indexArg(index: Value, most: number): number {
  if (index === null || index === undefined) throw new GoError('cannot index slice/array with nil')
  if (!(index instanceof Int)) throw new GoError(`cannot index slice/array with type ${typeOf(index)!.name}`)
  const x = BigInt.asIntN(64, index.value)
  if (x < 0n || x > BigInt(most)) throw new GoError(`index out of range: ${x}`)
  return Number(x)
}

/** `index item a b`: item[a][b]. A missing key of a map gives its element's zero. Throws `GoError`. */
export function index(item: Value, keys: readonly Value[]): Value {
  if (item === null || item === undefined) throw new GoError('index of untyped nil')
  let value: Value = item
  for (const key of keys) {
    if (value === null || value === undefined) throw new GoError('index of nil pointer')
    if (value instanceof Dict) {
      prepareArg(key, T.string)
      const entry = value.get(key as string)
      value = entry === undefined ? zeroOf(value.type.elem ?? T.any) : entry
    } else if (value instanceof Slice) {
      const at = indexArg(key, value.items.length)
      if (at === value.items.length) throw new GoError('reflect: slice index out of range')
      value = value.items[at]
    } else if (typeof value === 'string') {
      const at = indexArg(key, byteLength(value))
      const byte = toBytes(value)[at]
      if (byte === undefined) throw new GoError('reflect: string index out of range')
      value = new Int(BigInt(byte), T.uint8)
    } else throw new GoError(`can't index item of type ${typeName(value)}`)
  }
  return value
}

/** `slice item a b c`: item[a:b:c], for strings without c. Throws `GoError`. */
export function slice(item: Value, bounds: readonly Value[]): Value {
  if (item === null || item === undefined) throw new GoError('slice of untyped nil')
  if (bounds.length > 3) throw new GoError(`too many slice indexes: ${bounds.length}`)
  if (typeof item !== 'string' && !(item instanceof Slice)) {
    throw new GoError(`can't slice item of type ${typeName(item)}`)
  }
  if (typeof item === 'string' && bounds.length === 3) throw new GoError('cannot 3-index slice a string')
  const size = typeof item === 'string' ? byteLength(item) : item.items.length
  const at = [0, size]
  bounds.forEach((bound, i) => {
    at[i] = indexArg(bound, size)
  })
  const [from, to, most] = at as [number, number, number | undefined]
  if (from > to) throw new GoError(`invalid slice index: ${from} > ${to}`)
  if (most !== undefined && to > most) throw new GoError(`invalid slice index: ${to} > ${most}`)
  if (typeof item === 'string') return sliceBytes(item, from, to)
  return new Slice(item.items.slice(from, to), item.type, item.isNil)
}

/** `len item`. Throws `GoError` for what has no length. */
export function length(item: Value): Value {
  if (item === null) throw new GoError('len of nil pointer')
  if (item === undefined) throw reflectCall('Type', 'invalid')
  if (typeof item === 'string') return Int.of(byteLength(item))
  if (item instanceof Dict) return Int.of(item.size)
  if (item instanceof Slice) return Int.of(item.items.length)
  throw new GoError(`len of type ${typeName(item)}`)
}
