import { Entries, type Value } from '../../go/value.ts'
import type { Recorder } from './recorder.ts'
import { KEYS, same, sameKeys, type Part, type Seen, type Shared } from './seen.ts'

/**
 * The entries of a map that templates share: values, scopes, the release. What a template reads of them is noted while
 * a recorder watches, what it writes is undone before the next render. Whatever a function does with a map, it does it
 * through these few methods, so that no function has to know of it.
 */
export class WatchedEntries extends Entries implements Shared {
  readonly #recorder: Recorder
  /** who has read a part, now or in an earlier render */
  readonly #readers = new Map<Part, Set<number>>()
  #keys: readonly string[] | undefined
  /** all entries as they were before templates wrote to them */
  #before: readonly (readonly [string, Value])[] | undefined

  constructor(recorder: Recorder) {
    super()
    this.#recorder = recorder
  }

  override get(key: string): Value {
    const value = super.get(key)
    this.#recorder.read(this, key, value)
    return value
  }
  override has(key: string): boolean {
    return this.get(key) !== undefined
  }
  override get size(): number {
    this.#recorder.read(this, KEYS, this.keyList())
    return super.size
  }
  override keys(): MapIterator<string> {
    this.#recorder.read(this, KEYS, this.keyList())
    return super.keys()
  }
  override entries(): MapIterator<[string, Value]> {
    this.#readAll()
    return super.entries()
  }
  override values(): MapIterator<Value> {
    this.#readAll()
    return super.values()
  }
  override [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries()
  }
  override forEach(call: (value: Value, key: string, map: Map<string, Value>) => void): void {
    this.#readAll()
    super.forEach(call)
  }
  override sortedKeys(compare: (a: string, b: string) => number): readonly string[] {
    this.#recorder.read(this, KEYS, this.keyList())
    return super.sortedKeys(compare)
  }

  override set(key: string, value: Value): this {
    const old = super.get(key)
    // writing what is there depends on what is there, and changes nothing
    if (old !== undefined && same(old, value)) this.#recorder.read(this, key, old)
    else {
      this.#written()
      this.put(key, value)
    }
    return this
  }
  override delete(key: string): boolean {
    if (super.get(key) === undefined) {
      this.#recorder.read(this, key, undefined)
      return false
    }
    this.#written()
    this.remove(key)
    return true
  }
  override clear(): void {
    for (const key of this.keyList()) this.delete(key)
  }

  /** What is there, with nobody told. */
  peek(part: Part): Seen {
    return part === KEYS ? this.keyList() : super.get(part)
  }
  /** Keys in the order of insertion. One list as long as they stay the same. */
  keyList(): readonly string[] {
    return (this.#keys ??= [...super.keys()])
  }
  /** Changes an entry; its readers may have to run again. */
  put(key: string, value: Value): void {
    const isNew = super.get(key) === undefined
    super.set(key, value)
    this.#suspect(key)
    if (isNew) this.#keysChanged()
  }
  /** Changes an entry that everyone sees in their own way. */
  putQuietly(key: string, value: Value): void {
    super.set(key, value)
  }
  remove(key: string): void {
    super.delete(key)
    this.#suspect(key)
    this.#keysChanged()
  }
  /** All entries anew, in the given order. */
  refill(entries: readonly (readonly [string, Value])[]): void {
    const old = new Map(super.entries())
    const keys = this.keyList()
    super.clear()
    for (const [key, value] of entries) {
      super.set(key, value)
      if (!same(old.get(key), value)) this.#suspect(key)
      old.delete(key)
    }
    for (const key of old.keys()) this.#suspect(key)
    if (!sameKeys(keys, [...super.keys()])) this.#keysChanged()
  }
  /** Takes back what templates wrote. */
  restore(): void {
    const before = this.#before
    this.#before = undefined
    if (before !== undefined) this.refill(before)
  }
  addReader(part: Part, reader: number): void {
    const readers = this.#readers.get(part)
    if (readers === undefined) this.#readers.set(part, new Set([reader]))
    else readers.add(reader)
  }

  #readAll(): void {
    const recorder = this.#recorder
    if (!recorder.isWatching) return
    recorder.read(this, KEYS, this.keyList())
    for (const [key, value] of super.entries()) recorder.read(this, key, value)
  }
  #written(): void {
    this.#before ??= [...super.entries()]
    this.#recorder.write(this)
  }
  #suspect(part: Part): void {
    const readers = this.#readers.get(part)
    if (readers !== undefined) this.#recorder.suspect(readers)
  }
  #keysChanged(): void {
    this.#keys = undefined
    this.#suspect(KEYS)
  }
}
