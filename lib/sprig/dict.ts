import { interfaceConversion, nilMapEntry } from '../go/panic.ts'
import { fn, fnWith } from '../go/signature.ts'
import { compareBytes } from '../go/text.ts'
import { Dict, GoError, Slice, T, type Run, type Value } from '../go/value.ts'
import { deepCopy } from './copy.ts'
import type { Family } from './family.ts'
import { merge, MergeError } from './merge.ts'
import { strval } from './strval.ts'

/** What a map takes before it holds anything, in items of a list, and bytes for an entry that is added to one. */
const MAP = 4
const ENTRY = 64

/** Keys in bytewise order. Go's order changes from run to run; a stable one is as good and shows no noise. */
const sortedKeys = (map: Dict): readonly string[] => map.entries.sortedKeys(compareBytes)

function set(run: Run, map: Dict, key: string, v: Value): Dict {
  if (map.isNil) throw nilMapEntry()
  run.budget.grow(ENTRY)
  map.set(key, v)
  return map
}

function unset(map: Dict, key: string): Dict {
  map.delete(key)
  return map
}

/** Sprig's dict: keys are printed; a last key without a value gets "". */
function dict(run: Run, ...list: Value[]): Dict {
  run.budget.hold(MAP + list.length)
  const out = new Dict()
  for (let i = 0; i < list.length; i += 2) {
    out.set(strval(list[i], run.budget), i + 1 < list.length ? list[i + 1] : '')
  }
  return out
}

function pick(run: Run, map: Dict, ...keys: string[]): Dict {
  run.budget.hold(MAP + keys.length)
  const out = new Dict()
  for (const key of keys) if (map.has(key)) out.set(key, map.get(key))
  return out
}

function pluck(run: Run, key: string, ...maps: Dict[]): Slice {
  run.budget.hold(maps.length)
  return new Slice(maps.filter((map) => map.has(key)).map((map) => map.get(key)))
}

function omit(run: Run, map: Dict, ...keys: string[]): Dict {
  run.budget.hold(MAP + map.size + keys.length)
  const left = new Set(keys)
  const out = new Dict()
  for (const [key, value] of map.entries) if (!left.has(key)) out.set(key, value)
  return out
}

function keys(run: Run, ...maps: Dict[]): Slice {
  run.budget.hold(maps.reduce((sum, map) => sum + map.size, 0))
  return new Slice(maps.flatMap(sortedKeys), T.stringSlice)
}

function values(run: Run, map: Dict): Slice {
  run.budget.hold(map.size)
  return new Slice(sortedKeys(map).map((key) => map.get(key)))
}

const mustMerge =
  (overwrite: boolean) =>
  (run: Run, dst: Dict, ...sources: Dict[]): Dict =>
    sources.reduce((into, src) => merge(run, into, src, overwrite), dst)

/** Sprig's merge: an error of mergo's becomes "", and what was merged before it stays. */
const lenientMerge =
  (overwrite: boolean) =>
  (run: Run, dst: Dict, ...sources: Dict[]): Value => {
    try {
      return mustMerge(overwrite)(run, dst, ...sources)
    } catch (error) {
      if (error instanceof MergeError) return ''
      throw error
    }
  }

/** `v.(map[string]interface {})`: no other map type passes, `.Values` itself included. */
function asMap(v: Value): Dict {
  if (v instanceof Dict && v.type === T.anyMap) return v
  throw interfaceConversion(v, T.anyMap)
}

/** Sprig's dig: keys, a default, and the map last. */
function dig(...params: Value[]): Value {
  if (params.length < 3) throw new GoError('dig needs at least three arguments')
  let map = asMap(params.at(-1))
  const path = params.slice(0, -2).map((key) => {
    if (typeof key !== 'string') throw interfaceConversion(key, T.string)
    return key
  })
  const leaf = path.pop()!
  for (const key of path) {
    if (!map.has(key)) return params.at(-2)
    map = asMap(map.get(key))
  }
  return map.has(leaf) ? map.get(leaf) : params.at(-2)
}

const copies = fnWith(['any'], 'any', deepCopy)

/** Sprig's dict.go. */
export const dictFunctions: Family = {
  dict: fnWith(['...any'], 'anyMap', dict),
  get: fn(['anyMap', 'string'], 'any', (map, key) => (map.has(key) ? map.get(key) : '')),
  set: fnWith(['anyMap', 'string', 'any'], 'anyMap', set),
  unset: fn(['anyMap', 'string'], 'anyMap', unset),
  hasKey: fn(['anyMap', 'string'], 'bool', (map, key) => map.has(key)),
  pluck: fnWith(['string', '...anyMap'], 'anySlice', pluck),
  keys: fnWith(['...anyMap'], 'stringSlice', keys),
  values: fnWith(['anyMap'], 'anySlice', values),
  pick: fnWith(['anyMap', '...string'], 'anyMap', pick),
  omit: fnWith(['anyMap', '...string'], 'anyMap', omit),
  merge: fnWith(['anyMap', '...anyMap'], 'any', lenientMerge(false)),
  mergeOverwrite: fnWith(['anyMap', '...anyMap'], 'any', lenientMerge(true)),
  mustMerge: fnWith(['anyMap', '...anyMap'], 'any', mustMerge(false), true),
  mustMergeOverwrite: fnWith(['anyMap', '...anyMap'], 'any', mustMerge(true), true),
  deepCopy: copies,
  mustDeepCopy: copies,
  dig: fn(['...any'], 'any', dig, true),
}
