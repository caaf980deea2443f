import { Complex, Dict, Func, Int, Slice, Struct, T, type Kind, type Type, type Value } from './value.ts'

/** The dynamic type of a value; undefined for nil and for nothing. Mirrors `reflect.TypeOf`. */
export function typeOf(v: Value): Type | undefined {
  switch (typeof v) {
    case 'string':
      return T.string
    case 'number':
      return T.float64
    case 'boolean':
      return T.bool
    case 'object':
      if (v === null) return undefined
      return v instanceof Complex ? T.complex128 : v.type
    default:
      return undefined
  }
}

/** The kind of a value's dynamic type; 'invalid' for nil and for nothing. */
export const kindOf = (v: Value): Kind => typeOf(v)?.kind ?? 'invalid'

/** `reflect.Value` as a parameter type: such a function gets what there is, nothing (undefined) included. */
export const reflectValue: Type = { name: 'reflect.Value', kind: 'struct' }

const zeros = new Map<Type, Value>()

/** `reflect.Zero(type)` of every type that templates can declare a parameter or an element with. */
export function zeroOf(type: Type): Value {
  switch (type.kind) {
    case 'string':
      return ''
    case 'bool':
      return false
    case 'float32':
    case 'float64':
      return 0
    case 'slice':
    case 'array':
    case 'map': {
      let zero = zeros.get(type)
      if (zero === undefined) {
        zero = type.kind === 'map' ? new Dict(undefined, type, true) : new Slice([], type, true)
        zeros.set(type, zero)
      }
      return zero
    }
    case 'complex128':
      return new Complex(0, 0)
    case 'interface':
    case 'ptr':
    case 'func':
    case 'struct':
    case 'invalid':
      return null
    default:
      return type === T.int ? Int.of(0) : new Int(0n, type)
  }
}

/** Whether Go's `==` nil holds for the value itself: nil maps, slices and interfaces, and nothing at all. */
export function isNil(v: Value): boolean {
  if (v === null || v === undefined) return true
  return (v instanceof Dict || v instanceof Slice) && v.isNil
}

export const isSignedKind = (kind: Kind): boolean =>
  kind === 'int' || kind === 'int64' || kind === 'int32' || kind === 'int16' || kind === 'int8'

/** Calls a method that needs nothing of a run, such as String or Error; undefined where the type has it not. */
export function textMethod(v: Value): string | undefined {
  if (typeof v !== 'object' || v === null || v instanceof Complex) return undefined
  if (v instanceof Struct) return v.string?.()
  if (v instanceof Func) return undefined
  const methods = v.type.methods
  const method = methods?.get('Error') ?? methods?.get('String')
  // such methods are functions of the receiver alone
  return method?.call(undefined as never, [v]) as string | undefined
}
