import { Gunzip } from 'fflate'
import type { ByteSource } from './byte-source.ts'
import { ArchiveError } from './error.ts'
import type { ArchiveLimits } from './limits.ts'

const CHUNK = 16 * 1024

/**
 * A gzip stream that inflates only as far as it is read, so that a bomb costs one chunk and what follows the tar's end
 * is never looked at. Go's reader is as lazy: it compares the checksum only when somebody reads past the last byte,
 * which `archive/tar` does not.
 */
export class GzipReader implements ByteSource {
  readonly #packed: Uint8Array
  readonly #limits: ArchiveLimits
  readonly #gunzip: Gunzip
  #fed = 0
  #made = 0
  #ready: Uint8Array[] = []
  #readyBytes = 0
  #failure: ArchiveError | undefined

  /** @throws ArchiveError GZIP_HEADER when the bytes do not start as gzip does */
  constructor(packed: Uint8Array, limits: ArchiveLimits) {
    if (packed.length === 0) throw new ArchiveError('TRUNCATED', 'EOF')
    if (packed.length < 10) throw new ArchiveError('TRUNCATED', 'unexpected EOF')
    if (packed[0] !== 0x1f || packed[1] !== 0x8b || packed[2] !== 8) {
      throw new ArchiveError('GZIP_HEADER', 'gzip: invalid header')
    }
    this.#packed = packed
    this.#limits = limits
    this.#gunzip = new Gunzip((chunk) => {
      if (chunk.length === 0) return
      this.#ready.push(chunk)
      this.#readyBytes += chunk.length
      this.#made += chunk.length
    })
  }

  /** The next `n` bytes, fewer only at the end of the stream. */
  read(n: number): Uint8Array {
    while (this.#readyBytes < n && this.#pull());
    const size = Math.min(n, this.#readyBytes)
    const first = this.#ready[0]
    if (first === undefined) return new Uint8Array(0)
    if (first.length >= size) {
      this.#drop(size)
      return first.subarray(0, size)
    }
    const out = new Uint8Array(size)
    for (let at = 0; at < size;) {
      const chunk = this.#ready[0]!
      const part = chunk.subarray(0, size - at)
      out.set(part, at)
      at += part.length
      this.#drop(part.length)
    }
    return out
  }

  /** Passes over `n` bytes without keeping them; fewer remain only at the end of the stream. */
  skip(n: number): void {
    for (let left = n; left > 0;) {
      const got = this.read(Math.min(left, CHUNK)).length
      if (got === 0) return
      left -= got
    }
  }

  #drop(n: number): void {
    const first = this.#ready[0]!
    if (n === first.length) this.#ready.shift()
    else this.#ready[0] = first.subarray(n)
    this.#readyBytes -= n
  }

  #pull(): boolean {
    if (this.#failure !== undefined) throw this.#failure
    if (this.#fed >= this.#packed.length) return false
    const end = Math.min(this.#fed + CHUNK, this.#packed.length)
    const before = this.#made
    try {
      this.#gunzip.push(this.#packed.subarray(this.#fed, end), end === this.#packed.length)
    } catch (error) {
      this.#failure = flateError(error)
    }
    this.#fed = end
    if (this.#made > this.#limits.ratioFrom && this.#made > this.#fed * this.#limits.ratio) {
      throw new ArchiveError('TOO_DENSE', `archive unpacks to more than ${this.#limits.ratio} times its size`)
    }
    if (this.#failure !== undefined && this.#made === before) throw this.#failure
    return true
  }
}

/** fflate's code 0 is an early end; the others are Go's `flate.CorruptInputError` (fflate knows no offset). */
function flateError(error: unknown): ArchiveError {
  const { code } = error as { code?: number }
  if (code === 0) return new ArchiveError('TRUNCATED', 'unexpected EOF')
  if (code === 6) return new ArchiveError('GZIP_HEADER', 'gzip: invalid header')
  return new ArchiveError('GZIP_CORRUPT', 'flate: corrupt input')
}
