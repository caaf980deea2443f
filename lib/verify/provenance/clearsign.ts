import { ArmorError, readArmorBody } from '../openpgp/armor.ts'
import { hashHeaderNames } from '../openpgp/algorithm.ts'

/** The one signed text of a provenance file and the signature under it. */
export interface Clearsigned {
  /** without trailing blanks, lines ended by "\n", none after the last: exactly what is signed, and all that is read */
  readonly text: string
  /** packets of the signature */
  readonly signature: Uint8Array
}

/** The frame is not one clean clear-signed text; the message says where. */
export class ClearsignError extends Error {
  override name = 'ClearsignError'
}

const BEGIN = '-----BEGIN PGP SIGNED MESSAGE-----'
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----'
const END = '-----END PGP SIGNATURE-----'

/**
 * Reads a clear-signed file so that nothing in it has a second reading: one block, only white space around it, no header but
 * `Hash`, every line that starts with a dash escaped, no carriage return inside a line. CRLF and LF are both line ends.
 * Mirrors RFC 9580 section 7, on the strict side of every choice.
 * @throws ClearsignError
 */
export function parseClearsigned(bytes: Uint8Array): Clearsigned {
  const lines = toLines(bytes)
  const begin = lines.indexOf(BEGIN)
  if (begin < 0) throw new ClearsignError(`no line reads ${BEGIN}`)
  if (lines.indexOf(BEGIN, begin + 1) >= 0)
    throw new ClearsignError('a second signed block follows the first')
  const signature = lines.indexOf(SIGNATURE, begin)
  if (signature < 0) throw new ClearsignError('no signature follows the text')
  const end = lines.indexOf(END, signature)
  if (end < 0) throw new ClearsignError('the signature has no end')
  refuseOutside(lines.slice(0, begin), 'before')
  refuseOutside(lines.slice(end + 1), 'after')

  const blank = lines.indexOf('', begin)
  if (blank < 0 || blank > signature) throw new ClearsignError('no empty line ends the headers')
  for (const header of lines.slice(begin + 1, blank)) checkHeader(header)
  const text = lines.slice(blank + 1, signature).map(unescape)
  if (text.length === 0) throw new ClearsignError('the signed text is empty')
  try {
    return { text: text.join('\n'), signature: readArmorBody(lines.slice(signature + 1, end)) }
  } catch (error) {
    if (error instanceof ArmorError) throw new ClearsignError(error.message)
    throw error
  }
}

function toLines(bytes: Uint8Array): string[] {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new ClearsignError('the file is not UTF-8')
  }
  const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.exec(text)
  if (control) throw new ClearsignError(`control character ${toCode(control[0])} at ${control.index}`)
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  const at = lines.findIndex((line) => line.includes('\r'))
  if (at >= 0) throw new ClearsignError(`a carriage return inside line ${at + 1}`)
  return lines.map((line) => line.replace(/[ \t]+$/, ''))
}

const toCode = (character: string) =>
  `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`

function refuseOutside(lines: readonly string[], where: 'before' | 'after'): void {
  const line = lines.find((one) => one !== '')
  if (line !== undefined)
    throw new ClearsignError(`text stands ${where} the signed block: ${line.slice(0, 60)}`)
}

function checkHeader(line: string): void {
  const match = /^Hash: ?([A-Z0-9-]+(?:, ?[A-Z0-9-]+)*)$/.exec(line)
  if (!match) throw new ClearsignError(`header other than Hash: ${line.slice(0, 60)}`)
  const unknown = match[1]!.split(/, ?/).find((name) => !hashHeaderNames.has(name))
  if (unknown !== undefined) throw new ClearsignError(`unknown hash in the header: ${unknown.slice(0, 20)}`)
}

function unescape(line: string): string {
  if (!line.startsWith('-')) return line
  if (line === '-') return line.slice(1)
  if (!line.startsWith('- '))
    throw new ClearsignError(`a line starts with an unescaped dash: ${line.slice(0, 60)}`)
  return line.slice(2)
}
