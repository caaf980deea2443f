import { countItems } from '../../go/meter.ts'
import { formatFloat } from '../../go/strconv/index.ts'
import { compareBytes } from '../../go/text.ts'
import { Dict, Entries, Slice, type Value } from '../../go/value.ts'
import { YamlError } from '../error.ts'
import { AnyMap, type Any } from './any.ts'
import { goSyntax } from './go-syntax.ts'
import { anything, fieldOf, type Shape } from './shape.ts'

/**
 * What sigs.k8s.io/yaml makes of yaml.v2's value: keys become strings, and so do numbers and booleans that are to go
 * into a string (convertToJSONableObject); the way through JSON turns every other number into a float64 and every byte
 * that is not UTF-8 into U+FFFD.
 */
export function convert(any: Any, target: Shape<unknown> = anything): Value {
  const state: State = { infinite: false }
  const value = toValue(any, target, state)
  if (state.infinite) refuseInfinite(value)
  return value
}

interface State {
  infinite: boolean
}

function toValue(any: Any, target: Shape<unknown>, state: State): Value {
  if (target.kind === 'pointer') return toValue(any, target.of, state)
  if (typeof any === 'string') return any.toWellFormed()
  if (Array.isArray(any)) {
    const of = target.kind === 'list' ? target.of : anything
    countItems(any.length)
    return new Slice(any.map((item) => toValue(item, of, state)))
  }
  if (any instanceof AnyMap) {
    countItems(any.entries.size)
    const entries = new Entries()
    for (const [key, value] of any.entries.values()) {
      const name = keyText(key, value)
      entries.set(name, toValue(value, elementOf(target, name), state))
    }
    return new Dict(entries)
  }
  if (target.kind === 'string' && any !== null)
    return typeof any === 'number' ? formatFloat(Math.fround(any), 'g', -1, 32) : String(any)
  if (typeof any === 'bigint') return Number(any)
  if (typeof any === 'number' && !Number.isFinite(any)) state.infinite = true
  return any
}

function elementOf(target: Shape<unknown>, key: string): Shape<unknown> {
  if (target.kind === 'map') return target.of
  const field = target.kind === 'struct' ? fieldOf(target.fields, key) : undefined
  return field === undefined
    ? anything
    : (target as { fields: Record<string, Shape<unknown>> }).fields[field]!
}

function keyText(key: Any, value: Any): string {
  if (typeof key === 'string') return key.toWellFormed()
  if (typeof key === 'boolean') return String(key)
  if (typeof key === 'bigint' && key < 1n << 63n) return String(key)
  if (typeof key === 'number') {
    if (Number.isNaN(key)) return '.nan'
    const text = formatFloat(Math.fround(key), 'g', -1, 32)
    return text === '+Inf' ? '.inf' : text === '-Inf' ? '-.inf' : text
  }
  const type = key === null ? '%!s(<nil>)' : 'uint64'
  throw new YamlError(
    `unsupported map key of type: ${type}, key: ${goSyntax(key)}, value: ${goSyntax(value)}`,
    'convert',
  )
}

/** Fails as encoding/json does at the first infinity or NaN, in the order in which it writes. */
function refuseInfinite(value: Value): void {
  if (typeof value === 'number') {
    if (!Number.isFinite(value))
      throw new YamlError(`json: unsupported value: ${formatFloat(value, 'g')}`, 'convert')
  } else if (value instanceof Slice) for (const item of value.items) refuseInfinite(item)
  else if (value instanceof Dict)
    for (const key of value.entries.sortedKeys(compareBytes)) refuseInfinite(value.get(key))
}
