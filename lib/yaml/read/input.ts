import { fromBytes, toBytes } from '../../go/text.ts'

/**
 * What libyaml's reader makes of a text (readerc.go). It decodes 512 bytes at a time and only when the scanner asks
 * for more, so a character that is not allowed fails only once its chunk is asked for: an earlier mistake of syntax
 * is reported first. A text without such a character, which is nearly every text, is one chunk.
 */
export interface Input {
  /** Characters, followed by NULs so that looking ahead needs no bounds. */
  readonly text: string
  /**
   * Ends of the chunks, as indexes into `text`; the last is Infinity unless there is a problem, or `marks` make it
   * matter how the end is read.
   */
  readonly chunks: readonly number[]
  /** What the reader says when asked for more than the chunks hold. */
  readonly problem: string | undefined
  /** Whether characters beyond U+FFFF occur: they count as one column but are two units here. */
  readonly astral: boolean
  /** Whether a byte order mark occurs after the first character. */
  readonly marks: boolean
}

const CHUNK = 512
const PADDING = '\0\0\0\0\0\0\0\0\0\0'
const REFUSED = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/
const ODD = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]/

export function readInput(source: string): Input {
  if (!ODD.test(source)) return plain(source, false, false)
  if (source.isWellFormed() && !REFUSED.test(source)) {
    const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source
    const marks = text.includes('\ufeff')
    if (!marks) return plain(text, /[\ud800-\udfff]/.test(text), false)
  }
  return decode(toBytes(source))
}

const plain = (text: string, astral: boolean, marks: boolean): Input => ({
  text: text + PADDING,
  chunks: [Infinity],
  problem: undefined,
  astral,
  marks,
})

/** The slow and exact way, chunk by chunk. */
function decode(bytes: Uint8Array): Input {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe
  const big = bytes[0] === 0xfe && bytes[1] === 0xff
  const next = little || big ? utf16(bytes, little) : utf8(bytes)
  let at = little || big ? 2 : bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let limit = Math.min(CHUNK, bytes.length)
  // Three bytes are wanted before anything is decoded, so that the end of a shorter text is known from the start
  let ended = bytes.length < 3
  const chunks: number[] = []
  let text = ''
  let problem: string | undefined
  for (;;) {
    let chunk = ''
    while (at < limit) {
      const step = next(at, limit, ended)
      if (step === undefined) break
      if (typeof step === 'string') problem = step
      else if (!isAllowed(step.rune)) problem = 'control characters are not allowed'
      if (problem !== undefined || typeof step === 'string') break
      chunk += String.fromCodePoint(step.rune)
      at += step.width
    }
    if (problem !== undefined) break
    text += chunk
    if (ended) break
    chunks.push(text.length)
    if (limit === bytes.length) ended = true
    else limit = Math.min(at + CHUNK, bytes.length)
  }
  const marks = text.includes('\ufeff')
  if (problem === undefined && !marks) chunks.push(Infinity)
  return {
    text: text + PADDING,
    chunks,
    problem,
    astral: /[\ud800-\udfff]/.test(text),
    marks,
  }
}

interface Rune {
  readonly rune: number
  readonly width: number
}
/** The character at a place, a problem, or undefined where it is not all there yet. */
type Decoder = (at: number, limit: number, ended: boolean) => Rune | string | undefined

function utf8(bytes: Uint8Array): Decoder {
  return (at, limit, ended) => {
    const lead = bytes[at]!
    const width =
      lead < 0x80
        ? 1
        : (lead & 0xe0) === 0xc0
          ? 2
          : (lead & 0xf0) === 0xe0
            ? 3
            : (lead & 0xf8) === 0xf0
              ? 4
              : 0
    if (width === 0) return 'invalid leading UTF-8 octet'
    if (at + width > limit) return ended ? 'incomplete UTF-8 octet sequence' : undefined
    let rune = width === 1 ? lead : lead & (0x7f >> width)
    for (let k = 1; k < width; k++) {
      const octet = bytes[at + k]!
      if ((octet & 0xc0) !== 0x80) return 'invalid trailing UTF-8 octet'
      rune = rune * 64 + (octet & 0x3f)
    }
    if (width > 1 && rune < [0, 0, 0x80, 0x800, 0x10000][width]!) return 'invalid length of a UTF-8 sequence'
    if ((rune >= 0xd800 && rune <= 0xdfff) || rune > 0x10ffff) return 'invalid Unicode character'
    return { rune, width }
  }
}

function utf16(bytes: Uint8Array, little: boolean): Decoder {
  const unit = (at: number): number =>
    little ? bytes[at]! | (bytes[at + 1]! << 8) : (bytes[at]! << 8) | bytes[at + 1]!
  return (at, limit, ended) => {
    if (at + 2 > limit) return ended ? 'incomplete UTF-16 character' : undefined
    const high = unit(at)
    if ((high & 0xfc00) === 0xdc00) return 'unexpected low surrogate area'
    if ((high & 0xfc00) !== 0xd800) return { rune: high, width: 2 }
    if (at + 4 > limit) return ended ? 'incomplete UTF-16 surrogate pair' : undefined
    const low = unit(at + 2)
    if ((low & 0xfc00) !== 0xdc00) return 'expected low surrogate area'
    return { rune: 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff), width: 4 }
  }
}

const isAllowed = (c: number): boolean =>
  c === 9 ||
  c === 10 ||
  c === 13 ||
  (c >= 0x20 && c <= 0x7e) ||
  c === 0x85 ||
  (c >= 0xa0 && c <= 0xd7ff) ||
  (c >= 0xe000 && c <= 0xfffd) ||
  c >= 0x10000

/** The Go string of bytes given one by one (tags may be written with %-escapes). */
export const bytesToText = (bytes: readonly number[]): string => fromBytes(Uint8Array.from(bytes))
