import { decodeFirst } from '../../go/json/index.ts'
import { countItems } from '../../go/meter.ts'
import { formatFloat } from '../../go/strconv/index.ts'
import { Dict, GoError, Int, Slice, Struct, type Type, type Value } from '../../go/value.ts'

const numberType: Type = { name: 'json.Number', kind: 'string' }
const NO_FIELDS: ReadonlyMap<string, Value> = new Map()

/** A number by its text: what `json.Number` holds for a schema, what `%v` prints for a value. */
export class JsonNumber extends Struct {
  readonly type = numberType
  readonly digits: string
  constructor(digits: string) {
    super()
    this.digits = digits
  }
  fields(): ReadonlyMap<string, Value> {
    return NO_FIELDS
  }
}

export type JsonObject = ReadonlyMap<string, Json>
/** A JSON value, numbers exact. Schemas and the values they judge are both read into it. */
export type Json = null | boolean | string | JsonNumber | readonly Json[] | JsonObject

export const isObject = (v: Json | undefined): v is JsonObject => v instanceof Map
export const isArray = (v: Json | undefined): v is readonly Json[] => Array.isArray(v)

/**
 * Reads one JSON document, numbers as they are written. Mirrors the library's `UnmarshalJSON`.
 * @throws GoError in the words of Go's decoder
 */
export function parseJson(text: string): Json {
  const { value, end } = decodeFirst(text, { number: (digits) => new JsonNumber(digits) })
  if (/[^ \t\r\n]/.test(text.slice(end))) throw new GoError('invalid character after top-level value')
  return fromValue(value)
}

/** Chart values as JSON. They come out of YAML, JSON and `--set`, so nothing else can be in them. */
export function fromValue(value: Value): Json {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (value instanceof JsonNumber) return value
  if (typeof value === 'number') return new JsonNumber(goFloat(value))
  if (value instanceof Int) return new JsonNumber(value.value.toString())
  if (value instanceof Slice) {
    countItems(value.items.length)
    return value.items.map(fromValue)
  }
  if (value instanceof Dict) {
    countItems(2 * value.size)
    return new Map([...value.entries].map(([key, v]) => [key, fromValue(v)]))
  }
  return null
}

/** `%v` of a float64: `%g` with the shortest digits, but plain up to 1e21. */
function goFloat(n: number): string {
  const exponent = n === 0 ? 0 : Number(n.toExponential().split('e')[1])
  return exponent < -4 || exponent >= 21 ? formatFloat(n, 'e') : formatFloat(n, 'f')
}
