import { runesOf } from '../../go/unicode/index.ts'
import type { JsonNumber } from './json.ts'
import { numberText } from './number-text.ts'
import { compareRational, isMultiple, isWhole, parseRational, type Rational } from './rational.ts'
import type { Schema } from './schema.ts'
import { quote } from './violation.ts'
import { countFault } from './wording.ts'

/** What the keywords for strings find wrong. */
export function stringFaults(s: Schema, text: string): string[] {
  const faults: string[] = []
  if (s.minLength !== undefined || s.maxLength !== undefined) {
    let length = 0
    for (const _ of runesOf(text)) length++
    if (s.minLength !== undefined && length < s.minLength)
      faults.push(countFault('minLength', length, s.minLength))
    if (s.maxLength !== undefined && length > s.maxLength)
      faults.push(countFault('maxLength', length, s.maxLength))
  }
  if (s.pattern !== undefined && !s.pattern.matches(text))
    faults.push(`${quote(text)} does not match pattern ${quote(s.pattern.text)}`)
  return faults
}

/** What the keywords for numbers find wrong. */
export function numberFaults(s: Schema, n: JsonNumber): string[] {
  const value = parseRational(n.digits)
  if (value === undefined) return []
  const faults: string[] = []
  const demand = (keyword: string, bound: Rational | undefined, holds: (order: number) => boolean): void => {
    if (bound === undefined || holds(compareRational(value, bound))) return
    faults.push(`${keyword}: got ${numberText(value)}, want ${numberText(bound)}`)
  }
  demand('minimum', s.minimum, (order) => order >= 0)
  demand('maximum', s.maximum, (order) => order <= 0)
  demand('exclusiveMinimum', s.exclusiveMinimum, (order) => order > 0)
  demand('exclusiveMaximum', s.exclusiveMaximum, (order) => order < 0)
  if (s.multipleOf !== undefined && !isMultiple(value, s.multipleOf)) {
    faults.push(`multipleOf: got ${numberText(value)}, want ${numberText(s.multipleOf)}`)
  }
  return faults
}

/** Whether a number is whole, however it is written. */
export function isInteger(n: JsonNumber): boolean {
  const value = parseRational(n.digits)
  return value !== undefined && isWhole(value)
}
