import { countBytes, countSteps } from '../../go/meter.ts'
import { formatFloat } from '../../go/strconv/index.ts'
import { compareBytes } from '../../go/text.ts'
import { durationType, formatDuration, formatTime, Time, TimeValue, UTC } from '../../go/time/index.ts'
import { BudgetError, Complex, Dict, GoError, Int, Slice, Struct, type Value } from '../../go/value.ts'
import { TomlError } from './error.ts'
import { keyPart, keyText, quoteToml } from './key.ts'
import { localKind } from './local-zone.ts'

const MAX_NESTING = 500
/** Bytes counted for a value that is no text. */
const SCALAR = 8

/**
 * BurntSushi/toml's Encoder: scalars of a table first, then its tables, each sorted by key and indented by two.
 * Throws `TomlError` where Go returns an error, `GoError` where it panics.
 */
export function encode(value: Value): string {
  if (value === null || value === undefined)
    throw new GoError('reflect: call of reflect.Value.Type on zero Value')
  const encoder = new Encoder()
  encoder.encode([], value)
  return encoder.out
}

/** What the encoder asks about a value: whether it becomes a table, an array of tables or something on one line. */
type TomlType = 'scalar' | 'array' | 'hash' | 'tables'

const isNil = (value: Value): boolean =>
  value === null || value === undefined || ((value instanceof Dict || value instanceof Slice) && value.isNil)

const textOf = (value: Struct): string | undefined =>
  value instanceof TimeValue ? undefined : value.text?.()

function tomlType(value: Value, depth = 0): TomlType | undefined {
  if (isNil(value)) return undefined
  countSteps(1)
  if (depth > MAX_NESTING) throw new BudgetError('DEPTH_LIMIT', MAX_NESTING)
  if (value instanceof Dict) return 'hash'
  if (value instanceof Struct)
    return value instanceof TimeValue || textOf(value) !== undefined ? 'scalar' : 'hash'
  if (value instanceof Slice) {
    let allTables = value.items.length > 0
    for (const item of value.items) {
      const type = tomlType(item, depth + 1)
      if (type === undefined) throw new TomlError('toml: cannot encode array with nil element')
      if (type !== 'hash') allTables = false
    }
    return allTables ? 'tables' : 'array'
  }
  if (kindOf(value) !== undefined) throw new TomlError(`unsupported type: ${kindOf(value)}`)
  return 'scalar'
}

/** The kind of a value that TOML cannot hold. */
const kindOf = (value: Value): string | undefined =>
  value instanceof Complex
    ? 'complex128'
    : value !== null && typeof value === 'object' && value.type.kind === 'func'
      ? 'func'
      : undefined

class Encoder {
  out = ''

  encode(key: readonly string[], value: Value): void {
    if (key.length > MAX_NESTING) throw new BudgetError('DEPTH_LIMIT', MAX_NESTING)
    if (value instanceof Slice) {
      if (tomlType(value) === 'tables') this.#tables(key, value)
      else this.#keyValue(key, value, false)
    } else if (value instanceof Dict || (value instanceof Struct && tomlType(value) === 'hash')) {
      if (!isNil(value)) this.#table(key, value)
    } else if (kindOf(value) !== undefined) {
      throw new TomlError(`unsupported type for key '${keyText(key)}': ${kindOf(value)}`)
    } else this.#keyValue(key, value, false)
  }

  #newline(): void {
    if (this.out !== '') this.out += '\n'
  }

  #table(key: readonly string[], value: Dict | Struct): void {
    if (key.length === 1) this.#newline()
    if (key.length > 0) this.#header(key, `[${keyText(key)}]`)
    this.#mapOrStruct(key, value, false)
  }

  #tables(key: readonly string[], value: Slice): void {
    if (key.length === 0) throw new TomlError('toml: top-level values must be Go maps or structs')
    for (const item of value.items) {
      this.#newline()
      this.#header(key, `[[${keyText(key)}]]`)
      this.#mapOrStruct(key, item as Dict | Struct, false)
    }
  }

  #header(key: readonly string[], text: string): void {
    countBytes(2 * key.length + text.length)
    this.out += indentOf(key) + text
    this.#newline()
  }

  #mapOrStruct(key: readonly string[], value: Dict | Struct, inline: boolean): void {
    if (value instanceof Dict) this.#map(key, value, inline)
    else this.#struct(key, value, inline)
  }

  #map(key: readonly string[], value: Dict, inline: boolean): void {
    const direct: string[] = []
    const below: string[] = []
    for (const name of value.entries.sortedKeys(compareBytes))
      (isTable(value.get(name)) ? below : direct).push(name)
    if (inline) this.out += '{'
    for (const names of [direct, below]) {
      const more = names === direct && below.length > 0
      names.forEach((name, i) => {
        const item = value.get(name)
        if (isNil(item)) return
        if (!inline) return this.encode([...key, name], item)
        this.#keyValue([name], item, true)
        if (more || i < names.length - 1) this.out += ', '
      })
    }
    if (inline) this.out += '}'
  }

  #struct(key: readonly string[], value: Struct, inline: boolean): void {
    const fields = [...(value.tagged?.('toml') ?? value.fields())]
    if (inline) this.out += '{'
    const ordered = [
      ...fields.filter(([, item]) => !isTable(item)),
      ...fields.filter(([, item]) => isTable(item)),
    ]
    for (const field of ordered) {
      const [name, item] = field
      if (isNil(item)) continue
      if (!inline) {
        this.encode([...key, name], item)
        continue
      }
      this.#keyValue([name], item, true)
      if (fields.indexOf(field) !== fields.length - 1) this.out += ', '
    }
    if (inline) this.out += '}'
  }

  #keyValue(key: readonly string[], value: Value, inline: boolean): void {
    if (key.length === 0) {
      this.#element(value, 0)
      return
    }
    countBytes(2 * key.length + key.at(-1)!.length)
    this.out += `${indentOf(key)}${keyPart(key.at(-1)!)} = `
    this.#element(value, 0)
    if (!inline) this.#newline()
  }

  #element(value: Value, depth: number): void {
    if (depth > MAX_NESTING) throw new BudgetError('DEPTH_LIMIT', MAX_NESTING)
    countBytes(typeof value === 'string' ? value.length : SCALAR)
    if (typeof value === 'string') this.out += quoteToml(value)
    else if (typeof value === 'number') this.out += floatText(value)
    else if (typeof value === 'boolean') this.out += String(value)
    else if (value instanceof Int)
      this.out += value.type === durationType ? quoteToml(formatDuration(value.value)) : String(value.value)
    else if (value instanceof TimeValue) this.out += timeText(value.time)
    else if (value instanceof Slice) {
      this.out += '['
      value.items.forEach((item, i) => {
        if (i > 0) this.out += ', '
        this.#element(item, depth + 1)
      })
      this.out += ']'
    } else if (value instanceof Struct && textOf(value) !== undefined) this.out += quoteToml(textOf(value)!)
    else this.#mapOrStruct([], value as Dict | Struct, true)
  }
}

const isTable = (value: Value): boolean => {
  const type = tomlType(value)
  return type === 'hash' || type === 'tables'
}

const indentOf = (key: readonly string[]): string => '  '.repeat(key.length - 1)

function floatText(x: number): string {
  if (Number.isNaN(x)) return 'nan'
  if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf'
  const text = formatFloat(x, 'g')
  return /[e.]/.test(text) ? text : `${text}.0`
}

function timeText(time: Time): string {
  const utc = new Time(time.seconds, time.nanosecond, UTC)
  switch (localKind(time.location)) {
    case 'datetime-local':
      return formatTime(utc, '2006-01-02T15:04:05.999999999')
    case 'date-local':
      return formatTime(utc, '2006-01-02')
    case 'time-local':
      return formatTime(utc, '15:04:05.999999999')
  }
  return formatTime(time, '2006-01-02T15:04:05.999999999Z07:00')
}
