import { tryParseFloat, tryParseInt } from '../go/strconv/index.ts'
import { Int, T, type Type, type Value } from '../go/value.ts'

/** Mirrors spf13/cast 1.7.0, whose errors sprig drops: what cannot be cast is 0. */

const MIN_INT64 = -(2n ** 63n)

/** Go's types that cast's switches name; of others, named after them or not, only months and weekdays count. */
const INTEGERS: ReadonlySet<Type> = new Set([
  T.int,
  T.int8,
  T.int16,
  T.int32,
  T.int64,
  T.uint,
  T.uint8,
  T.uint16,
  T.uint32,
  T.uint64,
])
const isCastable = (type: Type): boolean =>
  INTEGERS.has(type) || type.name === 'time.Month' || type.name === 'time.Weekday'

/** Wraps to 64 bits as Go's int64 arithmetic does. */
export const wrap = (n: bigint): bigint => BigInt.asIntN(64, n)

/** Go's `int64(f)` on amd64: toward zero, and the least integer for what is out of range. */
function truncateToInt64(f: number): bigint {
  if (!(f >= -(2 ** 63) && f < 2 ** 63)) return MIN_INT64
  return BigInt(Math.trunc(f))
}

/** cast.ToInt64 and cast.ToInt, one and the same on 64 bits: "010" is octal, "1.0" is 1 but "1.5" is 0. */
export function toInt64(v: Value): bigint {
  if (v instanceof Int) return isCastable(v.type) ? wrap(v.value) : 0n
  if (typeof v === 'number') return truncateToInt64(v)
  if (typeof v === 'string') return tryParseInt(v.replace(/\.0+$/, ''), 0) ?? 0n
  return v === true ? 1n : 0n
}

/** cast.ToFloat64 */
export function toFloat64(v: Value): number {
  if (typeof v === 'number') return v
  if (v instanceof Int) return isCastable(v.type) ? Number(v.value) : 0
  if (typeof v === 'string') return tryParseFloat(v) ?? 0
  return v === true ? 1 : 0
}
