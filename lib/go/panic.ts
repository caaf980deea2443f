import { typeOf } from './reflect.ts'
import { GoError, type Kind, type Type, type Value } from './value.ts'

/** The panic of calling a method on a nil interface, such as `reflect.TypeOf(nil).Kind()`. */
export const nilDereference = (): GoError =>
  new GoError('runtime error: invalid memory address or nil pointer dereference')

/** The panic of `v.(T)`, `v` being an `interface {}` that holds something else. */
export const interfaceConversion = (v: Value, wanted: Type): GoError =>
  new GoError(`interface conversion: interface {} is ${typeOf(v)?.name ?? 'nil'}, not ${wanted.name}`)

/** The panic of writing to a nil map. */
export const nilMapEntry = (): GoError => new GoError('assignment to entry in nil map')

/** The panic of `make([]T, n)` where `n` is negative or far too large. */
export const lengthOutOfRange = (): GoError => new GoError('runtime error: makeslice: len out of range')

/** The panic of an integer division by zero. */
export const divideByZero = (): GoError => new GoError('runtime error: integer divide by zero')

/** The panic of a `reflect.Value` method on a kind that does not have it; 'invalid' is the zero Value. */
export const reflectCall = (method: string, kind: Kind): GoError =>
  new GoError(`reflect: call of reflect.Value.${method} on ${kind === 'invalid' ? 'zero' : kind} Value`)

/** The panics of `s[low:high]` for a string of `length` bytes; undefined where the bounds are fine. */
export function sliceBounds(low: bigint, high: bigint, length: number): GoError | undefined {
  const text = 'runtime error: slice bounds out of range'
  if (high < 0n) return new GoError(`${text} [:${high}]`)
  if (high > BigInt(length)) return new GoError(`${text} [:${high}] with length ${length}`)
  if (low < 0n) return new GoError(`${text} [${low}:]`)
  if (low > high) return new GoError(`${text} [${low}:${high}]`)
  return undefined
}
