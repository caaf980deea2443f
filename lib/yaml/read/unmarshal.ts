import { kindOf } from '../../go/json/index.ts'
import { Dict, GoError, Slice, type Value } from '../../go/value.ts'
import { YamlError } from '../error.ts'
import { convert } from './convert.ts'
import { Decoder } from './decode.ts'
import { Composer } from './node.ts'
import { readQuick } from './quick.ts'
import { anything } from './shape.ts'

/** The first document of a text, as `sigs.k8s.io/yaml.Unmarshal` decodes it into `interface{}`. */
export function unmarshal(text: string): Value {
  const quick = readQuick(text, anything)
  return quick === undefined ? unmarshalFully(text) : quick
}

/** `unmarshal` by the full reader alone. */
export function unmarshalFully(text: string): Value {
  return prefixed(() => first(text, false))
}

/** All documents of a text, one after another, as yaml.v2's Decoder reads them; an empty text has none. */
export function unmarshalAll(text: string): Value[] {
  return prefixed(() => {
    const composer = new Composer(text)
    const values: Value[] = []
    for (let root = composer.next(); root !== undefined; root = composer.next())
      values.push(convert(new Decoder(false).decode(root)))
    return values
  })
}

/** The same where a key that occurs twice in a map is an error (`UnmarshalStrict`). */
export function unmarshalStrict(text: string): Value {
  return prefixed(() => first(text, true))
}

function first(text: string, strict: boolean): Value {
  const root = new Composer(text).next()
  return root === undefined ? null : convert(new Decoder(strict).decode(root))
}

/** Says of a failure that it arose on the way to JSON. */
export function prefixed<R>(read: () => R): R {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    throw new YamlError(`error converting YAML to JSON: ${error.message}`, error.stage, error.line)
  }
}

const mismatch = (value: Value, type: string): never => {
  throw new GoError(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kindOf(value)} into Go value of type ${type}`,
  )
}

/**
 * Decodes into a `map[string]interface{}`: sets the keys of the document in `into` and returns it. A document that is
 * empty or null leaves it as it is, as in Go.
 */
export function unmarshalMap(text: string, into: Dict = new Dict()): Dict {
  const value = unmarshal(text)
  if (value === null) return into
  if (!(value instanceof Dict)) return mismatch(value, 'map[string]interface {}')
  for (const [key, item] of value.entries) into.set(key, item)
  return into
}

/** Decodes into a `[]interface{}`; a document that is empty or null gives an empty one. */
export function unmarshalSlice(text: string): Slice {
  const value = unmarshal(text)
  if (value === null) return new Slice([])
  return value instanceof Slice ? value : mismatch(value, '[]interface {}')
}
