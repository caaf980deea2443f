/** Bytes read in order, as far as somebody wants them. */
export interface ByteSource {
  /** The next `n` bytes, fewer only at the end. */
  read(n: number): Uint8Array
  /** Passes over `n` bytes; fewer only at the end. */
  skip(n: number): void
}

/** Bytes that are all here. */
export class BytesSource implements ByteSource {
  readonly #bytes: Uint8Array
  #at = 0
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  read(n: number): Uint8Array {
    const part = this.#bytes.subarray(this.#at, this.#at + n)
    this.#at += part.length
    return part
  }

  skip(n: number): void {
    this.#at = Math.min(this.#at + n, this.#bytes.length)
  }
}
