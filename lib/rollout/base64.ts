import { fromBytes } from '../go/text.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Standard Base64 of UTF-8 text, line breaks left out; undefined where it is none. */
export function decodeBase64(text: string): string | undefined {
  const body = text.replace(/\s+/g, '')
  if (body.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(body)) return undefined
  const out: number[] = []
  let bits = 0
  let held = 0
  for (const character of body.replace(/=+$/, '')) {
    held = (held << 6) | ALPHABET.indexOf(character)
    bits += 6
    if (bits < 8) continue
    bits -= 8
    out.push((held >> bits) & 0xff)
    held &= (1 << bits) - 1
  }
  return fromBytes(Uint8Array.from(out))
}
