import { sprintf } from '../fmt/index.ts'
import { isNil, isSignedKind, kindOf, typeOf } from '../reflect.ts'
import { compareBytes } from '../text.ts'
import { Complex, Dict, Func, GoError, Int, Slice, Struct, type Value } from '../value.ts'

type BasicKind = 'bool' | 'complex' | 'int' | 'float' | 'string' | 'uint'

/** The family of kinds that compare with each other; undefined for all that is no basic kind. Mirrors `basicKind`. */
function basicKind(v: Value): BasicKind | undefined {
  switch (typeof v) {
    case 'boolean':
      return 'bool'
    case 'number':
      return 'float'
    case 'string':
      return 'string'
  }
  if (v instanceof Int) return isSignedKind(v.type.kind) ? 'int' : 'uint'
  return v instanceof Complex ? 'complex' : undefined
}

const typeName = (v: Value): string => typeOf(v)?.name ?? '<nil>'
const isNothing = (v: Value): boolean => v === null || v === undefined

const incompatible = (a: Value, b: Value): GoError =>
  new GoError(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`)

/** `eq a b c`: a equals b or c. Throws `GoError` where Go finds no comparison. */
export function equal(first: Value, others: readonly Value[]): boolean {
  if (others.length === 0) throw new GoError('missing argument for comparison')
  const k1 = basicKind(first)
  for (const other of others) {
    const k2 = basicKind(other)
    if (k1 !== k2) {
      // signed and unsigned compare by value
      if ((k1 === 'int' && k2 === 'uint') || (k1 === 'uint' && k2 === 'int')) {
        if ((first as Int).value === (other as Int).value) return true
      } else if (!isNothing(first) && !isNothing(other)) throw incompatible(first, other)
    } else if (k1 === undefined ? equalOthers(first, other) : equalBasic(first, other)) return true
  }
  return false
}

function equalBasic(a: Value, b: Value): boolean {
  if (a instanceof Int) return a.value === (b as Int).value
  if (a instanceof Complex) return a.re === (b as Complex).re && a.im === (b as Complex).im
  return a === b
}

function equalOthers(a: Value, b: Value): boolean {
  if (kindOf(a) !== kindOf(b) && !isNothing(a) && !isNothing(b)) {
    throw new GoError(sprintf('non-comparable types %s: %v, %s: %v', [a, typeName(a), typeName(b), b]))
  }
  if (isNil(a) || isNil(b)) return isNil(a) === isNil(b)
  if (!isComparable(b)) throw new GoError(sprintf('non-comparable type %s: %v', [b, typeName(b)]))
  return sameValue(a, b)
}

const isComparable = (v: Value): boolean =>
  !(v instanceof Dict || v instanceof Slice || v instanceof Func) &&
  !(v instanceof Struct && v.type.kind === 'struct' && ![...v.fields().values()].every(isComparable))

/** Go's `==` of two interface values. */
function sameValue(a: Value, b: Value): boolean {
  if (typeOf(a) !== typeOf(b)) return false
  if (!(a instanceof Struct) || !(b instanceof Struct)) return equalBasic(a, b)
  if (a === b || a.type.kind === 'ptr') return a === b
  if (a.equal !== undefined) return a.equal(b)
  const fields = b.fields()
  return [...a.fields()].every(([name, value]) => sameValue(value, fields.get(name)))
}

/** `lt a b`. Throws `GoError` for what has no order. */
export function lessThan(a: Value, b: Value): boolean {
  const k1 = basicKind(a)
  const k2 = basicKind(b)
  if (k1 === undefined || k2 === undefined) throw new GoError('invalid type for comparison')
  if (a instanceof Int && b instanceof Int) return a.value < b.value
  if (k1 !== k2) throw incompatible(a, b)
  if (k1 === 'bool' || k1 === 'complex') throw new GoError('invalid type for comparison')
  return typeof a === 'string' ? compareBytes(a, b as string) < 0 : (a as number) < (b as number)
}

/** `le a b`: less or equal. */
export const lessOrEqual = (a: Value, b: Value): boolean => lessThan(a, b) || equal(a, [b])
