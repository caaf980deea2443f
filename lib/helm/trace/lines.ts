import { Origin, type Frame, type Part, type Place, type Spans } from '../../go/template/traced/origin.ts'
import { nextStamp, type Reads } from '../../go/template/traced/reads.ts'
import type { TracedText } from '../../go/template/traced/run.ts'
import { splitManifests } from '../release/split.ts'
import type { HelmProfile } from '../profile.ts'
import type { RenderedDocument } from '../request.ts'

/** Where one line of output came from. */
export interface TracedLine {
  readonly template: string
  /** from 1 */
  readonly line: number
  /** what wrote other parts of it */
  readonly others: readonly Origin[]
  /** the calls and control structures that it stands in, the innermost first */
  readonly chain: readonly Link[]
  /** what went into its text */
  readonly reads: readonly Reads[]
  /** what decided that it is there */
  readonly control: readonly Reads[]
}

export interface Link {
  readonly kind: Frame['kind']
  /** the template that is called */
  readonly name: string
  readonly template: string
  readonly line: number
}

/** The lines of each document, in the order of the documents. */
export function linesOf(
  documents: readonly RenderedDocument[],
  files: ReadonlyMap<string, TracedText>,
  profile: HelmProfile,
): readonly (readonly TracedLine[])[] {
  const pieces = new Map<string, { text: string; start: number }[]>()
  for (const [path, { text, spans }] of files) {
    settleEdges(text, spans)
    pieces.set(path, documentsIn(text, profile))
  }
  return documents.map(({ source, text, part }) => {
    if (part === 'crd') return crdLines(source, text)
    const left = pieces.get(source) ?? []
    const at = left.findIndex((piece) => piece.text === text)
    if (at < 0) throw new Error(`a document of ${source} is not in what its template wrote`)
    const { start } = left.splice(at, 1)[0]!
    const lines = new LineReader(files.get(source)!).read(start, start + text.length)
    return withDocument(placed(withSeparators(lines, text, files.get(source)!.spans), text), text)
  })
}

/**
 * A separator that is left in a document for want of anything before it (Helm 3's rule for cutting takes no two that
 * touch): whatever the file writes or not may be the reason.
 */
function withSeparators(lines: TracedLine[], text: string, { everything }: Spans): TracedLine[] {
  if (everything === undefined || !/^---\s*$/m.test(text)) return lines
  const texts = text.split('\n')
  const all = everything.all()
  return lines.map((line, i) =>
    texts[i]!.trim() === '---' ? { ...line, control: [...new Set([...line.control, ...all])] } : line,
  )
}

/** A file's documents, and where in it they begin. */
function documentsIn(text: string, { splitter }: HelmProfile): { text: string; start: number }[] {
  let from = 0
  return splitManifests(text, splitter).map((content) => {
    const start = text.indexOf(content, from)
    from = start + content.length
    return { text: content, start }
  })
}

/** CRDs are printed as they are. */
const crdLines = (template: string, text: string): TracedLine[] =>
  text.split('\n').map((_, i) => ({ template, line: i + 1, others: [], chain: [], reads: [], control: [] }))

/** Where a document is printed depends on its kind and whether it is a hook: so do all its lines. */
function placed(lines: TracedLine[], text: string): TracedLine[] {
  const more = new Set<Reads>()
  text.split('\n').forEach((line, i) => {
    if (!/^["']?kind["']?:/.test(line) && !/helm\.sh\/hook["']?:/.test(line)) return
    for (const read of lines[i]!.reads) more.add(read)
    for (const read of lines[i]!.control) more.add(read)
  })
  if (more.size === 0) return lines
  return lines.map((line) => {
    const control = new Set([...line.control, ...more])
    return control.size === line.control.length ? line : { ...line, control: [...control] }
  })
}

/**
 * Blank lines are printed only between others, for Helm trims documents: what all lines before them depend on, or all
 * after them, they do too.
 */
function withDocument(lines: TracedLine[], text: string): TracedLine[] {
  const isBlank = text.split('\n').map((line) => line.trim() === '')
  if (!isBlank.includes(true)) return lines
  const more = lines.map((): readonly Reads[] => [])
  const pass = (order: readonly number[]): void => {
    let common: readonly Reads[] | undefined
    for (const i of order) {
      if (isBlank[i]) more[i] = [...more[i]!, ...(common ?? [])]
      else if (common?.length !== 0) {
        const { reads, control } = lines[i]!
        if (common === undefined) common = [...reads, ...control]
        else {
          const stamp = nextStamp()
          for (const read of reads) read.stamp = stamp
          for (const read of control) read.stamp = stamp
          common = common.filter((read) => read.stamp === stamp)
        }
      }
    }
  }
  const order = lines.map((_, i) => i)
  pass(order)
  pass(order.reverse())
  return lines.map((line, i) =>
    more[i]!.length === 0 ? line : { ...line, control: [...new Set([...line.control, ...more[i]!])] },
  )
}

const NEWLINE = 10
const isSpace = (c: number): boolean => c === NEWLINE || c === 32 || c === 9 || c === 13

/** Finds out which structures leave the lines around them alone, whether they write something or not. */
function settleEdges(text: string, { ends, parts }: Spans): void {
  parts.forEach((part, i) => {
    if (part instanceof Origin) return
    const at = ends[i]!
    const { frame } = part
    if (part.isOpening) {
      if (at > 0 && text.charCodeAt(at - 1) !== NEWLINE) frame.keepsRight = false
    } else if (at < text.length && text.charCodeAt(at) !== NEWLINE) frame.keepsLeft = false
  })
}

/** Reads lines off a traced text. */
class LineReader {
  readonly #text: string
  readonly #ends: readonly number[]
  readonly #parts: readonly Part[]
  #reads: (Reads | undefined)[] = []
  #control: (Reads | undefined)[] = []

  constructor({ text, spans }: TracedText) {
    this.#text = text
    this.#ends = spans.ends
    this.#parts = spans.parts
  }

  read(from: number, to: number): TracedLine[] {
    const lines: TracedLine[] = []
    let first = this.#firstReaching(from)
    for (let start = from; ;) {
      const found = this.#text.indexOf('\n', start)
      const end = found < 0 || found >= to ? to : found
      while (first < this.#ends.length && this.#ends[first]! < start) first++
      lines.push(this.#line(start, end, first))
      if (end === to) return this.#withTail(lines, from, to)
      start = end + 1
    }
  }

  /** Blank lines at the end may come from what stands between the document and the next, whether it writes or not. */
  #withTail(lines: TracedLine[], from: number, to: number): TracedLine[] {
    let last = to
    while (last > from && isSpace(this.#text.charCodeAt(last - 1))) last--
    // what was trimmed off the end may be space around a value that is empty
    let end = to
    while (end < this.#text.length && isSpace(this.#text.charCodeAt(end))) end++
    const trimmed: (Reads | undefined)[] = []
    for (let i = this.#firstReaching(to + 1); i < this.#parts.length && this.#ends[i]! <= end; i++) {
      const part = this.#parts[i]!
      if (part instanceof Origin) trimmed.push(part.reads)
    }
    const off = collected(trimmed)
    if (off.length > 0) {
      const line = lines.at(-1)!
      lines[lines.length - 1] = { ...line, reads: [...new Set([...line.reads, ...off])] }
    }
    if (!this.#text.slice(last, to).includes('\n')) return lines
    const around: (Reads | undefined)[] = []
    for (let i = this.#firstReaching(last); i < this.#parts.length && this.#ends[i]! <= to; i++) {
      const part = this.#parts[i]!
      if (!(part instanceof Origin)) around.push(part.frame.reads)
    }
    const more = collected(around)
    if (more.length === 0) return lines
    const ink = this.#text.slice(from, last).split('\n').length
    return lines.map((line, i) =>
      i < ink ? line : { ...line, control: [...new Set([...line.control, ...more])] },
    )
  }

  #firstReaching(at: number): number {
    let low = 0
    let high = this.#ends.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#ends[middle]! < at) low = middle + 1
      else high = middle
    }
    return low
  }

  /** One line; pieces before `first` end before it. */
  #line(start: number, end: number, first: number): TracedLine {
    this.#reads = []
    this.#control = []
    let writer: Origin | undefined
    let anything: Origin | undefined
    const others: Origin[] = []
    let begin = first === 0 ? 0 : this.#ends[first - 1]!
    for (let i = first; i < this.#parts.length && begin <= end; i++) {
      const part = this.#parts[i]!
      const stop = this.#ends[i]!
      if (!(part instanceof Origin)) {
        if (stop >= start && stop <= end && !part.frame.keepsLeft && !part.frame.keepsRight)
          this.#control.push(part.frame.reads)
      } else {
        if (begin < start && stop >= start) this.#atBreak(part, true)
        if (begin < end ? stop > start || (begin === stop && stop === start) : begin === stop) {
          this.#add(part)
          anything ??= part
          if (this.#hasInk(Math.max(begin, start), Math.min(stop, end))) {
            if (writer === undefined) writer = part
            else if (part.place !== writer.place && part.place !== others.at(-1)?.place) others.push(part)
          }
        }
        if (begin <= end && stop > end) {
          this.#atBreak(part, false)
          anything ??= part
        }
      }
      begin = stop
    }
    const origin = writer ?? anything ?? this.#before(first)
    const { place, frame } = origin === undefined ? UNKNOWN : settled(origin)
    return {
      template: place?.tree.parseName ?? '',
      line: place?.line ?? 0,
      others,
      chain: chainOf(frame),
      reads: collected(this.#reads),
      control: collected(this.#control),
    }
  }

  /** What wrote what stands before an empty end. */
  #before(first: number): Origin | undefined {
    for (let i = Math.min(first, this.#parts.length - 1); i >= 0; i--) {
      const part = this.#parts[i]!
      if (part instanceof Origin) return part
    }
    return undefined
  }

  #hasInk(from: number, to: number): boolean {
    for (let i = from; i < to; i++) {
      const c = this.#text.charCodeAt(i)
      if (c !== 32 && c !== 9) return true
    }
    return false
  }

  #add(origin: Origin): void {
    this.#reads.push(origin.reads)
    this.#control.push(origin.frame.control)
    this.#control.push(origin.printedIn?.control)
  }

  /** The break before a line, or after it, which may belong to this line or to its neighbour. */
  #atBreak(origin: Origin, isBefore: boolean): void {
    this.#reads.push(origin.reads)
    for (const frame of [origin.frame, origin.printedIn])
      for (let at = frame; at !== undefined; at = at.parent)
        if (isBefore ? at.keepsLeft || !at.keepsRight : !at.keepsLeft) this.#control.push(at.reads)
  }
}

/** The single looks of some sets, each once. */
function collected(sets: readonly (Reads | undefined)[]): Reads[] {
  const stamp = nextStamp()
  const found: Reads[] = []
  for (const set of sets) set?.collect(stamp, found)
  return found
}

const UNKNOWN: { place: Place | undefined; frame: Frame | undefined } = { place: undefined, frame: undefined }

/** The place in a file: what `tpl` made of a value has that of the call. */
function settled({ place, frame }: { place: Place; frame: Frame }): { place: Place; frame: Frame } {
  let at = frame
  while (place.tree.parseName === 'gotpl') {
    while (at.kind !== 'tpl' && at.parent !== undefined) at = at.parent
    if (at.place === undefined || at.parent === undefined) break
    place = at.place
    at = at.parent
  }
  return { place, frame: at }
}

/** Where a part of a line was written. */
export function linkOf(origin: Origin): Link {
  const { place, frame } = settled(origin)
  const call = nearestCall(frame)
  return {
    kind: call?.kind ?? 'file',
    name: call?.name ?? '',
    template: place.tree.parseName,
    line: place.line,
  }
}

/** The call whose template that is. */
function nearestCall(frame: Frame): Frame | undefined {
  let at: Frame | undefined = frame
  while (at !== undefined && at.kind !== 'include' && at.kind !== 'template') at = at.parent
  return at
}

function chainOf(frame: Frame | undefined): Link[] {
  const chain: Link[] = []
  for (let at = frame; at?.place !== undefined; at = at.parent) {
    const here = settled({ place: at.place, frame: at.parent ?? at })
    chain.push({ kind: at.kind, name: at.name, template: here.place.tree.parseName, line: here.place.line })
  }
  return chain
}
