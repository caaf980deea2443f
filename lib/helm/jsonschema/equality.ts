import { countSteps } from '../../go/meter.ts'
import { isArray, isObject, JsonNumber, type Json } from './json.ts'
import { compareRational, parseRational } from './rational.ts'

/** Whether two values are the same, numbers by their worth: 1, 1.0 and 1e0 are. */
export function equals(a: Json, b: Json): boolean {
  countSteps(1)
  if (a instanceof JsonNumber) {
    if (!(b instanceof JsonNumber)) return false
    if (a.digits === b.digits) return true
    const left = parseRational(a.digits)
    const right = parseRational(b.digits)
    return left !== undefined && right !== undefined && compareRational(left, right) === 0
  }
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, i) => equals(item, b[i]!))
  if (isObject(a)) {
    if (!isObject(b) || a.size !== b.size) return false
    for (const [key, value] of a) {
      const other = b.get(key)
      if (other === undefined || !equals(value, other)) return false
    }
    return true
  }
  return a === b
}

/** The first two places of a list that hold the same. */
export function duplicates(items: readonly Json[]): [number, number] | undefined {
  const scalars = new Map<string, number>()
  for (const [i, item] of items.entries()) {
    const name =
      typeof item === 'string'
        ? `s${item}`
        : item === null || typeof item === 'boolean'
          ? String(item)
          : undefined
    if (name !== undefined) {
      const before = scalars.get(name)
      if (before !== undefined) return [before, i]
      scalars.set(name, i)
    } else for (let j = 0; j < i; j++) if (equals(item, items[j]!)) return [j, i]
  }
  return undefined
}
