import { concat } from '../bytes.ts'
import { parseJsonObject, PayloadError } from './simple-signing.ts'

/** The predicate type that says no more than "I sign this"; every other statement is an attestation. */
export const COSIGN_SIGN = 'https://sigstore.dev/cosign/sign/v1'
export const IN_TOTO = 'application/vnd.in-toto+json'

/** An in-toto statement, as far as a verdict needs it. */
export interface Statement {
  readonly predicateType: string
  /** SHA-256 digests of the subjects, hexadecimal */
  readonly subjects: readonly string[]
}

const TYPES = ['https://in-toto.io/Statement/v0.1', 'https://in-toto.io/Statement/v1']

/** @throws PayloadError */
export function parseStatement(payload: Uint8Array): Statement {
  const statement = parseJsonObject(payload)
  if (!TYPES.includes(String(statement['_type']))) throw new PayloadError('it is no in-toto statement')
  const { predicateType, subject } = statement
  if (typeof predicateType !== 'string' || !Array.isArray(subject))
    throw new PayloadError('predicateType or subject is missing')
  const subjects = subject.flatMap((one: unknown) => {
    const digest = (one as { digest?: { sha256?: unknown } } | null)?.digest?.sha256
    return typeof digest === 'string' ? [digest] : []
  })
  return { predicateType, subjects }
}

/** What a DSSE signature is over: the pre-authentication encoding. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const encode = (text: string) => new TextEncoder().encode(text)
  const type = encode(payloadType)
  return concat([encode(`DSSEv1 ${type.length} `), type, encode(` ${payload.length} `), payload])
}
