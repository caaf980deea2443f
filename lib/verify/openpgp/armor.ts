import { fromBase64 } from '../bytes.ts'

export interface Armor {
  /** `PGP PUBLIC KEY BLOCK`, `PGP SIGNATURE`, … */
  readonly kind: string
  readonly bytes: Uint8Array
}

export class ArmorError extends Error {
  override name = 'ArmorError'
}

const BEGIN = /^-----BEGIN (PGP [A-Z ]+)-----$/

/**
 * The body of one armored block: headers, an empty line, base64, perhaps a checksum (RFC 9580 section 6.1 forbids to refuse
 * for it, and Helm writes none).
 * @param lines those between the BEGIN and the END line, without line ends
 * @throws ArmorError
 */
export function readArmorBody(lines: readonly string[]): Uint8Array {
  let at = 0
  while (at < lines.length && lines[at] !== '') {
    if (!/^[!-9;-~]+: ?[^\0-\x08\x0a-\x1f\x7f]*$/.test(lines[at]!)) {
      // Some old writers leave out the empty line where there are no headers
      if (at === 0) break
      throw new ArmorError('an armor header is not of the form "Key: value"')
    }
    at++
  }
  const body = lines.slice(lines[at] === '' ? at + 1 : at).filter((line) => line !== '')
  const checksum = body.at(-1)
  if (checksum !== undefined && /^=[A-Za-z0-9+/]{4}$/.test(checksum)) body.pop()
  const bytes = fromBase64(body.join(''))
  if (bytes === undefined || bytes.length === 0) throw new ArmorError('the armor holds no base64')
  return bytes
}

/**
 * Every armored block of a file, whatever text stands between them.
 * @throws ArmorError for a block without an end or with a broken body
 */
export function readArmors(text: string): Armor[] {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trimEnd())
  const found: Armor[] = []
  for (let i = 0; i < lines.length; i++) {
    const kind = BEGIN.exec(lines[i]!)?.[1]
    if (kind === undefined) continue
    const end = lines.indexOf(`-----END ${kind}-----`, i)
    if (end < 0) throw new ArmorError(`${kind} has no end`)
    found.push({ kind, bytes: readArmorBody(lines.slice(i + 1, end)) })
    i = end
  }
  return found
}
