import { byteTextOf, toByteText } from '../byte-text.ts'
import { decodeBase64, encodeBase64 } from '../encoding/base64.ts'
import { GoError } from '../value.ts'

export interface PemBlock {
  readonly type: string
  readonly bytes: Uint8Array
}

const LINE = 64

/** pem.EncodeToMemory, without headers. */
export function encodePem({ type, bytes }: PemBlock): string {
  const text = encodeBase64(bytes)
  let body = ''
  for (let at = 0; at < text.length; at += LINE) body += `${text.slice(at, at + LINE)}\n`
  return `-----BEGIN ${type}-----\n${body}-----END ${type}-----\n`
}

const BEGIN = '-----BEGIN '
const END = '\n-----END '
const DASHES = '-----'

interface Line {
  readonly line: string
  readonly rest: string
  readonly length: number
}

function nextLine(text: string): Line {
  const at = text.indexOf('\n')
  const end = at < 0 ? text.length : at
  const line = text.slice(0, end)
  return {
    line: (at > 0 && line.endsWith('\r') ? line.slice(0, -1) : line).replace(/[ \t]+$/, ''),
    rest: text.slice(at < 0 ? end : at + 1),
    length: at < 0 ? end : at + 1,
  }
}

/** The first block of a text, of a Go string or bytes; undefined where there is none. Mirrors pem.Decode. */
export function decodePem(data: string | Uint8Array): PemBlock | undefined {
  let rest = typeof data === 'string' ? toByteText(data) : byteTextOf(data)
  for (let trailer = 0; trailer >= 0 && trailer <= rest.length;) {
    rest = rest.slice(trailer)
    let end = rest.indexOf(END)
    if (end < 0) return undefined
    trailer = end + END.length
    const begin = end < BEGIN.length ? -1 : rest.lastIndexOf(BEGIN, end - BEGIN.length)
    if (begin < 0 || (begin > 0 && rest[begin - 1] !== '\n')) continue
    const first = nextLine(rest.slice(begin + BEGIN.length))
    let skipped = begin + BEGIN.length + first.length
    rest = first.rest
    end -= skipped
    trailer -= skipped
    if (!first.line.endsWith(DASHES)) continue
    const type = first.line.slice(0, -DASHES.length)
    let headers = 0
    for (; rest !== ''; headers++) {
      const header = nextLine(rest)
      if (!header.line.includes(':')) break
      skipped = header.length
      rest = header.rest
      end -= skipped
      trailer -= skipped
    }
    if (rest === '') return undefined
    if (headers > 0 && end < 0) continue
    const ending = `${type}${DASHES}`
    const after = rest.slice(Math.max(0, trailer))
    if (!after.startsWith(ending) || nextLine(after.slice(ending.length)).line !== '') continue
    try {
      return {
        type,
        bytes: end > 0 ? decodeBase64(rest.slice(0, end).replace(/[ \t]/g, '')) : new Uint8Array(0),
      }
    } catch (error) {
      if (!(error instanceof GoError)) throw error
    }
  }
  return undefined
}
