import { quote } from './strconv/index.ts'
import { fromBytes, isAscii, toBytes } from './text.ts'

const CHUNK = 8192

/**
 * A Go string as "byte text": one UTF-16 unit U+0000..U+00FF for each byte, so that indexes are byte offsets and
 * searches see bytes. ASCII strings are their own byte text.
 */
export function toByteText(s: string): string {
  if (isAscii(s)) return s
  return byteTextOf(toBytes(s))
}

/** The byte text of some bytes. */
export function byteTextOf(bytes: Uint8Array): string {
  if (bytes.length <= CHUNK) return String.fromCharCode(...bytes)
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += CHUNK) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)))
  }
  return pieces.join('')
}

/** The Go string of a byte text. */
export function fromByteText(text: string): string {
  if (isAscii(text)) return text
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return fromBytes(bytes)
}

/** strconv.Quote of a byte text's Go string. */
export const quoteByteText = (text: string): string => quote(fromByteText(text))
