import { toBytes } from '../text.ts'
import { GoError } from '../value.ts'
import { element, oid, sequence, TAG } from './der.ts'
import { DerReader } from './der-reader.ts'

const COMMON_NAME = '2.5.4.3'
/** Go's set for PrintableString, without `*` and `&` */
const PRINTABLE = /^[A-Za-z0-9'()+,\-./ :=?]*$/

/** A name of a common name alone; an empty one has none. Throws `GoError` where it is no UTF-8. */
export function commonName(text: string): Uint8Array {
  if (text === '') return sequence()
  if (!text.isWellFormed()) throw new GoError('asn1: string not valid UTF-8')
  const value = element(PRINTABLE.test(text) ? TAG.printableString : TAG.utf8String, toBytes(text))
  return sequence(element(TAG.set, sequence(oid(COMMON_NAME), value)))
}

const refuse = (what: string): GoError => new GoError(`x509: invalid RDNSequence${what}`)

/** Checks a name as `parseName` does. */
export function checkName(whole: Uint8Array): void {
  const names = new DerReader(whole).inside(TAG.sequence)
  if (names === undefined) throw refuse('')
  while (!names.isEmpty) {
    const set = names.inside(TAG.set)
    if (set === undefined) throw refuse('')
    while (!set.isEmpty) {
      const attribute = set.inside(TAG.sequence)
      if (attribute === undefined) throw refuse(': invalid attribute')
      if (attribute.oid() === undefined) throw refuse(': invalid attribute type')
      const value = attribute.any()
      if (value === undefined) throw refuse(': invalid attribute value')
      const fault = stringFault(value.tag, value.body)
      if (fault !== undefined) throw refuse(`: invalid attribute value: ${fault}`)
    }
  }
}

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

function stringFault(tag: number, body: Uint8Array): string | undefined {
  switch (tag) {
    case TAG.printableString:
      return /^[A-Za-z0-9'()+,\-./ :=?*&]*$/.test(text(body)) ? undefined : 'invalid PrintableString'
    case TAG.utf8String:
      return isUtf8(body) ? undefined : 'invalid UTF-8 string'
    case 0x16:
      return body.every((byte) => byte < 0x80) ? undefined : 'invalid IA5String'
    case 0x12:
      return /^[0-9 ]*$/.test(text(body)) ? undefined : 'invalid NumericString'
    case 0x14:
      return undefined
    case 0x1e:
      return body.length % 2 === 0 ? undefined : 'invalid BMPString'
    default:
      return `unsupported string type: ${tag}`
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function isUtf8(bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes)
    return true
  } catch {
    return false
  }
}
