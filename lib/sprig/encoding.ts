import { toByteText } from '../go/byte-text.ts'
import * as base32 from '../go/encoding/base32.ts'
import * as base64 from '../go/encoding/base64.ts'
import { fnWith } from '../go/signature.ts'
import { fromBytes, toBytes } from '../go/text.ts'
import { GoError } from '../go/value.ts'
import type { Family } from './family.ts'

/** Sprig returns a decoder's complaint as if it were the text. */
function decoded(decode: (text: string) => Uint8Array, text: string): string {
  try {
    return fromBytes(decode(toByteText(text)))
  } catch (error) {
    if (error instanceof GoError) return error.message
    throw error
  }
}

/** The encodings of sprig's strings.go. */
export const encodingFunctions: Family = {
  b64enc: fnWith(['string'], 'string', (run, text) => {
    const bytes = toBytes(text)
    run.budget.grow(base64.encodedLength(bytes.length))
    return base64.encodeBase64(bytes)
  }),
  b64dec: fnWith(['string'], 'string', (run, text) => {
    run.budget.grow(text.length)
    return decoded(base64.decodeBase64, text)
  }),
  b32enc: fnWith(['string'], 'string', (run, text) => {
    const bytes = toBytes(text)
    run.budget.grow(base32.encodedLength(bytes.length))
    return base32.encodeBase32(bytes)
  }),
  b32dec: fnWith(['string'], 'string', (run, text) => {
    run.budget.grow(text.length)
    return decoded(base32.decodeBase32, text)
  }),
}
