import type { Budget } from '../value.ts'
import { parseReplacement, type Piece } from './expand.ts'
import { Input, joined } from './input.ts'
import { isAscii } from '../text.ts'
import type { Plain } from './plain.ts'
import type { Parsed, Program } from './syntax.ts'

/** Start and end of the match and of each group; -1 where a group took no part. */
type Match = readonly number[]

const UNANCHORED = 0
/** Bytes that keeping a match takes. */
const MATCH = 64
/** Programs and texts that re2js still walks with backtracking. */
const BACKTRACK_SIZE = 500
const BACKTRACK_BITS = 262_144

/** A compiled pattern. Mirrors the string methods of Go's `regexp.Regexp`; a budget, where given, pays for each search. */
export class Regexp {
  readonly #pattern: string
  readonly #plain: Plain | undefined
  readonly #parse: () => Parsed
  #parsed: Parsed | undefined
  #simple: RegExp | undefined
  #capturing: RegExp | undefined

  /**
   * @param parse compiles the pattern, which is no mistake, when it is first needed
   * @param plain the pattern for JavaScript's own engine, where that can be asked
   */
  constructor(pattern: string, parse: () => Parsed, plain?: Plain) {
    this.#pattern = pattern
    this.#parse = parse
    this.#plain = plain
  }

  get #program(): Program {
    return (this.#parsed ??= this.#parse()).program
  }

  get #names(): Parsed['names'] {
    return (this.#parsed ??= this.#parse()).names
  }

  get #groups(): number {
    return this.#plain?.groups ?? (this.#program.numSubexp as number)
  }

  /** instructions */
  get size(): number {
    return this.#program.numberOfInstructions() as number
  }

  matchString(text: string, budget?: Budget): boolean {
    const input = this.#open(text, budget, false)
    if (input.isPlain) return this.#search(input, 0, 0) !== undefined
    return this.#program.executeEngine(input, 0, UNANCHORED, 0) !== null
  }

  /** The leftmost match, or "". */
  findString(text: string, budget?: Budget): string {
    const input = this.#open(text, budget)
    const match = this.#search(input, 0, 2)
    return match === undefined ? '' : input.slice(match[0]!, match[1]!)
  }

  /** At most `n` matches, all where `n` is negative; undefined where Go returns nil. */
  findAllString(text: string, n: number, budget?: Budget): string[] | undefined {
    const found = this.#allMatches(this.#open(text, budget), n, budget).map(([from, to]) =>
      text.slice(from, to),
    )
    return found.length === 0 ? undefined : found
  }

  /** Every match replaced by `replacement` with its references filled in. */
  replaceAllString(text: string, replacement: string, budget?: Budget): string {
    const pieces = parseReplacement(replacement)
    const groups = pieces.some((piece) => typeof piece !== 'string')
    const input = this.#open(text, budget)
    return this.#replaceAll(
      input,
      groups ? 2 * (this.#groups + 1) : 2,
      (match) => this.#expand(pieces, input, match),
      budget,
    )
  }

  /** Every match replaced by `replacement` as it is. */
  replaceAllLiteralString(text: string, replacement: string, budget?: Budget): string {
    return this.#replaceAll(this.#open(text, budget), 2, () => replacement, budget)
  }

  /** The text between matches, in at most `n` pieces; all where `n` is negative, undefined (nil) where it is 0. */
  split(text: string, n: number, budget?: Budget): string[] | undefined {
    if (n === 0) return undefined
    if (this.#pattern !== '' && text === '') return ['']
    const out: string[] = []
    let begin = 0
    let end = 0
    for (const match of this.#allMatches(this.#open(text, budget), n, budget)) {
      if (n > 0 && out.length >= n - 1) break
      end = match[0]!
      if (match[1] !== 0) out.push(text.slice(begin, end))
      begin = match[1]!
    }
    if (end !== text.length) out.push(text.slice(begin))
    return out
  }

  #open(text: string, budget: Budget | undefined, captures = true): Input {
    budget?.step()
    const longest = this.#plain?.longest ?? -1
    if (text.length <= longest && isAscii(text)) return new Input(text, 1, budget, true)
    return new Input(text, this.#price(text.length, captures), budget)
  }

  /**
   * Budget steps for a character, by the engine that re2js will choose: one that walks a single path reads each
   * character (or tries each instruction) once, the general one keeps up to all instructions in step.
   */
  #price(length: number, captures: boolean): number {
    if (this.#program.onepass !== null) return 1
    if (!captures) return 0.5 + this.size / 32
    const backtracks = this.size <= BACKTRACK_SIZE && length <= BACKTRACK_BITS / this.size
    return backtracks ? 0.5 : 3 + this.size / 2
  }

  #search(input: Input, from: number, captures: number): Match | undefined {
    if (input.isPlain) {
      input.charge(this.#plain!.price(input.endPos() - from))
      return this.#plainMatch(input.text, from, captures)
    }
    const match = this.#program.executeEngine(input, from, UNANCHORED, captures) as number[] | null
    return match === null || match.length === 0 ? undefined : match
  }

  #plainMatch(text: string, from: number, captures: number): Match | undefined {
    const { source } = this.#plain!
    if (captures <= 2) {
      const regexp = (this.#simple ??= new RegExp(source, 'g'))
      regexp.lastIndex = from
      const found = regexp.exec(text)
      return found === null ? undefined : [found.index, found.index + found[0].length]
    }
    const regexp = (this.#capturing ??= new RegExp(source, 'dg'))
    regexp.lastIndex = from
    return regexp.exec(text)?.indices!.flatMap((place) => place ?? [-1, -1])
  }

  #allMatches(input: Input, n: number, budget: Budget | undefined): Match[] {
    const out: Match[] = []
    const end = input.endPos()
    let previousEnd = -1
    for (let pos = 0; (n < 0 || out.length < n) && pos <= end;) {
      budget?.step()
      const match = this.#search(input, pos, 2)
      if (match === undefined) break
      const [from, to] = match as [number, number]
      const accept = to !== pos || from !== previousEnd
      pos = to === pos ? pos + (width(input, pos) || end + 1) : to
      previousEnd = to
      if (accept) {
        budget?.grow(MATCH)
        out.push(match)
      }
    }
    return out
  }

  /** Mirrors Go's `replaceAll`: an empty match right after another match is not replaced. */
  #replaceAll(
    input: Input,
    captures: number,
    replacement: (match: Match) => string,
    budget: Budget | undefined,
  ): string {
    const out: string[] = []
    const end = input.endPos()
    let lastEnd = 0
    for (let pos = 0; pos <= end;) {
      budget?.step()
      const match = this.#search(input, pos, captures)
      if (match === undefined) break
      const [from, to] = match as [number, number]
      out.push(input.slice(lastEnd, from))
      if (to > lastEnd || from === 0) {
        const put = replacement(match)
        budget?.grow(put.length + MATCH)
        out.push(put)
      }
      lastEnd = to
      const step = width(input, pos)
      pos = pos + step > to ? pos + step : pos + 1 > to ? pos + 1 : to
    }
    if (lastEnd === 0 && out.length === 0) return input.text
    out.push(input.slice(lastEnd, end))
    return joined(out)
  }

  #expand(pieces: readonly Piece[], input: Input, match: Match): string {
    let out = ''
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        out += piece
        continue
      }
      const { group } = piece
      const matched = (index: number): boolean => 2 * index + 1 < match.length && match[2 * index]! >= 0
      // of several groups with one name, the first that matched
      const index =
        typeof group === 'number' ? group : this.#plain ? undefined : this.#names.get(group)?.find(matched)
      if (index === undefined || !matched(index)) continue
      out += input.slice(match[2 * index]!, match[2 * index + 1]!)
    }
    return out
  }
}

/** UTF-16 units of the character at `pos`, 0 at the end. */
function width(input: Input, pos: number): number {
  const packed = input.step(pos)
  return packed < 0 ? 0 : packed & 7
}
