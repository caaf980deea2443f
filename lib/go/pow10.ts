/** `fraction × 2^exponent`, in steps so that none overflows before the last. */
function ldexp(fraction: number, exponent: number): number {
  let out = fraction
  let left = exponent
  for (; left > 1000; left -= 1000) out *= 2 ** 1000
  for (; left < -1000; left += 1000) out *= 2 ** -1000
  return out * 2 ** left
}

/**
 * `math.Pow(10, exponent)` of an integral exponent, multiplied out the way Go does it: the last digit differs from
 * JavaScript's `10 ** exponent`. Mirrors Go's portable `pow`.
 */
export function pow10(exponent: number): number {
  if (exponent === 0) return 1
  if (exponent === 1) return 10
  if (Math.abs(exponent) >= 2 ** 63) return exponent > 0 ? Infinity : 0
  let result = 1
  let power = 0
  // 10 is 0.625 × 2^4
  let square = 0.625
  let squarePower = 4
  for (let i = BigInt(Math.abs(exponent)); i !== 0n; i >>= 1n) {
    if (squarePower > 1 << 12) {
      power += squarePower
      break
    }
    if (i & 1n) {
      result *= square
      power += squarePower
    }
    square *= square
    squarePower *= 2
    if (square < 0.5) {
      square += square
      squarePower--
    }
  }
  return exponent < 0 ? ldexp(1 / result, -power) : ldexp(result, power)
}
