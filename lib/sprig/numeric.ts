import { sprint } from '../go/fmt/index.ts'
import { divideByZero } from '../go/panic.ts'
import { pow10 } from '../go/pow10.ts'
import { fn, fnWith } from '../go/signature.ts'
import { atoi, NumError, tryParseInt } from '../go/strconv/index.ts'
import type { Value } from '../go/value.ts'
import { toFloat64, toInt64, wrap } from './cast.ts'
import * as decimal from './decimal.ts'
import type { Family } from './family.ts'
import { seq, until, untilStep } from './ranges.ts'

const least = (a: bigint, b: bigint): bigint => (b < a ? b : a)
const greatest = (a: bigint, b: bigint): bigint => (b > a ? b : a)

const fold =
  (combine: (a: bigint, b: bigint) => bigint) =>
  (a: Value, ...rest: Value[]) =>
    rest.reduce((sum: bigint, v) => combine(sum, toInt64(v)), toInt64(a))

/** math.Max and math.Min: an infinity of the wanted sign beats NaN. */
const foldFloat =
  (combine: (a: number, b: number) => number, strongest: number) =>
  (a: Value, ...rest: Value[]) =>
    rest
      .map(toFloat64)
      .reduce((x, y) => (x === strongest || y === strongest ? strongest : combine(x, y)), toFloat64(a))

type Operation = (a: decimal.Decimal, b: decimal.Decimal) => decimal.Decimal

/** Sprig's execDecimalOp: floats in, exact decimals between, a float out. */
function inDecimal(first: number, rest: readonly Value[], operation: Operation): number {
  let sum = decimal.fromFloat(first)
  for (const v of rest) sum = operation(sum, decimal.fromFloat(toFloat64(v)))
  return decimal.toFloat(sum)
}

const divide = (a: Value, b: Value): bigint => {
  const divisor = toInt64(b)
  if (divisor === 0n) throw divideByZero()
  return wrap(toInt64(a) / divisor)
}

const remainder = (a: Value, b: Value): bigint => {
  const divisor = toInt64(b)
  if (divisor === 0n) throw divideByZero()
  return toInt64(a) % divisor
}

/** Sprig's round: from `on` (0.5) of the last place up, so negative numbers go down. */
function round(a: Value, places: bigint, on = 0.5): number {
  const power = pow10(Number(places))
  const digit = power * toFloat64(a)
  const up = digit - Math.trunc(digit) >= on
  return (up ? Math.ceil(digit) : Math.floor(digit)) / power
}

/** strconv.Atoi less its error: what does not fit is the nearest bound. */
function lenientAtoi(text: string): bigint {
  try {
    return atoi(text)
  } catch (error) {
    if (error instanceof NumError) return BigInt(error.value)
    throw error
  }
}

const max = fn(['any', '...any'], 'int64', fold(greatest))

/** Sprig's numeric.go and the arithmetic of its functions.go. */
export const numericFunctions: Family = {
  atoi: fn(['string'], 'int', lenientAtoi),
  int64: fn(['any'], 'int64', toInt64),
  int: fn(['any'], 'int', toInt64),
  float64: fn(['any'], 'float64', toFloat64),
  toDecimal: fn(['any'], 'int64', (v) => tryParseInt(sprint([v]), 8) ?? 0n),

  add1: fn(['any'], 'int64', (v) => wrap(toInt64(v) + 1n)),
  add: fn(['...any'], 'int64', (...list) => list.reduce((sum: bigint, v) => wrap(sum + toInt64(v)), 0n)),
  sub: fn(['any', 'any'], 'int64', (a, b) => wrap(toInt64(a) - toInt64(b))),
  div: fn(['any', 'any'], 'int64', divide),
  mod: fn(['any', 'any'], 'int64', remainder),
  mul: fn(
    ['any', '...any'],
    'int64',
    fold((a, b) => wrap(a * b)),
  ),
  biggest: max,
  max,
  min: fn(['any', '...any'], 'int64', fold(least)),

  add1f: fn(['any'], 'float64', (v) => inDecimal(toFloat64(v), [1], decimal.add)),
  addf: fn(['...any'], 'float64', (...list) => inDecimal(0, list, decimal.add)),
  subf: fn(['any', '...any'], 'float64', (a, ...list) => inDecimal(toFloat64(a), list, decimal.sub)),
  divf: fn(['any', '...any'], 'float64', (a, ...list) => inDecimal(toFloat64(a), list, decimal.div)),
  mulf: fn(['any', '...any'], 'float64', (a, ...list) => inDecimal(toFloat64(a), list, decimal.mul)),
  maxf: fn(['any', '...any'], 'float64', foldFloat(Math.max, Infinity)),
  minf: fn(['any', '...any'], 'float64', foldFloat(Math.min, -Infinity)),
  ceil: fn(['any'], 'float64', (v) => Math.ceil(toFloat64(v))),
  floor: fn(['any'], 'float64', (v) => Math.floor(toFloat64(v))),
  round: fn(['any', 'int', '...float64'], 'float64', round),

  seq: fnWith(['...int'], 'string', seq),
  until: fnWith(['int'], 'intSlice', until),
  untilStep: fnWith(['int', 'int', 'int'], 'intSlice', untilStep),
}
