import { fromBytes } from '../text.ts'
import { GoError } from '../value.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const CODES = Uint8Array.from(ALPHABET, (c) => c.charCodeAt(0))
const VALUES = new Int8Array(128).fill(-1)
for (let i = 0; i < 64; i++) VALUES[ALPHABET.charCodeAt(i)] = i

const LF = 0x0a
const CR = 0x0d
const PAD = 0x3d

/** How long base64 of `n` bytes is. */
export const encodedLength = (n: number): number => Math.ceil(n / 3) * 4

/** base64.StdEncoding.EncodeToString */
export function encodeBase64(bytes: Uint8Array): string {
  const out = new Uint8Array(encodedLength(bytes.length))
  for (let i = 0, at = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    out[at++] = CODES[group >> 18]!
    out[at++] = CODES[(group >> 12) & 63]!
    out[at++] = left > 1 ? CODES[(group >> 6) & 63]! : PAD
    out[at++] = left > 2 ? CODES[group & 63]! : PAD
  }
  return fromBytes(out)
}

const corrupt = (at: number): GoError => new GoError(`illegal base64 data at input byte ${at}`)

/**
 * base64.StdEncoding.DecodeString: CR and LF anywhere are skipped, stray low bits are accepted.
 * @param text bytes as units (see byte-text.ts); what is beyond ASCII is in no alphabet anyway
 * @throws GoError with Go's text, which tells the offset
 */
export function decodeBase64(text: string): Uint8Array {
  const out = new Uint8Array(Math.ceil(text.length / 4) * 3)
  let made = 0
  let at = 0
  const skipLines = (): void => {
    while (text.charCodeAt(at) === LF || text.charCodeAt(at) === CR) at++
  }
  for (;;) {
    let group = 0
    let digits = 0
    for (; digits < 4; digits++) {
      skipLines()
      if (at === text.length) {
        if (digits === 0) return out.subarray(0, made)
        throw corrupt(at - digits)
      }
      const unit = text.charCodeAt(at++)
      const value = VALUES[unit] ?? -1
      if (value >= 0) {
        group |= value << (18 - 6 * digits)
        continue
      }
      if (unit !== PAD || digits < 2) throw corrupt(at - 1)
      if (digits === 2) {
        skipLines()
        if (at === text.length) throw corrupt(text.length)
        if (text.charCodeAt(at) !== PAD) throw corrupt(at - 1)
        at++
      }
      skipLines()
      if (at < text.length) throw corrupt(at)
      break
    }
    out[made++] = group >> 16
    if (digits > 2) out[made++] = (group >> 8) & 0xff
    if (digits > 3) out[made++] = group & 0xff
  }
}
