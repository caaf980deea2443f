import { normal } from '../go/text.ts'
import {
  fromRunes,
  isLetter,
  isNumber,
  isPunct,
  isSpace,
  isUpper,
  RUNE_ERROR,
  runes,
  toLower,
  toUpper,
} from '../go/unicode/index.ts'

/** huandu/xstrings 1.5.0, as far as sprig reaches it. */

const isConnector = (rune: number): boolean => rune === 0x2d || rune === 0x5f || isSpace(rune)

const isIdeograph = (rune: number): boolean =>
  (rune >= 0x4e00 && rune <= 0x9fcc) ||
  (rune >= 0x3400 && rune <= 0x4d85) ||
  (rune >= 0x20000 && rune <= 0x2b81d)

const isAlphabet = (rune: number): boolean => isLetter(rune) && !isIdeograph(rune)

/** xstrings.ToPascalCase: words joined, each with a capital; leading connectors stay. */
export function toPascalCase(text: string): string {
  const list = runes(text)
  const out: number[] = []
  let capital = false
  let rune = 0
  let at = 0
  while (at < list.length) {
    rune = list[at++]!
    if (!isConnector(rune)) {
      capital = isUpper(rune)
      rune = toUpper(rune)
      break
    }
    out.push(rune)
  }
  // as upstream: of connectors alone, the last comes twice
  if (at === list.length) return fromRunes(list.length === 0 ? out : [...out, rune])
  while (at < list.length) {
    const before = rune
    rune = list[at++]!
    if (isConnector(before)) {
      if (isConnector(rune)) {
        out.push(before)
        continue
      }
      capital = isUpper(rune)
      rune = toUpper(rune)
      continue
    }
    if (capital) {
      if (isUpper(rune)) rune = toLower(rune)
      else capital = false
    }
    out.push(before)
  }
  return fromRunes([...out, rune])
}

type WordKind = 'invalid' | 'number' | 'upper' | 'alphabet' | 'connector' | 'punct' | 'other'

interface Word {
  readonly kind: WordKind
  readonly units: readonly string[]
}

/** What continues a word of each kind; an upper case word is read by `Words.#upper`. */
const CONTINUES: Readonly<Record<Exclude<WordKind, 'invalid' | 'upper'>, (rune: number) => boolean>> = {
  connector: isConnector,
  punct: isPunct,
  alphabet: (rune) => isAlphabet(rune) && !isUpper(rune),
  number: isNumber,
  other: (rune) => !(isConnector(rune) || isAlphabet(rune) || isNumber(rune) || isPunct(rune)),
}

/** xstrings' nextWord over a string: broken bytes belong to the rune that follows them, or at the end precedes. */
class Words {
  readonly #units: readonly string[]
  #at = 0
  constructor(text: string) {
    this.#units = [...text]
  }
  get done(): boolean {
    return this.#at === this.#units.length
  }
  next(): Word {
    if (this.done) return { kind: 'invalid', units: [] }
    const start = this.#at
    const first = this.#step(RUNE_ERROR)
    const kind = this.#kindOf(first.rune)
    this.#at = first.end
    if (kind === 'upper') this.#upper(first.rune)
    else if (kind !== 'invalid') this.#run(first.rune, CONTINUES[kind])
    return { kind, units: this.#units.slice(start, this.#at) }
  }
  #kindOf(rune: number): WordKind {
    if (rune === RUNE_ERROR) return 'invalid'
    if (isConnector(rune)) return 'connector'
    if (isPunct(rune)) return 'punct'
    if (isUpper(rune)) return 'upper'
    if (isAlphabet(rune)) return 'alphabet'
    return isNumber(rune) ? 'number' : 'other'
  }
  /** xstrings' nextValidRune: the next rune that is no U+FFFD, or `before` when there is none. */
  #step(before: number): { rune: number; end: number } {
    for (let at = this.#at; at < this.#units.length; at++) {
      const rune = this.#units[at]!.codePointAt(0)!
      const broken = rune === RUNE_ERROR || (rune >= 0xdc00 && rune <= 0xdfff)
      if (!broken) return { rune, end: at + 1 }
    }
    return { rune: before, end: this.#units.length }
  }
  #run(first: number, more: (rune: number) => boolean): number {
    let rune = first
    while (!this.done) {
      const step = this.#step(rune)
      rune = step.rune
      if (!more(rune)) break
      this.#at = step.end
    }
    return rune
  }
  /** "HTTPStatus" is "HTTP" and "Status": the last capital goes with what follows it. */
  #upper(first: number): void {
    if (this.done) return
    const second = this.#step(first)
    if (isUpper(second.rune)) {
      let before = this.#at
      const more = (rune: number): boolean => {
        if (!isUpper(rune)) return false
        before = this.#at
        return true
      }
      this.#at = second.end
      const rune = this.#run(second.rune, more)
      if (!this.done && isAlphabet(rune)) this.#at = before
    } else if (isAlphabet(second.rune)) {
      this.#at = second.end
      this.#run(second.rune, CONTINUES.alphabet)
    }
  }
}

/** xstrings.ToSnakeCase and ToKebabCase: words in lower case with `connector` between them. */
export function toDelimited(text: string, connector: string): string {
  const words = new Words(text)
  const out: string[] = []
  const write = (word: Word): void => {
    if (word.kind !== 'upper' && word.kind !== 'connector') out.push(...word.units)
    else for (const unit of word.units) out.push(lowered(unit, connector))
  }
  const joins = (kind: WordKind): boolean => kind !== 'connector' && kind !== 'punct'
  let word = words.next()
  const writeNumbered = (): void => {
    while (word.kind === 'alphabet' || word.kind === 'number') {
      write(word)
      word = words.next()
    }
    if (word.kind !== 'invalid' && joins(word.kind)) out.push(connector)
  }
  while (!words.done) {
    if (word.kind !== 'connector') write(word)
    const last = word
    word = words.next()
    if (last.kind === 'number') writeNumbered()
    else if (last.kind === 'connector') write(last)
    else if (last.kind === 'punct') continue
    else if (word.kind !== 'number') {
      if (joins(word.kind)) out.push(connector)
    } else if (!words.done) {
      const number = word
      word = words.next()
      if (word.kind === 'alphabet') {
        // "HTTP2xx" is "http_2xx", but "Bld4Floor" is "bld4_floor"
        out.push(connector)
        write(number)
        writeNumbered()
      } else {
        write(number)
        if (joins(word.kind)) out.push(connector)
      }
    }
  }
  write(word)
  return normal(out.join(''))
}

function lowered(unit: string, connector: string): string {
  const [rune] = runes(unit) as [number]
  if (isConnector(rune)) return connector
  return fromRunes([isUpper(rune) ? toLower(rune) : rune])
}
