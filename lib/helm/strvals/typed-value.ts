import { tryParseInt } from '../../go/strconv/index.ts'
import { Int, type Value } from '../../go/value.ts'

/** What `--set` makes of a text. Mirrors `typedVal`: true, false, null in any case, and integers that do not start with 0. */
export function typedValue(text: string): Value {
  if (/^true$/iu.test(text)) return true
  if (/^false$/iu.test(text)) return false
  if (/^null$/iu.test(text)) return null
  if (text === '0') return Int.int64(0)
  if (text !== '' && !text.startsWith('0')) {
    const integer = tryParseInt(text)
    if (integer !== undefined) return Int.int64(integer)
  }
  return text
}
