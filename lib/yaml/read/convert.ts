import { formatFloat } from '../../go/strconv/index.ts'
import { compareBytes } from '../../go/text.ts'
import { Dict, Entries, Slice, type Value } from '../../go/value.ts'
import { YamlError } from '../error.ts'
import { AnyMap, type Any } from './decode.ts'
import { goSyntax } from './go-syntax.ts'

/**
 * What sigs.k8s.io/yaml makes of yaml.v2's value: keys become strings (convertToJSONableObject), and the way through
 * JSON turns every number into a float64 and every byte that is not UTF-8 into U+FFFD.
 */
export function convert(any: Any): Value {
  const state: State = { infinite: false }
  const value = toValue(any, state)
  if (state.infinite) refuseInfinite(value)
  return value
}

interface State {
  infinite: boolean
}

function toValue(any: Any, state: State): Value {
  if (typeof any === 'string') return any.toWellFormed()
  if (typeof any === 'bigint') return Number(any)
  if (typeof any === 'number') {
    if (!Number.isFinite(any)) state.infinite = true
    return any
  }
  if (Array.isArray(any)) return new Slice(any.map((item) => toValue(item, state)))
  if (any instanceof AnyMap) {
    const entries = new Entries()
    for (const [key, value] of any.entries.values()) entries.set(keyText(key, value), toValue(value, state))
    return new Dict(entries)
  }
  return any
}

function keyText(key: Any, value: Any): string {
  if (typeof key === 'string') return key.toWellFormed()
  if (typeof key === 'boolean') return String(key)
  if (typeof key === 'bigint' && key < 1n << 63n) return String(key)
  if (typeof key === 'number') {
    if (Number.isNaN(key)) return '.nan'
    const text = formatFloat(key, 'g', -1, 32)
    return text === '+Inf' ? '.inf' : text === '-Inf' ? '-.inf' : text
  }
  const shown = (any: Any): string => (any === null ? '<nil>' : goSyntax(any))
  const type = key === null ? '%!s(<nil>)' : 'uint64'
  throw new YamlError(
    `unsupported map key of type: ${type}, key: ${shown(key)}, value: ${shown(value)}`,
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
