/** Character classes of libyaml, as bits over the first 256 code points (see yamlprivateh.go). */
const BLANK = 1
const BREAK = 2
const NUL = 4
const ALPHA = 8
const DIGIT = 16
const URI = 32
/** Ends a plain scalar inside a flow collection. */
export const FLOW = 64
/** May not begin a plain scalar without further thought. */
export const INDICATOR = 128

export const CLASS = new Uint8Array(256)
const mark = (chars: string, bit: number): void => {
  for (const c of chars) CLASS[c.charCodeAt(0)]! |= bit
}
const digits = '0123456789'
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
mark(' \t', BLANK)
mark('\r\n\u0085', BREAK)
mark('\0', NUL)
mark(digits, ALPHA | DIGIT)
mark(`${letters}_-`, ALPHA)
mark(`${digits}${letters}_-;/?:@&=+$,.!~*'()[]%`, URI)
mark(',?[]{}', FLOW)
mark('-?:,[]{}#&*!|>\'"%@`', INDICATOR)

const LS = 0x2028
const PS = 0x2029

export const isBlank = (c: number): boolean => c === 32 || c === 9
export const isBreak = (c: number): boolean => (c < 256 ? (CLASS[c]! & BREAK) !== 0 : c === LS || c === PS)
export const isBreakOrNul = (c: number): boolean =>
  c < 256 ? (CLASS[c]! & (BREAK | NUL)) !== 0 : c === LS || c === PS
export const isBlankOrNul = (c: number): boolean =>
  c < 256 ? (CLASS[c]! & (BLANK | BREAK | NUL)) !== 0 : c === LS || c === PS
export const isAlpha = (c: number): boolean => c < 256 && (CLASS[c]! & ALPHA) !== 0
export const isDigit = (c: number): boolean => c >= 48 && c <= 57
export const isUri = (c: number): boolean => c < 256 && (CLASS[c]! & URI) !== 0

/** Value of a hexadecimal digit, or -1. */
export function hexValue(c: number): number {
  if (c >= 48 && c <= 57) return c - 48
  if (c >= 65 && c <= 70) return c - 55
  if (c >= 97 && c <= 102) return c - 87
  return -1
}
