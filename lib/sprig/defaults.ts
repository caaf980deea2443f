import { fn } from '../go/signature.ts'
import { Complex, Dict, Int, Slice, type Value } from '../go/value.ts'
import type { Family } from './family.ts'

/** Sprig's empty: the zero value of a type, and nil; structs never are. */
export function empty(v: Value): boolean {
  switch (typeof v) {
    case 'string':
      return v === ''
    case 'boolean':
      return !v
    case 'number':
      return v === 0
    default:
      if (v === null || v === undefined) return true
      if (v instanceof Dict) return v.size === 0
      if (v instanceof Slice) return v.items.length === 0
      if (v instanceof Int) return v.value === 0n
      return v instanceof Complex && v.re === 0 && v.im === 0
  }
}

/** Sprig's defaults.go, less its JSON. */
export const defaultFunctions: Family = {
  default: fn(['any', '...any'], 'any', (fallback, given) => (empty(given) ? fallback : given)),
  empty: fn(['any'], 'bool', empty),
  coalesce: fn(['...any'], 'any', (...list) => list.find((v) => !empty(v)) ?? null),
  all: fn(['...any'], 'bool', (...list) => !list.some(empty)),
  any: fn(['...any'], 'bool', (...list) => !list.every(empty)),
  ternary: fn(['any', 'any', 'bool'], 'any', (yes, no, condition) => (condition ? yes : no)),
}
