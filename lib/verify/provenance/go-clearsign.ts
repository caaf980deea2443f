/** What Go's `clearsign.Decode` (ProtonMail go-crypto) takes out of a file: the first block, leniently. */
export interface GoBlock {
  /** hashed: lines without trailing blanks, joined by CRLF */
  readonly bytes: string
  readonly plaintext: string
  /** lines of the armored signature */
  readonly armored: readonly string[]
}

const START = '-----BEGIN PGP SIGNED MESSAGE-----'
const HASHES = ['MD5', 'SHA1', 'RIPEMD160', 'SHA224', 'SHA256', 'SHA384', 'SHA512', 'SHA3-256', 'SHA3-512']

/** @param file one character per byte */
export function goDecode(file: string): GoBlock | undefined {
  const begin = file.startsWith(START) ? 0 : file.indexOf(`\n${START}`) + 1
  if (begin === 0 && !file.startsWith(START)) return undefined
  const lines = file.slice(begin).split('\n')
  // getLine drops one carriage return, and only before a line feed
  for (let i = 0; i + 1 < lines.length; i++) lines[i] = lines[i]!.replace(/\r$/, '')
  if (lines[0] !== START) return undefined
  let at = 1
  for (; ; at++) {
    if (at >= lines.length - 1) return undefined
    const line = lines[at]!
    if (line.trim() === '') break
    const [, key = '', value = ''] = /^([^:]*):(.*)$/.exec(line) ?? []
    if (/[^\x20-\x7e]/.test(line) || key.trim() !== 'Hash') return undefined
    if (value.split(',').some((name) => !HASHES.includes(name.trim().toUpperCase()))) return undefined
  }
  const end = lines.indexOf('-----BEGIN PGP SIGNATURE-----', at + 1)
  if (end < 0) return undefined
  const text = lines.slice(at + 1, end).map((line) => line.replace(/^- /, '').replace(/[ \t]+$/, ''))
  const last = lines.findIndex((line, i) => i > end && line.startsWith('-----END PGP SIGNATURE-----'))
  if (last < 0) return undefined
  return {
    bytes: text.join('\r\n'),
    plaintext: text.join('\n'),
    armored: lines.slice(end + 1, last).map((line) => line.trim()),
  }
}
