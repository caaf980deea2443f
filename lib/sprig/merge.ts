import { reflectCall } from '../go/panic.ts'
import { isNil, kindOf, typeOf } from '../go/reflect.ts'
import {
  Dict,
  GoError,
  Int,
  Slice,
  Struct,
  T,
  type Kind,
  type Run,
  type Type,
  type Value,
} from '../go/value.ts'
import { checkDepth } from './copy.ts'

/** What mergo returns as an error; its panics are plain `GoError`s. */
export class MergeError extends GoError {
  override name = 'MergeError'
}

const NILABLE: ReadonlySet<Kind> = new Set<Kind>(['interface', 'map', 'slice', 'func', 'ptr'])

const elemOf = (map: Dict): Type => map.type.elem ?? T.any

/** mergo's isEmptyValue: like sprig's `empty`, but a complex zero is not. */
function isEmpty(v: Value): boolean {
  if (v === null || v === undefined) return true
  if (v instanceof Int) return v.value === 0n
  if (v instanceof Dict) return v.size === 0
  if (v instanceof Slice) return v.items.length === 0
  return v === '' || v === false || v === 0
}

/** `map.SetMapIndex(key, v)`, where `from` is the static type that `v` comes with. */
function setMapIndex(map: Dict, key: string, v: Value, from: Type): void {
  const wanted = elemOf(map)
  if (wanted.kind !== 'interface' && wanted !== from) {
    throw new GoError(
      `reflect.Value.SetMapIndex: value of type ${from.name} is not assignable to type ${wanted.name}`,
    )
  }
  map.set(key, v)
}

/**
 * mergo 1.0.1's Merge or, with `overwrite`, MergeWithOverwrite of two maps: `dst` is changed in place, and what it
 * takes over from `src` stays shared with it.
 * @returns `dst`, or a new map when `dst` is a nil map
 * @throws MergeError where mergo returns an error, another GoError where it panics
 */
export function merge(run: Run, dst: Dict, src: Dict, overwrite: boolean): Dict {
  const into = dst.isNil && !src.isNil ? new Dict(undefined, dst.type) : dst
  new Merge(run, overwrite).maps(into, src, 0)
  return into
}

class Merge {
  readonly #run: Run
  readonly #overwrite: boolean
  constructor(run: Run, overwrite: boolean) {
    this.#run = run
    this.#overwrite = overwrite
  }

  maps(dst: Dict, src: Dict, depth: number): void {
    checkDepth(depth)
    this.#run.budget.hold(src.size)
    const elem = elemOf(src)
    // a copy of the entries, as Go's MapKeys: `dst` may be `src`
    for (const [key, value] of Array.from(src.entries)) this.#entry(dst, key, value, elem, depth)
  }

  #entry(dst: Dict, key: string, value: Value, elem: Type, depth: number): void {
    if (NILABLE.has(elem.kind) && (elem.kind === 'interface' ? value === null : isNil(value))) {
      if (this.#overwrite) setMapIndex(dst, key, value, elem)
      return
    }
    const present = dst.has(key)
    const old = dst.get(key)
    const kind = kindOf(value)
    if (kind === 'struct' || kind === 'ptr' || kind === 'map') this.#deep(old, value, depth + 1)
    else if (kind === 'slice') this.#slice(dst, key, value)
    // `old` may have been filled by now
    const keeps = present && !isEmpty(old)
    if (keeps && (kind === 'slice' || (kind === 'map' && kindOf(old) === 'map'))) return
    if (this.#overwrite || !keeps) setMapIndex(dst, key, value, elem)
  }

  /** As upstream, which asks whether the maps around the lists are empty, not the lists. */
  #slice(dst: Dict, key: string, value: Value): void {
    const old = dst.get(key)
    if (dst.has(key) && !NILABLE.has(elemOf(dst).kind)) throw reflectCall('IsNil', elemOf(dst).kind)
    let next = isNil(old) ? new Slice([], typeOf(value)) : old
    if (this.#overwrite || dst.size === 0) next = value
    setMapIndex(dst, key, next, typeOf(next)!)
  }

  /** mergo's deepMerge of what two maps hold under one key: only maps inside can change, all else is set by key. */
  #deep(dst: Value, src: Value, depth: number): void {
    const from = kindOf(src)
    switch (kindOf(dst)) {
      case 'map':
        if ((dst as Dict).isNil && !NILABLE.has(from)) throw reflectCall('IsNil', from)
        if (src instanceof Dict && !(dst as Dict).isNil) this.maps(dst as Dict, src, depth)
        return
      case 'struct': {
        const fields = (dst as Struct).fields()
        if (fields.size === 0) return
        if (from !== 'struct') throw reflectCall('Field', from)
        const given = (src as Struct).fields()
        for (const [name, value] of fields) this.#deep(value, given.get(name), depth + 1)
        return
      }
      case 'ptr':
        if (from === 'ptr' || this.#overwrite || isNil(src)) return
        if (typeOf(dst)?.elem === typeOf(src)) return
        throw new MergeError('src and dst must be of same type')
      default:
    }
  }
}
