/** A pattern as gobwas/glob parses it. */
export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'any' | 'super' | 'single' | 'nothing' }
  | { readonly kind: 'list'; readonly not: boolean; readonly chars: string }
  | { readonly kind: 'range'; readonly not: boolean; readonly low: number; readonly high: number }
  | { readonly kind: 'anyOf' | 'pattern'; readonly children: readonly Node[] }

/** A pattern that does not compile. */
export class BadPattern extends Error {}

/** Mirrors gobwas' lexer and parser. @throws BadPattern */
export const parsePattern = (pattern: string): Node => ({
  kind: 'pattern',
  children: new Parser(pattern).parse(),
})

class Parser {
  readonly #chars: readonly string[]
  #at = 0
  constructor(pattern: string) {
    this.#chars = [...pattern]
    if (!pattern.isWellFormed() || pattern.includes('\ufffd')) throw new BadPattern()
  }

  parse(): readonly Node[] {
    return this.#pattern(false).parts
  }

  /** Parts up to the end, or within braces up to `,` or `}`. An end within braces closes them. */
  #pattern(inTerms: boolean): { parts: Node[]; stop: string } {
    const parts: Node[] = []
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
        if (escaped !== undefined) addText(parts, escaped)
      } else addText(parts, c)
    }
  }

  #terms(): Node {
    const children: Node[] = []
    for (;;) {
      const { parts, stop } = this.#pattern(true)
      children.push({ kind: 'pattern', children: parts })
      if (stop !== ',') return { kind: 'anyOf', children }
    }
  }

  #set(): Node {
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
      return { kind: 'range', not, low: low.codePointAt(0)!, high: high.codePointAt(0)! }
    }
    let chars = ''
    for (;;) {
      let c = this.#chars[this.#at++]
      if (c === ']') break
      if (c === '\\') c = this.#chars[this.#at++]
      if (c === undefined) throw new BadPattern()
      chars += c
    }
    if (chars === '') throw new BadPattern()
    return { kind: 'list', not, chars }
  }
}

/** Neighbouring characters are one text. */
function addText(parts: Node[], char: string): void {
  const last = parts.at(-1)
  if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + char }
  else parts.push({ kind: 'text', text: char })
}
