/**
 * Go strings are bytes; here they are JS strings. Valid UTF-8 is itself; every byte that is not part of valid UTF-8
 * is one lone surrogate U+DC80..U+DCFF (byte 0x80..0xFF). A string is normal when no run of such bytes would decode
 * as UTF-8; whoever joins or cuts strings returns `normal(…)`, so that equal Go strings are equal JS strings.
 */
const ASCII = /^[\x00-\x7f]*$/ // eslint-disable-line no-control-regex

/** Whether every byte is below 0x80, so that bytes, runes and UTF-16 units are the same. */
export const isAscii = (s: string): boolean => ASCII.test(s)

/** `s` with escaped bytes that have come to form valid UTF-8 joined into characters. */
export const normal = (s: string): string => (s.isWellFormed() ? s : fromBytes(toBytes(s)))

/** `len(s)` in Go: bytes. */
export function byteLength(s: string): number {
  if (isAscii(s)) return s.length
  let n = 0
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i)
    if (c < 0x80) n += 1
    else if (c < 0x800) n += 2
    else if (c >= 0xd800 && c < 0xdc00 && isLow(s.charCodeAt(i + 1))) {
      n += 4
      i++
    } else if (c >= 0xdc80 && c <= 0xdcff) n += 1
    else n += 3
  }
  return n
}

const isLow = (c: number): boolean => c >= 0xdc00 && c <= 0xdfff

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The bytes of a Go string. */
export function toBytes(s: string): Uint8Array {
  if (s.isWellFormed()) return encoder.encode(s)
  const out = new Uint8Array(byteLength(s))
  let at = 0
  for (let i = 0; i < s.length;) {
    const c = s.codePointAt(i)!
    if (c >= 0xdc80 && c <= 0xdcff) {
      out[at++] = c - 0xdc00
      i++
      continue
    }
    const unit = String.fromCodePoint(c)
    const { written } = encoder.encodeInto(unit, out.subarray(at))
    at += written
    i += unit.length
  }
  return out
}

/** The Go string of some bytes, in normal form. */
export function fromBytes(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    return fromBrokenBytes(bytes)
  }
}

function fromBrokenBytes(bytes: Uint8Array): string {
  let out = ''
  for (let i = 0; i < bytes.length;) {
    const size = runeSize(bytes, i)
    if (size === 0) out += String.fromCharCode(0xdc00 + bytes[i++]!)
    else {
      out += decoder.decode(bytes.subarray(i, i + size))
      i += size
    }
  }
  return out
}

/** Length of the valid UTF-8 sequence at `i`, or 0 (as Go's utf8.DecodeRune would give width 1 RuneError). */
function runeSize(bytes: Uint8Array, i: number): number {
  const a = bytes[i]!
  if (a < 0x80) return 1
  const want = a >= 0xc2 && a <= 0xdf ? 2 : a >= 0xe0 && a <= 0xef ? 3 : a >= 0xf0 && a <= 0xf4 ? 4 : 0
  if (want === 0 || i + want > bytes.length) return 0
  const b = bytes[i + 1]!
  const low = a === 0xe0 ? 0xa0 : a === 0xf0 ? 0x90 : 0x80
  const high = a === 0xed ? 0x9f : a === 0xf4 ? 0x8f : 0xbf
  if (b < low || b > high) return 0
  for (let k = 2; k < want; k++) if ((bytes[i + k]! & 0xc0) !== 0x80) return 0
  return want
}

/** `s[from:to]` in Go: byte offsets, which must lie in 0..len. */
export function sliceBytes(s: string, from: number, to: number): string {
  if (isAscii(s)) return s.slice(from, to)
  return fromBytes(toBytes(s).subarray(from, to))
}

/** Go's order of strings: bytewise. UTF-16 order differs only where surrogates meet U+E000..U+FFFF or escaped bytes. */
export function compareBytes(a: string, b: string): number {
  const n = Math.min(a.length, b.length)
  for (let i = 0; i < n; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    if (x < 0xd800 && y < 0xd800) return x - y
    return compareArrays(toBytes(a), toBytes(b))
  }
  return a.length - b.length
}

function compareArrays(a: Uint8Array, b: Uint8Array): number {
  const n = Math.min(a.length, b.length)
  for (let i = 0; i < n; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}
