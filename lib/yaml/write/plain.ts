import { HINT } from '../resolve.ts'

/** What an ASCII character means inside a plain scalar: 0 nothing, 1 look at its neighbours, 2 that it is none. */
const INNER = new Uint8Array(128).fill(2, 0, 32)
INNER[127] = 2
for (const c of ' :#') INNER[c.charCodeAt(0)] = 1

/** The same for its first character; 3 where only the character after it decides. */
const FIRST = INNER.slice()
for (const c of '#,[]{}&*!|>\'"%@` ') FIRST[c.charCodeAt(0)] = 2
for (const c of '-?:.') FIRST[c.charCodeAt(0)] = 3

/**
 * Whether a string is written plain in block context, and holds no character that a detour through JSON could change.
 * A false answer decides nothing: then `analyze` has to look closely.
 */
export function isPlain(value: string, staysString: (text: string) => boolean): boolean {
  const { length } = value
  if (length === 0) return false
  const first = value.charCodeAt(0)
  if (first < 128) {
    const kind = FIRST[first]!
    if (kind === 2) return false
    if (kind === 3) {
      const next = value.charCodeAt(1)
      if (first === 46 ? value.startsWith('...') : length === 1 || next === 32 || value.startsWith('---'))
        return false
    }
  }
  for (let i = 0; i < length; i++) {
    const c = value.charCodeAt(i)
    if (c < 128) {
      const kind = INNER[c]!
      if (kind === 0) continue
      if (kind === 2) return false
      if (c === 32 || c === 58) {
        if (i === length - 1 || (c === 58 && value.charCodeAt(i + 1) === 32)) return false
      } else if (i > 0 && value.charCodeAt(i - 1) === 32) return false
    } else if (
      c < 0xa0 ||
      c === 0x2028 ||
      c === 0x2029 ||
      c === 0xfeff ||
      c > 0xfffd ||
      (c >= 0xd800 && c < 0xe000)
    )
      return false
  }
  return first >= 128 || HINT[first] === 0 || staysString(value)
}
