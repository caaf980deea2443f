import { Complex, Dict, Int, Slice, type Value } from '../value.ts'

/** Whether a value counts as true: not the zero of its type. Structs and functions always do. Mirrors `isTrue`. */
export function isTrue(v: Value): boolean {
  switch (typeof v) {
    case 'boolean':
      return v
    case 'string':
      return v !== ''
    case 'number':
      // NaN is not zero
      return v !== 0
    case 'undefined':
      return false
  }
  if (v === null) return false
  if (v instanceof Dict) return v.size > 0
  if (v instanceof Slice) return v.items.length > 0
  if (v instanceof Int) return v.value !== 0n
  if (v instanceof Complex) return v.re !== 0 || v.im !== 0
  return true
}
