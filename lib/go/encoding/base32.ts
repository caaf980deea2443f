import { flat } from '../by-parts.ts'
import { GoError } from '../value.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const PADDING: Readonly<Record<number, number>> = { 1: 6, 2: 4, 3: 3, 4: 1 }

/** Bytes encoded at a time: whole groups, and few enough to be put together at once. */
const PART = 5 * 4096

/** How long base32 of `n` bytes is. */
export const encodedLength = (n: number): number => Math.ceil(n / 5) * 8

/** base32.StdEncoding.EncodeToString */
export function encodeBase32(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += PART) parts.push(flat(encodePart(bytes.subarray(at, at + PART))))
  return parts.join('') + '='.repeat(PADDING[bytes.length % 5] ?? 0)
}

function encodePart(bytes: Uint8Array): string {
  let out = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += ALPHABET[(held >> bits) & 31]!
    }
  }
  if (bits > 0) out += ALPHABET[(held << (5 - bits)) & 31]!
  return out
}

const corrupt = (at: number): GoError => new GoError(`illegal base32 data at input byte ${at}`)

/**
 * base32.StdEncoding.DecodeString: CR and LF are taken out first, and offsets count without them.
 * @param text bytes as units (see byte-text.ts)
 * @throws GoError with Go's text
 */
export function decodeBase32(text: string): Uint8Array {
  const source = text.replace(/[\r\n]/g, '')
  const out: number[] = []
  let at = 0
  let ended = false
  while (at < source.length && !ended) {
    const digits: number[] = []
    while (digits.length < 8) {
      if (at === source.length) throw corrupt(at - digits.length)
      const unit = source[at++]!
      const left = source.length - at
      if (unit === '=' && digits.length >= 2 && left < 8) {
        checkPadding(source, at, digits.length)
        ended = true
        break
      }
      const value = ALPHABET.indexOf(unit)
      if (value < 0) throw corrupt(at - 1)
      digits.push(value)
    }
    pack(digits, out)
  }
  return Uint8Array.from(out)
}

function checkPadding(source: string, at: number, digits: number): void {
  const left = source.length - at
  if (left + digits < 7) throw corrupt(source.length)
  for (let k = 0; k < 7 - digits; k++) {
    if (left > k && source[at + k] !== '=') throw corrupt(at + k - 1)
  }
  if (digits === 3 || digits === 6) throw corrupt(at - 1)
}

function pack(digits: readonly number[], out: number[]): void {
  let held = 0
  let bits = 0
  for (const digit of digits) {
    held = ((held << 5) | digit) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      out.push((held >> bits) & 0xff)
    }
  }
}
