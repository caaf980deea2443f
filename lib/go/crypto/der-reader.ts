import { numberOf, TAG } from './der.ts'

export interface Element {
  readonly tag: number
  /** content alone */
  readonly body: Uint8Array
  /** tag, length and content */
  readonly whole: Uint8Array
}

/**
 * Reads DER elements one after the other, as Go's cryptobyte: each read gives undefined, and takes nothing, where what
 * comes next is not that or is not encoded in the shortest form.
 */
export class DerReader {
  #rest: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#rest = bytes
  }

  get rest(): Uint8Array {
    return this.#rest
  }

  get isEmpty(): boolean {
    return this.#rest.length === 0
  }

  /** Whether an element with this tag comes next. */
  peek(tag: number): boolean {
    return this.#rest[0] === tag
  }

  /** Any element. */
  any(): Element | undefined {
    const data = this.#rest
    if (data.length < 2 || (data[0]! & 0x1f) === 0x1f) return undefined
    let length = data[1]!
    let header = 2
    if (length & 0x80) {
      const count = length & 0x7f
      if (count === 0 || count > 4 || data.length < 2 + count) return undefined
      length = Number(numberOf(data.subarray(2, 2 + count)))
      if (length < 0x80 || length < 2 ** (8 * (count - 1))) return undefined
      header += count
    }
    if (data.length < header + length) return undefined
    this.#rest = data.subarray(header + length)
    return {
      tag: data[0]!,
      body: data.subarray(header, header + length),
      whole: data.subarray(0, header + length),
    }
  }

  /** The content of an element with this tag. */
  read(tag: number): Uint8Array | undefined {
    return this.peek(tag) ? this.any()?.body : undefined
  }

  /** A whole element with this tag. */
  element(tag: number): Uint8Array | undefined {
    return this.peek(tag) ? this.any()?.whole : undefined
  }

  /** What is inside an element with this tag. */
  inside(tag: number): DerReader | undefined {
    const body = this.read(tag)
    return body && new DerReader(body)
  }

  integer(): bigint | undefined {
    const body = this.peekBody(TAG.integer)
    if (body === undefined || body.length === 0) return undefined
    const [first, second] = body
    if (body.length > 1 && ((first === 0 && second! < 0x80) || (first === 0xff && second! >= 0x80)))
      return undefined
    this.any()
    const value = numberOf(body)
    return first! & 0x80 ? value - (1n << BigInt(8 * body.length)) : value
  }

  /** An object identifier in dotted form. */
  oid(): string | undefined {
    const body = this.peekBody(TAG.oid)
    if (body === undefined || body.length === 0) return undefined
    const arcs: number[] = []
    let arc = 0
    let fresh = true
    for (const byte of body) {
      if ((fresh && byte === 0x80) || arc > 2 ** 24) return undefined
      arc = arc * 128 + (byte & 0x7f)
      fresh = (byte & 0x80) === 0
      if (fresh) {
        arcs.push(arc)
        arc = 0
      }
    }
    if (!fresh) return undefined
    this.any()
    const [head = 0, ...tail] = arcs
    const root = head < 80 ? Math.floor(head / 40) : 2
    return [root, head - 40 * root, ...tail].join('.')
  }

  /** A bit string's bytes, moved right so that the last bit is the lowest. */
  bitString(): Uint8Array | undefined {
    const body = this.peekBody(TAG.bitString)
    if (body === undefined || body.length === 0) return undefined
    const unused = body[0]!
    const bytes = body.subarray(1)
    const last = bytes.at(-1) ?? 0
    if (unused > 7 || (bytes.length === 0 && unused !== 0) || (last & ((1 << unused) - 1)) !== 0)
      return undefined
    this.any()
    if (unused === 0) return bytes
    return bytes.map((byte, i) => (byte >> unused) | (((bytes[i - 1] ?? 0) << (8 - unused)) & 0xff))
  }

  boolean(): boolean | undefined {
    const body = this.peekBody(TAG.boolean)
    if (body?.length !== 1 || (body[0] !== 0 && body[0] !== 0xff)) return undefined
    this.any()
    return body[0] === 0xff
  }

  private peekBody(tag: number): Uint8Array | undefined {
    if (!this.peek(tag)) return undefined
    const before = this.#rest
    const body = this.any()?.body
    this.#rest = before
    return body
  }
}
