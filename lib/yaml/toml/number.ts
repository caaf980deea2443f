import { tryParseFloat, tryParseInt, quote } from '../../go/strconv/index.ts'
import { GoError } from '../../go/value.ts'

const isHex = (c: string): boolean => /[0-9a-fA-F]/.test(c)

/** Whether each underscore stands between two digits. */
function underscoresFit(text: string): boolean {
  if (/^(?:[+-]?inf|[+-]?nan)$/.test(text)) return true
  let accept = false
  for (const c of text) {
    if (c === '_' && !accept) return false
    accept = isHex(c)
  }
  return accept
}

const hasLeadingZero = (text: string): boolean => /^0[^box]/s.test(text) || /^[+-]0./s.test(text)

/** The value of an integer. Throws through `fail`, which knows the place. */
export function parseInteger(text: string, fail: (problem: string) => never): bigint {
  if (!underscoresFit(text)) fail(`Invalid integer ${quote(text)}: underscores must be surrounded by digits`)
  if (hasLeadingZero(text)) fail(`Invalid integer ${quote(text)}: cannot have leading zeroes`)
  const value = tryParseInt(text, 0)
  if (value !== undefined) return value
  if (!/^[+-]?(?:0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|[0-9_]+)$/i.test(text))
    throw new GoError(`BUG: Expected integer value, but got '${text}'.\n\n`)
  return fail(`${text} is out of range for int64`)
}

/** The value of a float; JavaScript's NaN has no sign. */
export function parseFloat(text: string, fail: (problem: string) => never): number {
  const parts = text.split(/[.eE]/).filter((part) => part !== '')
  if (!parts.every(underscoresFit))
    fail(`Invalid float ${quote(text)}: underscores must be surrounded by digits`)
  if (parts.length > 0 && hasLeadingZero(parts[0]!))
    fail(`Invalid float ${quote(text)}: cannot have leading zeroes`)
  if (/\.(?:[^0-9]|$)/.test(text))
    fail(`Invalid float ${quote(text)}: '.' must be followed by one or more digits`)
  const plain = text.replaceAll('_', '')
  if (/^[+-]?nan$/.test(plain)) return NaN
  const value = tryParseFloat(plain)
  if (value !== undefined) return value
  return fail(
    Number.isNaN(Number(plain))
      ? `Invalid float value: ${quote(text)}`
      : `${text} is out of range for float64`,
  )
}
