import { typeOf } from './reflect.ts'
import { Complex, Dict, Func, Int, Slice, Struct, type Value } from './value.ts'

/** Depth from which pairs are remembered, so that values that hold themselves compare in finite time. */
const WATCH = 64

/**
 * reflect.DeepEqual: same types all the way down, nil and empty apart, NaN unlike itself unless the maps or slices
 * that hold it are one.
 */
export function deepEqual(
  a: Value,
  b: Value,
  seen: Map<object, Set<object>> = new Map(),
  depth = 0,
): boolean {
  const type = typeOf(a)
  if (type !== typeOf(b)) return false
  if (type === undefined) return true
  if (a instanceof Slice && b instanceof Slice) {
    if (a.isNil !== b.isNil || a.items.length !== b.items.length) return false
    if (a.items === b.items || visited(a.items, b.items, seen, depth)) return true
    return a.items.every((item, i) => deepEqual(item, b.items[i], seen, depth + 1))
  }
  if (a instanceof Dict && b instanceof Dict) {
    if (a.isNil !== b.isNil || a.size !== b.size) return false
    if (a.entries === b.entries || visited(a.entries, b.entries, seen, depth)) return true
    for (const [key, value] of a.entries) {
      if (!b.has(key) || !deepEqual(value, b.get(key), seen, depth + 1)) return false
    }
    return true
  }
  if (a instanceof Struct && b instanceof Struct) {
    if (a === b || visited(a, b, seen, depth)) return true
    if (a.equal) return a.equal(b)
    if (a.string?.() !== b.string?.()) return false
    const fields = b.fields()
    return [...a.fields()].every(([name, value]) => deepEqual(value, fields.get(name), seen, depth + 1))
  }
  if (a instanceof Int && b instanceof Int) return a.value === b.value
  if (a instanceof Complex && b instanceof Complex) return a.re === b.re && a.im === b.im
  if (a instanceof Func) return false
  return a === b
}

function visited(a: object, b: object, seen: Map<object, Set<object>>, depth: number): boolean {
  if (depth < WATCH) return false
  const others = seen.get(a)
  if (others?.has(b)) return true
  if (others) others.add(b)
  else seen.set(a, new Set([b]))
  return false
}
