import { GoError } from '../go/value.ts'

/** shopspring/decimal 1.4.0, as far as sprig reaches it: `digits × 10^exponent`, exact. */
export interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

const DIVISION_PRECISION = 16

/**
 * decimal.NewFromFloat: the shortest digits that read back as the same float.
 * @throws GoError for infinities and NaN
 */
export function fromFloat(f: number): Decimal {
  if (!Number.isFinite(f)) {
    throw new GoError(`Cannot create a Decimal from ${Number.isNaN(f) ? 'NaN' : f > 0 ? '+Inf' : '-Inf'}`)
  }
  const [mantissa, power] = f.toExponential().split('e') as [string, string]
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?]
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length }
}

/** Decimal.Float64: the nearest float. */
export const toFloat = ({ digits, exponent }: Decimal): number => Number(`${digits}e${exponent}`)

const scaled = (d: Decimal, exponent: number): bigint => d.digits * 10n ** BigInt(d.exponent - exponent)

/** Decimal.Add */
export function add(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent)
  return { digits: scaled(a, exponent) + scaled(b, exponent), exponent }
}

/** Decimal.Sub */
export const sub = (a: Decimal, b: Decimal): Decimal => add(a, { digits: -b.digits, exponent: b.exponent })

/** Decimal.Mul */
export const mul = (a: Decimal, b: Decimal): Decimal => ({
  digits: a.digits * b.digits,
  exponent: a.exponent + b.exponent,
})

/**
 * Decimal.Div: 16 digits after the point, halves away from zero.
 * @throws GoError when dividing by zero
 */
export function div(a: Decimal, b: Decimal): Decimal {
  if (b.digits === 0n) throw new GoError('decimal division by 0')
  const shift = a.exponent - b.exponent + DIVISION_PRECISION
  const dividend = shift < 0 ? a.digits : a.digits * 10n ** BigInt(shift)
  const divisor = shift < 0 ? b.digits * 10n ** BigInt(-shift) : b.digits
  const quotient = dividend / divisor
  const remainder = dividend % divisor
  const away = abs(remainder) * 2n >= abs(divisor) ? (dividend < 0n === divisor < 0n ? 1n : -1n) : 0n
  return { digits: quotient + away, exponent: -DIVISION_PRECISION }
}

const abs = (n: bigint): bigint => (n < 0n ? -n : n)
