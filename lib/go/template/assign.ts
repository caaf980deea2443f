import { kindOf, reflectValue, typeOf, zeroOf } from '../reflect.ts'
import { Dict, GoError, Int, Slice, Struct, T, type Type, type Value } from '../value.ts'
import type { State } from './state.ts'

/** Whether an untyped nil can be assigned to the type. */
export function canBeNil(type: Type): boolean {
  switch (type.kind) {
    case 'func':
    case 'interface':
    case 'map':
    case 'ptr':
    case 'slice':
      return true
    default:
      return type === reflectValue
  }
}

/** Types without a name of their own, such as `[]string`: they mix with named types of the same make. */
const isLiteral = (type: Type): boolean => /^(?:\[|map\[|func\(|\*)/.test(type.name)

const same = (a: Type | undefined, b: Type | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.name === b.name && a.kind === b.kind)

/** `reflect.Type.AssignableTo`. */
export function assignable(from: Type, to: Type): boolean {
  if (same(from, to)) return true
  if (to.kind === 'interface') {
    return to === T.any || (to === T.error && from.methods?.has('Error') === true)
  }
  if (from.kind !== to.kind || !(isLiteral(from) || isLiteral(to))) return false
  if (from.kind === 'map' || from.kind === 'slice') return same(from.elem, to.elem) && same(from.key, to.key)
  return false
}

/** The value under the parameter's type, as an assignment gives it. */
function converted(value: Value, to: Type): Value {
  if (to.kind === 'interface') return value
  if (value instanceof Dict && value.type !== to) return value.as(to)
  if (value instanceof Slice && value.type !== to) return new Slice(value.items, to, value.isNil)
  return value
}

/** The value as an argument of the type; throws where Go finds it unfit. Mirrors `state.validateType`. */
export function validateType(s: State, value: Value, type: Type): Value {
  if (type === T.any) {
    if (value instanceof Struct && value.copied !== undefined) return value.copied()
    return value === undefined ? null : value
  }
  if (type === reflectValue) return value
  if (value === undefined) {
    if (canBeNil(type)) return zeroOf(type)
    throw s.error('invalid value; expected %s', type.name)
  }
  if (value === null) {
    throw s.error('wrong type for value; expected %s; got %s', type.name, T.any.name)
  }
  const from = typeOf(value)!
  if (from === type) return value
  if (assignable(from, type)) return converted(value, type)
  throw s.error('wrong type for value; expected %s; got %s', type.name, from.name)
}

const isIntLike = (kind: string): boolean => /^u?int/.test(kind)

/** The value as an argument or a key of a type; integers convert. Mirrors `prepareArg`. */
export function prepareArg(value: Value, type: Type): Value {
  if (value === null || value === undefined) {
    if (!canBeNil(type)) throw new GoError(`value is nil; should be of type ${type.name}`)
    return zeroOf(type)
  }
  const from = typeOf(value)!
  if (type === reflectValue || assignable(from, type)) return value
  if (value instanceof Int && isIntLike(kindOf(value)) && isIntLike(type.kind)) {
    const bits = type.kind === 'uintptr' ? 64 : Number(/\d+$/.exec(type.kind)?.[0] ?? 64)
    const cut = type.kind.startsWith('u')
      ? BigInt.asUintN(bits, value.value)
      : BigInt.asIntN(bits, value.value)
    return new Int(cut, type)
  }
  throw new GoError(`value has type ${from.name}; should be ${type.name}`)
}
