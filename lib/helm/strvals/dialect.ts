import { GoError, Slice, type Value } from '../../go/value.ts'
import type { Cursor } from './cursor.ts'

/** What tells the `--set…` flags apart: how a key ends, whether `\` escapes, and how the text after `=` becomes a value. */
export interface Dialect {
  readonly keyStops: string
  readonly escapes: boolean
  /** `end`: the text stopped right after `=`, which ends the parse */
  value(cursor: Cursor): { readonly value: Value; readonly end: boolean }
}

/** `--set`, `--set-string`, `--set-file`: a text or a `{list}`, each made a value by `convert`. */
export const listDialect = (convert: (text: string) => Value): Dialect => ({
  keyStops: '=[,.',
  escapes: true,
  value(cursor) {
    const first = cursor.read()
    if (first === undefined) return { value: '', end: true }
    if (first === '{') return { value: new Slice(listItems(cursor, convert)), end: false }
    cursor.unread()
    return { value: convert(cursor.until(',', true).text), end: false }
  },
})

function listItems(cursor: Cursor, convert: (text: string) => Value): Value[] {
  const items: Value[] = []
  for (;;) {
    const { text, last, ended } = cursor.until(',}', true)
    if (ended) throw new GoError("list must terminate with '}'")
    items.push(convert(text))
    if (last !== '}') continue
    const next = cursor.read()
    if (next !== undefined && next !== ',') cursor.unread()
    return items
  }
}

/** `--set-literal`: everything after the first `=` is the value. */
export const literalDialect: Dialect = {
  keyStops: '=[.',
  escapes: false,
  value: (cursor) => ({ value: cursor.until('', false).text, end: false }),
}

/** `--set-json`: one JSON value, or nothing for null. `decode` gives the value and the length of its text in runes. */
export const jsonDialect = (decode: (text: string) => { value: Value; length: number }): Dialect => ({
  keyStops: '=[,.',
  escapes: true,
  value(cursor) {
    if (emptyValue(cursor)) return { value: null, end: false }
    const { value, length } = decode(cursor.rest())
    cursor.skip(length)
    emptyValue(cursor)
    return { value, end: false }
  },
})

/** Passes over white space and one comma; whether that was all there was. */
function emptyValue(cursor: Cursor): boolean {
  for (;;) {
    const rune = cursor.read()
    if (rune === undefined || rune === ',') return true
    if (!/^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/.test(rune)) {
      cursor.unread()
      return false
    }
  }
}
