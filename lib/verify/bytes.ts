/** One array holding all parts in order. */
export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0
  for (const part of parts) length += part.length
  const all = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Lower-case hexadecimal digits. */
export const toHex = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const SEXTET = new Map([...ALPHABET].map((c, i) => [c.charCodeAt(0), i]))

/** Standard base64 with padding and nothing else; undefined where `text` is anything but that. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 !== 0) return undefined
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let at = 0
  for (let i = 0; i < text.length; i += 4) {
    let group = 0
    for (let k = 0; k < 4; k++) {
      const isPadding = i + k >= text.length - padding
      const sextet = isPadding ? 0 : SEXTET.get(text.charCodeAt(i + k))
      if (sextet === undefined) return undefined
      group = (group << 6) | sextet
    }
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = (group >> shift) & 0xff
  }
  return bytes
}

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const left = bytes.length - i
    text += ALPHABET[group >> 18]! + ALPHABET[(group >> 12) & 63]!
    text += left > 1 ? ALPHABET[(group >> 6) & 63]! : '='
    text += left > 2 ? ALPHABET[group & 63]! : '='
  }
  return text
}

/** A big-endian reader that refuses to read past its end. */
export class ByteReader {
  readonly bytes: Uint8Array
  at = 0
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
  get left(): number {
    return this.bytes.length - this.at
  }
  take(count: number): Uint8Array {
    if (count > this.left) throw new OutOfBytes()
    this.at += count
    return this.bytes.subarray(this.at - count, this.at)
  }
  uint(count: 1 | 2 | 4): number {
    let value = 0
    for (const byte of this.take(count)) value = value * 256 + byte
    return value
  }
}

export class OutOfBytes extends Error {
  override name = 'OutOfBytes'
  constructor() {
    super('ends too early')
  }
}
