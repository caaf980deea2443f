import { tryParseUint } from '../strconv/index.ts'
import { GoError } from '../value.ts'

const IDENTIFIER = /^[0-9A-Za-z-]+$/
const DIGITS = /^[0-9]+$/

/** Refuses what is no dot-separated list of pre-release identifiers. Mirrors `validatePrerelease`. */
export function validatePrerelease(text: string): void {
  for (const part of text.split('.')) {
    if (DIGITS.test(part)) {
      if (part.length > 1 && part.startsWith('0')) throw new GoError('version segment starts with 0')
    } else if (!IDENTIFIER.test(part)) throw new GoError('invalid prerelease string')
  }
}

/** Refuses what is no dot-separated list of build identifiers. Mirrors `validateMetadata`. */
export function validateMetadata(text: string): void {
  if (!text.split('.').every((part) => IDENTIFIER.test(part))) throw new GoError('invalid metadata string')
}

/** Order of two pre-release texts by identifiers; an absent identifier comes first. */
export function comparePrerelease(a: string, b: string): -1 | 0 | 1 {
  const left = a.split('.')
  const right = b.split('.')
  const n = Math.max(left.length, right.length)
  for (let i = 0; i < n; i++) {
    const order = comparePart(left[i] ?? '', right[i] ?? '')
    if (order !== 0) return order
  }
  return 0
}

/** Numbers by value and before words; what does not fit 64 bits counts as a word, as in Go. */
function comparePart(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0
  if (a === '') return -1
  if (b === '') return 1
  const left = tryParseUint(a)
  const right = tryParseUint(b)
  if (left === undefined && right === undefined) return a > b ? 1 : -1
  if (right === undefined) return -1
  if (left === undefined) return 1
  return left > right ? 1 : -1
}
