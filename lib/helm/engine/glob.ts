/** A pattern as gobwas/glob parses it. */
type Part =
  | { readonly kind: 'text'; readonly char: string }
  | { readonly kind: 'any' | 'super' | 'single' }
  | { readonly kind: 'set'; readonly not: boolean; has(char: string): boolean }
  | { readonly kind: 'anyOf'; readonly patterns: readonly (readonly Part[])[] }

class BadPattern extends Error {}

/**
 * Tells whether names match a pattern, in the manner of gobwas/glob with "/" between names: `*` and `?` stop at it, `**`
 * does not, `[…]` does not care; `{a,b}` is either. A pattern that does not compile matches everything, as in Helm.
 */
export function globMatcher(pattern: string): (name: string) => boolean {
  let parts: readonly Part[]
  try {
    parts = new Parser(pattern).parse()
  } catch (error) {
    if (!(error instanceof BadPattern)) throw error
    return () => true
  }
  const machine = new Machine(parts)
  return (name) => machine.matches(name)
}

class Parser {
  readonly #chars: readonly string[]
  #at = 0
  constructor(pattern: string) {
    this.#chars = [...pattern]
    if (!pattern.isWellFormed() || pattern.includes('\ufffd')) throw new BadPattern()
  }

  parse(): readonly Part[] {
    return this.#pattern(false).parts
  }

  /** Parts up to the end, or within braces up to `,` or `}`. An end within braces closes them. */
  #pattern(inTerms: boolean): { parts: Part[]; stop: string } {
    const parts: Part[] = []
    for (;;) {
      const c = this.#chars[this.#at++]
      if (c === undefined || c === '\0') return { parts, stop: '' }
      if (inTerms && (c === ',' || c === '}')) return { parts, stop: c }
      if (c === '{') parts.push(this.#terms())
      else if (c === '[') parts.push(this.#set())
      else if (c === '?') parts.push({ kind: 'single' })
      else if (c === '*') {
        const isSuper = this.#chars[this.#at] === '*'
        if (isSuper) this.#at++
        parts.push({ kind: isSuper ? 'super' : 'any' })
      } else if (c === '\\') {
        const escaped = this.#chars[this.#at++]
        if (escaped !== undefined) parts.push({ kind: 'text', char: escaped })
      } else parts.push({ kind: 'text', char: c })
    }
  }

  #terms(): Part {
    const patterns: (readonly Part[])[] = []
    for (;;) {
      const { parts, stop } = this.#pattern(true)
      patterns.push(parts)
      if (stop !== ',') return { kind: 'anyOf', patterns }
    }
  }

  #set(): Part {
    const not = this.#chars[this.#at] === '!'
    if (not) this.#at++
    const low = this.#chars[this.#at]
    if (low === undefined) throw new BadPattern()
    if (this.#chars[this.#at + 1] === '-') {
      const high = this.#chars[this.#at + 2]
      if (
        high === undefined ||
        this.#chars[this.#at + 3] !== ']' ||
        high.codePointAt(0)! < low.codePointAt(0)!
      )
        throw new BadPattern()
      this.#at += 4
      const [from, to] = [low.codePointAt(0)!, high.codePointAt(0)!]
      return { kind: 'set', not, has: (c) => from <= c.codePointAt(0)! && c.codePointAt(0)! <= to }
    }
    const chars = new Set<string>()
    for (;;) {
      let c = this.#chars[this.#at++]
      if (c === ']') break
      if (c === '\\') c = this.#chars[this.#at++]
      if (c === undefined) throw new BadPattern()
      chars.add(c)
    }
    if (chars.size === 0) throw new BadPattern()
    return { kind: 'set', not, has: (c) => chars.has(c) }
  }
}

/** A state: what it takes to leave it by reading a character, and where one may go without. */
interface State {
  reads: ((char: string) => boolean) | undefined
  next: number
  readonly free: number[]
}

/** All ways at once, so that no pattern takes longer than its length times the name's. */
class Machine {
  readonly #states: State[] = []
  readonly #end: number

  constructor(parts: readonly Part[]) {
    const start = this.#add()
    this.#end = this.#sequence(parts, start)
  }

  matches(name: string): boolean {
    let current = this.#closure([0])
    for (const char of name) {
      const next: number[] = []
      for (const i of current) {
        const state = this.#states[i]!
        if (state.reads?.(char)) next.push(state.next)
      }
      if (next.length === 0) return false
      current = this.#closure(next)
    }
    return current.has(this.#end)
  }

  #add(): number {
    return this.#states.push({ reads: undefined, next: -1, free: [] }) - 1
  }

  #closure(from: readonly number[]): Set<number> {
    const seen = new Set(from)
    for (const i of seen) for (const free of this.#states[i]!.free) seen.add(free)
    return seen
  }

  #sequence(parts: readonly Part[], start: number): number {
    return parts.reduce((at, part) => this.#part(part, at), start)
  }

  #part(part: Part, from: number): number {
    const to = this.#add()
    if (part.kind === 'anyOf') {
      for (const pattern of part.patterns) {
        const begin = this.#add()
        this.#states[from]!.free.push(begin)
        this.#states[this.#sequence(pattern, begin)]!.free.push(to)
      }
      return to
    }
    const hold = this.#add()
    this.#states[from]!.free.push(hold)
    const state = this.#states[hold]!
    state.next = to
    switch (part.kind) {
      case 'text':
        state.reads = (c) => c === part.char
        break
      case 'set':
        state.reads = (c) => part.has(c) !== part.not
        break
      case 'single':
        state.reads = (c) => c !== '/'
        break
      default: {
        const isSuper = part.kind === 'super'
        state.reads = (c) => isSuper || c !== '/'
        state.next = hold
        state.free.push(to)
      }
    }
    return to
  }
}
