import { Int, type Value } from '../value.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** `base64.StdEncoding` of the items of a `[]byte`. */
export function encodeBase64(items: readonly Value[]): string {
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
