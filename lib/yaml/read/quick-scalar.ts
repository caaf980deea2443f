import { formatFloat } from '../../go/strconv/index.ts'
import { HINT, resolvePlain } from '../resolve.ts'
import { fold } from './scan-plain.ts'
import type { Shape } from './shape.ts'

/** Thrown where the quick reader leaves a text to the full one; made once, for it costs nothing then. */
export const GIVE_UP = new Error('beyond the quick reader')

/** What a value is to become; undefined: it is checked and not built. */
export type Wanted = Shape<unknown> | undefined

const SMALL_INT = /^(?:0|-?[1-9][0-9]{0,14})$/
const INFINITE = /^[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)$/

/** A plain key as JSON has it. */
export function quickKey(text: string): string {
  const first = text.charCodeAt(0)
  if (first >= 128) return text
  const hint = HINT[first]!
  if (hint === 0) {
    if (text === '<<') throw GIVE_UP
    return text
  }
  if (hint === 1 && text.length > 5) return text
  const key = resolvePlain(text)
  if (typeof key === 'string') return key
  if (typeof key === 'boolean') return String(key)
  if (typeof key === 'bigint' && key < 1n << 63n) return String(key)
  if (typeof key === 'number' && Number.isFinite(Math.fround(key)))
    return formatFloat(Math.fround(key), 'g', -1, 32)
  throw GIVE_UP
}

/** A plain scalar as JSON has it. */
export function quickValue(text: string, wanted: Wanted): null | boolean | number | string {
  const first = text.charCodeAt(0)
  const hint = first < 128 ? HINT[first]! : 0
  if (hint === 0 || (hint === 1 && text.length > 5)) return text
  if (hint !== 1 && text.length <= 5 && INFINITE.test(text)) throw GIVE_UP
  if (wanted === undefined) return null
  const isText = wanted.kind === 'string' || (wanted.kind === 'pointer' && wanted.of.kind === 'string')
  if (hint === 3 && !isText && SMALL_INT.test(text)) return Number(text)
  const value = resolvePlain(text)
  if (typeof value === 'string' || value === null) return value
  if (isText) return typeof value === 'number' ? formatFloat(Math.fround(value), 'g', -1, 32) : String(value)
  return typeof value === 'bigint' ? Number(value) : value
}

/**
 * Reads a plain scalar at the reader's position, which may go on over lines deeper than `parent`. Leaves the position
 * behind it.
 */
export function quickPlain(
  reader: { readonly text: string; position: number },
  parent: number,
  wanted: Wanted,
): null | boolean | number | string {
  const { text } = reader
  let value = ''
  let from = reader.position
  let at = from
  for (;;) {
    let end = at
    let c = text.charCodeAt(at)
    for (; c !== 10 && c !== 0; c = text.charCodeAt(++at)) {
      if (c === 32) continue
      if (c === 58) {
        const next = text.charCodeAt(at + 1)
        if (next === 32 || next === 10 || next === 0 || next === 9) throw GIVE_UP
      } else if (c === 35) {
        if (at > end) break
      } else if (c === 9) throw GIVE_UP
      end = at + 1
    }
    reader.position = end
    const next = c === 10 ? continuation(text, at, parent) : -1
    if (next < 0) {
      if (value === '') return quickValue(text.slice(from, end), wanted)
      return wanted === undefined ? null : value + text.slice(from, end)
    }
    value += text.slice(from, end) + fold('\n', '\n'.repeat(breaksBetween(text, at, next) - 1))
    from = at = next
  }
}

/** Where a scalar goes on after the line break at `at`, or -1. */
function continuation(text: string, at: number, parent: number): number {
  for (;;) {
    const start = ++at
    let c = text.charCodeAt(at)
    while (c === 32) c = text.charCodeAt(++at)
    if (c === 10) continue
    if (c === 9) throw GIVE_UP
    if (c === 0 || c === 35 || at - start <= parent) return -1
    // Only a scalar outside of any collection may go on at the start of a line
    if (at === start && (c === 45 || c === 46)) throw GIVE_UP
    return at
  }
}

function breaksBetween(text: string, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === 10) count++
  return count
}
