import { Int, Slice, T } from '../../go/value.ts'

const units = Array.from({ length: 256 }, (_, byte) => new Int(BigInt(byte), T.uint8))

/** A `[]byte` over a file's content: its elements are made only when a template looks at them. */
export class Bytes extends Slice {
  readonly data: Uint8Array
  constructor(data: Uint8Array) {
    super([], T.bytes)
    this.data = data
    let items: readonly Int[] | undefined
    Object.defineProperty(this, 'items', { get: () => (items ??= Array.from(data, (byte) => units[byte]!)) })
  }
}
