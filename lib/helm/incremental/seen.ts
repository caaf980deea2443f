import { Dict, Int, Slice, type Value } from '../../go/value.ts'

/** All keys of a map and their order, as one thing that is read. */
export const KEYS = Symbol('keys')
/** What is read of a map: an entry, which may be missing, or its keys. */
export type Part = string | typeof KEYS
export type Seen = Value | readonly string[]

/** A map that templates share, as a recorder knows it. */
export interface Shared {
  /** What is there, with nobody told. */
  peek(part: Part): Seen
  addReader(part: Part, reader: number): void
  /** Takes back what templates wrote. */
  restore(): void
}

/** Whether whoever read the one could not tell the other from it. Maps and lists are the same when they are shared. */
export function same(a: Seen, b: Seen): boolean {
  if (a === b || Object.is(a, b)) return true
  if (a instanceof Int) return b instanceof Int && a.value === b.value && a.type === b.type
  return (
    a instanceof Dict &&
    b instanceof Dict &&
    a.entries === b.entries &&
    a.type === b.type &&
    a.isNil === b.isNil
  )
}

/** The same keys in the same order. */
export function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((key, i) => key === b[i]))
}

/** Whether two values are the same to the last leaf, in the order of their keys too. */
export function alike(a: Value, b: Value): boolean {
  if (a instanceof Slice) {
    if (!(b instanceof Slice) || a.type !== b.type || a.isNil !== b.isNil) return false
    if (a.items.length !== b.items.length || !sameSpare(a.spare, b.spare)) return false
    return a.items.every((item, i) => alike(item, b.items[i]))
  }
  if (!(a instanceof Dict)) return same(a, b)
  if (!(b instanceof Dict) || a.type !== b.type || a.isNil !== b.isNil || a.size !== b.size) return false
  const keys = a.entries.keys()
  for (const [key, value] of b.entries)
    if (keys.next().value !== key || !alike(a.get(key), value)) return false
  return true
}

const sameSpare = (a: Slice['spare'], b: Slice['spare']): boolean =>
  a === b ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i])))
