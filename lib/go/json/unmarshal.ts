import { countBytes, countItems } from '../meter.ts'
import { quote } from '../strconv/index.ts'
import { toBytes } from '../text.ts'
import { BudgetError, Dict, Entries, GoError, Slice, T, type Value } from '../value.ts'

/** Go's limit of nesting, and the one we follow values to. */
const MAX_NESTING = 10_000
const MAX_VALUE_NESTING = 1000

export interface DecodeOptions {
  /** What a number becomes; without it a float64, and an error where that overflows. */
  readonly number?: (text: string) => Value
}

/** `json.Unmarshal` into `interface{}`. Throws `GoError` with Go's text. */
export function unmarshal(text: string, options: DecodeOptions = {}): Value {
  const decoder = new Decoder(text, options)
  const value = decoder.whole()
  decoder.throwSaved()
  return value
}

/**
 * `json.Unmarshal` into a `map[string]interface{}`: sets the keys of an object in `into` and returns it; null gives a
 * nil map. As in Go, `into` has all other keys when a number overflows, and none when the syntax is wrong.
 */
export function unmarshalMap(text: string, into: Dict = new Dict(), options: DecodeOptions = {}): Dict {
  const decoder = new Decoder(text, options)
  const value = decoder.whole()
  if (value === null) {
    // Only a number that overflows leaves both null and an error
    if (decoder.failed) return mismatch(0, 'map[string]interface {}')
    return new Dict(undefined, T.anyMap, true)
  }
  if (!(value instanceof Dict)) return mismatch(value, 'map[string]interface {}')
  for (const [key, item] of value.entries) into.set(key, item)
  decoder.throwSaved()
  return into
}

/** `json.Unmarshal` into a `[]interface{}`; null gives a nil slice. */
export function unmarshalSlice(text: string, options: DecodeOptions = {}): Slice {
  const decoder = new Decoder(text, options)
  const value = decoder.whole()
  if (value === null) return decoder.failed ? mismatch(0, '[]interface {}') : new Slice([], T.anySlice, true)
  if (!(value instanceof Slice)) return mismatch(value, '[]interface {}')
  decoder.throwSaved()
  return value
}

/**
 * The first value of a text and where it ends (`json.Decoder.Decode`): what follows is not looked at.
 * Throws `GoError` with `EOF` or `unexpected EOF` where the text ends too early.
 */
export function decodeFirst(text: string, options: DecodeOptions = {}): { value: Value; end: number } {
  const decoder = new Decoder(text, options)
  const value = decoder.first()
  decoder.throwSaved()
  return { value, end: decoder.position }
}

/** What JSON calls a value, in errors of type. */
export const kindOf = (value: Value): string =>
  typeof value === 'string'
    ? 'string'
    : typeof value === 'boolean'
      ? 'bool'
      : value instanceof Slice
        ? 'array'
        : value instanceof Dict
          ? 'object'
          : 'number'

const mismatch = (value: Value, type: string): never => {
  throw new GoError(`json: cannot unmarshal ${kindOf(value)} into Go value of type ${type}`)
}

/** Bytes that a value takes in what holds it. */
const ITEM = 32

class EndOfInput extends GoError {}

/** A container being read: a list, or a map with the key of the value to come. */
type Open = { readonly list: Value[] } | { readonly map: Entries; key: string }

class Decoder {
  readonly #text: string
  readonly #number: ((text: string) => Value) | undefined
  position = 0
  #saved: string | undefined
  #deepest = 0

  constructor(text: string, options: DecodeOptions) {
    this.#text = text
    this.#number = options.number
  }

  get failed(): boolean {
    return this.#saved !== undefined
  }

  throwSaved(): void {
    if (this.#saved !== undefined) throw new GoError(this.#saved)
  }

  /** A value with nothing but white space around it. */
  whole(): Value {
    const value = this.#value()
    this.#skipSpace()
    if (this.position < this.#text.length) this.#fail('after top-level value')
    return value
  }

  first(): Value {
    try {
      return this.#value()
    } catch (error) {
      if (!(error instanceof EndOfInput)) throw error
      throw new GoError(/[^ \t\r\n]/.test(this.#text) ? 'unexpected EOF' : 'EOF')
    }
  }

  #fail(context: string): never {
    const { position } = this
    if (position >= this.#text.length) throw new EndOfInput(`invalid character ' ' ${context}`)
    const c = this.#text.codePointAt(position)!
    const byte = c < 0x80 ? c : toBytes(String.fromCodePoint(c))[0]!
    throw new GoError(`invalid character ${quoteByte(byte)} ${context}`)
  }

  /** Where a space would be no mistake: the text has ended, or its next character is wrong. */
  #unexpected(context: string): never {
    if (this.position >= this.#text.length) throw new EndOfInput('unexpected end of JSON input')
    this.#fail(context)
  }

  #skipSpace(): number {
    for (;;) {
      const c = this.#text.charCodeAt(this.position)
      if (c !== 32 && c !== 10 && c !== 9 && c !== 13) return c
      this.position++
    }
  }

  #value(): Value {
    const open: Open[] = []
    for (;;) {
      let value: Value
      const c = this.#skipSpace()
      if (c === 123 || c === 91) {
        if (open.length >= MAX_NESTING) this.#fail('exceeded max depth')
        this.position++
        const next = this.#skipSpace()
        if (next === c + 2) {
          this.position++
          countItems(0)
          value = c === 91 ? new Slice([]) : new Dict()
          this.#deepest = Math.max(this.#deepest, open.length + 1)
        } else {
          countItems(c === 91 ? 1 : 4)
          open.push(c === 91 ? { list: [] } : { map: new Entries(), key: this.#key() })
          continue
        }
      } else value = this.#literal(c)

      for (;;) {
        const inner = open.at(-1)
        if (inner === undefined) {
          if (this.#deepest > MAX_VALUE_NESTING) throw new BudgetError('DEPTH_LIMIT', MAX_VALUE_NESTING)
          return value
        }
        if (open.length > this.#deepest) this.#deepest = open.length
        const isList = 'list' in inner
        countBytes(ITEM)
        if (isList) inner.list.push(value)
        else inner.map.set(inner.key, value)
        const after = this.#skipSpace()
        if (after === 44) {
          this.position++
          if (!isList) {
            this.#skipSpace()
            inner.key = this.#key()
          }
          break
        }
        if (after !== (isList ? 93 : 125))
          this.#unexpected(isList ? 'after array element' : 'after object key:value pair')
        this.position++
        value = isList ? new Slice(inner.list) : new Dict(inner.map)
        open.pop()
      }
    }
  }

  /** A key and its colon. */
  #key(): string {
    if (this.#text.charCodeAt(this.position) !== 34)
      this.#unexpected('looking for beginning of object key string')
    const key = this.#string()
    if (this.#skipSpace() !== 58) this.#unexpected('after object key')
    this.position++
    return key
  }

  #literal(c: number): Value {
    switch (c) {
      case 34:
        return this.#string()
      case 116:
        this.#word('true')
        return true
      case 102:
        this.#word('false')
        return false
      case 110:
        this.#word('null')
        return null
    }
    if (c === 45 || (c >= 48 && c <= 57)) return this.#numeral()
    return this.#unexpected('looking for beginning of value')
  }

  #word(word: string): void {
    this.position++
    for (let i = 1; i < word.length; i++) {
      if (this.#text[this.position] !== word[i]) this.#fail(`in literal ${word} (expecting '${word[i]}')`)
      this.position++
    }
  }

  #digits(context: string): void {
    const from = this.position
    while (isDigit(this.#text.charCodeAt(this.position))) this.position++
    if (this.position === from) this.#fail(context)
  }

  #numeral(): Value {
    const text = this.#text
    const from = this.position
    if (text.charCodeAt(this.position) === 45) this.position++
    if (text.charCodeAt(this.position) === 48) this.position++
    else this.#digits('in numeric literal')
    if (text.charCodeAt(this.position) === 46) {
      this.position++
      this.#digits('after decimal point in numeric literal')
    }
    if ((text.charCodeAt(this.position) | 32) === 101) {
      this.position++
      const sign = text.charCodeAt(this.position)
      if (sign === 43 || sign === 45) this.position++
      this.#digits('in exponent of numeric literal')
    }
    const numeral = text.slice(from, this.position)
    if (this.#number !== undefined) return this.#number(numeral)
    const value = Number(numeral)
    if (Number.isFinite(value)) return value
    this.#saved ??= `json: cannot unmarshal number ${numeral} into Go value of type float64`
    return null
  }

  #string(): string {
    const text = this.#text
    let out = ''
    let from = ++this.position
    for (;;) {
      const c = text.charCodeAt(this.position)
      if (c === 34) {
        out += text.slice(from, this.position++).toWellFormed()
        return out
      }
      if (c === 92) {
        out += text.slice(from, this.position).toWellFormed() + this.#escape()
        from = this.position
      } else if (c >= 32) this.position++
      else this.#unexpected('in string literal')
    }
  }

  #escape(): string {
    const c = this.#text[++this.position] ?? ''
    const meaning = ESCAPES.get(c)
    if (meaning !== undefined) {
      this.position++
      return meaning
    }
    if (c !== 'u') this.#fail('in string escape code')
    this.position++
    const first = this.#hex()
    if ((first & 0xf800) !== 0xd800) return String.fromCharCode(first)
    // A pair may follow; whatever else follows is read on its own
    const pair = /^\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(this.#text.slice(this.position, this.position + 6))
    if (first >= 0xdc00 || pair === null) return '\ufffd'
    this.position += 6
    return String.fromCharCode(first, Number.parseInt(pair[1]!, 16))
  }

  #hex(): number {
    let value = 0
    for (let i = 0; i < 4; i++) {
      const digit = HEX.indexOf((this.#text[this.position] ?? ' ').toLowerCase())
      if (digit < 0) this.#fail('in \\u hexadecimal character escape')
      value = value * 16 + digit
      this.position++
    }
    return value
  }
}

const HEX = '0123456789abcdef'
const isDigit = (c: number): boolean => c >= 48 && c <= 57

const ESCAPES = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** A byte as Go shows it in single quotes. */
function quoteByte(byte: number): string {
  if (byte === 39) return `'\\''`
  if (byte === 34) return `'"'`
  return `'${quote(String.fromCharCode(byte)).slice(1, -1)}'`
}
