import { NumError } from './num-error.ts'

const MAX = (bits: number): bigint => (1n << BigInt(bits)) - 1n
const PREFIXES: Record<string, number> = { b: 2, o: 8, x: 16 }

const digitOf = (code: number): number => {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x7a && code < 0x80 ? lower - 0x61 + 10 : 99
}

/** Underscores may stand between digits, or between a base prefix and a digit. Mirrors `strconv.underscoreOK`. */
export const underscoresFit = (s: string): boolean => {
  const body = s.replace(/^[+-]/, '')
  const hex = /^0x/i.test(body)
  const digit = hex ? /[0-9a-fA-F]/ : /[0-9]/
  const start = /^0[box]/i.test(body) ? 2 : 0
  let saw = start === 2 ? '0' : '^'
  for (let i = start; i < body.length; i++) {
    const c = body[i]!
    if (digit.test(c)) saw = '0'
    else if (c === '_') {
      if (saw !== '0') return false
      saw = '_'
    } else {
      if (saw === '_') return false
      saw = '!'
    }
  }
  return saw !== '_'
}

interface Parsed {
  readonly value: bigint
  readonly fault?: NumError['fault']
}

const SYNTAX: Parsed = { value: 0n, fault: 'invalid syntax' }

function readUint(s: string, base: number, bits: number): Parsed {
  if (s === '') return SYNTAX
  let digits = s
  let radix = base
  if (base === 0) {
    radix = 10
    if (s.startsWith('0')) {
      const prefixed = s.length >= 3 ? PREFIXES[s[1]!.toLowerCase()] : undefined
      radix = prefixed ?? 8
      digits = s.slice(prefixed === undefined ? 1 : 2)
    }
  }
  const max = MAX(bits)
  const limit = Number(max)
  let underscores = false
  let small = 0
  let value = 0n
  let big = false
  for (let i = 0; i < digits.length; i++) {
    const code = digits.charCodeAt(i)
    if (code === 0x5f && base === 0) {
      underscores = true
      continue
    }
    const digit = digitOf(code)
    if (digit >= radix) return SYNTAX
    if (!big) {
      const next = small * radix + digit
      if (next <= Number.MAX_SAFE_INTEGER) {
        if (next > limit) return { value: max, fault: 'value out of range' }
        small = next
        continue
      }
      big = true
      value = BigInt(small)
    }
    value = value * BigInt(radix) + BigInt(digit)
    if (value > max) return { value: max, fault: 'value out of range' }
  }
  if (!big) value = BigInt(small)
  if (underscores && !underscoresFit(s)) return SYNTAX
  return { value }
}

function readInt(s: string, base: number, bits: number): Parsed {
  const negative = s.startsWith('-')
  const body = negative || s.startsWith('+') ? s.slice(1) : s
  const { value, fault } = readUint(body, base, bits)
  if (fault === 'invalid syntax') return SYNTAX
  const cutoff = 1n << BigInt(bits - 1)
  if (!negative && value >= cutoff) return { value: cutoff - 1n, fault: 'value out of range' }
  if (negative && value > cutoff) return { value: -cutoff, fault: 'value out of range' }
  return { value: negative ? -value : value }
}

function orThrow(func: string, s: string, parsed: Parsed): bigint {
  if (parsed.fault !== undefined) throw new NumError(func, s, parsed.fault, parsed.value)
  return parsed.value
}

/** `strconv.ParseInt(s, base, bits)`; base 0 reads Go's prefixes and underscores. Throws `NumError`. */
export const parseGoInt = (s: string, base = 10, bits = 64): bigint =>
  orThrow('ParseInt', s, readInt(s, base, bits))

/** `strconv.ParseUint(s, base, bits)`. Throws `NumError`. */
export const parseGoUint = (s: string, base = 10, bits = 64): bigint =>
  orThrow('ParseUint', s, readUint(s, base, bits))

/** `parseGoInt` for hot paths: undefined where Go returns any error. */
export const tryParseInt = (s: string, base = 10, bits = 64): bigint | undefined => {
  const parsed = readInt(s, base, bits)
  return parsed.fault === undefined ? parsed.value : undefined
}

/** `parseGoUint` for hot paths: undefined where Go returns any error. */
export const tryParseUint = (s: string, base = 10, bits = 64): bigint | undefined => {
  const parsed = readUint(s, base, bits)
  return parsed.fault === undefined ? parsed.value : undefined
}

/** `strconv.Atoi(s)`. Throws `NumError`. */
export const atoi = (s: string): bigint => orThrow('Atoi', s, readInt(s, 10, 64))
