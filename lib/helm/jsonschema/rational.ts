/** An exact number: `numerator / denominator`, the denominator above zero. */
export interface Rational {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** Exponents beyond this are refused, as Go's `big.Rat` refuses them to stay affordable. */
const MAX_EXPONENT = 100_000

/** Reads a decimal number; undefined where it is none, or too large to hold exactly. */
export function parseRational(text: string): Rational | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text)
  if (match === null) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  if (whole + fraction === '') return undefined
  const power = Number(exponent) - fraction.length
  if (Math.abs(power) > MAX_EXPONENT) return undefined
  const digits = BigInt(sign + whole + fraction)
  if (power >= 0) return { numerator: digits * 10n ** BigInt(power), denominator: 1n }
  return { numerator: digits, denominator: 10n ** BigInt(-power) }
}

export const compareRational = (a: Rational, b: Rational): number => {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const isWhole = (r: Rational): boolean => r.numerator % r.denominator === 0n

/** Whether `a` is a whole multiple of `b`, which is not zero. */
export const isMultiple = (a: Rational, b: Rational): boolean =>
  (a.numerator * b.denominator) % (a.denominator * b.numerator) === 0n

/** The nearest float64. */
export function toFloat({ numerator, denominator }: Rational): number {
  const whole = Number(numerator)
  const below = Number(denominator)
  if (Number.isSafeInteger(whole) && Number.isSafeInteger(below)) return whole / below
  const zeros = denominator.toString().length - 1
  return Number(`${numerator}e-${zeros}`)
}
