export function stripFirstNewline(text: string): string {
  if (text.startsWith('\n')) return text.slice(1)
  return text.startsWith('\r\n') ? text.slice(2) : text
}

/** Removes the backslash that ends a line, and all white space up to the next character, outside of `\\`. */
export const stripEscapedNewlines = (text: string): string =>
  text.replace(/\\\\|\\[ \t\r\n]+/g, (found) => (found === '\\\\' || !found.includes('\n') ? found : ''))

const ESCAPES = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  ['"', '"'],
  ['\\', '\\'],
])

/** Replaces the escapes of a basic string, which the lexer has found to be well formed. */
export function replaceEscapes(text: string, fail: (problem: string) => never): string {
  return text.replace(
    /\\(?:x(..)|u(.{4})|U(.{8})|(.))/gs,
    (_, x?: string, u?: string, long?: string, short?: string) => {
      const hex = x ?? u ?? long
      if (hex === undefined) return ESCAPES.get(short!) ?? fail(`invalid escape: '\\${short}'`)
      const rune = Number.parseInt(hex, 16)
      if (rune > 0x10ffff || (rune >= 0xd800 && rune <= 0xdfff))
        fail(`Escaped character '\\u${hex}' is not valid UTF-8.`)
      return String.fromCodePoint(rune)
    },
  )
}
