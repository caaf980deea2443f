import { Dict, Entries, Slice, type Value } from '../../go/value.ts'
import type { Recorder } from './recorder.ts'
import { alike, same } from './seen.ts'
import { WatchedEntries } from './watched.ts'

/**
 * Makes watched maps of plain ones, and brings them up to date with later plain ones in place. Maps that are shared
 * within the plain values are shared within the watched ones, since a template may write to them.
 */
export class ValuesTree {
  readonly #recorder: Recorder
  #watched = new Map<Entries, WatchedEntries>()
  #plain = new Map<WatchedEntries, Entries>()

  constructor(recorder: Recorder) {
    this.#recorder = recorder
  }

  /** Forgets which plain map each watched one stood for: before values of another render. */
  begin(): void {
    this.#watched = new Map()
    this.#plain = new Map()
  }

  watch(value: Value): Value {
    if (value instanceof Slice) return holdsMaps(value) ? this.#list(value) : value
    // maps of anything are all that a template can write to
    if (!(value instanceof Dict) || value.type.elem?.kind !== 'interface') return value
    const known = this.#watched.get(value.entries)
    if (known !== undefined) return new Dict(known, value.type, value.isNil)
    const entries = new WatchedEntries(this.#recorder)
    this.#pair(entries, value.entries)
    for (const [key, item] of value.entries) entries.put(key, this.watch(item))
    return new Dict(entries, value.type, value.isNil)
  }

  #list(list: Slice): Slice {
    return new Slice(
      list.items.map((item) => this.watch(item)),
      list.type,
      list.isNil,
      list.spare,
    )
  }

  /**
   * Makes `old` hold what `next` holds, touching only what differs.
   * @returns false where maps are shared in another way than before; then all has to be watched anew
   */
  update(old: WatchedEntries, next: Entries): boolean {
    const known = this.#watched.get(next)
    if (known !== undefined || this.#plain.has(old)) return known === old
    this.#pair(old, next)
    const before = old.keyList()
    let i = 0
    let ordered = before.length === next.size
    const entries: [string, Value][] = []
    for (const [key, value] of next) {
      if (before[i++] !== key) ordered = false
      const updated = this.#updated(old.peek(key) as Value, value)
      if (updated === CONFLICT) return false
      entries.push([key, updated])
    }
    if (!ordered) old.refill(entries)
    else for (const [key, value] of entries) if (!same(old.peek(key), value)) old.put(key, value)
    return true
  }

  #updated(old: Value, next: Value): Value | typeof CONFLICT {
    if (next instanceof Dict) {
      if (!(old instanceof Dict) || old.type !== next.type || old.isNil !== next.isNil)
        return this.watch(next)
      if (!(old.entries instanceof WatchedEntries)) return this.watch(next)
      return this.update(old.entries, next.entries) ? old : CONFLICT
    }
    if (next instanceof Slice) {
      if (!(old instanceof Slice) || !alike(old, next)) return this.watch(next)
      return this.#pairWithin(old, next) ? old : CONFLICT
    }
    return same(old, next) ? old : next
  }

  /** Notes which maps within equal values stand for which. */
  #pairWithin(old: Value, next: Value): boolean {
    if (old instanceof Slice)
      return old.items.every((item, i) => this.#pairWithin(item, (next as Slice).items[i]))
    if (!(old instanceof Dict)) return true
    const entries = old.entries as WatchedEntries
    const plain = (next as Dict).entries
    const known = this.#watched.get(plain)
    if (known !== undefined || this.#plain.has(entries)) return known === entries
    this.#pair(entries, plain)
    for (const [key, value] of plain) if (!this.#pairWithin(entries.peek(key) as Value, value)) return false
    return true
  }

  /** The watched map that stands for a plain one, as of the last update. */
  of(plain: Entries): WatchedEntries | undefined {
    return this.#watched.get(plain)
  }

  #pair(watched: WatchedEntries, plain: Entries): void {
    this.#watched.set(plain, watched)
    this.#plain.set(watched, plain)
  }
}

const CONFLICT = Symbol('shared otherwise')

const holdsMaps = (list: Slice): boolean =>
  list.items.some((item) => item instanceof Dict || (item instanceof Slice && holdsMaps(item)))
