/**
 * Patterns that JavaScript's own engine reads as RE2 does, and texts on which it cannot take long. Most patterns of charts
 * are such, and re2js takes longer to load and to compile one than a small chart takes in all.
 */
export interface Plain {
  /** in JavaScript's spelling */
  readonly source: string
  /** capturing groups */
  readonly groups: number
  /** texts up to this many characters, all ASCII, are searched by it */
  readonly longest: number
  /** Budget steps for a search in so many characters, be it as slow as it can. */
  readonly price: (length: number) => number
}

/** By the number of unbounded repetitions, each of which may try every length: some hundred thousand tries at the most. */
const LONGEST = [4096, 256, 64, 24] as const
/** Tries that take as long as a step of the budget. */
const TRIES = 32

/** Ways through the alternatives and what may be left out: all may be tried, one with another. */
const MOST_CHOICES = 16

/** `\s` of Go within a class. */
const SPACE = '\\t\\n\\f\\r '
const QUANTIFIER = /[*+?]/
const REPEATED = /[*+?{]/
/** Characters that mean themselves outside classes, in both. */
const LITERAL = /[A-Za-z0-9 _\-:/@#%&=<>,;!~"'\n]/
const IN_CLASS = /[A-Za-z0-9 _.:/@#+*?()|,;=<>!~%'"{}$]/
const ESCAPED = /[.\\\-/+*?()[\]{}|^$:@#=]/

/** Thrown where a pattern is not plain. */
const NOT_PLAIN = new Error('not plain')
const refuse = (): never => {
  throw NOT_PLAIN
}

/** One set of characters, in JavaScript's spelling. */
interface Atom {
  readonly source: string
  readonly optional: boolean
}

class Translator {
  readonly #pattern: string
  #at = 0
  groups = 0
  repetitions = 0
  choices = 1

  constructor(pattern: string) {
    this.#pattern = pattern
  }

  translate(): string {
    const out = this.#alternatives()
    return this.#at === this.#pattern.length ? out : refuse()
  }

  #peek(): string {
    return this.#pattern[this.#at] ?? ''
  }

  #alternatives(): string {
    let out = this.#sequence()
    let count = 1
    while (this.#peek() === '|') {
      this.#at++
      count++
      out += `|${this.#sequence()}`
    }
    this.#choose(count)
    return out
  }

  /** At least one atom or group. */
  #sequence(): string {
    let out = ''
    let any = false
    if (this.#peek() === '^') {
      this.#at++
      out = '^'
    }
    for (;;) {
      const c = this.#peek()
      if (c === '' || c === '|' || c === ')') break
      if (c === '$') {
        this.#at++
        out += '$'
        const next = this.#peek()
        if (next !== '' && next !== '|' && next !== ')') refuse()
        break
      }
      any = true
      if (c === '(') out += this.#group()
      else {
        const atom = this.#atom()
        const quantifier = this.#quantifier()
        if (quantifier === '*' || quantifier === '+') this.repetitions++
        else if (quantifier === '?') this.#choose(2)
        out += atom + quantifier
      }
    }
    return any ? out : refuse()
  }

  #choose(ways: number): void {
    this.choices *= ways
    if (this.choices > MOST_CHOICES) refuse()
  }

  #quantifier(): string {
    const c = this.#peek()
    if (c === '{') return refuse()
    if (!QUANTIFIER.test(c)) return ''
    this.#at++
    return REPEATED.test(this.#peek()) ? refuse() : c
  }

  #group(): string {
    const start = this.#at
    this.#at++
    const open = this.#pattern.startsWith('?:', this.#at) ? '(?:' : '('
    if (open === '(?:') this.#at += 2
    else if (this.#peek() === '?') refuse()
    else this.groups++
    const inner = this.#alternatives()
    if (this.#peek() !== ')') refuse()
    this.#at++
    if (!REPEATED.test(this.#peek())) return `${open}${inner})`
    const end = this.#at
    this.#at = start + open.length
    this.#repeatable(end - 1)
    this.#at = end
    const quantifier = this.#quantifier()
    if (quantifier === '?') refuse()
    this.repetitions++
    return `${open}${inner})${quantifier}`
  }

  /**
   * A group may be repeated where a text can be cut into its turns in one way only: atoms that are there or, with `?`, not
   * there, and always the first character tells.
   */
  #repeatable(end: number): void {
    const atoms: Atom[] = []
    while (this.#at < end) {
      if (/[(|^$]/.test(this.#peek())) refuse()
      const source = this.#atom()
      const quantifier = this.#quantifier()
      if (quantifier === '*' || quantifier === '+') refuse()
      atoms.push({ source, optional: quantifier === '?' })
    }
    if (atoms.at(-1)!.optional) refuse()
    for (const [i, { source, optional }] of atoms.entries()) {
      for (let j = i + 1; optional && j < atoms.length; j++) {
        if (!areDisjoint(source, atoms[j]!.source)) refuse()
        if (!atoms[j]!.optional) break
      }
    }
  }

  #atom(): string {
    const c = this.#peek()
    this.#at++
    if (c === '.') return '[^\\n]'
    if (c === '[') return this.#class()
    if (c === '\\') {
      const escape = this.#escape()
      return escape === 's' ? `[${SPACE}]` : escape === 'S' ? `[^${SPACE}]` : `\\${escape}`
    }
    return LITERAL.test(c) ? c : refuse()
  }

  /** What stands after a backslash: a class, a control character, or punctuation. */
  #escape(): string {
    const c = this.#peek()
    this.#at++
    return /[dDwWsSntr]/.test(c) || ESCAPED.test(c) ? c : refuse()
  }

  #class(): string {
    let out = '['
    if (this.#peek() === '^') {
      this.#at++
      out += '^'
    }
    const first = this.#at
    while (this.#peek() !== ']' || this.#at === first) {
      const single = this.#classItem()
      out += single
      if (this.#peek() !== '-' || this.#pattern[this.#at + 1] === ']') continue
      this.#at++
      const last = this.#classItem()
      if (!/^[A-Za-z0-9]$/.test(single) || !/^[A-Za-z0-9]$/.test(last) || single > last) refuse()
      out += `-${last}`
    }
    this.#at++
    return `${out}]`
  }

  #classItem(): string {
    const c = this.#peek()
    this.#at++
    if (c === '-') return this.#peek() === '-' ? refuse() : '\\-'
    if (c === '\\') {
      const escape = this.#escape()
      if (/[DWS]/.test(escape) || (/[dws]/.test(escape) && this.#peek() === '-')) refuse()
      return escape === 's' ? SPACE : `\\${escape}`
    }
    return IN_CLASS.test(c) ? c : refuse()
  }
}

function areDisjoint(a: string, b: string): boolean {
  const [inA, inB] = [new RegExp(`^${a}$`), new RegExp(`^${b}$`)]
  for (let code = 0; code < 128; code++) {
    const c = String.fromCharCode(code)
    if (inA.test(c) && inB.test(c)) return false
  }
  return true
}

/** The pattern for JavaScript's engine; undefined where that would read it otherwise, or might take long over it. */
export function plainOf(pattern: string): Plain | undefined {
  const translator = new Translator(pattern)
  try {
    const source = translator.translate()
    const longest = LONGEST[translator.repetitions]
    if (longest === undefined) return undefined
    const { groups, repetitions, choices } = translator
    const price = (length: number): number => Math.ceil((length ** (repetitions + 1) * choices) / TRIES)
    return { source, groups, longest, price }
  } catch (error) {
    if (error === NOT_PLAIN) return undefined
    throw error
  }
}
