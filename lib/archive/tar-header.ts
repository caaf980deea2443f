import { fromBytes } from '../go/text.ts'
import { ArchiveError } from './error.ts'

export const BLOCK = 512

/** A tar header block as `archive/tar` unpacks it: names as Go strings, sizes as numbers. */
export interface TarHeader {
  name: string
  readonly typeflag: string
  size: number
  readonly mode: number
}

/** Go's `tar.ErrHeader`. */
export const headerError = (): ArchiveError =>
  new ArchiveError('TAR_HEADER', 'archive/tar: invalid tar header')

/** A C string: up to the first NUL, or the whole field. */
export function parseString(field: Uint8Array): string {
  const end = field.indexOf(0)
  return fromBytes(end < 0 ? field : field.subarray(0, end))
}

/** Octal, or base-256 where the first bit is set. Mirrors `parser.parseNumeric`; what a number cannot hold is refused. */
export function parseNumeric(field: Uint8Array): number {
  if ((field[0]! & 0x80) === 0) return parseOctal(field)
  const invert = (field[0]! & 0x40) === 0 ? 0 : 0xff
  let x = 0n
  for (let i = 0; i < field.length; i++) {
    let c = field[i]! ^ invert
    if (i === 0) c &= 0x7f
    if (x >> 56n > 0n) throw headerError()
    x = (x << 8n) | BigInt(c)
  }
  if (x >> 63n > 0n) throw headerError()
  return Number(invert === 0 ? x : -x - 1n)
}

function parseOctal(field: Uint8Array): number {
  let from = 0
  let to = field.length
  const filler = (c: number | undefined): boolean => c === 0 || c === 0x20
  while (from < to && filler(field[from])) from++
  while (to > from && filler(field[to - 1])) to--
  if (from === to) return 0
  const text = parseString(field.subarray(from, to))
  if (!/^[0-7]+$/.test(text) || BigInt(`0o${text}`) >= 1n << 64n) throw headerError()
  return Number(BigInt.asIntN(64, BigInt(`0o${text}`)))
}

const hasMagic = (block: Uint8Array, at: number, magic: string): boolean =>
  [...magic].every((c, i) => block[at + i] === c.charCodeAt(0))

/**
 * Unpacks one header block. Mirrors `Reader.readHeader`: the checksum may be a sum of signed or unsigned bytes; the name's
 * prefix is there for ustar and star only (and for a GNU header whose times are no numbers, as Go before 1.8 wrote them).
 * @throws ArchiveError TAR_HEADER
 */
export function parseHeader(block: Uint8Array): TarHeader {
  checkSum(block)
  const name = parseString(block.subarray(0, 100))
  const header: TarHeader = {
    name,
    typeflag: String.fromCharCode(block[156]!),
    size: parseNumeric(block.subarray(124, 136)),
    mode: parseNumeric(block.subarray(100, 108)),
  }
  for (const [from, to] of [
    [108, 116],
    [116, 124],
    [136, 148],
  ] as const)
    parseNumeric(block.subarray(from, to))
  const ustar = hasMagic(block, 257, 'ustar\0')
  const gnu = hasMagic(block, 257, 'ustar ') && hasMagic(block, 263, ' \0')
  if (!ustar && !gnu) return header
  parseNumeric(block.subarray(329, 337))
  parseNumeric(block.subarray(337, 345))
  const prefix = ustar ? ustarPrefix(block) : oldGoPrefix(block)
  if (prefix !== '') header.name = `${prefix}/${name}`
  return header
}

function ustarPrefix(block: Uint8Array): string {
  const star = hasMagic(block, 508, 'tar\0')
  return parseString(block.subarray(345, star ? 345 + 131 : 500))
}

function oldGoPrefix(block: Uint8Array): string {
  try {
    for (const at of [345, 357]) if (block[at] !== 0) parseNumeric(block.subarray(at, at + 12))
    return ''
  } catch {
    const prefix = parseString(block.subarray(345, 500))
    return /^[\x01-\x7f]*$/.test(prefix) ? prefix : ''
  }
}

function checkSum(block: Uint8Array): void {
  const declared = parseOctal(block.subarray(148, 156))
  let unsigned = 0
  let signed = 0
  for (let i = 0; i < BLOCK; i++) {
    const c = i >= 148 && i < 156 ? 0x20 : block[i]!
    unsigned += c
    signed += c < 0x80 ? c : c - 256
  }
  if (declared !== unsigned && declared !== signed) throw headerError()
}
