import { countItems } from '../../go/meter.ts'
import { Dict, Slice, type Value } from '../../go/value.ts'

/** A deep copy of values: maps and lists are new, scalars shared. Mirrors `copystructure.Copy`. */
export function deepCopy(value: Value): Value {
  if (value instanceof Dict) return copyMap(value)
  if (!(value instanceof Slice)) return value
  countItems(value.items.length)
  return new Slice(value.items.map(deepCopy), value.type, value.isNil)
}

/** A deep copy of a map; null and nothing give an empty one. */
export function copyMap(map: Dict | null): Dict {
  countItems(map?.size ?? 0)
  const copy = new Dict(undefined, map?.type)
  if (map !== null) for (const [key, value] of map.entries) copy.entries.set(key, deepCopy(value))
  return copy
}
