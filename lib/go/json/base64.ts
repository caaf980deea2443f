import { flat } from '../by-parts.ts'
import { Int, type Value } from '../value.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Bytes encoded at a time: whole groups, and few enough to be put together at once. */
const PART = 3 * 4096

/** `base64.StdEncoding` of the items of a `[]byte`. */
export function encodeBase64(items: readonly Value[]): string {
  const parts: string[] = []
  for (let at = 0; at < items.length; at += PART) parts.push(flat(encodePart(items.slice(at, at + PART))))
  return parts.join('')
}

function encodePart(items: readonly Value[]): string {
  const byte = (i: number): number => (i < items.length ? Number((items[i] as Int).value) : 0)
  let out = ''
  for (let i = 0; i < items.length; i += 3) {
    const group = (byte(i) << 16) | (byte(i + 1) << 8) | byte(i + 2)
    const left = items.length - i
    out += ALPHABET[group >> 18]! + ALPHABET[(group >> 12) & 63]!
    out += left > 1 ? ALPHABET[(group >> 6) & 63]! : '='
    out += left > 2 ? ALPHABET[group & 63]! : '='
  }
  return out
}
