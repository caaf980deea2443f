import { NumError } from './num-error.ts'
import { underscoresFit } from './parse-int.ts'

const SPECIAL = /^[+-]?inf(?:inity)?|^nan/i
const NUMBER =
  /^[+-]?(?:0[xX](?=[0-9a-fA-F_.])[0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?[pP][+-]?[0-9][0-9_]*|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9][0-9_]*)?)/

/** The value that Go returns, whether it overflowed, and how many characters it took; undefined for ErrSyntax. */
interface Prefix {
  readonly value: number
  readonly overflow: boolean
  readonly length: number
}

const specialValue = (text: string): number => {
  const lower = text.toLowerCase()
  return lower === 'nan' ? NaN : lower.startsWith('-') ? -Infinity : Infinity
}

/** Reads a float at the start of `s`. Mirrors `strconv.parseFloatPrefix`. */
export function readFloatPrefix(s: string, bits: 32 | 64 = 64): Prefix | undefined {
  const special = SPECIAL.exec(s)
  if (special !== null) return { value: specialValue(special[0]), overflow: false, length: special[0].length }
  const text = NUMBER.exec(s)?.[0]
  if (text === undefined || !hasMantissa(text)) return undefined
  // an exponent mark without digits is an error, not the end of the number
  if (/^[eE]/.test(s.slice(text.length)) && !/[eEpP]/.test(text.replace(/^[+-]?0[xX]/, ''))) return undefined
  if (text.includes('_') && !underscoresFit(text)) return undefined
  const plain = text.replaceAll('_', '')
  const value = /^[+-]?0[xX]/.test(plain)
    ? parseHex(plain, bits)
    : bits === 32
      ? parseFloat32(plain)
      : Number(plain)
  return { value, overflow: !Number.isFinite(value), length: text.length }
}

function hasMantissa(text: string): boolean {
  const body = text.replace(/^[+-]/, '')
  return /^0[xX]/.test(body) ? /^0[xX][_.]*[0-9a-fA-F]/.test(body) : /^[_.]*[0-9]/.test(body)
}

/** Rounds decimal text once, to float32: going through float64 may round twice. */
function parseFloat32(text: string): number {
  const double = Number(text)
  const single = Math.fround(double)
  if (!Number.isFinite(single) && Math.abs(double) < 3.4028235677973366e38)
    return Math.sign(double) * 3.4028234663852886e38
  // double rounding can only go wrong when the float64 lies exactly between two float32s
  const [low, high] = float32Neighbours(double)
  if (low === high || double - low !== high - double) return single
  const side = compareDecimal(text, double)
  return side === 0 ? single : side < 0 ? low : high
}

function float32Neighbours(x: number): [number, number] {
  const single = Math.fround(x)
  if (single === x || !Number.isFinite(single)) return [single, single]
  const bits = new Int32Array(1)
  const floats = new Float32Array(bits.buffer)
  floats[0] = single
  const up = single < x
  bits[0] = bits[0]! + (up === single >= 0 && single !== 0 ? 1 : -1)
  if (single === 0) bits[0] = x > 0 ? 1 : -0x7fffffff
  const other = floats[0]!
  return up ? [single, other] : [other, single]
}

/** Sign of (decimal text − x), exactly. */
function compareDecimal(text: string, x: number): number {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]+))?$/.exec(text)!
  let left = BigInt(whole + fraction || '0') * (sign === '-' ? -1n : 1n)
  const shift = Number(exponent) - fraction.length
  let { mantissa: right, exponent: power } = binaryParts(x)
  if (shift >= 0) left *= 10n ** BigInt(shift)
  else right *= 10n ** BigInt(-shift)
  if (power >= 0) right <<= BigInt(power)
  else left <<= BigInt(-power)
  return left < right ? -1 : left > right ? 1 : 0
}

/** x = mantissa × 2^exponent, exactly, for a finite x. */
export function binaryParts(x: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x)
  const bits = view.getBigUint64(0)
  const raw = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  const magnitude = raw === 0 ? fraction : fraction | (1n << 52n)
  return { mantissa: bits >> 63n ? -magnitude : magnitude, exponent: Math.max(raw, 1) - 1075 }
}

/** Rounds half to even to 53 (or 24) bits, with gradual underflow. Mirrors `strconv.atofHex`. */
function parseHex(text: string, bits: 32 | 64): number {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?[0-9]+)$/.exec(text)!
  const mantissa = BigInt('0x0' + whole + fraction)
  const negative = sign === '-'
  if (mantissa === 0n) return negative ? -0 : 0
  const power = Math.max(-20000, Math.min(20000, Number(exponent))) - fraction.length * 4
  const magnitude = roundBinary(mantissa, power, bits)
  return negative ? -magnitude : magnitude
}

function roundBinary(mantissa: bigint, power: number, bits: 32 | 64): number {
  const precision = bits === 32 ? 24 : 53
  const least = bits === 32 ? -149 : -1074
  const top = bits === 32 ? 128 : 1024
  const length = mantissa.toString(2).length
  const drop = Math.max(length - precision, least - power)
  let kept = mantissa
  let scale = power
  if (drop > 0) {
    const unit = 1n << BigInt(drop)
    const rest = mantissa & (unit - 1n)
    kept = mantissa >> BigInt(drop)
    const half = unit >> 1n
    if (rest > half || (rest === half && kept & 1n)) kept += 1n
    scale = power + drop
  }
  if (kept === 0n) return 0
  if (kept.toString(2).length + scale > top) return Infinity
  // kept fits 53 bits and scale is in range once split in two exact steps
  const half = Math.trunc(scale / 2)
  return Number(kept) * 2 ** half * 2 ** (scale - half)
}

/** `strconv.ParseFloat(s, bits)`. Throws `NumError` (its `value` is ±Inf when out of range). */
export function parseGoFloat(s: string, bits: 32 | 64 = 64): number {
  const prefix = readFloatPrefix(s, bits)
  if (prefix === undefined || prefix.length !== s.length)
    throw new NumError('ParseFloat', s, 'invalid syntax', 0)
  if (prefix.overflow && !SPECIAL.test(s))
    throw new NumError('ParseFloat', s, 'value out of range', prefix.value)
  return prefix.value
}

/** `parseGoFloat` for hot paths: undefined where Go returns any error. */
export function tryParseFloat(s: string): number | undefined {
  const first = s.charCodeAt(0) | 0x20
  // most strings are words: digits, signs, a dot, an underscore, i(nf) and n(an) alone can begin a float
  if (first >= 0x61 && first !== 0x69 && first !== 0x6e && first !== 0x7f) return undefined
  const prefix = readFloatPrefix(s)
  if (prefix === undefined || prefix.length !== s.length) return undefined
  return prefix.overflow && !SPECIAL.test(s) ? undefined : prefix.value
}
