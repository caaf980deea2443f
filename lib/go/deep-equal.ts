import { typeOf } from './reflect.ts'
import { Complex, Dict, Func, Int, Slice, Struct, type Budget, type Value } from './value.ts'

/** Depth from which pairs are remembered, so that values that hold themselves compare in finite time. */
const WATCH = 64

/**
 * reflect.DeepEqual: same types all the way down, nil and empty apart, NaN unlike itself unless the maps or slices
 * that hold it are one. Each pair of items counts as a step.
 */
export const deepEqual = (a: Value, b: Value, budget?: Budget): boolean =>
  new Comparison(budget).same(a, b, 0)

class Comparison {
  readonly #budget: Budget | undefined
  #seen: Map<object, Set<object>> | undefined
  constructor(budget: Budget | undefined) {
    this.#budget = budget
  }

  same(a: Value, b: Value, depth: number): boolean {
    if (typeof a !== 'object' || a === null) return a === b || (a ?? null) === (b ?? null)
    if (typeOf(a) !== typeOf(b)) return false
    if (a instanceof Slice) return this.#slices(a, b as Slice, depth)
    if (a instanceof Dict) return this.#dicts(a, b as Dict, depth)
    if (a instanceof Struct) return this.#structs(a, b as Struct, depth)
    if (a instanceof Int) return a.value === (b as Int).value
    if (a instanceof Complex) return a.re === (b as Complex).re && a.im === (b as Complex).im
    return !(a instanceof Func)
  }

  #slices(a: Slice, b: Slice, depth: number): boolean {
    if (a.isNil !== b.isNil || a.items.length !== b.items.length) return false
    if (a.items === b.items || this.#visited(a.items, b.items, depth)) return true
    this.#budget?.step(a.items.length)
    return a.items.every((item, i) => this.same(item, b.items[i], depth + 1))
  }

  #dicts(a: Dict, b: Dict, depth: number): boolean {
    if (a.isNil !== b.isNil || a.size !== b.size) return false
    if (a.entries === b.entries || this.#visited(a.entries, b.entries, depth)) return true
    this.#budget?.step(a.size)
    for (const [key, value] of a.entries) {
      if (!b.has(key) || !this.same(value, b.get(key), depth + 1)) return false
    }
    return true
  }

  /** What a struct does not export shows in its own `equal`; of pointers, in what they print. */
  #structs(a: Struct, b: Struct, depth: number): boolean {
    if (a === b || this.#visited(a, b, depth)) return true
    if (a.type.kind === 'struct' && a.equal) return a.equal(b)
    if (a.string?.() !== b.string?.()) return false
    const fields = b.fields()
    return [...a.fields()].every(([name, value]) => this.same(value, fields.get(name), depth + 1))
  }

  #visited(a: object, b: object, depth: number): boolean {
    if (depth < WATCH) return false
    this.#seen ??= new Map()
    const others = this.#seen.get(a)
    if (others?.has(b)) return true
    if (others) others.add(b)
    else this.#seen.set(a, new Set([b]))
    return false
  }
}
