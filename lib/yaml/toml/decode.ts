import { countBytes, countSteps } from '../../go/meter.ts'
import { BudgetError, Dict, Entries, Int, Slice, sliceOf, T, type Host, type Value } from '../../go/value.ts'
import { byteLength } from '../../go/text.ts'
import { quote } from '../../go/strconv/index.ts'
import { parseError } from './error.ts'
import { keyText } from './key.ts'
import { Lexer, type Item, type ItemType } from './lexer.ts'
import { parseFloat, parseInteger } from './number.ts'
import { replaceEscapes, stripEscapedNewlines, stripFirstNewline } from './string.ts'
import { parseDatetime } from './datetime.ts'

const MAX_NESTING = 500
/** Bytes that an item of the lexer takes with what comes of it, and a table. */
const ITEM = 64
const TABLE = 300

/**
 * BurntSushi/toml's Unmarshal into a `map[string]interface{}`; `host` tells what local times mean.
 * Throws `TomlError` with Go's text.
 */
export function decode(text: string, host: Host): Dict {
  return new Parser(withoutMark(text), host).parse()
}

/** UTF-16 marks are dropped too, though what follows them is then read as bytes. */
function withoutMark(text: string): string {
  if (text.startsWith('\udcff\udcfe') || text.startsWith('\udcfe\udcff')) return text.slice(2)
  return text.startsWith('\ufeff') ? text.slice(1) : text
}

type Key = readonly string[]
type Table = Map<string, Node>
/** What the parser holds until the end: tables stay open for more keys. */
type Node = Value | Table | Tables | List
class Tables {
  readonly all: Table[] = []
}
class List {
  readonly items: Node[] = []
}

const tablesType = sliceOf(T.anyMap)

function toValue(node: Node): Value {
  if (node instanceof Map) {
    const entries = new Entries()
    for (const [key, item] of node) entries.set(key, toValue(item))
    return new Dict(entries)
  }
  if (node instanceof Tables) return new Slice(node.all.map(toValue), tablesType)
  if (node instanceof List) return new Slice(node.items.map(toValue))
  return node
}

class Parser {
  readonly #lexer: Lexer
  readonly #host: Host
  readonly #nulAt: number
  readonly #root: Table = new Map()
  /** keys that hold an array written as such */
  readonly #arrays = new Set<string>()
  readonly #implicits = new Set<string>()
  #context: Key = []
  #currentKey = ''
  /** line of the key being read */
  #line = 0
  #depth = 0

  constructor(text: string, host: Host) {
    this.#lexer = new Lexer(text)
    this.#host = host
    this.#nulAt = text.slice(0, 6).indexOf('\0') < 0 ? -1 : byteLength(text.slice(0, text.indexOf('\0')))
  }

  parse(): Dict {
    if (this.#nulAt >= 0 && this.#nulAt < 6)
      throw parseError(
        'files cannot contain NULL bytes; probably using UTF-16; TOML files must be UTF-8',
        1,
        '',
      )
    for (let item = this.#next(); item.type !== 'EOF'; item = this.#next()) this.#topLevel(item)
    return toValue(this.#root) as Dict
  }

  /** The full key that is being read (`parser.current`). */
  #current(): string {
    if (this.#currentKey === '') return keyText(this.#context)
    return this.#context.length === 0 ? this.#currentKey : `${keyText(this.#context)}.${this.#currentKey}`
  }

  #fail(problem: string, line = this.#line): never {
    throw parseError(problem, line, this.#current())
  }

  #next(): Item {
    countBytes(ITEM)
    const item = this.#lexer.nextItem()
    if (item.type === 'error') this.#fail(item.value, item.line)
    return item
  }

  /** The parts of a dotted key up to its end. */
  #key(end: ItemType): Key {
    const key: string[] = []
    let item = this.#next()
    this.#line = item.line
    for (; item.type !== end; item = this.#next())
      key.push(item.type === 'text' ? item.value : (this.#value(item, false) as string))
    return key
  }

  #topLevel(item: Item): void {
    switch (item.type) {
      case 'commentStart':
        this.#next()
        return
      case 'tableStart':
      case 'arrayTableStart': {
        const isArray = item.type === 'arrayTableStart'
        this.#addContext(this.#key(isArray ? 'arrayTableEnd' : 'tableEnd'), isArray)
        this.#arrays.delete(keyText(this.#context))
        return
      }
    }
    const outer = this.#context
    const key = this.#key('keyEnd')
    this.#currentKey = key.at(-1)!
    for (const part of key.slice(0, -1)) this.#addImplicitContext([...this.#context, part])
    const item2 = this.#next()
    const value = this.#value(item2, false)
    this.#setValue(this.#currentKey, value)
    this.#setType(this.#currentKey, value instanceof List)
    this.#context = outer
    this.#currentKey = ''
  }

  #value(item: Item, parentIsArray: boolean): Node {
    const fail = (problem: string): never => this.#fail(problem, item.line)
    switch (item.type) {
      case 'stringEsc':
        return replaceEscapes(item.value, fail)
      case 'multilineString':
        return replaceEscapes(stripEscapedNewlines(stripFirstNewline(item.value)), fail)
      case 'rawMultilineString':
        return stripFirstNewline(item.value)
      case 'integer':
        return Int.int64(parseInteger(item.value, fail))
      case 'float':
        return parseFloat(item.value, fail)
      case 'bool':
        return item.value === 'true'
      case 'datetime':
        return parseDatetime(item.value, this.#host, fail)
      case 'array':
        return this.#nested(() => this.#array())
      case 'inlineTableStart':
        return this.#nested(() => this.#inlineTable(parentIsArray))
    }
    return item.value
  }

  #nested<R>(read: () => R): R {
    if (++this.#depth > MAX_NESTING) throw new BudgetError('DEPTH_LIMIT', MAX_NESTING)
    const result = read()
    this.#depth--
    return result
  }

  #array(): List {
    this.#setType(this.#currentKey, true)
    const list = new List()
    for (let item = this.#next(); item.type !== 'arrayEnd'; item = this.#next()) {
      if (item.type === 'commentStart') this.#next()
      else list.items.push(this.#value(item, true))
    }
    return list
  }

  #inlineTable(parentIsArray: boolean): Table {
    const table: Table = new Map()
    const outerContext = this.#context
    const outerKey = this.#currentKey
    this.#context = [...this.#context, this.#currentKey]
    const inner = this.#context
    this.#currentKey = ''
    this.#implicits.add(keyText(inner))
    this.#addContext(inner, parentIsArray)
    for (let item = this.#next(); item.type !== 'inlineTableEnd'; item = this.#next()) {
      if (item.type === 'commentStart') {
        this.#next()
        continue
      }
      const key = this.#key('keyEnd')
      this.#currentKey = key.at(-1)!
      const parents = key.slice(0, -1)
      for (const part of parents) this.#addImplicitContext([...this.#context, part])
      const value = this.#value(this.#next(), false)
      this.#setValue(this.#currentKey, value)
      this.#setType(this.#currentKey, value instanceof List)
      this.#place(table, parents, value)
      this.#context = inner
    }
    this.#context = outerContext
    this.#currentKey = outerKey
    return table
  }

  /** Puts a value of an inline table where its dotted key says. */
  #place(table: Table, parents: Key, value: Node): void {
    let hash = table
    for (const part of parents) {
      const found = hash.get(part) ?? new Map<string, Node>()
      hash.set(part, found)
      if (!(found instanceof Map)) this.#fail(`${quote(keyText(this.#context))} is not a table`)
      hash = found
    }
    hash.set(this.#currentKey, value)
  }

  #addImplicitContext(key: Key): void {
    this.#implicits.add(keyText(key))
    this.#addContext(key, false)
  }

  #addContext(key: Key, isArray: boolean): void {
    countSteps(key.length)
    countBytes(TABLE + key.length * ITEM)
    let hash = this.#root
    const context: string[] = []
    for (const part of key.slice(0, -1)) {
      context.push(part)
      let found = hash.get(part)
      if (found === undefined && !hash.has(part)) {
        this.#implicits.add(keyText(context))
        hash.set(part, (found = new Map()))
      }
      if (found instanceof Tables) hash = found.all.at(-1)!
      else if (found instanceof Map) hash = found
      else this.#fail(`Key '${keyText(context)}' was already created as a hash.`)
    }
    this.#context = context
    const last = key.at(-1)!
    if (isArray) {
      const found = hash.get(last)
      const tables = found === undefined ? new Tables() : found
      if (!(tables instanceof Tables))
        this.#fail(`Key '${keyText(key)}' was already created and cannot be used as an array.`)
      tables.all.push(new Map())
      hash.set(last, tables)
    } else this.#setValue(last, new Map())
    this.#context = [...context, last]
  }

  #setValue(key: string, value: Node): void {
    let hash = this.#root
    countSteps(this.#context.length)
    const context: string[] = []
    for (const part of this.#context) {
      context.push(part)
      const found = hash.get(part)
      if (found instanceof Tables) hash = found.all.at(-1)!
      else if (found instanceof Map) hash = found
      else this.#fail(`Key '${keyText(context)}' has already been defined.`)
    }
    context.push(key)
    if (!hash.has(key)) {
      hash.set(key, value)
      return
    }
    const name = keyText(context)
    if (!this.#implicits.has(name)) this.#fail(`Key '${name}' has already been defined.`)
    this.#implicits.delete(name)
    if (this.#arrays.has(name)) hash.set(key, value)
  }

  #setType(key: string, isArray: boolean): void {
    const full = key === '' ? this.#context : [...this.#context, key]
    const name = keyText(full.length === 0 ? [''] : full)
    if (isArray) this.#arrays.add(name)
    else this.#arrays.delete(name)
  }
}
