import { canBackquote, quote } from '../strconv/index.ts'
import { GoError, type Budget } from '../value.ts'
import { plainOf } from './plain.ts'
import { Regexp } from './regexp.ts'
import { estimateSize } from './size.ts'
import { parse } from './syntax.ts'

const KEPT = 512
const LONGEST_KEPT = 4096
/** programs above this many instructions pay for their memory, of roughly so many bytes each */
const FREE_SIZE = 2000
const PER_INSTRUCTION = 128

interface Kept {
  readonly made: Regexp | GoError
  /** before compiling: what the budget pays does not depend on what is kept */
  readonly size: number
}

const known = new Map<string, Kept>()

/**
 * `regexp.Compile`: RE2 syntax. Throws `GoError` with Go's text (`error parsing regexp: …`); compiled patterns are kept.
 * The budget pays for what the pattern compiles to before it is compiled.
 */
export function compile(pattern: string, budget?: Budget): Regexp {
  const kept = known.get(pattern)
  const size = kept?.size ?? estimateSize(pattern)
  budget?.step(1 + (size >> 4))
  if (size > FREE_SIZE) budget?.grow(size * PER_INSTRUCTION)
  const made = kept?.made ?? build(pattern)
  if (kept === undefined && pattern.length <= LONGEST_KEPT) {
    if (known.size >= KEPT) known.clear()
    known.set(pattern, { made, size })
  }
  if (made instanceof GoError) throw made
  return made
}

/** `regexp.MustCompile`: what Go panics with where `compile` refuses. */
export function mustCompile(pattern: string, budget?: Budget): Regexp {
  try {
    return compile(pattern, budget)
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    const shown = canBackquote(pattern) ? `\`${pattern}\`` : quote(pattern)
    throw new GoError(`regexp: Compile(${shown}): ${error.message}`)
  }
}

function build(pattern: string): Regexp | GoError {
  try {
    const plain = plainOf(pattern)
    if (plain !== undefined) return new Regexp(pattern, () => parse(pattern), plain)
    const parsed = parse(pattern)
    return new Regexp(pattern, () => parsed)
  } catch (error) {
    if (error instanceof GoError) return error
    throw error
  }
}
