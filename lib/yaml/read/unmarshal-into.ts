import { kindOf } from '../../go/json/index.ts'
import { compareBytes } from '../../go/text.ts'
import { Dict, GoError, Slice, type Value } from '../../go/value.ts'
import { convert } from './convert.ts'
import { Decoder } from './decode.ts'
import { Composer } from './node.ts'
import { readQuick } from './quick.ts'
import { fieldOf, type Shape } from './shape.ts'
import { prefixed } from './unmarshal.ts'

/**
 * `sigs.k8s.io/yaml.Unmarshal` into a Go type: the first document of a text is read into `into`, which keeps what the
 * document does not mention. Throws `YamlError`, or `GoError` where a value does not fit its type.
 */
export function unmarshalInto<R>(text: string, shape: Shape<R>, into: R = shape.zero()): R {
  const quick = readQuick(text, shape)
  const value = quick === undefined ? readFully(text, shape) : quick
  if (value === null) return into
  const state: State = { path: [] }
  const result = decode(value, shape, into, state) as R
  if (state.error !== undefined)
    throw new GoError(`error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${state.error}`)
  return result
}

const readFully = (text: string, shape: Shape<unknown>): Value =>
  prefixed(() => {
    const root = new Composer(text).next()
    return root === undefined ? null : convert(new Decoder(false).decode(root), shape)
  })

/** Where decoding stands, and the first mismatch: decoding goes on after it. */
interface State {
  readonly path: string[]
  struct?: string
  error?: string
}

function mismatch(value: Value, shape: Shape<unknown>, state: State): void {
  const place =
    state.struct === undefined ? 'Go value' : `Go struct field ${state.struct}.${state.path.join('.')}`
  state.error ??= `${kindOf(value)} into ${place} of type ${shape.type}`
}

function decode(value: Value, shape: Shape<unknown>, old: unknown, state: State): unknown {
  if (value === null)
    return shape.kind === 'any' || shape.kind === 'list' || shape.kind === 'map' || shape.kind === 'pointer'
      ? null
      : old
  switch (shape.kind) {
    case 'any':
      return value
    case 'pointer':
      return decode(value, shape.of, old ?? shape.of.zero(), state)
    case 'string':
      if (typeof value === 'string') return value
      break
    case 'bool':
      if (typeof value === 'boolean') return value
      break
    case 'list':
      if (!(value instanceof Slice)) break
      return value.items.map((item, i) =>
        decode(item, shape.of, (old as unknown[] | null)?.[i] ?? shape.of.zero(), state),
      )
    case 'map': {
      if (!(value instanceof Dict)) break
      const entries = (old as Map<string, unknown> | null) ?? new Map<string, unknown>()
      for (const key of value.entries.sortedKeys(compareBytes))
        entries.set(key, decode(value.get(key), shape.of, shape.of.zero(), state))
      return entries
    }
    case 'struct':
      if (!(value instanceof Dict)) break
      decodeStruct(value, shape, old as Record<string, unknown>, state)
      return old
  }
  mismatch(value, shape, state)
  return old
}

function decodeStruct(
  value: Dict,
  shape: Shape<unknown> & { kind: 'struct' },
  old: Record<string, unknown>,
  state: State,
): void {
  const outer = state.struct
  for (const key of value.entries.sortedKeys(compareBytes)) {
    const name = fieldOf(shape.fields, key)
    if (name === undefined) continue
    state.struct = shape.name
    state.path.push(name)
    old[name] = decode(value.get(key), shape.fields[name]!, old[name], state)
    state.path.pop()
    state.struct = outer
  }
}
