import { binaryParts } from './parse-float.ts'

export type FloatFormat = 'e' | 'E' | 'f' | 'g' | 'G' | 'b' | 'x' | 'X'

/** The decimal digits of |n|: 0.d1d2d3… × 10^point; none for zero. Mirrors `strconv.decimalSlice`. */
interface Digits {
  readonly digits: string
  readonly point: number
}

const ZERO: Digits = { digits: '', point: 0 }

/**
 * `strconv.FormatFloat(n, format, precision, bits)`. Precision −1 asks for the fewest digits that read back as n.
 */
export function formatFloat(n: number, format: FloatFormat, precision = -1, bits: 32 | 64 = 64): string {
  if (!Number.isFinite(n)) return Number.isNaN(n) ? 'NaN' : n < 0 ? '-Inf' : '+Inf'
  const negative = n < 0 || Object.is(n, -0)
  const sign = negative ? '-' : ''
  const magnitude = negative ? -n : n
  if (format === 'b') return sign + binary(magnitude, bits)
  if (format === 'x' || format === 'X') return sign + hexadecimal(magnitude, precision, format)
  if (precision < 0) return sign + shortestText(magnitude, format, bits)
  const digits = magnitude === 0 ? ZERO : fixed(magnitude, format, precision)
  return sign + layout(digits, format, precision, false)
}

function shortestText(n: number, format: FloatFormat, bits: 32 | 64): string {
  // where JavaScript writes out in full it writes the same digits
  if (bits === 64 && (format === 'f' || format === 'g') && n >= 1e-4 && n < 1e6) return String(n)
  const digits = n === 0 ? ZERO : bits === 64 ? shortest64(n) : shortest32(n)
  const precision = format === 'f' ? Math.max(digits.digits.length - digits.point, 0) : digits.digits.length
  return layout(
    digits,
    format,
    format === 'e' || format === 'E' ? Math.max(precision - 1, 0) : precision,
    true,
  )
}

const parseExponential = (text: string): Digits => {
  const at = text.indexOf('e')
  const digits = (text[0]! + text.slice(2, at)).replace(/0+$/, '')
  return { digits, point: Number(text.slice(at + 1)) + 1 }
}

const shortest64 = (n: number): Digits => parseExponential(n.toExponential())

/** The shortest digits inside the rounding interval of a float32, nearest first. */
function shortest32(n: number): Digits {
  for (let count = 0; count < 9; count++) {
    const near = fixedDigits(n, count + 1)
    const candidates = [near, step(near, 1), step(near, -1)]
    for (const c of candidates) if (Math.fround(Number(`0.${c.digits}e${c.point}`)) === n) return trim(c)
  }
  return trim(fixedDigits(n, 9))
}

const trim = (d: Digits): Digits => ({ digits: d.digits.replace(/0+$/, ''), point: d.point })

function step(d: Digits, by: 1 | -1): Digits {
  const moved = String(BigInt(d.digits) + BigInt(by)).padStart(d.digits.length, '0')
  return { digits: moved, point: d.point + moved.length - d.digits.length }
}

function fixed(n: number, format: FloatFormat, precision: number): Digits {
  if (format === 'f') return roundAt(n, precision)
  return fixedDigits(n, format === 'g' || format === 'G' ? Math.max(precision, 1) : precision + 1)
}

/** n rounded half to even at `count` significant digits. */
function fixedDigits(n: number, count: number): Digits {
  const estimate = Number(n.toExponential(20).split('e')[1]) + 1
  const rounded = roundAt(n, count - estimate)
  // a carry past the first digit leaves one digit too many, and it is a zero
  return rounded.digits === '' ? rounded : { digits: rounded.digits.slice(0, count), point: rounded.point }
}

/** No float64 has more decimals that are not zero. */
const MOST_PLACES = 1100

/** n rounded half to even at `wanted` digits after the decimal point (before it, when negative), exactly. */
function roundAt(n: number, wanted: number): Digits {
  const places = Math.min(wanted, MOST_PLACES)
  const { mantissa, exponent } = binaryParts(n)
  let top = mantissa
  let bottom = 1n
  if (exponent >= 0) top <<= BigInt(exponent)
  else bottom <<= BigInt(-exponent)
  if (places >= 0) top *= 10n ** BigInt(places)
  else bottom *= 10n ** BigInt(-places)
  let whole = top / bottom
  const twice = (top - whole * bottom) * 2n
  if (twice > bottom || (twice === bottom && whole & 1n)) whole += 1n
  if (whole === 0n) return { digits: '', point: -places }
  const text = String(whole)
  return { digits: text, point: text.length - places }
}

/** Mirrors `strconv.formatDigits`. */
function layout(d: Digits, format: FloatFormat, precision: number, shortest: boolean): string {
  if (format === 'e' || format === 'E') return exponential(d, precision, format)
  if (format === 'f') return decimal(d, precision)
  const trimmed = trim(d)
  const count = trimmed.digits.length
  // trailing zeros of the %e form are dropped
  const wanted = shortest || count === 0 ? precision : Math.max(precision, 1)
  const limit = shortest ? 6 : wanted > count && count >= trimmed.point ? count : wanted
  const exponent = trimmed.point - 1
  if (exponent < -4 || exponent >= limit) {
    return exponential(trimmed, Math.min(wanted, count) - 1, format === 'g' ? 'e' : 'E')
  }
  const places = wanted > trimmed.point ? count : wanted
  return decimal(trimmed, Math.max(places - trimmed.point, 0))
}

/** `d.ddde±dd`. Mirrors `strconv.fmtE`. */
function exponential(d: Digits, precision: number, mark: string): string {
  let out = d.digits[0] ?? '0'
  if (precision > 0) out += '.' + d.digits.slice(1, precision + 1).padEnd(precision, '0')
  const exponent = d.digits === '' ? 0 : d.point - 1
  return `${out}${mark}${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

/** `ddd.ddd`. Mirrors `strconv.fmtF`. */
function decimal(d: Digits, precision: number): string {
  let out = '0'
  if (d.point > 0) out = d.digits.slice(0, d.point).padEnd(d.point, '0')
  if (precision <= 0) return out
  const fraction =
    d.point >= 0 ? d.digits.slice(d.point) : '0'.repeat(Math.min(-d.point, precision)) + d.digits
  return out + '.' + fraction.slice(0, precision).padEnd(precision, '0')
}

/** `ddddp±dd`. Mirrors `strconv.fmtB`. */
function binary(n: number, bits: 32 | 64): string {
  const { mantissa, exponent } = binaryParts(n)
  // a float32 has 29 bits less, and below its least exponent fewer still
  const drop = bits === 64 ? 0 : Math.max(29, -149 - exponent)
  const power = n === 0 && bits === 32 ? -149 : exponent + drop
  return `${mantissa >> BigInt(drop)}p${power >= 0 ? '+' : ''}${power}`
}

/** `0x1.yyyp±dd`. Mirrors `strconv.fmtX`. */
function hexadecimal(n: number, precision: number, format: 'x' | 'X'): string {
  let { mantissa, exponent } = binaryParts(n)
  exponent = mantissa === 0n ? 0 : exponent + 52
  mantissa <<= 8n
  while (mantissa !== 0n && !(mantissa & (1n << 60n))) {
    mantissa <<= 1n
    exponent--
  }
  if (precision >= 0 && precision < 15) {
    const shift = BigInt(60 - precision * 4)
    const rest = mantissa & ((1n << shift) - 1n)
    mantissa >>= shift
    const half = 1n << (shift - 1n)
    if (rest > half || (rest === half && mantissa & 1n)) mantissa += 1n
    mantissa <<= shift
    if (mantissa & (1n << 61n)) {
      mantissa >>= 1n
      exponent++
    }
  }
  const fraction = (mantissa & ((1n << 60n) - 1n)).toString(16).padStart(15, '0')
  const shown =
    precision < 0 ? fraction.replace(/0+$/, '') : fraction.slice(0, precision).padEnd(precision, '0')
  const power = `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  const text = `0x${mantissa >> 60n}${shown === '' ? '' : '.' + shown}p${power}`
  return format === 'X' ? text.toUpperCase() : text
}
