import { sprint } from '../go/fmt/index.ts'
import { fromBytes } from '../go/text.ts'
import { Int, Slice, T, type Budget, type Run, type Value } from '../go/value.ts'

/** Sprig's strval: strings as they are, bytes as text, all else as `%v` prints it. */
export function strval(v: Value, budget?: Budget): string {
  if (typeof v === 'string') return v
  if (v instanceof Slice && v.type === T.bytes) return fromBytes(bytesOf(v))
  return sprint([v], budget)
}

const bytesOf = (slice: Slice): Uint8Array =>
  Uint8Array.from(slice.items, (item) => Number((item as Int).value))

/** Sprig's strslice: the strings of a list less its nils, or of one value; none for nil. */
export function strslice(v: Value, budget?: Budget): readonly string[] {
  if (!(v instanceof Slice)) return v === null || v === undefined ? [] : [strval(v, budget)]
  if (v.type === T.stringSlice) return v.items as readonly string[]
  const out: string[] = []
  for (const item of v.items) if (item !== null) out.push(strval(item, budget))
  return out
}

/** `strslice` as a `[]string`; of one, itself. */
export function toStrings({ budget }: Run, v: Value): Slice {
  if (v instanceof Slice && v.type === T.stringSlice) return v
  const strings = strslice(v, budget)
  budget.hold(strings.length)
  const capacity = v instanceof Slice ? v.items.length : strings.length
  return new Slice(strings, T.stringSlice, false, capacity - strings.length)
}
