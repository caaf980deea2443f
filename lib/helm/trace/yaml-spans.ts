import { also } from '../../go/template/traced/notes.ts'
import { Frame, Origin, Spans, type Provenance } from '../../go/template/traced/origin.ts'
import { union, type Reads } from '../../go/template/traced/reads.ts'
import { fromAll } from '../../go/template/traced/call.ts'
import type { Call, Rule } from '../../go/template/traced/state.ts'
import { Dict, Slice, type Value } from '../../go/value.ts'

/** Which lines of a YAML text each value of a map or list stands on, found by its indentation; a text that does not fit is one piece. */
export const yamlRule: Rule = (call, result) => {
  const [value] = call.args
  if (typeof result !== 'string' || !isFilled(value)) return fromAll(call)
  const aligned = new Aligned(call, result).align(value)
  return aligned ?? fromAll(call)
}

const isFilled = (value: Value): value is Dict | Slice =>
  (value instanceof Dict && value.size > 0) || (value instanceof Slice && value.items.length > 0)

const ALWAYS_LINES = { startsLine: true, endsLine: true }

class Aligned {
  readonly #call: Call
  readonly #text: string
  /** where each line begins, and the end of the text */
  readonly #starts: number[] = [0]
  readonly #spans = new Spans()

  constructor(call: Call, text: string) {
    this.#call = call
    this.#text = text
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  align(value: Dict | Slice): Spans | undefined {
    const { known } = this.#call
    const extra = known[0] instanceof Spans ? undefined : known[0]
    return this.#container(value, 0, this.#starts.length, 0, extra) ? this.#spans : undefined
  }

  /** Lines [from, to) are those of a map or list whose entries begin at column `indent`; the first line always does. */
  #container(
    value: Dict | Slice,
    from: number,
    to: number,
    indent: number,
    extra: Reads | undefined,
    inItem = false,
  ): boolean {
    const entries = this.#entries(value, from, to, indent)
    if (entries === undefined) return false
    const { s, place } = this.#call
    // that there are no more of them is part of the text as a whole, though of none of its lines
    const shape = s.truth(value, undefined)
    const items = new Frame('items', s.frame, place, '', shape, ALWAYS_LINES)
    if (shape !== undefined) this.#spans.add(this.#spans.end, items.opens)
    for (let i = 0; i < entries.length; i++) {
      const { name, line } = entries[i]!
      const end = entries[i + 1]?.line ?? to
      const item = value instanceof Dict ? value.get(name as string) : value.items[name as number]
      let known = s.item(value, name, item, extra)
      // the first of a map in a list stands behind the dash
      if (inItem && value instanceof Dict)
        known = also(known, i === 0 ? shape : s.trace.notebook.own(value, entries[0]!.name as string))
      if (!isFilled(item)) {
        this.#lines(line, end, known, item)
        continue
      }
      const below = known instanceof Spans ? known.collapse(s.frame) : known
      const isSequence = item instanceof Slice
      if (value instanceof Slice) {
        if (!this.#container(item, line, end, indent + 2, below, true)) return false
        continue
      }
      const own = s.trace.notebook.own(value, name as string)
      this.#lines(line, line + 1, union(own, s.truth(item, below)), undefined)
      if (!this.#container(item, line + 1, end, isSequence ? indent : indent + 2, below)) return false
    }
    return true
  }

  /** The entries in the order of the text. */
  #entries(
    value: Dict | Slice,
    from: number,
    to: number,
    indent: number,
  ): { readonly name: string | number; readonly line: number }[] | undefined {
    const lines: number[] = [from]
    const isList = value instanceof Slice
    for (let line = from + 1; line < to; line++) {
      const at = this.#starts[line]!
      if (this.#text.charCodeAt(at + indent) === 32 || !this.#isIndented(at, indent)) continue
      if (this.#isItem(at + indent) === isList && this.#lineEnd(line) > at + indent) lines.push(line)
    }
    if (isList) {
      if (lines.length !== value.items.length) return undefined
      return lines.map((line, i) => ({ name: i, line }))
    }
    if (lines.length !== value.size) return undefined
    const left = new Set(value.entries.keys())
    const found: { name: string; line: number }[] = []
    for (const line of lines) {
      const at = this.#starts[line]! + indent
      const name = this.#nameAt(at, line, left)
      if (name === undefined) return undefined
      left.delete(name)
      found.push({ name, line })
    }
    return found
  }

  #nameAt(at: number, line: number, names: ReadonlySet<string>): string | undefined {
    const text = this.#text.slice(at, this.#lineEnd(line))
    const quote = text[0] === '"' || text[0] === "'" ? text[0] : ''
    for (let colon = text.indexOf(`${quote}:`, 1); colon >= 0; colon = text.indexOf(`${quote}:`, colon + 1)) {
      const name = text.slice(quote.length, colon)
      if (names.has(name)) return name
    }
    // a name that is written otherwise can only be the last one left
    return names.size === 1 ? [...names][0] : undefined
  }

  #isIndented(at: number, indent: number): boolean {
    for (let i = 0; i < indent; i++) if (this.#text.charCodeAt(at + i) !== 32) return false
    return true
  }

  #isItem(at: number): boolean {
    if (this.#text[at] !== '-') return false
    const next = this.#text[at + 1]
    return next === undefined || next === ' ' || next === '\n'
  }

  #lineEnd(line: number): number {
    return line + 1 < this.#starts.length ? this.#starts[line + 1]! - 1 : this.#text.length
  }

  /** Lines [from, to) come from one value; the break after them is the map's own. */
  #lines(from: number, to: number, known: Provenance, value: Value): void {
    const { s, place } = this.#call
    const reads = s.whole(value, known)
    const end = this.#lineEnd(to - 1)
    this.#spans.add(end, new Origin(place, s.frame, reads))
    if (end < this.#text.length) this.#spans.add(end + 1, new Origin(place, s.frame, undefined))
  }
}
