import { ByteReader, OutOfBytes } from '../bytes.ts'

/** A decoded item: integers are numbers, byte strings bytes, maps maps with text or integer keys. */
export type Cbor =
  | number
  | string
  | boolean
  | null
  | Uint8Array
  | readonly Cbor[]
  | ReadonlyMap<number | string, Cbor>
  | Tagged

export class Tagged {
  readonly tag: number
  readonly value: Cbor
  constructor(tag: number, value: Cbor) {
    this.tag = tag
    this.value = value
  }
}

export class CborError extends Error {
  override name = 'CborError'
}

const MAX_DEPTH = 16
const MAX_ITEMS = 10_000

/**
 * Reads one CBOR item and nothing after it, RFC 8949: definite lengths only, no key twice, no floats.
 * @throws CborError
 */
export function readCbor(bytes: Uint8Array): Cbor {
  try {
    const reader = new Reader(bytes)
    const item = reader.item(0)
    if (reader.left > 0) throw new CborError('bytes after the item')
    return item
  } catch (error) {
    if (error instanceof OutOfBytes) throw new CborError(error.message)
    throw error
  }
}

class Reader extends ByteReader {
  #items = 0

  item(depth: number): Cbor {
    if (depth > MAX_DEPTH || ++this.#items > MAX_ITEMS) throw new CborError('too deep or too long')
    const first = this.uint(1)
    const major = first >> 5
    const length = this.#argument(first & 31)
    switch (major) {
      case 0:
        return length
      case 1:
        return -1 - length
      case 2:
        return this.take(length)
      case 3:
        return this.#text(length)
      case 4:
        return Array.from({ length: this.#count(length) }, () => this.item(depth + 1))
      case 5:
        return this.#map(length, depth)
      case 6:
        return new Tagged(length, this.item(depth + 1))
      default:
        return this.#simple(first & 31)
    }
  }

  #argument(info: number): number {
    if (info < 24) return info
    if (info === 24) return this.uint(1)
    if (info === 25) return this.uint(2)
    if (info === 26) return this.uint(4)
    if (info !== 27) throw new CborError('indefinite length')
    const value = this.uint(4) * 0x1_0000_0000 + this.uint(4)
    if (!Number.isSafeInteger(value)) throw new CborError('number too large')
    return value
  }

  /** Each element takes a byte at least, so no count can ask for more room than there is. */
  #count(length: number): number {
    if (length > this.left) throw new CborError('ends too early')
    return length
  }

  #text(length: number): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.take(length))
    } catch (error) {
      if (error instanceof OutOfBytes) throw error
      throw new CborError('text is not UTF-8')
    }
  }

  #map(length: number, depth: number): ReadonlyMap<number | string, Cbor> {
    const map = new Map<number | string, Cbor>()
    for (let i = this.#count(length); i > 0; i--) {
      const key = this.item(depth + 1)
      if (typeof key !== 'number' && typeof key !== 'string')
        throw new CborError('a key that is neither text nor number')
      if (map.has(key)) throw new CborError(`the key ${key} occurs twice`)
      map.set(key, this.item(depth + 1))
    }
    return map
  }

  #simple(info: number): Cbor {
    if (info === 20) return false
    if (info === 21) return true
    if (info === 22) return null
    throw new CborError('a value of unknown type')
  }
}

/** The head of an item: its major type and length. */
export function cborHead(major: number, length: number): Uint8Array {
  const start = major << 5
  if (length < 24) return Uint8Array.of(start | length)
  if (length < 256) return Uint8Array.of(start | 24, length)
  if (length < 65_536) return Uint8Array.of(start | 25, length >> 8, length & 255)
  return Uint8Array.of(start | 26, length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255)
}
