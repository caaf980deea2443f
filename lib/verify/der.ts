/** One element of DER: its tag octet, its content, and the whole of it with its header. */
export interface Der {
  readonly tag: number
  readonly content: Uint8Array
  readonly whole: Uint8Array
}

export class DerError extends Error {
  override name = 'DerError'
}

/** Reads the element at the start of `bytes`. @throws DerError for anything that is not minimal, definite DER */
export function readDer(bytes: Uint8Array, at = 0): Der {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new DerError('not DER')
  let length = first
  let header = 2
  if (first >= 0x80) {
    const count = first & 0x7f
    if (count === 0 || count > 4) throw new DerError('not DER')
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0)
    header += count
    if (length < 0x80 || (count > 1 && bytes[at + 2] === 0)) throw new DerError('length is not minimal')
  }
  if (at + header + length > bytes.length) throw new DerError('ends too early')
  return {
    tag,
    content: bytes.subarray(at + header, at + header + length),
    whole: bytes.subarray(at, at + header + length),
  }
}

/** The elements of a constructed one. */
export function readAll(content: Uint8Array): Der[] {
  const found: Der[] = []
  for (let at = 0; at < content.length; at += found.at(-1)!.whole.length) found.push(readDer(content, at))
  return found
}

/** A whole DER document: one element and nothing after it. */
export function readOnly(bytes: Uint8Array, tag: number): Der {
  const element = readDer(bytes)
  if (element.tag !== tag || element.whole.length !== bytes.length)
    throw new DerError('not the expected element')
  return element
}

/** A positive INTEGER's bytes without leading zeros. */
export function unsigned(element: Der | undefined): Uint8Array {
  const bytes = element?.content
  if (element?.tag !== 2 || bytes === undefined || bytes.length === 0 || bytes[0]! >= 0x80)
    throw new DerError('not a positive integer')
  if (bytes.length === 1 || bytes[0] !== 0) return bytes
  if (bytes[1]! < 0x80) throw new DerError('integer is not minimal')
  return bytes.subarray(1)
}
