import { Dict, Slice, T, type Entries, type Value } from '../../value.ts'
import { Spans, type Frame, type Provenance } from './origin.ts'
import { union, type Key, type Reads } from './reads.ts'

/** What is known of a map or list besides its items. */
export class Notes {
  /** the place that it is, for one that was given */
  key: Key | undefined
  /** where items came from that were put in by templates */
  stored: Map<string | number, Provenance> | undefined
  /** what decided which items there are */
  shape: Reads | undefined
  /** what might have changed any item, had it been otherwise; and single items */
  any: Reads | undefined
  maybe: Map<string, Reads> | undefined
  /** the frame that it was made in */
  readonly frame: Frame | undefined
  constructor(key: Key | undefined, frame: Frame | undefined) {
    this.key = key
    this.frame = frame
  }
}

type Items = Entries | readonly Value[]

const isBytes = (v: Slice): boolean => v.type === T.bytes || v.type.elem === T.uint8

/** What is known of all maps and lists of a run, by identity. */
export class Notebook {
  readonly #notes = new WeakMap<Items, Notes>()

  of(container: Dict | Slice): Notes | undefined {
    if (container instanceof Dict) return this.#notes.get(container.entries)
    return isBytes(container) ? undefined : this.#notes.get(container.items)
  }

  /** The notes of a container, made where there are none. */
  make(container: Dict | Slice, frame: Frame | undefined): Notes {
    const known = this.of(container)
    if (known !== undefined) return known
    const notes = new Notes(undefined, frame)
    const items = container instanceof Dict ? container.entries : isBytes(container) ? [] : container.items
    this.#notes.set(items, notes)
    return notes
  }

  /** Says of a container and all below it which places they are. What already has a place keeps it. */
  place(value: Value, key: Key): void {
    if (value instanceof Dict) {
      const notes = this.make(value, undefined)
      if (notes.key !== undefined) return
      notes.key = key
      for (const [name, entry] of value.entries) this.place(entry, key.child(name))
    } else if (value instanceof Slice && !isBytes(value)) {
      const notes = this.make(value, undefined)
      if (notes.key !== undefined) return
      notes.key = key
      value.items.forEach((item, i) => this.place(item, key.child(i)))
    }
  }

  /** Where an item came from, its container apart. `extra` is what is known of the container itself. */
  item(container: Dict | Slice, name: string | number, item: Value, extra: Provenance): Provenance {
    const notes = this.of(container)
    if (notes === undefined) return extra
    const { stored, key, any, maybe, shape } = notes
    let found: Provenance
    if (stored !== undefined && stored.has(name)) found = stored.get(name)
    else if (key !== undefined && !(item instanceof Dict || item instanceof Slice))
      found = key.child(name).value
    let more = extra instanceof Spans ? undefined : extra
    if (any !== undefined) more = union(more, any)
    if (maybe !== undefined) more = union(more, maybe.get(name as string))
    if (item === undefined && shape !== undefined) more = union(more, shape)
    return also(found, more)
  }

  /** What decided which items a container has. */
  shape(container: Dict | Slice): Reads | undefined {
    const notes = this.of(container)
    if (notes === undefined) return undefined
    let reads = union(notes.key?.shape, union(notes.shape, notes.any))
    if (notes.maybe !== undefined) for (const more of notes.maybe.values()) reads = union(reads, more)
    return reads
  }

  /** What decided whether a container has an item. */
  own(container: Dict, name: string): Reads | undefined {
    const notes = this.of(container)
    if (notes === undefined) return undefined
    return union(notes.key?.child(name).own, union(notes.shape, union(notes.any, notes.maybe?.get(name))))
  }

  /** Everything in a value, however deep, that it was made from. */
  whole(value: Value, known: Provenance, frame: Frame): Reads | undefined {
    const reads = known instanceof Spans ? known.collapse(frame) : known
    return value instanceof Dict || value instanceof Slice
      ? union(reads, this.#deep(value, frame, new Set()))
      : reads
  }

  #deep(container: Dict | Slice, frame: Frame, seen: Set<unknown>): Reads | undefined {
    if (container instanceof Slice && isBytes(container)) return undefined
    const items = container instanceof Dict ? container.entries : container.items
    if (seen.has(items)) return undefined
    seen.add(items)
    let reads = this.shape(container)
    const add = (item: Value, name: string | number): void => {
      const known = this.item(container, name, item, undefined)
      reads = union(reads, known instanceof Spans ? known.collapse(frame) : known)
      if (item instanceof Dict || item instanceof Slice) reads = union(reads, this.#deep(item, frame, seen))
    }
    if (container instanceof Dict) for (const [name, item] of container.entries) add(item, name)
    else container.items.forEach(add)
    return reads
  }

  /** What decides whether a value counts as true or empty. */
  truth(value: Value, known: Provenance, frame: Frame): Reads | undefined {
    const reads = known instanceof Spans ? known.collapse(frame) : known
    return value instanceof Dict || value instanceof Slice ? union(reads, this.shape(value)) : reads
  }

  /** Notes the copy of a container, however deep, as the original. */
  copy(from: Value, to: Value): void {
    if (from === to) return
    const pair =
      (from instanceof Dict && to instanceof Dict) || (from instanceof Slice && to instanceof Slice)
    if (!pair) return
    const notes = this.of(from)
    if (notes !== undefined) {
      const made = this.make(to, notes.frame)
      made.key = notes.key
      made.shape = notes.shape
      made.any = notes.any
      made.maybe = notes.maybe && new Map(notes.maybe)
      made.stored = notes.stored && new Map(notes.stored)
    }
    if (from instanceof Dict) for (const [name, item] of from.entries) this.copy(item, (to as Dict).get(name))
    else if (!isBytes(from)) from.items.forEach((item, i) => this.copy(item, (to as Slice).items[i]))
  }

  /** Notes an item that a template put in, with what decided that. */
  store(
    container: Dict | Slice,
    name: string | number,
    known: Provenance,
    decided: Reads | undefined,
    frame: Frame,
  ): void {
    const notes = this.make(container, frame)
    notes.stored ??= new Map()
    notes.stored.set(name, also(known, decided))
    if (decided !== undefined) notes.shape = union(notes.shape, decided)
  }

  /** Notes that a map, or one key of it, would be another had something been otherwise. */
  might(container: Dict, name: string | undefined, reads: Reads | undefined, frame: Frame): void {
    if (reads === undefined) return
    const notes = this.make(container, frame)
    if (name === undefined) notes.any = union(notes.any, reads)
    else {
      notes.maybe ??= new Map()
      notes.maybe.set(name, union(notes.maybe.get(name), reads)!)
    }
  }
}

/** What is known, and more that went into it. */
export function also(known: Provenance, reads: Reads | undefined): Provenance {
  if (reads === undefined) return known
  if (!(known instanceof Spans)) return union(known, reads)
  // an empty text has no piece that could carry them
  return known.isEmpty ? union(known.everything, reads) : known.withReads(reads)
}
