import { Dict, Slice } from '../../go/value.ts'

/**
 * Two maps as one, `b` winning; a nil of `b` fills only what is missing, and a list of `b` with a nil in it is laid over `a`'s
 * item by item. Mirrors `MergeMaps` of pkg/maputil with its sparse arrays. Neither is changed.
 */
export function mergeMaps(a: Dict, b: Dict): Dict {
  const out = new Dict(a.entries.entries())
  for (const [key, value] of b.entries) {
    const before = out.get(key)
    if (value === null || value === undefined) {
      if (!out.has(key)) out.set(key, null)
    } else if (value instanceof Dict && before instanceof Dict) out.set(key, mergeMaps(before, value))
    else if (value instanceof Slice && before instanceof Slice) out.set(key, mergeLists(before, value))
    else out.set(key, value)
  }
  return out
}

function mergeLists(base: Slice, over: Slice): Slice {
  if (!over.items.includes(null)) return over
  const length = Math.max(base.items.length, over.items.length)
  return new Slice(
    Array.from({ length }, (_, i) => {
      const [under, value] = [base.items[i] ?? null, over.items[i] ?? null]
      if (value === null) return under
      return value instanceof Dict && under instanceof Dict ? mergeMaps(under, value) : value
    }),
  )
}

/** `b` over `a`, maps within maps alike, everything else as `b` has it. Mirrors `mergo.Merge` with override for maps. */
export function overlay(a: Dict, b: Dict): Dict {
  const out = new Dict(a.entries.entries())
  for (const [key, value] of b.entries) {
    const before = out.get(key)
    out.set(key, value instanceof Dict && before instanceof Dict ? overlay(before, value) : value)
  }
  return out
}
