import { sprint } from '../fmt/index.ts'
import { formatFloat } from '../strconv/index.ts'
import { Func, Int, Struct, type Budget, type Value } from '../value.ts'

export const NO_VALUE = '<no value>'

/**
 * The text of a value in a template's output; undefined where it cannot be printed. Mirrors `printableValue`.
 * @param addressable it is a field or element; an argument is a copy
 */
export function printed(v: Value, budget: Budget, addressable = true): string | undefined {
  switch (typeof v) {
    case 'string':
      return v
    case 'number':
      return formatFloat(v, 'g')
    case 'boolean':
      return v ? 'true' : 'false'
    case 'undefined':
      return NO_VALUE
  }
  if (v === null) return NO_VALUE
  if (v instanceof Int && v.type.methods === undefined) return v.value.toString()
  if (v instanceof Func) return undefined
  if (addressable && v instanceof Struct && v.addressed !== undefined) return v.addressed()
  const text = sprint([v], budget)
  // what a pointer points to is printed, without Go's mark of a pointer
  return v instanceof Struct && v.type.kind === 'ptr' && v.string === undefined ? text.slice(1) : text
}
