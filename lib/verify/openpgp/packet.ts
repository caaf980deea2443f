import { ByteReader } from '../bytes.ts'

/** RFC 9580 section 5: the packets that are looked at here. */
export const TAG = {
  signature: 2,
  secretKey: 5,
  publicKey: 6,
  secretSubkey: 7,
  marker: 10,
  trust: 12,
  userId: 13,
  publicSubkey: 14,
  userAttribute: 17,
  padding: 21,
} as const

export interface Packet {
  readonly tag: number
  readonly body: Uint8Array
}

export class PacketError extends Error {
  override name = 'PacketError'
}

/**
 * Cuts a packet sequence, RFC 9580 section 4.2, old and new headers. Partial and indeterminate lengths are refused: neither
 * keys nor signatures may have them.
 * @throws PacketError, OutOfBytes
 */
export function* readPackets(bytes: Uint8Array): Generator<Packet> {
  const reader = new ByteReader(bytes)
  while (reader.left > 0) {
    const header = reader.uint(1)
    if ((header & 0x80) === 0) throw new PacketError('tag byte does not have MSB set')
    const isNew = (header & 0x40) !== 0
    const tag = isNew ? header & 0x3f : (header >> 2) & 0x0f
    if (tag === 0) throw new PacketError('packet tag 0 is reserved')
    const length = isNew ? newLength(reader) : oldLength(reader, header & 3)
    yield { tag, body: reader.take(length) }
  }
}

function oldLength(reader: ByteReader, type: number): number {
  if (type === 3) throw new PacketError('packet of indeterminate length')
  return reader.uint(type === 0 ? 1 : type === 1 ? 2 : 4)
}

function newLength(reader: ByteReader): number {
  const first = reader.uint(1)
  if (first < 192) return first
  if (first < 224) return ((first - 192) << 8) + reader.uint(1) + 192
  if (first < 255) throw new PacketError('packet of partial length')
  return reader.uint(4)
}

/** A multiprecision integer, RFC 9580 section 3.2: its bytes without leading zeros. */
export function readMpi(reader: ByteReader): Uint8Array {
  const bits = reader.uint(2)
  const bytes = reader.take((bits + 7) >> 3)
  let start = 0
  while (start < bytes.length && bytes[start] === 0) start++
  return bytes.subarray(start)
}

/** The number's bytes with zeros in front, `length` in all; undefined when it is longer. */
export function padStart(number: Uint8Array, length: number): Uint8Array | undefined {
  if (number.length > length) return undefined
  const padded = new Uint8Array(length)
  padded.set(number, length - number.length)
  return padded
}
