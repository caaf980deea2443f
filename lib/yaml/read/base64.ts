import { fromBytes } from '../../go/text.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const SEXTET = new Map([...ALPHABET].map((c, i) => [c, i]))

/** Go's `base64.StdEncoding.DecodeString` as a Go string, or undefined where it fails. */
export function decodeBase64(text: string): string | undefined {
  const digits = text.replace(/[\r\n]/g, '')
  if (digits.length % 4 !== 0) return undefined
  const body = digits.replace(/={1,2}$/, '')
  const bytes = new Uint8Array((body.length * 3) >> 2)
  let at = 0
  let bits = 0
  let held = 0
  for (const c of body) {
    const sextet = SEXTET.get(c)
    if (sextet === undefined) return undefined
    held = ((held << 6) | sextet) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 0xff
    }
  }
  return fromBytes(bytes)
}
