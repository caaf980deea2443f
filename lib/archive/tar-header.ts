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

const isFiller = (c: number | undefined): boolean => c === 0 || c === 0x20

/** As many octal digits as a number holds for certain. */
const SAFE_DIGITS = 17

function parseOctal(field: Uint8Array): number {
  let i = 0
  while (isFiller(field[i])) i++
  const start = i
  let value = 0
  for (let digit = field[i]! - 0x30; digit >= 0 && digit <= 7; digit = field[++i]! - 0x30)
    value = value * 8 + digit
  const digits = i - start
  while (isFiller(field[i])) i++
  return i === field.length && digits <= SAFE_DIGITS ? value : parseLongOctal(field)
}

function parseLongOctal(field: Uint8Array): number {
  let from = 0
  let to = field.length
  while (from < to && isFiller(field[from])) from++
  while (to > from && isFiller(field[to - 1])) to--
  if (from === to) return 0
  const text = parseString(field.subarray(from, to))
  if (!/^[0-7]+$/.test(text) || BigInt(`0o${text}`) >= 1n << 64n) throw headerError()
  return Number(BigInt.asIntN(64, BigInt(`0o${text}`)))
}

function hasMagic(block: Uint8Array, at: number, magic: string): boolean {
  for (let i = 0; i < magic.length; i++) if (block[at + i] !== magic.charCodeAt(i)) return false
  return true
}

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
  parseNumeric(block.subarray(108, 116))
  parseNumeric(block.subarray(116, 124))
  parseNumeric(block.subarray(136, 148))
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

/** The sum of a block's bytes, four at a time: two lanes of 16 bits hold what 256 bytes each can come to. */
function sumOf(block: Uint8Array): number {
  const words = new Int32Array(block.buffer, block.byteOffset, BLOCK / 4)
  let lanes = 0
  for (let i = 0; i < BLOCK / 4; i++) lanes += (words[i]! & 0xff00ff) + ((words[i]! >>> 8) & 0xff00ff)
  return (lanes % 0x10000) + Math.floor(lanes / 0x10000)
}

function checkSum(block: Uint8Array): void {
  const declared = parseOctal(block.subarray(148, 156))
  if (block.byteOffset % 4 === 0) {
    let sum = sumOf(block) + 8 * 0x20
    for (let i = 148; i < 156; i++) sum -= block[i]!
    if (sum === declared) return
  }
  let unsigned = 0
  let signed = 0
  for (let i = 0; i < BLOCK; i++) {
    const c = i >= 148 && i < 156 ? 0x20 : block[i]!
    unsigned += c
    signed += c < 0x80 ? c : c - 256
  }
  if (declared !== unsigned && declared !== signed) throw headerError()
}
