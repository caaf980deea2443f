import { countBytes } from '../../meter.ts'
import { placeOf } from '../place.ts'
import type { Node, Tree } from '../parse/node.ts'
import { union, type Reads } from './reads.ts'

/** Bytes that a piece takes, and a frame with its marks. */
const PIECE = 64
const FRAME = 256

/** A place in a template: where something was written. */
export class Place {
  readonly tree: Tree
  readonly pos: number
  #line = 0
  constructor(tree: Tree, pos: number) {
    this.tree = tree
    this.pos = pos
  }
  /** From 1. */
  get line(): number {
    return (this.#line ||= placeOf({ tree: this.tree, pos: this.pos } as Node).line)
  }
}

/** `items` are those of a map or list that is written out. */
export type FrameKind = 'items' | 'file' | 'include' | 'tpl' | 'template' | 'if' | 'with' | 'range'

/** What can be known of a control structure's branches before they run. */
export interface Edges {
  /** whatever a branch writes begins with a line break, or it writes nothing */
  readonly startsLine: boolean
  /** whatever a branch writes ends with one, or it writes nothing */
  readonly endsLine: boolean
}

const NO_EDGES: Edges = { startsLine: false, endsLine: false }

/** One execution of something that output can stand in: a call, or a control structure with what decided it. */
export class Frame {
  readonly kind: FrameKind
  readonly parent: Frame | undefined
  readonly place: Place | undefined
  /** the template that is called */
  readonly name: string
  /** what decided that its output is there */
  readonly reads: Reads | undefined
  readonly edges: Edges
  readonly depth: number
  /** a line break that it wrote begins the line after it, and leaves the line before it alone; found out at the end */
  keepsLeft: boolean
  /** a line break that it wrote ends its line, and leaves the line after it alone */
  keepsRight: boolean
  #control: Reads | undefined
  #opens: Mark | undefined
  #closes: Mark | undefined

  constructor(
    kind: FrameKind,
    parent: Frame | undefined,
    place: Place | undefined,
    name = '',
    reads?: Reads,
    edges: Edges = NO_EDGES,
  ) {
    this.kind = kind
    this.parent = parent
    this.place = place
    this.name = name
    this.reads = reads
    this.edges = edges
    this.depth = parent === undefined ? 0 : parent.depth + 1
    countBytes(FRAME)
    this.keepsLeft = edges.startsLine
    this.keepsRight = edges.endsLine
  }

  /** Stands in the text where its output begins, so that an output of nothing leaves a trace. */
  get opens(): Mark {
    return (this.#opens ??= new Mark(this, true))
  }
  get closes(): Mark {
    return (this.#closes ??= new Mark(this, false))
  }

  /** Whatever decided that output in here exists, up to the file. */
  get control(): Reads | undefined {
    if (this.parent === undefined) return this.reads
    return (this.#control ??= union(this.parent.control, this.reads))
  }

  isWithin(outer: Frame): boolean {
    let at: Frame = this
    while (at.depth > outer.depth) at = at.parent!
    return at === outer
  }

  /** What decided from inside `outer` on; everything where this frame is not within it. */
  controlWithin(outer: Frame): Reads | undefined {
    if (this === outer) return undefined
    if (!this.isWithin(outer)) return this.control
    let reads: Reads | undefined
    for (let at: Frame = this; at !== outer; at = at.parent!) reads = union(reads, at.reads)
    return reads
  }
}

/** A place in a text without width. */
export class Mark {
  readonly frame: Frame
  readonly isOpening: boolean
  constructor(frame: Frame, isOpening: boolean) {
    this.frame = frame
    this.isOpening = isOpening
  }
}

/** Where a piece of text came from. */
export class Origin {
  readonly place: Place
  readonly frame: Frame
  /** what went into the text itself */
  readonly reads: Reads | undefined
  /** a second frame, where the text was kept in a variable and printed elsewhere */
  readonly printedIn: Frame | undefined
  constructor(place: Place, frame: Frame, reads: Reads | undefined, printedIn?: Frame) {
    this.place = place
    this.frame = frame
    this.reads = reads
    this.printedIn = printedIn
  }

  withReads(reads: Reads | undefined): Origin {
    const all = union(this.reads, reads)
    return all === this.reads ? this : new Origin(this.place, this.frame, all, this.printedIn)
  }

  within(frame: Frame): Origin {
    if (this.frame.isWithin(frame) || this.printedIn?.isWithin(frame) === true) return this
    return new Origin(this.place, this.frame, union(this.reads, this.printedIn?.control), frame)
  }
}

export type Part = Origin | Mark

/** A text in pieces: piece i ends before offset `ends[i]`; marks are pieces without width. */
export class Spans {
  readonly ends: number[]
  readonly parts: Part[]
  #all: Reads | undefined
  #allWithin: Frame | undefined
  constructor(ends: number[] = [], parts: Part[] = []) {
    this.ends = ends
    this.parts = parts
  }

  get end(): number {
    return this.ends.length === 0 ? 0 : this.ends[this.ends.length - 1]!
  }

  /** Adds a piece up to `end`. */
  add(end: number, part: Part): void {
    const last = this.parts.length - 1
    if (last >= 0 && part === this.parts[last] && part instanceof Origin) this.ends[last] = end
    else {
      countBytes(PIECE)
      this.ends.push(end)
      this.parts.push(part)
    }
  }

  /** Adds pieces [start, stop) of another text at the end. What has no width at `stop` comes along at that text's end. */
  addRange(from: Spans, start: number, stop: number, atStart = true, atStop = stop === from.end): void {
    const { ends, parts } = from
    const shift = this.end - start
    for (let i = firstFrom(ends, start); i < ends.length; i++) {
      const end = ends[i]!
      const begin = i === 0 ? 0 : ends[i - 1]!
      if (begin === end) {
        if (end > stop || (end === stop && start !== stop && !atStop) || (end === start && !atStart)) {
          if (end > stop) break
          continue
        }
      } else {
        if (end === start || start === stop) {
          if (end > start) break
          continue
        }
        if (begin >= stop) break
      }
      this.add(Math.min(end, stop) + shift, parts[i]!)
    }
  }

  /** Everything that went into the text and decided it, as a text computed from it would have to say inside `frame`. */
  collapse(frame: Frame): Reads | undefined {
    if (this.#allWithin === frame) return this.#all
    let all: Reads | undefined
    let lastFrame: Frame | undefined
    let lastReads: Reads | undefined
    for (const part of this.parts) {
      if (part instanceof Origin) {
        if (part.reads !== lastReads) all = union(all, (lastReads = part.reads))
        if (part.printedIn !== undefined) all = union(all, part.printedIn.controlWithin(frame))
      }
      if (part.frame !== lastFrame) all = union(all, (lastFrame = part.frame).controlWithin(frame))
    }
    this.#allWithin = frame
    return (this.#all = all)
  }

  /** Whether no piece of it was written by anybody. */
  get isEmpty(): boolean {
    return !this.parts.some((part) => part instanceof Origin)
  }

  /** All that decided it, wherever it is looked at. */
  get everything(): Reads | undefined {
    let all: Reads | undefined
    for (const { frame } of this.parts) all = union(all, frame.control)
    return all
  }

  /** The same text with more that went into it. */
  withReads(reads: Reads | undefined): Spans {
    if (reads === undefined) return this
    countBytes(PIECE * this.parts.length)
    return new Spans(
      this.ends,
      this.parts.map((part) => (part instanceof Origin ? part.withReads(reads) : part)),
    )
  }
}

/** The first piece that reaches `start`: pieces without width there count. */
function firstFrom(ends: readonly number[], start: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ends[middle]! < start) low = middle + 1
    else high = middle
  }
  return low
}

/** What is known of a value: of a text perhaps piece by piece, of all else what it was made from. */
export type Provenance = Spans | Reads | undefined
