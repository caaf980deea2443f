import { quote } from './violation.ts'
import { isArray, isObject, JsonNumber, type Json } from './json.ts'
import { countText } from './number-text.ts'
import type { TypeName } from './schema.ts'

/** Names in quotes. */
export const list = (names: readonly string[]): string => names.map(quote).join(', ')
/** The JSON type of a value. */
export const typeOf = (v: Json): TypeName =>
  v === null
    ? 'null'
    : typeof v === 'boolean' || typeof v === 'string'
      ? (typeof v as 'boolean' | 'string')
      : v instanceof JsonNumber
        ? 'number'
        : isArray(v)
          ? 'array'
          : 'object'

/** How errors show a value: scalars as they print, others in a word. */
export function display(v: Json): string {
  if (typeof v === 'string') return quote(v)
  if (v instanceof JsonNumber) return v.digits
  if (v === null) return '<nil>'
  return typeof v === 'boolean' ? String(v) : 'value'
}

const isCompound = (v: Json): boolean => isArray(v) || isObject(v)

export const constText = (want: Json): string =>
  isCompound(want) ? "'const' failed" : `value must be ${display(want)}`

export function enumText(want: readonly Json[]): string {
  if (want.some(isCompound)) return "'enum' failed"
  const shown = want.map(display)
  return want.length === 1 ? `value must be ${shown[0]}` : `value must be one of ${shown.join(', ')}`
}

/** A count that is out of bounds. */
export const countFault = (keyword: string, got: number, want: number): string =>
  `${keyword}: got ${countText(got)}, want ${countText(want)}`
