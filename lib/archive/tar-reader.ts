import { ArchiveError } from './error.ts'
import type { ByteSource } from './byte-source.ts'
import { isSparse, mergePax, parsePax } from './pax.ts'
import { BLOCK, headerError, parseHeader, parseString, type TarHeader } from './tar-header.ts'

/** `maxSpecialFileSize`: what one name or one set of extended records may take. */
const SPECIAL = 1024 * 1024

const truncated = (): ArchiveError => new ArchiveError('TRUNCATED', 'unexpected EOF')
const headerOnly = (typeflag: string): boolean => '123456'.includes(typeflag)
const isZero = (block: Uint8Array): boolean => block[0] === 0 && block.every((b) => b === 0)

/** Walks the entries of a tar stream in order. Mirrors `archive/tar`'s `Reader` for ustar, pax, GNU, star and v7. */
export class TarReader {
  readonly #source: ByteSource
  #left = 0
  #pad = 0

  constructor(source: ByteSource) {
    this.#source = source
  }

  /** The next entry that is more than a note about another one; undefined at the end. */
  next(): TarHeader | undefined {
    let records: ReadonlyMap<string, string> = new Map()
    let longName = ''
    for (;;) {
      this.#source.skip(this.#left)
      this.#source.read(this.#pad)
      const block = this.#headerBlock()
      if (block === undefined) return undefined
      const header = parseHeader(block)
      this.#enter(header)
      if (header.typeflag === 'x') records = parsePax(this.#special())
      else if (header.typeflag === 'g') {
        mergePax(header, parsePax(this.#special()))
        return header
      } else if (header.typeflag === 'L') longName = parseString(this.#special())
      else if (header.typeflag === 'K') this.#special()
      else {
        mergePax(header, records)
        if (longName !== '') header.name = longName
        if (header.typeflag === 'S' || isSparse(records)) {
          throw new ArchiveError('ILLEGAL_TYPE', `sparse file ${header.name} is not supported`, header.name)
        }
        this.#enter(header)
        return header.typeflag === '\0'
          ? { ...header, typeflag: header.name.endsWith('/') ? '5' : '0' }
          : header
      }
    }
  }

  /** The whole content of the entry that `next` returned. */
  data(): Uint8Array {
    const want = this.#left
    const out = this.#source.read(want)
    this.#left = 0
    if (out.length < want) throw truncated()
    return out
  }

  #enter(header: TarHeader): void {
    const size = headerOnly(header.typeflag) ? 0 : header.size
    if (size < 0) throw headerError()
    this.#left = size
    this.#pad = (BLOCK - (size % BLOCK)) % BLOCK
  }

  #special(): Uint8Array {
    if (this.#left > SPECIAL) throw new ArchiveError('TAR_HEADER', 'archive/tar: header field too long')
    return this.data()
  }

  #headerBlock(): Uint8Array | undefined {
    const block = this.#fullBlock()
    if (block === undefined || !isZero(block)) return block
    const second = this.#fullBlock()
    if (second === undefined || isZero(second)) return undefined
    throw headerError()
  }

  #fullBlock(): Uint8Array | undefined {
    const block = this.#source.read(BLOCK)
    if (block.length === 0) return undefined
    if (block.length < BLOCK) throw truncated()
    return block
  }
}
