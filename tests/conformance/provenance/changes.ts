import { Dict, Int, Slice, type Value } from '../../../lib/go/value.ts'
import type { ValuesLayer } from '../../../lib/helm/index.ts'

/** A change of one value, as a values file that goes on top of all others. */
export interface Change {
  readonly path: string
  readonly layer: ValuesLayer
}

/** A row of numbers that is the same for the same seed. */
export function dice(seed: string): () => number {
  let state = 2166136261
  for (const c of seed) state = Math.imul(state ^ c.codePointAt(0)!, 16777619)
  return () => {
    state = Math.imul(state ^ (state >>> 15), state | 1)
    state ^= state + Math.imul(state ^ (state >>> 7), state | 61)
    return ((state ^ (state >>> 14)) >>> 0) / 4294967296
  }
}

/** Some changes of values, chosen by `roll`: flipped, counted up, lengthened, filled, emptied. */
export function sampleChanges(values: Dict, count: number, roll: () => number): Change[] {
  const leaves: { path: (string | number)[]; value: Value }[] = []
  const visit = (value: Value, path: (string | number)[]): void => {
    if (value instanceof Dict && value.size > 0) {
      for (const [name, item] of value.entries) visit(item, [...path, name])
    } else if (value instanceof Slice && value.items.length > 0) {
      value.items.forEach((item, i) => visit(item, [...path, i]))
    } else leaves.push({ path, value })
  }
  visit(values, [])
  const chosen: Change[] = []
  for (let i = 0; i < count && leaves.length > 0; i++) {
    const [{ path, value }] = leaves.splice(Math.floor(roll() * leaves.length), 1) as [(typeof leaves)[0]]
    if (path.length === 0) break
    const given = nested(values, path, changed(value, roll()))
    chosen.push({
      path: path.join('.'),
      layer: { kind: 'file', name: 'change', text: JSON.stringify(given) },
    })
  }
  return chosen
}

/** Another value that a person might put in the place of this one. */
function changed(value: Value, roll: number): unknown {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return roll < 0.3 ? 0 : value + 1
  if (value instanceof Int) return Number(value.value) + 1
  if (typeof value === 'string') {
    if (value === '') return 'other'
    return roll < 0.25 ? '' : /^\d+$/.test(value) ? `${value}1` : `${value}x`
  }
  if (value instanceof Dict) return roll < 0.5 ? { added: 'item' } : { added: 'item', more: 'things' }
  if (value instanceof Slice) return roll < 0.5 ? ['added'] : [{ name: 'added', value: 'item' }]
  return roll < 0.5 ? 'given' : true
}

/** The value in the maps around it; a list is given whole, since layers do not merge lists. */
function nested(at: Value, path: readonly (string | number)[], value: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  if (at instanceof Slice)
    return at.items.map((item, i) => (i === name ? nested(item, rest, value) : toJson(item)))
  return { [name]: nested((at as Dict).get(name as string), rest, value) }
}

function toJson(value: Value): unknown {
  if (value instanceof Dict) return Object.fromEntries([...value.entries].map(([k, v]) => [k, toJson(v)]))
  if (value instanceof Slice) return value.items.map(toJson)
  return value instanceof Int ? Number(value.value) : value
}
