import { GoError } from '../../go/value.ts'
import { quoteRune } from '../../go/strconv/index.ts'
import { JsonNumber, type Json } from './json.ts'

/**
 * Reads one JSON document with its numbers as they are written. The words of its errors are those of Go's decoder.
 * @throws GoError
 */
export function parseJson(text: string): Json {
  const reader = new Reader(text)
  const value = reader.value()
  if (!reader.atEnd()) throw new GoError('invalid character after top-level value')
  return value
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const PLAIN = /[^"\\\x00-\x1f]*/y
const SPACE = /[ \t\r\n]*/y
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

class Reader {
  readonly #text: string
  #at = 0
  constructor(text: string) {
    this.#text = text
  }

  atEnd(): boolean {
    this.#space()
    return this.#at === this.#text.length
  }

  value(): Json {
    this.#space()
    const c = this.#text[this.#at]
    switch (c) {
      case undefined:
        throw new GoError(this.#text.trim() === '' ? 'EOF' : 'unexpected EOF')
      case '{':
        return this.#object()
      case '[':
        return this.#array()
      case '"':
        return this.#string()
      case 't':
        return this.#word('true', true)
      case 'f':
        return this.#word('false', false)
      case 'n':
        return this.#word('null', null)
    }
    NUMBER.lastIndex = this.#at
    const number = NUMBER.exec(this.#text)?.[0]
    if (number === undefined)
      this.#fail(c === '-' ? 'in numeric literal' : 'looking for beginning of value', c === '-' ? 1 : 0)
    this.#at += number!.length
    return new JsonNumber(number!)
  }

  #object(): Json {
    const entries = new Map<string, Json>()
    this.#at++
    this.#space()
    if (this.#text[this.#at] === '}') {
      this.#at++
      return entries
    }
    for (;;) {
      this.#space()
      if (this.#text[this.#at] !== '"') this.#fail('looking for beginning of object key string')
      const key = this.#string()
      this.#space()
      if (this.#text[this.#at] !== ':') this.#fail('after object key')
      this.#at++
      entries.set(key, this.value())
      this.#space()
      const c = this.#text[this.#at]
      if (c !== ',' && c !== '}') this.#fail('after object key:value pair')
      this.#at++
      if (c === '}') return entries
    }
  }

  #array(): Json {
    const items: Json[] = []
    this.#at++
    this.#space()
    if (this.#text[this.#at] === ']') {
      this.#at++
      return items
    }
    for (;;) {
      items.push(this.value())
      this.#space()
      const c = this.#text[this.#at]
      if (c !== ',' && c !== ']') this.#fail('after array element')
      this.#at++
      if (c === ']') return items
    }
  }

  #string(): string {
    let out = ''
    this.#at++
    for (;;) {
      PLAIN.lastIndex = this.#at
      const plain = PLAIN.exec(this.#text)![0]
      out += plain
      this.#at += plain.length
      const c = this.#text[this.#at]
      if (c === '"') {
        this.#at++
        return out.toWellFormed()
      }
      if (c !== '\\') this.#fail('in string literal')
      const escape = this.#text[++this.#at]
      if (escape === 'u') {
        const digits = this.#text.slice(this.#at + 1, this.#at + 5)
        const bad = /[^0-9a-fA-F]/.exec(digits)
        if (bad !== null || digits.length < 4)
          this.#fail('in \\u hexadecimal character escape', 1 + (bad?.index ?? digits.length))
        out += String.fromCharCode(parseInt(digits, 16))
        this.#at += 5
      } else {
        if (escape === undefined || !Object.hasOwn(ESCAPES, escape)) this.#fail('in string escape code')
        out += ESCAPES[escape!]!
        this.#at++
      }
    }
  }

  #word<T extends Json>(word: string, value: T): T {
    for (let i = 1; i < word.length; i++) {
      if (this.#text[this.#at + i] !== word[i])
        this.#fail(`in literal ${word} (expecting ${quoteRune(word.charCodeAt(i))})`, i)
    }
    this.#at += word.length
    return value
  }

  #space(): void {
    SPACE.lastIndex = this.#at
    this.#at += SPACE.exec(this.#text)![0].length
  }

  #fail(where: string, ahead = 0): never {
    const rune = this.#text.codePointAt(this.#at + ahead)
    if (rune === undefined) throw new GoError('unexpected EOF')
    throw new GoError(`invalid character ${quoteRune(rune)} ${where}`)
  }
}
