import { fromBase64 } from '../bytes.ts'
import type { HashName } from '../primitives.ts'
import { PayloadError } from './simple-signing.ts'

/** What a Sigstore bundle holds, as far as a signature by a bare key needs it. */
export interface BundleFacts {
  readonly content:
    | {
        readonly kind: 'message'
        readonly hash: HashName
        readonly digest: Uint8Array
        readonly signature: Uint8Array
      }
    | {
        readonly kind: 'envelope'
        readonly payloadType: string
        readonly payload: Uint8Array
        readonly signature: Uint8Array
      }
  /** a bare key's hint; undefined where a certificate signed */
  readonly hint: string | undefined
  /** the signer's certificate in DER */
  readonly certificate: Uint8Array | undefined
  /** of each log entry, the log that it names */
  readonly logs: readonly Uint8Array[]
  readonly timestamps: number
}

type Json = Readonly<Record<string, unknown>>

/** Versions that are known; what a later one means is not guessed. */
const VERSION = /^application\/vnd\.dev\.sigstore\.bundle(?:\+json;version=0\.[123]|\.v0\.3\+json)$/
const HASHES: Readonly<Record<string, HashName>> = {
  SHA2_256: 'sha256',
  SHA2_384: 'sha384',
  SHA2_512: 'sha512',
  1: 'sha256',
  2: 'sha384',
  3: 'sha512',
}

/**
 * Reads the JSON form of `dev.sigstore.bundle.v1.Bundle` with what each version demands (`@sigstore/bundle`'s `validate`), so
 * that signatures by bare keys need none of Sigstore's libraries.
 * @throws PayloadError
 */
export function readBundle(json: Json): BundleFacts {
  const mediaType = text(json, 'mediaType')
  if (!VERSION.test(mediaType))
    throw new PayloadError(`a bundle of unknown version: ${mediaType.slice(0, 80)}`)
  const material = object(json, 'verificationMaterial')
  const isOldest = mediaType.endsWith('version=0.1')
  const isNewest = /0\.3/.test(mediaType)
  return { content: readContent(json), ...readSigner(material, isNewest), ...readLog(material, isOldest) }
}

function readContent(json: Json): BundleFacts['content'] {
  if ((json['messageSignature'] ?? null) !== null && (json['dsseEnvelope'] ?? null) !== null)
    throw new PayloadError('a bundle with two contents')
  if ((json['messageSignature'] ?? null) !== null) {
    const message = object(json, 'messageSignature')
    const digest = object(message, 'messageDigest')
    const hash = HASHES[String(digest['algorithm'])]
    if (hash === undefined) throw new PayloadError('the message digest is of an unknown kind')
    return { kind: 'message', hash, digest: bytes(digest, 'digest'), signature: bytes(message, 'signature') }
  }
  return { kind: 'envelope', ...readEnvelope(object(json, 'dsseEnvelope')) }
}

/** @throws PayloadError */
export function readEnvelope(envelope: Json): {
  payloadType: string
  payload: Uint8Array
  signature: Uint8Array
} {
  const { signatures } = envelope
  if (!Array.isArray(signatures) || signatures.length !== 1)
    throw new PayloadError(
      Array.isArray(signatures) ? `${signatures.length} signatures in one envelope` : 'signatures is missing',
    )
  return {
    payloadType: text(envelope, 'payloadType'),
    payload: bytes(envelope, 'payload'),
    signature: bytes(object({ signature: signatures[0] as unknown }, 'signature'), 'sig'),
  }
}

function readSigner(material: Json, isNewest: boolean): Pick<BundleFacts, 'hint' | 'certificate'> {
  const given = ['publicKey', 'certificate', 'x509CertificateChain'].filter(
    (key) => (material[key] ?? null) !== null,
  )
  if (given.length !== 1) throw new PayloadError(`${given.length} kinds of signers in verificationMaterial`)
  if (given[0] === 'publicKey') {
    const { hint = '' } = object(material, 'publicKey')
    if (typeof hint !== 'string') throw new PayloadError('the hint of the key is no text')
    return { hint, certificate: undefined }
  }
  if (given[0] === 'certificate')
    return { hint: undefined, certificate: bytes(object(material, 'certificate'), 'rawBytes') }
  const { certificates } = object(material, 'x509CertificateChain')
  if (isNewest || !Array.isArray(certificates) || certificates.length === 0)
    throw new PayloadError('a chain of certificates where one certificate belongs')
  const all = certificates.map((one: unknown) => bytes(object({ one }, 'one'), 'rawBytes'))
  return { hint: undefined, certificate: all[0] }
}

function readLog(material: Json, isOldest: boolean): Pick<BundleFacts, 'logs' | 'timestamps'> {
  const logs = array(material, 'tlogEntries').map((entry) => {
    const one = object({ entry }, 'entry')
    object(one, 'kindVersion')
    // the oldest bundles rest on the log's promise, the later ones on its proof
    if (isOldest) object(one, 'inclusionPromise')
    else object(object(one, 'inclusionProof'), 'checkpoint')
    return bytes(object(one, 'logId'), 'keyId')
  })
  const data = material['timestampVerificationData'] ?? null
  const stamps =
    data === null ? [] : array(object(material, 'timestampVerificationData'), 'rfc3161Timestamps')
  return { logs, timestamps: stamps.length }
}

function object(parent: Json, key: string): Json {
  const value = Object.hasOwn(parent, key) ? parent[key] : undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new PayloadError(`${key} is missing`)
  return value as Json
}

function array(parent: Json, key: string): readonly unknown[] {
  const value = parent[key] ?? []
  if (!Array.isArray(value)) throw new PayloadError(`${key} is no list`)
  return value
}

function text(parent: Json, key: string): string {
  const value = parent[key]
  if (typeof value !== 'string') throw new PayloadError(`${key} is missing`)
  return value
}

/** Protobuf's JSON takes both alphabets of base64, padded or not. */
function bytes(parent: Json, key: string): Uint8Array {
  const given = text(parent, key)
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={1,2}$/, '')
  const decoded = fromBase64(given + '='.repeat((4 - (given.length % 4)) % 4))
  if (decoded === undefined || decoded.length === 0) throw new PayloadError(`${key} is not base64`)
  return decoded
}
