import { countBytes } from '../../go/meter.ts'
import { Dict, Entries, Slice, type Value } from '../../go/value.ts'
import { CLASS, FLOW, INDICATOR } from './chars.ts'
import { quickBlockScalar } from './quick-block.ts'
import { GIVE_UP, quickKey, quickPlain, quickValue, type Wanted } from './quick-scalar.ts'
import { QuotedCursor } from './quoted-cursor.ts'
import { scanQuoted } from './scan-quoted.ts'
import { anything, fieldOf, type Shape } from './shape.ts'

/** Characters that only the full reader knows how to take: controls, line breaks besides LF, byte order marks. */
const ODD = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/
/** Nesting that is read here by recursion; the full reader needs none. */
const MAX_NESTING = 200
/** Keys must be found shorter than libyaml's limit of 1024. */
const MAX_KEY = 1000

/** Bytes counted for a list, a map or what stands alone, for an item, and for what is passed over. */
const NODE = 100
const SCALAR = 32
const UNBUILT = 4

const SPACE = 32
const LF = 10
const HASH = 35
const COLON = 58
const DASH = 45
const DOT = 46
const QUESTION = 63

/** The start of the line after this one, or the end of the text. */
function lineEnd(text: string, position: number): number {
  const end = text.indexOf('\n', position)
  return end < 0 ? text.length - 4 : end + 1
}

/**
 * Reads the first document of a text when it keeps to the plain subset that nearly all YAML of charts is written in:
 * block maps and lists, one-line keys, scalars of every style, flow collections without comments; no anchors, tags,
 * directives, complex keys or tabs in indentation. The result is what the full reader and `convert` make of it.
 * Undefined as soon as anything else turns up, mistakes included: then the full reader has to say.
 *
 * What `target` does not want is checked but not built.
 */
export function readQuick(text: string, target: Shape<unknown>): Value | undefined {
  if (ODD.test(text) || !text.isWellFormed()) return undefined
  try {
    return new QuickReader(text).readDocument(target)
  } catch (error) {
    if (error === GIVE_UP) return undefined
    throw error
  }
}

class QuickReader {
  /** the text and some NULs, so that looking ahead needs no bounds */
  readonly text: string
  /** where reading stands; between tokens, at the next token or the end of a line */
  position = 0
  /** column of the token at `position`, or -1 at the end of the document */
  #column = 0
  #depth = 0

  constructor(text: string) {
    this.text = `${text}\0\0\0\0`
  }

  readDocument(target: Shape<unknown>): Value {
    this.#firstLine()
    if (this.#column < 0) return null
    const value = this.#node(-1, target)
    if (this.#column >= 0) throw GIVE_UP
    return value
  }

  /** Finds the first token, past one `---` that stands alone in its line. */
  #firstLine(): void {
    this.#seek(0)
    if (this.#column >= 0 || this.text.charCodeAt(this.position) === 0) return
    if (!this.text.startsWith('---', this.position)) throw GIVE_UP
    this.position += 3
    const next = this.text.charCodeAt(this.position)
    if (next !== LF && next !== SPACE && next !== 0) throw GIVE_UP
    this.#nextLine()
  }

  /** Passes the rest of a line, which may hold a comment, and finds the next token. */
  #nextLine(): void {
    const { text } = this
    let c = text.charCodeAt(this.position)
    while (c === SPACE) c = text.charCodeAt(++this.position)
    if (c === LF) this.#seek(this.position + 1)
    else if (c === HASH) this.#seek(lineEnd(text, this.position))
    else if (c === 0) this.#column = -1
    else throw GIVE_UP
  }

  /** Finds the first token from the start of a line on. */
  #seek(from: number): void {
    const { text } = this
    let position = from
    for (;;) {
      const start = position
      let c = text.charCodeAt(position)
      while (c === SPACE) c = text.charCodeAt(++position)
      if (c === LF) position++
      else if (c === HASH) position = lineEnd(text, position)
      else {
        this.position = position
        this.#column = c === 0 || (position === start && this.#endsDocument(c)) ? -1 : position - start
        return
      }
    }
  }

  /** Whether a document indicator stands at `position`, the start of a line. */
  #endsDocument(c: number): boolean {
    if (c === 37) throw GIVE_UP
    return (c === DASH || c === DOT) && isIndicator(this.text, this.position)
  }

  /** Whether the character at `position`, an indicator, begins a plain scalar all the same. */
  #beginsPlain(c: number): boolean {
    return (c === DASH || c === QUESTION || c === COLON) && !this.#isBlankAt(this.position + 1)
  }

  /** Reads the node whose first token is at `position`; it belongs to a collection at column `parent`. */
  #node(parent: number, wanted: Wanted): Value {
    if (++this.#depth > MAX_NESTING) throw GIVE_UP
    countBytes(wanted === undefined ? UNBUILT : NODE)
    const { text, position } = this
    const c = text.charCodeAt(position)
    let value: Value
    if (c === DASH && this.#isBlankAt(position + 1)) value = this.#sequence(this.#column, wanted)
    else {
      const key = this.#tryKey(c)
      value = key === undefined ? this.#inline(parent, wanted) : this.#mapping(this.#column, key, wanted)
    }
    this.#depth--
    return value
  }

  #isBlankAt(position: number): boolean {
    const c = this.text.charCodeAt(position)
    return c === SPACE || c === LF || c === 0
  }

  /** The key at `position` and past its colon; undefined, and nothing passed, where no key stands. */
  #tryKey(first: number): string | undefined {
    const { text, position } = this
    if (first === 34 || first === 39) {
      const end = this.#simpleQuoteEnd(first)
      if (end < 0) return undefined
      let at = end
      while (text.charCodeAt(at) === SPACE) at++
      if (text.charCodeAt(at) !== COLON || !this.#isBlankAt(at + 1)) return undefined
      if (at - position > MAX_KEY) throw GIVE_UP
      this.position = at + 1
      return text.slice(position + 1, end - 1)
    }
    if (first < 256 && (CLASS[first]! & INDICATOR) !== 0 && !this.#beginsPlain(first)) return undefined
    let end = position
    for (let at = position; ; at++) {
      const c = text.charCodeAt(at)
      if (c === COLON) {
        if (!this.#isBlankAt(at + 1)) {
          end = at + 1
          continue
        }
        if (at - position > MAX_KEY) throw GIVE_UP
        this.position = at + 1
        return quickKey(text.slice(position, end))
      }
      if (c === SPACE) continue
      if (c === LF || c === 0 || (c === HASH && at > end)) return undefined
      if (c === 9) throw GIVE_UP
      end = at + 1
    }
  }

  /** The end of a quoted scalar without escapes in one line; -1 for any other. */
  #simpleQuoteEnd(quote: number): number {
    const { text } = this
    for (let at = this.position + 1; ; at++) {
      const c = text.charCodeAt(at)
      if (c === quote) return quote === 39 && text.charCodeAt(at + 1) === 39 ? -1 : at + 1
      if (c === LF || c === 0 || (c === 92 && quote === 34)) return -1
    }
  }

  #mapping(column: number, firstKey: string, wanted: Wanted): Value {
    const isBuilt = wanted !== undefined
    const entries = isBuilt ? new Entries() : undefined
    let key = firstKey
    for (;;) {
      const of = isBuilt ? fieldIn(wanted, key) : undefined
      const value = this.#valueOf(column, of)
      if (of !== undefined) {
        countBytes(SCALAR)
        entries!.set(key, value)
      }
      if (this.#column < column) break
      if (this.#column > column) throw GIVE_UP
      const next = this.#tryKey(this.text.charCodeAt(this.position))
      if (next === undefined) throw GIVE_UP
      key = next
    }
    return entries === undefined ? null : new Dict(entries)
  }

  /** What follows a key's colon. */
  #valueOf(column: number, wanted: Wanted): Value {
    const { text } = this
    let c = text.charCodeAt(this.position)
    while (c === SPACE) c = text.charCodeAt(++this.position)
    if (c !== LF && c !== HASH && c !== 0) return this.#inline(column, wanted)
    this.#nextLine()
    if (this.#column > column) return this.#node(column, wanted)
    const isList =
      this.#column === column && text.charCodeAt(this.position) === DASH && this.#isBlankAt(this.position + 1)
    return isList ? this.#sequence(column, wanted) : null
  }

  #sequence(column: number, wanted: Wanted): Value {
    const of = itemOf(wanted)
    const items: Value[] = []
    const { text } = this
    do {
      let at = this.position + 1
      while (text.charCodeAt(at) === SPACE) at++
      const c = text.charCodeAt(at)
      let item: Value = null
      if (c === LF || c === HASH || c === 0) {
        this.position = at
        this.#nextLine()
        if (this.#column > column) item = this.#node(column, of)
      } else {
        if (c === 9) throw GIVE_UP
        this.#column = column + at - this.position
        this.position = at
        item = this.#node(column, of)
      }
      if (of !== undefined) items.push(item)
    } while (
      this.#column === column &&
      text.charCodeAt(this.position) === DASH &&
      this.#isBlankAt(this.position + 1)
    )
    // A deeper line is a mistake; one as deep that is no entry ends only a list that is as deep as its key
    if (this.#column > column) throw GIVE_UP
    return of === undefined ? null : new Slice(items)
  }

  /** Reads a scalar or flow collection to the end of its line, and finds the token after it. */
  #inline(parent: number, wanted: Wanted): Value {
    const { text } = this
    const c = text.charCodeAt(this.position)
    let value: Value
    switch (c) {
      case 34:
      case 39:
        value = this.#quoted(c, wanted)
        break
      case 124:
      case 62:
        value = quickBlockScalar(this, parent, c === 124, wanted !== undefined)
        this.#seek(this.position)
        return value
      case 91:
      case 123:
        value = this.#flow(c, wanted)
        break
      default:
        if (c === 9 || (c < 256 && (CLASS[c]! & INDICATOR) !== 0 && !this.#beginsPlain(c))) throw GIVE_UP
        value = quickPlain(this, parent, wanted)
    }
    this.#nextLine()
    return value
  }

  #quoted(quote: number, wanted: Wanted): string {
    const end = this.#simpleQuoteEnd(quote)
    if (end < 0) return this.#longQuoted(quote === 39)
    const value = wanted === undefined ? '' : this.text.slice(this.position + 1, end - 1)
    this.position = end
    return value
  }

  /** A quoted scalar with escapes or line breaks. */
  #longQuoted(single: boolean): string {
    const cursor = new QuotedCursor(this.text, this.position)
    const { value } = scanQuoted(cursor, single)
    this.position = cursor.position
    return value
  }

  /** Spaces and line ends inside a flow collection. */
  #flowSpace(): number {
    const { text } = this
    for (;;) {
      const c = text.charCodeAt(this.position)
      if (c === LF) {
        const next = text.charCodeAt(this.position + 1)
        if (next === DASH || next === DOT || next === 37) throw GIVE_UP
      } else if (c !== SPACE) return c
      this.position++
    }
  }

  #flow(open: number, wanted: Wanted): Value {
    if (++this.#depth > MAX_NESTING) throw GIVE_UP
    countBytes(wanted === undefined ? UNBUILT : NODE)
    this.position++
    const value = open === 91 ? this.#flowSequence(wanted) : this.#flowMapping(wanted)
    this.position++
    this.#depth--
    return value
  }

  #flowSequence(wanted: Wanted): Value {
    const of = itemOf(wanted)
    const items: Value[] = []
    let c = this.#flowSpace()
    while (c !== 93) {
      const item = this.#flowNode(c, of)
      if (of !== undefined) items.push(item)
      c = this.#flowSpace()
      if (c === 44) {
        this.position++
        c = this.#flowSpace()
      } else if (c !== 93) throw GIVE_UP
    }
    return of === undefined ? null : new Slice(items)
  }

  #flowMapping(wanted: Wanted): Value {
    const entries = wanted === undefined ? undefined : new Entries()
    let c = this.#flowSpace()
    while (c !== 125) {
      const start = this.position
      const isQuoted = c === 34 || c === 39
      const key = isQuoted ? this.#flowQuotedKey(c) : quickKey(this.#flowPlain())
      while (this.text.charCodeAt(this.position) === SPACE) this.position++
      if (this.text.charCodeAt(this.position) !== COLON || this.position - start > MAX_KEY) throw GIVE_UP
      if (!isQuoted && !this.#isBlankAt(this.position + 1)) throw GIVE_UP
      this.position++
      const of = wanted === undefined ? undefined : fieldIn(wanted, key)
      c = this.#flowSpace()
      const value = c === 44 || c === 125 ? null : this.#flowNode(c, of)
      if (of !== undefined) entries!.set(key, value)
      c = this.#flowSpace()
      if (c === 44) {
        this.position++
        c = this.#flowSpace()
      } else if (c !== 125) throw GIVE_UP
    }
    return entries === undefined ? null : new Dict(entries)
  }

  #flowQuotedKey(quote: number): string {
    const end = this.#simpleQuoteEnd(quote)
    if (end < 0) throw GIVE_UP
    const key = this.text.slice(this.position + 1, end - 1)
    this.position = end
    return key
  }

  /** A plain scalar in one line of a flow collection. */
  #flowPlain(): string {
    const { text, position } = this
    const first = text.charCodeAt(position)
    if (first === 0 || (first < 256 && (CLASS[first]! & INDICATOR) !== 0)) throw GIVE_UP
    let end = position
    for (let at = position; ; at++) {
      const c = text.charCodeAt(at)
      if (c === SPACE) continue
      if (c === 44 || c === 93 || c === 125 || c === COLON) {
        this.position = at
        return text.slice(position, end)
      }
      if (c === LF || c === HASH || c === 9 || c === 0 || (c < 256 && (CLASS[c]! & FLOW) !== 0)) throw GIVE_UP
      end = at + 1
    }
  }

  #flowNode(c: number, wanted: Wanted): Value {
    if (c === 91 || c === 123) return this.#flow(c, wanted)
    countBytes(wanted === undefined ? 0 : SCALAR)
    if (c === 34 || c === 39) return this.#quoted(c, wanted)
    const text = this.#flowPlain()
    if (this.text.charCodeAt(this.position) === COLON) throw GIVE_UP
    return quickValue(text, wanted)
  }
}

function isIndicator(text: string, position: number): boolean {
  const c = text.charCodeAt(position)
  if (text.charCodeAt(position + 1) !== c || text.charCodeAt(position + 2) !== c) return false
  const next = text.charCodeAt(position + 3)
  return next === SPACE || next === LF || next === 0 || next === 9
}

function itemOf(wanted: Wanted): Wanted {
  if (wanted === undefined || wanted === anything) return wanted
  const target = pointedTo(wanted)
  return target.kind === 'list' ? target.of : anything
}

/** What a key's value is to become; undefined where a struct has no such field. */
function fieldIn(wanted: Shape<unknown>, key: string): Wanted {
  if (wanted === anything) return wanted
  const target = pointedTo(wanted)
  if (target.kind === 'map') return target.of
  if (target.kind !== 'struct') return anything
  const name = fieldOf(target.fields, key)
  return name === undefined ? undefined : target.fields[name]
}

const pointedTo = (shape: Shape<unknown>): Shape<unknown> =>
  shape.kind === 'pointer' ? pointedTo(shape.of) : shape
