import { Dict, Int, Slice, Struct, T, type Type, type Value } from '../../go/value.ts'
import type { Entries } from '../../go/value.ts'
import { alike, same } from './seen.ts'

/** A value that is no map, list or null and became another such value. */
export interface LeafChange {
  readonly path: readonly string[]
  readonly old: Value
  readonly value: Value
}

const isLeaf = (value: Value): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value instanceof Int

/** How `next` differs from `old` where leaves alone differ; undefined where more does, or the order of keys. */
export function leafChanges(
  old: Dict,
  next: Dict,
  at: readonly string[] = [],
): readonly LeafChange[] | undefined {
  if (old.size !== next.size || old.type !== next.type || old.isNil !== next.isNil) return undefined
  const changes: LeafChange[] = []
  const keys = old.entries.keys()
  for (const [key, value] of next.entries) {
    if (keys.next().value !== key) return undefined
    const before = old.get(key)
    if (same(before, value)) continue
    if (before instanceof Dict && value instanceof Dict) {
      const below = leafChanges(before, value, [...at, key])
      if (below === undefined) return undefined
      changes.push(...below)
    } else if (isLeaf(before) && isLeaf(value)) changes.push({ path: [...at, key], old: before, value })
    else if (!(before instanceof Slice && alike(before, value))) return undefined
  }
  return changes
}

const markType: Type = { name: 'mark', kind: 'struct' }

/** Stands for a leaf while values are coalesced, which moves leaves and looks at none. */
class Mark extends Struct {
  readonly type = markType
  readonly id: string
  readonly value: Value
  constructor(id: string, value: Value) {
    super()
    this.id = id
    this.value = value
  }
  fields(): ReadonlyMap<string, Value> {
    return new Map()
  }
}

export const idOf = (path: readonly string[]): string => path.join('\0')

/** The same values with a mark for each leaf. */
export function marked(values: Dict, at: readonly string[] = []): Dict {
  const out = new Dict(undefined, values.type, values.isNil)
  for (const [key, value] of values.entries) {
    const path = [...at, key]
    out.set(
      key,
      value instanceof Dict ? marked(value, path) : isLeaf(value) ? new Mark(idOf(path), value) : value,
    )
  }
  return out
}

/** A place in coalesced values. */
export interface Place {
  readonly entries: Entries
  readonly key: string
}

/** Puts leaves back where their marks came to stand, and tells for each where that is. */
export function unmarked(values: Dict): Map<string, Place[]> {
  const places = new Map<string, Place[]>()
  const visit = (value: Value): void => {
    if (value instanceof Slice) value.items.forEach(visit)
    if (!(value instanceof Dict) || value.type !== T.anyMap) return
    const { entries } = value
    for (const [key, item] of entries) {
      if (!(item instanceof Mark)) {
        visit(item)
        continue
      }
      entries.set(key, item.value)
      const known = places.get(item.id)
      if (known === undefined) places.set(item.id, [{ entries, key }])
      else known.push({ entries, key })
    }
  }
  visit(values)
  return places
}
