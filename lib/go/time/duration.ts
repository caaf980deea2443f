import { toByteText } from '../byte-text.ts'
import { GoError } from '../value.ts'
import { quote } from './quote.ts'

/** Durations are nanoseconds in a bigint of 64 signed bits. */
export const SECOND = 1_000_000_000n
export const MINUTE = 60n * SECOND
export const HOUR = 60n * MINUTE

export const MIN = -(1n << 63n)
export const MAX = (1n << 63n) - 1n

/** `Duration.String`, such as `1h15m30.918s`. */
export function formatDuration(d: bigint): string {
  const sign = d < 0n ? '-' : ''
  const u = d < 0n ? -d : d
  if (u === 0n) return '0s'
  if (u < 1000n) return `${sign}${u}ns`
  if (u < 1_000_000n) return `${sign}${decimal(u, 3)}µs`
  if (u < SECOND) return `${sign}${decimal(u, 6)}ms`
  const minutes = u / MINUTE
  const hours = minutes / 60n
  const seconds = `${decimal(u % MINUTE, 9)}s`
  if (minutes === 0n) return sign + seconds
  return hours === 0n ? `${sign}${minutes}m${seconds}` : `${sign}${hours}h${minutes % 60n}m${seconds}`
}

/** `value` divided by a power of ten, without trailing zeroes. */
function decimal(value: bigint, places: number): string {
  const digits = value.toString().padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  const whole = digits.slice(0, -places)
  return fraction === '' ? whole : `${whole}.${fraction}`
}

const lessThanHalf = (x: bigint, y: bigint): boolean => x + x < y

/** `Duration.Round`: halves away from zero, held within 64 bits. */
export function roundDuration(d: bigint, m: bigint): bigint {
  if (m <= 0n) return d
  const rest = d < 0n ? -(d % m) : d % m
  const down = lessThanHalf(rest, m)
  if (d < 0n) return down ? d + rest : max(d - m + rest, MIN)
  return down ? d - rest : min(d + m - rest, MAX)
}

/** `Duration.Truncate` */
export const truncateDuration = (d: bigint, m: bigint): bigint => (m <= 0n ? d : d - (d % m))

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const max = (a: bigint, b: bigint): bigint => (a > b ? a : b)

/** `Duration.Hours` and its like: whole units and the rest apart, as Go adds them. */
export const inUnits = (d: bigint, unit: bigint): number => Number(d / unit) + Number(d % unit) / Number(unit)

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  [toByteText('µs')]: 1000n,
  [toByteText('μs')]: 1000n,
  ms: 1_000_000n,
  s: SECOND,
  m: MINUTE,
  h: HOUR,
}
const LIMIT = 1n << 63n
const PART = /([0-9]*)(?:(\.)([0-9]*))?([^.0-9]*)/y

/** `time.ParseDuration`. Throws `GoError` with Go's text. */
export function parseDuration(text: string): bigint {
  const given = toByteText(text)
  const fail = (what: string): GoError => new GoError(`time: ${what} ${quote(given)}`)
  const negative = given.startsWith('-')
  const body = negative || given.startsWith('+') ? given.slice(1) : given
  if (body === '0') return 0n
  if (body === '') throw fail('invalid duration')
  let total = 0n
  for (let at = 0; at < body.length;) {
    PART.lastIndex = at
    const [part, digits = '', , fraction = '', unitName = ''] = PART.exec(body)!
    const whole = leadingInt(digits)
    if ((digits === '' && fraction === '') || whole === undefined) throw fail('invalid duration')
    if (unitName === '') throw fail('missing unit in duration')
    const unit = Object.hasOwn(UNITS, unitName) ? UNITS[unitName] : undefined
    if (unit === undefined) throw fail(`unknown unit ${quote(unitName)} in duration`)
    if (whole > LIMIT / unit) throw fail('invalid duration')
    const value = whole * unit + fractionOf(fraction, unit)
    if (value > LIMIT) throw fail('invalid duration')
    total = BigInt.asUintN(64, total + value)
    if (total > LIMIT) throw fail('invalid duration')
    at += part.length
  }
  if (negative) return -total
  if (total > MAX) throw fail('invalid duration')
  return total
}

/** Digits as a number; undefined where Go's 64 bits overflow. */
function leadingInt(digits: string): bigint | undefined {
  let x = 0n
  for (const digit of digits) {
    if (x > LIMIT / 10n) return undefined
    x = x * 10n + BigInt(digit)
    if (x > LIMIT) return undefined
  }
  return x
}

/** A fraction of a unit, computed in floating point as Go does; digits beyond 64 bits are dropped. */
function fractionOf(digits: string, unit: bigint): bigint {
  let x = 0n
  let scale = 1
  for (const digit of digits) {
    if (x > MAX / 10n) break
    const next = x * 10n + BigInt(digit)
    if (next > LIMIT) break
    x = next
    scale *= 10
  }
  return x === 0n ? 0n : BigInt(Math.trunc(Number(x) * (Number(unit) / scale)))
}
