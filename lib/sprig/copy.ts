import { reflectCall } from '../go/panic.ts'
import { BudgetError, Dict, Slice, Struct, type Run, type Value } from '../go/value.ts'

/** A value that holds itself would copy for ever; Go's stack overflows. */
const MAX_DEPTH = 2000

/** Throws where a walk has gone deeper than any finite value would lead it. */
export function checkDepth(depth: number): void {
  if (depth > MAX_DEPTH) throw new BudgetError('DEPTH_LIMIT', MAX_DEPTH)
}

/** copystructure.Copy: maps and lists all the way down keep their types, and whether they are nil; structs what they export. */
export function deepCopy(run: Run, v: Value): Value {
  if (v === null || v === undefined) throw reflectCall('Type', 'invalid')
  return copy(run, v, 0)
}

function copy(run: Run, v: Value, depth: number): Value {
  checkDepth(depth)
  if (v instanceof Dict) {
    if (v.isNil) return v
    run.budget.hold(v.size + 4)
    const out = new Dict(undefined, v.type)
    for (const [key, value] of v.entries) out.set(key, copy(run, value, depth + 1))
    return out
  }
  if (v instanceof Slice) {
    if (v.isNil) return v
    run.budget.hold(v.items.length)
    return new Slice(
      v.items.map((item) => copy(run, item, depth + 1)),
      v.type,
    )
  }
  if (v instanceof Struct) return v.deepCopied?.() ?? v
  return v
}
