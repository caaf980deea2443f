import { GoError } from '../value.ts'

const badPattern = (): GoError => new GoError('syntax error in pattern')

/** A pattern or a name by runes. */
type Runes = readonly string[]

interface Chunk {
  readonly star: boolean
  readonly chunk: Runes
  readonly rest: Runes
}

/**
 * `filepath.Match` on a system with "/" between names: `*` and `?` stop at "/", `[a-z]`, `[^a]`, `\` escapes.
 * The pattern is read only as far as the name matches, so a later mistake in it may go unseen.
 * @throws GoError `syntax error in pattern`
 */
export function match(pattern: string, name: string): boolean {
  let rest: Runes = [...pattern]
  let left: Runes = [...name]
  next: while (rest.length > 0) {
    const part = scanChunk(rest)
    rest = part.rest
    if (part.star && part.chunk.length === 0) return !left.includes('/')
    const tail = matchChunk(part.chunk, left)
    if (tail !== undefined && (tail.length === 0 || rest.length > 0)) {
      left = tail
      continue
    }
    if (part.star) {
      for (let i = 0; i < left.length && left[i] !== '/'; i++) {
        const after = matchChunk(part.chunk, left.slice(i + 1))
        if (after === undefined || (rest.length === 0 && after.length > 0)) continue
        left = after
        continue next
      }
    }
    return false
  }
  return left.length === 0
}

function scanChunk(pattern: Runes): Chunk {
  let from = 0
  while (pattern[from] === '*') from++
  let inRange = false
  let at = from
  for (; at < pattern.length; at++) {
    const c = pattern[at]
    if (c === '\\') at++
    else if (c === '[') inRange = true
    else if (c === ']') inRange = false
    else if (c === '*' && !inRange) break
  }
  return { star: from > 0, chunk: pattern.slice(from, at), rest: pattern.slice(at) }
}

/** What is left of `name` after `chunk`, or undefined. A chunk is read to its end even where the name has failed. */
function matchChunk(chunk: Runes, name: Runes): Runes | undefined {
  let failed = false
  let s = 0
  for (let c = 0; c < chunk.length;) {
    failed ||= s >= name.length
    if (chunk[c] === '[') {
      const rune = failed ? '' : name[s++]!
      const set = readSet(chunk, c + 1, rune)
      c = set.next
      failed ||= !set.matches
    } else if (chunk[c] === '?') {
      if (!failed) failed = name[s++] === '/'
      c++
    } else {
      if (chunk[c] === '\\' && ++c === chunk.length) throw badPattern()
      if (!failed) failed = chunk[c] !== name[s++]
      c++
    }
  }
  return failed ? undefined : name.slice(s)
}

function readSet(chunk: Runes, from: number, rune: string): { matches: boolean; next: number } {
  let c = from
  const negated = chunk[c] === '^'
  if (negated) c++
  const code = rune.codePointAt(0) ?? 0
  let found = false
  for (let ranges = 0; !(chunk[c] === ']' && ranges > 0); ranges++) {
    const low = readEscaped(chunk, c)
    let high = low
    if (chunk[low.next] === '-') high = readEscaped(chunk, low.next + 1)
    found ||= low.code <= code && code <= high.code
    c = high.next
  }
  return { matches: found !== negated, next: c + 1 }
}

function readEscaped(chunk: Runes, from: number): { code: number; next: number } {
  let c = from
  if (c >= chunk.length || chunk[c] === '-' || chunk[c] === ']') throw badPattern()
  if (chunk[c] === '\\' && ++c === chunk.length) throw badPattern()
  if (c + 1 >= chunk.length) throw badPattern()
  return { code: chunk[c]!.codePointAt(0)!, next: c + 1 }
}
