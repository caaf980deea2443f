/** Writing ASN.1 by the distinguished encoding rules: each function gives a whole element. */

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** An element: tag, length, and its parts one after the other. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = concat(...parts)
  if (body.length < 0x80) return concat(Uint8Array.of(tag, body.length), body)
  const size: number[] = []
  for (let n = body.length; n > 0; n >>>= 8) size.unshift(n & 0xff)
  return concat(Uint8Array.of(tag, 0x80 | size.length, ...size), body)
}

export const sequence = (...parts: readonly Uint8Array[]): Uint8Array => element(TAG.sequence, ...parts)
export const octetString = (bytes: Uint8Array): Uint8Array => element(TAG.octetString, bytes)
/** `constructed` element of context class, as explicit tags are. */
export const explicit = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array =>
  element(0xa0 | tag, ...parts)
export const NULL = Uint8Array.of(TAG.null, 0)
export const TRUE = Uint8Array.of(TAG.boolean, 1, 0xff)

/** Whole bytes as a bit string, the last `unused` bits not counting. */
export const bitString = (bytes: Uint8Array, unused = 0): Uint8Array =>
  element(TAG.bitString, Uint8Array.of(unused), bytes)

/** A number as big-endian bytes, filled up with zeroes to at least `length`. */
export function bytesOf(value: bigint, length = 0): Uint8Array {
  let hex = value.toString(16)
  if (hex.length % 2 === 1) hex = `0${hex}`
  const bytes =
    value === 0n
      ? []
      : Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
  const out = new Uint8Array(Math.max(length, bytes.length))
  out.set(bytes, out.length - bytes.length)
  return out
}

/** The number that big-endian bytes spell. */
export function numberOf(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n
  return BigInt(`0x${Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')}`)
}

/** A number that is not negative. */
export function integer(value: bigint): Uint8Array {
  const bytes = bytesOf(value, 1)
  return element(TAG.integer, bytes[0]! & 0x80 ? concat(Uint8Array.of(0), bytes) : bytes)
}

/** An object identifier from its dotted form. */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const body: number[] = []
  for (const arc of [first * 40 + second, ...rest]) {
    const digits = [arc & 0x7f]
    for (let n = Math.floor(arc / 128); n > 0; n = Math.floor(n / 128)) digits.unshift(0x80 | (n & 0x7f))
    body.push(...digits)
  }
  return element(TAG.oid, Uint8Array.from(body))
}
