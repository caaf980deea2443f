import { countItems } from '../../go/meter.ts'
import { atoi, quote, quoteRune } from '../../go/strconv/index.ts'
import { Dict, GoError, Int, Slice, type Value } from '../../go/value.ts'
import { Cursor, EndOfText } from './cursor.ts'
import type { Dialect } from './dialect.ts'

const MAX_INDEX = 65_536
const MAX_NESTED_NAME_LEVEL = 30

/** `key=value` texts, written into `data`. Mirrors `strvals.parser` and, by its dialect, `literalParser`. */
export class Parser {
  readonly #cursor: Cursor
  readonly #dialect: Dialect
  /** Helm 4 takes an end of text inside an index for the end of the whole text, Helm 3 for an error */
  readonly #wrappedEndIsEnd: boolean

  constructor(text: string, dialect: Dialect, wrappedEndIsEnd: boolean) {
    this.#cursor = new Cursor(text)
    this.#dialect = dialect
    this.#wrappedEndIsEnd = wrappedEndIsEnd
  }

  /** @throws GoError in the words of Helm's parser */
  parse(data: Dict): void {
    try {
      for (;;) this.#key(data, 0)
    } catch (error) {
      if (error instanceof EndOfText && (!error.wrapped || this.#wrappedEndIsEnd)) return
      throw error
    }
  }

  #key(data: Dict, level: number): void {
    const { text: key, last, ended } = this.#cursor.until(this.#dialect.keyStops, this.#dialect.escapes)
    if (ended) {
      if (key === '') throw new EndOfText()
      throw new GoError(`key ${quote(key)} has no value`)
    }
    if (last === '[') this.#listKey(data, key, level)
    else if (last === '=') {
      const { value, end } = this.#dialect.value(this.#cursor)
      set(data, key, value)
      if (end) throw new EndOfText()
    } else if (last === ',') {
      set(data, key, '')
      throw new GoError(`key ${quote(key)} has no value (cannot end with ,)`)
    } else this.#mapKey(data, key, level + 1)
  }

  #listKey(data: Dict, key: string, level: number): void {
    const index = this.#keyIndex()
    const list = data.has(key) ? asList(data.get(key)) : []
    countItems(list.length)
    const changed = [...list]
    try {
      this.#listItem(changed, index, level)
    } finally {
      set(data, key, new Slice(changed))
    }
  }

  #mapKey(data: Dict, key: string, level: number): void {
    if (level > MAX_NESTED_NAME_LEVEL) {
      throw new GoError(
        `value name nested level is greater than maximum supported nested level of ${MAX_NESTED_NAME_LEVEL}`,
      )
    }
    const inner = data.has(key) ? asMap(data.get(key)) : new Dict()
    try {
      this.#key(inner, level)
    } catch (error) {
      if (inner.size > 0) set(data, key, inner)
      throw error
    }
    if (inner.size === 0) throw new GoError(`key map ${quote(key)} has no value`)
    set(data, key, inner)
  }

  #keyIndex(): number {
    const { text, ended } = this.#cursor.until(']', this.#dialect.escapes)
    if (ended) throw new EndOfText('error parsing index: EOF', true)
    try {
      return Number(atoi(text))
    } catch (error) {
      throw new GoError(`error parsing index: ${(error as Error).message}`)
    }
  }

  #listItem(list: Value[], index: number, level: number): void {
    if (index < 0) throw new GoError(`negative ${index} index not allowed`)
    const { text, last, ended } = this.#cursor.until('[.=', this.#dialect.escapes)
    if (text !== '') {
      throw new GoError(
        `unexpected data at end of array index: [${[...text].map((r) => quoteRune(r.codePointAt(0)!)).join(' ')}]`,
      )
    }
    if (ended) throw new EndOfText()
    if (last === '=') setIndex(list, index, this.#dialect.value(this.#cursor).value)
    else if (last === '[') {
      const next = this.#keyIndex()
      const current = list[index]
      const inner = current === undefined || current === null ? [] : [...asList(current)]
      countItems(inner.length)
      this.#listItem(inner, next, level)
      setIndex(list, index, new Slice(inner))
    } else {
      const current = list[index]
      const inner = current instanceof Dict ? current : new Dict()
      if (index < list.length) list[index] = inner
      this.#key(inner, level)
      setIndex(list, index, inner)
    }
  }
}

function set(data: Dict, key: string, value: Value): void {
  if (key !== '') data.set(key, value)
}

function setIndex(list: Value[], index: number, value: Value): void {
  if (index > MAX_INDEX)
    throw new GoError(`index of ${index} is greater than maximum supported index of ${MAX_INDEX}`)
  countItems(Math.max(0, index - list.length))
  while (list.length < index) list.push(null)
  list[index] = value
}

function asMap(value: Value): Dict {
  if (value instanceof Dict) return value
  throw conversion(value, 'map[string]interface {}')
}

function asList(value: Value): readonly Value[] {
  if (value instanceof Slice) return value.items
  throw conversion(value, '[]interface {}')
}

/** A failed type assertion: Helm recovers from Go's panic and keeps its words. */
function conversion(value: Value, wanted: string): GoError {
  const found =
    value === null || value === undefined
      ? 'nil'
      : typeof value === 'string'
        ? 'string'
        : typeof value === 'boolean'
          ? 'bool'
          : value instanceof Int || value instanceof Slice || value instanceof Dict
            ? value.type.name
            : 'float64'
  return new GoError(`unable to parse key: interface conversion: interface {} is ${found}, not ${wanted}`)
}
