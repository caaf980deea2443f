import { sprintf } from '../../go/fmt/index.ts'
import { Origin, Spans, type Part, type Provenance } from '../../go/template/traced/origin.ts'
import { fromAll } from '../../go/template/traced/call.ts'
import type { Call, Rule } from '../../go/template/traced/state.ts'
import { Slice, type Value } from '../../go/value.ts'

/** A result put together from pieces of the arguments, each keeping its own origins. */
class Pieces {
  readonly spans = new Spans()
  readonly #call: Call
  constructor(call: Call) {
    this.#call = call
  }

  /** Characters that the function itself wrote, or that came out of something that is no text. */
  write(length: number, known?: Provenance, value?: Value): void {
    const { s, place } = this.#call
    const reads = s.whole(value, known)
    // nothing was written, and that may have its reasons too
    if (length === 0 && reads === undefined) return
    this.spans.add(this.spans.end + length, new Origin(place, s.frame, reads))
  }

  /** Characters [from, to) of an argument that is a text. */
  copy(known: Provenance, from: number, to: number): void {
    if (known instanceof Spans) this.spans.addRange(known, from, to)
    else this.write(to - from, known)
  }

  /** An empty line: structures that write whole lines stand before what indents it, those that begin with a break after. */
  indentEmpty(known: Spans, at: number, pad: number, end: number): void {
    const here = new Spans()
    here.addRange(known, at, at)
    const isAfter = (each: Part): boolean => each instanceof Origin || each.frame.edges.startsLine || at === 0
    for (const each of here.parts) if (!isAfter(each)) this.spans.add(this.spans.end, each)
    // what is there whoever wrote the break
    this.write(pad)
    for (const each of here.parts) if (isAfter(each)) this.spans.add(this.spans.end, each)
    this.spans.addRange(known, at, end, false, end === known.end)
  }

  /** Where pieces [from, to) of a text were cut off: they leave no character, but what they were made from counts. */
  squeeze(known: Spans, from: number, to: number): void {
    if (from === to) return
    const cut = new Spans()
    cut.addRange(known, from, to, from === 0, to === known.end)
    for (const each of cut.parts)
      if (!(each instanceof Origin) || each.reads !== undefined) this.spans.add(this.spans.end, each)
  }

  /** Characters like those that follow at `at` in a text: what is put before them to indent. */
  like(known: Spans, at: number, length: number): void {
    if (length === 0) return
    const origin = originAt(known, at)
    if (origin === undefined) this.write(length)
    else this.spans.add(this.spans.end + length, new Origin(origin.place, origin.frame, undefined))
  }
}

function originAt({ ends, parts }: Spans, at: number): Origin | undefined {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ends[middle]! <= at) low = middle + 1
    else high = middle
  }
  for (let i = low; i < parts.length; i++) {
    const part = parts[i]!
    if (part instanceof Origin) return part
  }
  return undefined
}

/** Whether pieces can be told apart at all: of one text without pieces nothing is gained. */
const hasSpans = (call: Call): boolean => call.known.some((known) => known instanceof Spans)

/** The pieces where they make up the result, else the union of everything. */
const checked = (call: Call, result: Value, { spans }: Pieces): Provenance =>
  typeof result === 'string' && spans.end === result.length ? spans : fromAll(call)

/** Rules that map pieces only where an argument has any. */
const mapping =
  (map: (call: Call, result: string, pieces: Pieces) => void): Rule =>
  (call, result) => {
    if (!hasSpans(call) || typeof result !== 'string') return fromAll(call)
    const pieces = new Pieces(call)
    map(call, result, pieces)
    return checked(call, result, pieces)
  }

/** `indent` and, with a line break before it that is always there, `nindent`. */
const indenting =
  (breaks: boolean): Rule =>
  (call, result) => {
    const { args, known } = call
    if (typeof result !== 'string' || known[0] !== undefined) return fromAll(call)
    const pieces = new Pieces(call)
    const text = args[1] as string
    const of = known[1]
    const lines = text.split('\n')
    const pad = (result.length - text.length - (breaks ? 1 : 0)) / lines.length
    if (breaks) pieces.write(1)
    let at = 0
    for (const line of lines) {
      const end = Math.min(at + line.length + 1, text.length)
      if (of instanceof Spans) {
        if (line === '') pieces.indentEmpty(of, at, pad, end)
        else {
          // a structure that begins with a line begins before what indents it
          if (at > 0) pieces.spans.addRange(of, at, at)
          pieces.like(of, at, pad)
          pieces.spans.addRange(of, at, end, at === 0, end === text.length)
        }
      } else {
        pieces.write(pad)
        pieces.copy(of, at, end)
      }
      at = end
    }
    return checked(call, result, pieces)
  }

/**
 * A result that is a part of the last argument, which begins where `start` says. What was cut off decided where the cut
 * is, unless the cut `isFixed`.
 */
const part = (start: (text: string, result: string) => number, isFixed = false): Rule =>
  mapping(({ args, known }, result, pieces) => {
    const text = args.at(-1) as string
    const of = known.at(-1)
    const from = start(text, result)
    if (from < 0 || !text.startsWith(result, from)) return
    const to = from + result.length
    if (of instanceof Spans && !isFixed) pieces.squeeze(of, 0, from)
    pieces.copy(of, from, to)
    if (of instanceof Spans && !isFixed) pieces.squeeze(of, to, text.length)
  })

/** Each argument printed by itself, in quotes, with a space between. */
const quoting = (quote: string): Rule =>
  mapping(({ args, known }, result, pieces) => {
    let at = 0
    args.forEach((arg, i) => {
      if (arg === null || arg === undefined) return
      if (at > 0) {
        pieces.write(1)
        at++
      }
      const text = typeof arg === 'string' ? arg : undefined
      if (text !== undefined && result.startsWith(quote + text + quote, at)) {
        pieces.write(quote.length)
        pieces.copy(known[i], 0, text.length)
        pieces.write(quote.length)
        at += text.length + 2 * quote.length
      } else if (args.length === 1) {
        const of = known[i]
        pieces.write(result.length, of instanceof Spans ? undefined : of, arg)
        if (of instanceof Spans) at = -1
      }
    })
  })

const replacing: Rule = mapping(({ args, known }, _result, pieces) => {
  const [old, by, text] = args as [string, string, string]
  if (old === '') return
  const more = known.slice(0, 2)
  if (more.some((one) => one !== undefined)) return
  let from = 0
  for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, from)) {
    pieces.copy(known[2], from, at)
    const replaced = new Spans()
    const of = known[2]
    if (of instanceof Spans) replaced.addRange(of, at, at + old.length)
    const origin = replaced.parts.find((each) => each instanceof Origin)
    if (origin === undefined) pieces.write(by.length, of instanceof Spans ? undefined : of)
    else if (by.length > 0) pieces.spans.add(pieces.spans.end + by.length, origin)
    from = at + old.length
  }
  pieces.copy(known[2], from, text.length)
})

const VERB = /%(?:%|[-+# 0]*\d*(?:\.\d+)?[a-zA-Z])/g

/** Verbs in turn, each with the text that it makes by itself. */
const printing: Rule = mapping((call, _result, pieces) => {
  const [format, ...args] = call.args
  const known = call.known.slice(1)
  if (call.known[0] !== undefined) return
  let from = 0
  let next = 0
  for (const { 0: verb, index } of (format as string).matchAll(VERB)) {
    pieces.write(index - from)
    from = index + verb.length
    if (verb === '%%') pieces.write(1)
    else if (next < args.length) {
      const arg = args[next]
      if (verb === '%s' && typeof arg === 'string') pieces.copy(known[next], 0, arg.length)
      else pieces.write(sprintf(verb, [arg]).length, known[next], arg)
      next++
    }
  }
  pieces.write((format as string).length - from)
})

/** Texts one after another; what stands between them is ours. */
const concatenating: Rule = mapping(({ args, known }, result, pieces) => {
  let at = 0
  args.forEach((arg, i) => {
    if (typeof arg !== 'string') return
    const found = result.indexOf(arg, at)
    if (found !== at && found !== at + 1) return
    pieces.write(found - at)
    pieces.copy(known[i], 0, arg.length)
    at = found + arg.length
  })
  pieces.write(result.length - at)
})

const joining: Rule = (call, result) => {
  const [separator, list] = call.args
  if (!(list instanceof Slice) || typeof result !== 'string') return fromAll(call)
  const { s, known } = call
  const shape = s.truth(list, known[1])
  const items = list.items.map((item, i) => s.item(list, i, item, undefined))
  if (!items.some((item) => item instanceof Spans)) return fromAll(call)
  const pieces = new Pieces(call)
  list.items.forEach((item, i) => {
    if (i > 0) pieces.write((separator as string).length, known[0])
    if (typeof item === 'string') pieces.copy(items[i], 0, item.length)
  })
  const made = checked(call, result, pieces)
  return made instanceof Spans ? made.withReads(shape) : made
}

/** As long as before: case alone changed. */
const sameLength: Rule = mapping(({ args, known }, result, pieces) => {
  if ((args[0] as string).length === result.length) pieces.copy(known[0], 0, result.length)
})

const asText: Rule = (call) => (typeof call.args[0] === 'string' ? call.known[0] : fromAll(call))

/** Functions that keep characters recognisable. Each falls back to the union of its arguments where it cannot map them. */
export const textRules: Readonly<Record<string, Rule>> = {
  indent: indenting(false),
  nindent: indenting(true),
  trim: part((text, result) => text.indexOf(result)),
  trimAll: part((text, result) => text.indexOf(result)),
  trimall: part((text, result) => text.indexOf(result)),
  trimPrefix: part((text, result) => text.length - result.length),
  trimSuffix: part(() => 0),
  trunc: part((text, result) => (text.startsWith(result) ? 0 : text.length - result.length), true),
  quote: quoting('"'),
  squote: quoting("'"),
  replace: replacing,
  printf: printing,
  print: concatenating,
  println: concatenating,
  cat: concatenating,
  join: joining,
  upper: sameLength,
  lower: sameLength,
  title: sameLength,
  untitle: sameLength,
  toString: asText,
}
