import { countBytes } from '../../meter.ts'

/** What about a place was looked at: its value, which keys it has (or how many items), or that it is there. */
export type Aspect = 'value' | 'shape' | 'key' | 'chance'

/** A place in a tree of named things (values, the release, the chart), known by its way from the root. */
export class Key {
  readonly parent: Key | undefined
  readonly name: string | number
  readonly #children = new Map<string | number, Key>()
  #value: Reads | undefined
  #shape: Reads | undefined
  #own: Reads | undefined

  constructor(name: string | number, parent?: Key) {
    this.name = name
    this.parent = parent
  }

  child(name: string | number): Key {
    let child = this.#children.get(name)
    if (child === undefined) this.#children.set(name, (child = new Key(name, this)))
    return child
  }

  /** A look at the value: of a list or map, at that it is one. */
  get value(): Reads {
    return (this.#value ??= new Reads(undefined, undefined, this, 'value'))
  }
  /** A look at which keys or how many items it has. */
  get shape(): Reads {
    return (this.#shape ??= new Reads(undefined, undefined, this, 'shape'))
  }
  /** A look at whether it is there. */
  get own(): Reads {
    return (this.#own ??= new Reads(undefined, undefined, this, 'key'))
  }
  /** Whether anything looked at it, and at the places below it that were met. */
  get wasRead(): boolean {
    return this.#value !== undefined || this.#own !== undefined
  }
  get shapeWasRead(): boolean {
    return this.#shape !== undefined
  }
  get children(): Iterable<Key> {
    return this.#children.values()
  }
}

/** From here on, what was collected is kept for the next who asks. */
const WORTH_KEEPING = 24

let stamps = 0

/** A set of looks at places: one, or all of two other sets. Never changes. */
export class Reads {
  readonly key: Key | undefined
  readonly aspect: Aspect
  readonly left: Reads | undefined
  readonly right: Reads | undefined
  #flat: readonly Reads[] | undefined
  stamp = 0

  constructor(left: Reads | undefined, right: Reads | undefined, key?: Key, aspect: Aspect = 'value') {
    this.left = left
    this.right = right
    this.key = key
    this.aspect = aspect
  }

  /** The single looks of this set that do not carry `stamp` yet; they get it. */
  collect(stamp: number, into: Reads[]): void {
    if (this.stamp === stamp) return
    if (this.#flat !== undefined) {
      this.stamp = stamp
      for (const one of this.#flat) {
        if (one.stamp === stamp) continue
        one.stamp = stamp
        into.push(one)
      }
      return
    }
    const stack: Reads[] = [this]
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (at.stamp === stamp) continue
      at.stamp = stamp
      if (at.left === undefined) into.push(at)
      else if (at !== this && at.#flat !== undefined) {
        at.stamp = 0
        at.collect(stamp, into)
      } else stack.push(at.right!, at.left)
    }
  }

  /** All single looks. */
  all(): readonly Reads[] {
    if (this.#flat !== undefined) return this.#flat
    const flat: Reads[] = []
    this.collect(nextStamp(), flat)
    if (flat.length >= WORTH_KEEPING) this.#flat = flat
    return flat
  }
}

/** A number that no set of reads carries yet. */
export const nextStamp = (): number => ++stamps

/** Bytes that it takes. */
const UNION = 64

/** Both sets; cheap, since nothing is copied. */
export function union(a: Reads | undefined, b: Reads | undefined): Reads | undefined {
  if (a === undefined || a === b) return b
  if (b === undefined) return a
  if (a.left === b || a.right === b) return a
  if (b.left === a || b.right === a) return b
  countBytes(UNION)
  return new Reads(a, b)
}

/** Functions of chance and of time leave this mark. */
export const CHANCE = new Reads(undefined, undefined, undefined, 'chance')
