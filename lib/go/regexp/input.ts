import { normal } from '../text.ts'
import type { Budget } from '../value.ts'

const EOF = -8
/** characters read between two payments */
const CHUNK = 1024

/** What re2js asks of an alternative of literals that every match must contain. */
interface Prefilter {
  readonly str: string
  automaton16(): { searchUTF16(text: string, from: number, to: number): boolean }
}

/**
 * The text of one search, in the form re2js reads (its MachineInput): positions are UTF-16 offsets. Bytes that are no
 * UTF-8 read as U+FFFD, as Go decodes them. Every character read is counted against the budget.
 */
export class Input {
  readonly text: string
  /** the text as the engine sees it, of the same length */
  readonly #seen: string
  readonly #budget: Budget | undefined
  readonly #price: number
  /** whether JavaScript's own engine searches it */
  readonly isPlain: boolean
  #read = 0

  /** @param price budget steps that reading a character counts for */
  constructor(text: string, price: number, budget: Budget | undefined, isPlain = false) {
    this.text = text
    this.#seen = text.isWellFormed() ? text : text.toWellFormed()
    this.#budget = budget
    this.#price = price
    this.isPlain = isPlain
  }

  /** Counts a search by JavaScript's engine. */
  charge(steps: number): void {
    this.#budget?.step(steps)
  }

  /** `text[from:to]` as a Go string. */
  slice(from: number, to: number): string {
    return this.text.slice(from, to)
  }

  endPos(): number {
    return this.#seen.length
  }

  canCheckPrefix(): boolean {
    return true
  }

  prefixLength(re: { readonly prefix: string }): number {
    return re.prefix.length
  }

  /** The character at `pos` and its width in UTF-16 units, packed as re2js wants it. */
  step(pos: number): number {
    if (++this.#read >= CHUNK) this.#charge()
    const seen = this.#seen
    if (pos >= seen.length) return EOF
    const unit = seen.charCodeAt(pos)
    if (unit < 0xd800 || unit > 0xdbff) return (unit << 3) | 1
    return (seen.codePointAt(pos)! << 3) | 2
  }

  /** Where the literal prefix of the pattern next stands, counted from `pos`; -1 where it does not. */
  index(re: { readonly prefix: string }, pos: number): number {
    const at = this.#seen.indexOf(re.prefix, pos)
    this.#skim((at < 0 ? this.#seen.length : at) - pos)
    return at < 0 ? -1 : at - pos
  }

  hasString(prefilter: Prefilter, pos: number): boolean {
    const at = this.#seen.indexOf(prefilter.str, pos)
    this.#skim((at < 0 ? this.#seen.length : at) - pos)
    return at >= 0
  }

  hasAnyString(prefilter: Prefilter, pos: number): boolean {
    this.#skim(this.#seen.length - pos)
    return prefilter.automaton16().searchUTF16(this.#seen, pos, this.#seen.length)
  }

  /** Bits for the empty-width assertions that hold between the characters around `pos`. */
  context(pos: number): number {
    const before = pos > 0 ? this.#seen.charCodeAt(pos - 1) : -1
    const after = pos < this.#seen.length ? this.#seen.charCodeAt(pos) : -1
    let bits = 0
    if (before < 0) bits |= BEGIN_TEXT | BEGIN_LINE
    if (before === 10) bits |= BEGIN_LINE
    if (after < 0) bits |= END_TEXT | END_LINE
    if (after === 10) bits |= END_LINE
    return bits | (isWord(before) === isWord(after) ? NO_WORD_BOUNDARY : WORD_BOUNDARY)
  }

  /** Counts characters that a native search passes over, many at a time. */
  #skim(count: number): void {
    this.#read += count >> 5
    if (this.#read >= CHUNK) this.#charge()
  }

  #charge(): void {
    this.#budget?.step(Math.ceil(this.#read * this.#price))
    this.#read = 0
  }
}

const BEGIN_LINE = 1
const END_LINE = 2
const BEGIN_TEXT = 4
const END_TEXT = 8
const WORD_BOUNDARY = 16
const NO_WORD_BOUNDARY = 32

const isWord = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  (unit >= 0x30 && unit <= 0x39) ||
  unit === 0x5f

/** Pieces joined to one Go string: bytes that meet may come to form a character. */
export const joined = (pieces: readonly string[]): string => normal(pieces.join(''))
