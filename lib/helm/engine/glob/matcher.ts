import { GoError } from '../../../go/value.ts'

/**
 * gobwas/glob's matchers, on byte text. Each tells whether it matches a whole text, and where in a text it first could:
 * an offset, and the lengths that it may have from there. Their answers are gobwas', its mistakes with them: what two
 * matchers side by side find depends on them.
 */
export interface Matcher {
  readonly kind: string
  match(s: string): boolean
  index(s: string): Found | undefined
  /** in runes; -1 where it varies */
  readonly length: number
}

export interface Found {
  readonly at: number
  readonly lengths: readonly number[]
}

/** Bytes of the rune at `i`. */
export const runeSize = (s: string, i: number): number => {
  const byte = s.charCodeAt(i)
  return byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
}

/** Where runes begin. */
function starts(s: string): number[] {
  const at: number[] = []
  for (let i = 0; i < s.length; i += runeSize(s, i)) at.push(i)
  return at
}

const runeCount = (s: string): number => starts(s).length
/** Every place up to which a text can be cut. */
const cuts = (s: string, from = 0): number[] => [...starts(s).map((i) => from + i), from + s.length]
/** The ends of its runes, after `from`. */
const ends = (s: string, from: number): number[] => starts(s).map((i) => from + i + runeSize(s, i))

const SEPARATOR = '/'
const VARIES = -1

export const anything: Matcher = {
  kind: 'super',
  length: VARIES,
  match: () => true,
  index: (s) => ({ at: 0, lengths: cuts(s) }),
}

export const nothing: Matcher = {
  kind: 'nothing',
  length: 0,
  match: (s) => s === '',
  index: () => ({ at: 0, lengths: [0] }),
}

/** `*`: no separator in it. */
export const any: Matcher = {
  kind: 'any',
  length: VARIES,
  match: (s) => !s.includes(SEPARATOR),
  index(s) {
    const found = s.indexOf(SEPARATOR)
    if (found === 0) return { at: 0, lengths: [0] }
    return { at: 0, lengths: cuts(found < 0 ? s : s.slice(0, found)) }
  },
}

/** One rune that `accepts` takes. An empty text has the rune U+FFFD of no width for gobwas, and so may match. */
export function rune(kind: 'single' | 'list' | 'range', accepts: (rune: string) => boolean): Matcher {
  return {
    kind,
    length: 1,
    match(s) {
      const size = s === '' ? 0 : runeSize(s, 0)
      return s.length <= size && accepts(s === '' ? '\u00ef\u00bf\u00bd' : s)
    },
    index(s) {
      for (const i of starts(s)) {
        const size = runeSize(s, i)
        if (accepts(s.slice(i, i + size))) return { at: i, lengths: [size] }
      }
      return undefined
    },
  }
}

export interface TextMatcher extends Matcher {
  readonly text: string
}
const isText = (m: Matcher): m is TextMatcher => m.kind === 'text'
export const asText = (m: Matcher): TextMatcher | undefined => (isText(m) ? m : undefined)

export const text = (text: string): TextMatcher => ({
  kind: 'text',
  text,
  length: runeCount(text),
  match: (s) => s === text,
  index(s) {
    const at = s.indexOf(text)
    return at < 0 ? undefined : { at, lengths: [text.length] }
  },
})

export const prefix = (text: string): TextMatcher => ({
  kind: 'prefix',
  text,
  length: VARIES,
  match: (s) => s.startsWith(text),
  index(s) {
    const at = s.indexOf(text)
    return at < 0
      ? undefined
      : { at, lengths: [text.length, ...ends(s.slice(at + text.length), text.length)] }
  },
})

export const suffix = (text: string): TextMatcher => ({
  kind: 'suffix',
  text,
  length: VARIES,
  match: (s) => s.endsWith(text),
  index(s) {
    const at = s.indexOf(text)
    return at < 0 ? undefined : { at: 0, lengths: [at + text.length] }
  },
})

export const prefixAny = (text: string): Matcher => ({
  kind: 'prefixAny',
  length: VARIES,
  match: (s) => s.startsWith(text) && !s.slice(text.length).includes(SEPARATOR),
  index(s) {
    const at = s.indexOf(text)
    if (at < 0) return undefined
    const rest = s.slice(at + text.length)
    const stop = rest.indexOf(SEPARATOR)
    return { at, lengths: [text.length, ...ends(stop < 0 ? rest : rest.slice(0, stop), text.length)] }
  },
})

export const suffixAny = (text: string): Matcher => ({
  kind: 'suffixAny',
  length: VARIES,
  match: (s) => s.endsWith(text) && !s.slice(0, s.length - text.length).includes(SEPARATOR),
  index(s) {
    const found = s.indexOf(text)
    if (found < 0) return undefined
    const at = s.slice(0, found).lastIndexOf(SEPARATOR) + 1
    return { at, lengths: [found + text.length - at] }
  },
})

export const prefixSuffix = (before: string, after: string): Matcher => ({
  kind: 'prefixSuffix',
  length: VARIES,
  match: (s) => s.startsWith(before) && s.endsWith(after),
  index(s) {
    const at = s.indexOf(before)
    if (at < 0) return undefined
    if (after === '') return { at, lengths: [s.length - at] }
    const lengths: number[] = []
    for (let rest = s.slice(at); ;) {
      const found = rest.lastIndexOf(after)
      if (found < 0) break
      lengths.unshift(found + after.length)
      rest = rest.slice(0, found)
    }
    return lengths.length === 0 ? undefined : { at, lengths }
  },
})

export const contains = (needle: string, not: boolean): Matcher => ({
  kind: 'contains',
  length: VARIES,
  match: (s) => s.includes(needle) !== not,
  index(s) {
    const found = s.indexOf(needle)
    if (not) return { at: 0, lengths: cuts(found < 0 ? s : s.slice(0, found)) }
    if (found < 0) return undefined
    const from = found + needle.length
    return { at: 0, lengths: s.length <= from ? [from] : cuts(s.slice(from), from) }
  },
})

export const min = (limit: number): Matcher => ({
  kind: 'min',
  length: VARIES,
  match: (s) => runeCount(s) >= limit && s !== '',
  index(s) {
    if (s.length - limit + 1 <= 0) return undefined
    const lengths = ends(s, 0).slice(Math.max(limit - 1, 0))
    return lengths.length === 0 ? undefined : { at: 0, lengths }
  },
})

export const max = (limit: number): Matcher => ({
  kind: 'max',
  length: VARIES,
  match: (s) => runeCount(s) <= limit,
  index: (s) => ({ at: 0, lengths: [0, ...ends(s, 0).slice(0, limit)] }),
})

/** All of them at once. gobwas' length of it is -1 always: it starts from 0 and asks for more. */
export const everyOf = (matchers: readonly Matcher[]): Matcher => ({
  kind: 'everyOf',
  length: matchers.length === 0 ? 0 : VARIES,
  match: (s) => matchers.every((m) => m.match(s)),
  index(s) {
    let index = 0
    let offset = 0
    let current: readonly number[] = []
    let rest = s
    for (const [i, matcher] of matchers.entries()) {
      const found = matcher.index(rest)
      if (found === undefined) return undefined
      const delta = index - (found.at + offset)
      current =
        i === 0 ? found.lengths : current.flatMap((have) => found.lengths.filter((n) => have + delta === n))
      if (current.length === 0) return undefined
      index = found.at + offset
      rest = s.slice(index)
      offset += found.at
    }
    return { at: index, lengths: current }
  },
})

export interface AnyOfMatcher extends Matcher {
  readonly matchers: readonly Matcher[]
}

export const anyOf = (matchers: readonly Matcher[]): AnyOfMatcher => ({
  kind: 'anyOf',
  matchers,
  length: anyOfLength(matchers),
  match: (s) => matchers.some((m) => m.match(s)),
  index(s) {
    let at = -1
    let lengths: readonly number[] = []
    for (const matcher of matchers) {
      const found = matcher.index(s)
      if (found === undefined || (at >= 0 && found.at > at)) continue
      if (at < 0 || found.at < at) lengths = found.lengths
      else lengths = merged(lengths, found.lengths)
      at = found.at
    }
    return at < 0 ? undefined : { at, lengths }
  },
})

/** The length that all share; one that varies is forgotten when the next is looked at, as in gobwas. */
function anyOfLength(matchers: readonly Matcher[]): number {
  let length = VARIES
  for (const matcher of matchers) {
    if (length === VARIES) length = matcher.length
    else if (matcher.length !== length) return VARIES
  }
  return length
}

/** Two sorted lists as one, without doubles. */
function merged(a: readonly number[], b: readonly number[]): number[] {
  const out: number[] = []
  for (let x = 0, y = 0; x < a.length || y < b.length;) {
    if (x >= a.length) return [...out, ...b.slice(y)]
    if (y >= b.length) return [...out, ...a.slice(x)]
    const [m, n] = [a[x]!, b[y]!]
    out.push(Math.min(m, n))
    if (m <= n) x++
    if (n <= m) y++
  }
  return out
}

/** Matchers of fixed length, one after another. */
export function row(matchers: readonly Matcher[]): Matcher {
  const length = matchers.reduce((sum, m) => sum + m.length, 0)
  const all = (s: string): boolean => {
    let at = 0
    for (const matcher of matchers) {
      const places = starts(cut(s, at, s.length))
      // gobwas counts on to the end for a matcher of no length
      const count = matcher.length === 0 ? places.length : Math.min(places.length, matcher.length)
      const end = at + (places[count - 1] ?? 0) + 1
      if (count < matcher.length || !matcher.match(cut(s, at, end))) return false
      at = end
    }
    return true
  }
  return {
    kind: 'row',
    length,
    match: (s) => runeCount(s) === length && all(s),
    index(s) {
      for (const i of starts(s)) {
        if (s.length - i < length) break
        if (all(s.slice(i))) return { at: i, lengths: [length] }
      }
      return undefined
    },
  }
}

/** Go's `s[from:to]`, with its panic. */
function cut(s: string, from: number, to: number): string {
  if (to > s.length)
    throw new GoError(`runtime error: slice bounds out of range [:${to}] with length ${s.length}`)
  if (from > to) throw new GoError(`runtime error: slice bounds out of range [${from}:${to}]`)
  return s.slice(from, to)
}
