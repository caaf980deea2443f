import { Dict, Int, Slice, type Value } from '../../../lib/go/value.ts'

export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain }
type Tree = { [key: string]: Plain }

/** Numbers from 0 to 1, the same for the same seed. */
export function random(seed: string): () => number {
  let state = 0
  for (const c of seed) state = (Math.imul(state, 31) + c.charCodeAt(0)) | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function plain(value: Value): Plain {
  if (value instanceof Dict)
    return Object.fromEntries([...value.entries].map(([key, item]) => [key, plain(item)]))
  if (value instanceof Slice) return value.items.map(plain)
  if (value instanceof Int) return Number(value.value)
  return (value ?? null) as Plain
}

const isTree = (value: Plain | undefined): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every place among a chart's values, by path. */
export function places(values: Plain, at: readonly string[] = []): (readonly string[])[] {
  if (!isTree(values)) return []
  return Object.entries(values).flatMap(([key, value]) => [[...at, key], ...places(value, [...at, key])])
}

export function at(values: Plain, path: readonly string[]): Plain | undefined {
  let value: Plain | undefined = values
  for (const key of path) value = isTree(value) ? value[key] : undefined
  return value
}

/** The overrides with one more, as a person edits them. */
export function edited(
  user: Tree,
  defaults: Plain,
  all: readonly (readonly string[])[],
  next: () => number,
): Tree {
  const path = all[Math.floor(next() * all.length)]
  if (path === undefined) return { ...user, added: next() }
  const now = at(user, path) ?? at(defaults, path) ?? null
  const kind = next()
  if (kind < 0.08) return without(user, path)
  if (kind < 0.12) return {}
  if (kind < 0.2) return put(user, path, null)
  if (isTree(now)) {
    if (kind < 0.5)
      return put(user, [...path, `added${Math.floor(next() * 3)}`], next() < 0.5 ? 'new' : { a: 1 })
    if (kind < 0.6) return put(user, path, next() < 0.5 ? {} : 'a text')
    return user
  }
  if (Array.isArray(now)) return put(user, path, next() < 0.5 ? [...now, 'more'] : now.slice(1))
  if (typeof now === 'boolean') return put(user, path, !now)
  if (typeof now === 'number') return put(user, path, next() < 0.9 ? now + 1 : String(now))
  return put(user, path, next() < 0.9 ? `${now ?? ''}x` : { in: 'place' })
}

/** An override that gives a leaf of the defaults another value of its kind. */
export function changed(defaults: Plain, path: readonly string[]): Plain {
  const now = at(defaults, path)
  return put(
    {},
    path,
    typeof now === 'boolean' ? !now : typeof now === 'number' ? now + 1 : `${String(now)}x`,
  )
}

function put(tree: Tree, [key, ...rest]: readonly string[], value: Plain): Tree {
  if (rest.length === 0) return { ...tree, [key!]: value }
  const below = tree[key!]
  return { ...tree, [key!]: put(isTree(below) ? below : {}, rest, value) }
}

function without(tree: Tree, [key, ...rest]: readonly string[]): Tree {
  const { [key!]: below, ...others } = tree
  return rest.length === 0 || !isTree(below) ? others : { ...others, [key!]: without(below, rest) }
}
