import { Func, Int, T, type Run, type Type, type Value, type Slice, type Dict } from './value.ts'

/** How a Go parameter type arrives in the function's own code. */
interface Native {
  any: Value
  string: string
  bool: boolean
  float64: number
  int: bigint
  int64: bigint
  uint64: bigint
  anySlice: Slice
  anySlices: Slice
  stringSlice: Slice
  intSlice: Slice
  bytes: Slice
  anyMap: Dict
  stringMap: Dict
}
type Name = keyof Native
type Param = Name | `...${Name}`
type Arguments<P extends readonly Param[]> = P extends readonly [infer First, ...infer Rest]
  ? First extends `...${infer R extends Name}`
    ? Native[R][]
    : First extends Name
      ? Rest extends readonly Param[]
        ? [Native[First], ...Arguments<Rest>]
        : never
      : never
  : []
type Result = Value | bigint

const bare = (p: Param): Name => (p.startsWith('...') ? p.slice(3) : p) as Name
const toNative = (v: Value): Value | bigint => (v instanceof Int ? v.value : v)

/** Integers cross as bigint where Go's parameter has an integer type; everything else is a Value already. */
function declare(
  params: readonly Param[],
  result: Name,
  call: (run: Run, args: never[]) => Result,
  fallible: boolean,
): Func {
  const names = params.map(bare)
  const types: Type[] = names.map((n) => T[n])
  const variadic = params.at(-1)?.startsWith('...') ?? false
  const integers = names.map((n) => n === 'int' || n === 'int64' || n === 'uint64')
  const convert = integers.some(Boolean)
  const last = names.length - 1
  const resultType = T[result]
  return new Func(
    types,
    variadic,
    resultType,
    (run, args) => {
      const given = convert ? args.map((a, i) => (integers[Math.min(i, last)] ? toNative(a) : a)) : args
      const out = call(run, given as never[])
      if (typeof out === 'bigint') return resultType === T.int ? Int.of(out) : new Int(out, resultType)
      return out
    },
    fallible,
  )
}

/**
 * Declares a template function by its Go signature: `fn(['int', 'string'], 'string', (count, text) => …)`.
 * Integer parameters arrive as bigint and integer results may be returned as bigint; `'...any'` is variadic.
 * `fallible` says that Go's function also returns an error (throw `GoError` for it).
 */
export const fn = <const P extends readonly Param[]>(
  params: P,
  result: Name,
  call: (...args: Arguments<P>) => Result,
  fallible = false,
): Func =>
  declare(
    params,
    result,
    (_run, args) => (call as unknown as (...args: never[]) => Result)(...args),
    fallible,
  )

/** `fn` for functions that need the run (host, budget): it comes first. */
export const fnWith = <const P extends readonly Param[]>(
  params: P,
  result: Name,
  call: (run: Run, ...args: Arguments<P>) => Result,
  fallible = false,
): Func =>
  declare(
    params,
    result,
    (run, args) => (call as unknown as (run: Run, ...args: never[]) => Result)(run, ...args),
    fallible,
  )

/** A method of `Type.methods`: the receiver comes first in `call`, and neither `params` nor the arity count it. */
export const method = <R extends Value>(
  params: readonly Type[],
  result: Type,
  call: (receiver: R, args: readonly Value[], run: Run) => Value,
  options: { readonly variadic?: boolean; readonly fallible?: boolean } = {},
): Func =>
  new Func(
    params,
    options.variadic ?? false,
    result,
    (run, [receiver, ...args]) => call(receiver as R, args, run),
    options.fallible ?? false,
  )
