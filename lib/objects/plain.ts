import { Dict, Int, Slice, type Value } from '../go/value.ts'

/** A decoded document as plain data: what JSON can say. Maps have no prototype, so that any key is just a key. */
export type Plain = null | boolean | number | string | readonly Plain[] | PlainMap
export interface PlainMap {
  readonly [key: string]: Plain
}

export const isMap = (value: Plain | undefined): value is PlainMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isList = (value: Plain | undefined): value is readonly Plain[] => Array.isArray(value)

/** What a decoded Go value is as plain data; integers too large for a number become text. */
export function toPlain(value: Value): Plain {
  if (value instanceof Dict) {
    const map = Object.create(null) as Record<string, Plain>
    for (const [key, item] of value.entries) map[key] = toPlain(item)
    return map
  }
  if (value instanceof Slice) return value.items.map(toPlain)
  if (value instanceof Int) {
    const number = Number(value.value)
    return Number.isSafeInteger(number) ? number : String(value.value)
  }
  if (value === undefined || typeof value === 'object' || typeof value === 'function') return null
  return value
}

/** The value below some names and indexes; undefined where one of them is missing. */
export function at(value: Plain | undefined, ...path: readonly (string | number)[]): Plain | undefined {
  let here = value
  for (const step of path) {
    if (typeof step === 'number') here = isList(here) ? here[step] : undefined
    else here = isMap(here) && Object.hasOwn(here, step) ? here[step] : undefined
  }
  return here
}

/** The list at a path; empty where there is none. */
export function listAt(value: Plain | undefined, ...path: readonly (string | number)[]): readonly Plain[] {
  const found = at(value, ...path)
  return isList(found) ? found : []
}

/** The text at a path; "" where there is none. */
export function textAt(value: Plain | undefined, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : ''
}

/** JSON with keys in order: equal data gives equal text. */
export function canonical(value: Plain | undefined): string {
  if (value === undefined) return 'undefined'
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  if (!isMap(value)) return JSON.stringify(value)
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${entries.join(',')}}`
}
