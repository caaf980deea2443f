import { equalBytes, fromBase64, fromHex, toBase64, toHex } from '../bytes.ts'
import { readPem } from '../pem.ts'
import { CertificateError, readCertificate, type Certificate } from '../x509.ts'
import type { Message } from '../public-key.ts'
import type { HashName, Primitives } from '../primitives.ts'
import { readBundle } from './bundle-json.ts'
import { parseJsonObject, parseSimpleSigning, PayloadError, SIMPLE_SIGNING_TYPE } from './simple-signing.ts'
import { IN_TOTO, parseStatement, preAuthEncoding } from './statement.ts'

/** A signature as it was found, before it is judged. */
export type FoundSignature = { readonly from: string } & (
  | { readonly kind: 'bundle'; readonly bytes: Uint8Array }
  /** a layer of a `.sig` manifest */
  | {
      readonly kind: 'simple-signing'
      readonly bytes: Uint8Array
      readonly annotations: Readonly<Record<string, string>>
    }
  /** a layer of an `.att` manifest */
  | {
      readonly kind: 'envelope'
      readonly bytes: Uint8Array
      readonly annotations: Readonly<Record<string, string>>
    }
)

/** What is signed: the chart's manifest. For `sigstore-client` an artefact of which only the digest may be known. */
export interface SignedSubject {
  /** hexadecimal SHA-256 */
  readonly sha256: string
  readonly bytes: Uint8Array | undefined
}

/** A signature taken apart. */
export interface Signed {
  readonly from: string
  /** what was signed over, as bytes or as a digest */
  readonly message: Message
  /** SHA-256 of the message: what a log's entry records */
  readonly messageSha256: Uint8Array
  /** SHA-256 of a DSSE envelope's payload; of the message otherwise */
  readonly payloadSha256: Uint8Array
  readonly signature: Uint8Array
  /** the whole as a bundle's JSON, for what Sigstore's libraries judge: certificate, log entries, timestamps */
  readonly json: Readonly<Record<string, unknown>>
  /** a key's hint, as the bundle gives it; undefined where it gives none */
  readonly hint: string | undefined
  readonly hasCertificate: boolean
  /** the signer's certificate in DER */
  readonly certificate: Uint8Array | undefined
  /** of each log entry, the log that it names */
  readonly logs: readonly Uint8Array[]
  readonly timestamps: number
  /** null for a bare signature; else what kind of statement was signed */
  readonly predicateType: string | null
  /** digests that it speaks of, `sha256:…` or as the payload has them */
  readonly speaksOf: readonly string[]
}

/** The signature cannot be taken apart. */
export class SignedError extends Error {
  override name = 'SignedError'
}

const MAX_SIGNATURE = 4 * 1024 * 1024

/** @throws SignedError */
export function takeApart(found: FoundSignature, subject: SignedSubject, primitives: Primitives): Signed {
  if (found.bytes.length > MAX_SIGNATURE) throw new SignedError(`longer than ${MAX_SIGNATURE} bytes`)
  try {
    switch (found.kind) {
      case 'bundle':
        return fromBundle(parseJsonObject(found.bytes), found.from, subject, primitives)
      case 'simple-signing':
        return fromSimpleSigning(found.bytes, found.annotations, found.from, primitives)
      case 'envelope':
        return fromBundle(envelopeBundle(found.bytes, found.annotations), found.from, subject, primitives)
    }
  } catch (error) {
    if (error instanceof SignedError) throw error
    if (error instanceof PayloadError) throw new SignedError(error.message)
    throw error
  }
}

type Json = Readonly<Record<string, unknown>>

function fromBundle(json: Json, from: string, subject: SignedSubject, primitives: Primitives): Signed {
  const { content, hint, certificate, logs, timestamps } = readBundle(json)
  const common = {
    from,
    json,
    hint,
    certificate,
    hasCertificate: certificate !== undefined,
    logs,
    timestamps,
  }
  if (content.kind === 'message') {
    const sha256 = fromHex(subject.sha256)
    return {
      ...common,
      message: subject.bytes ? { bytes: subject.bytes } : { sha256 },
      messageSha256: sha256,
      payloadSha256: sha256,
      signature: content.signature,
      predicateType: null,
      speaksOf: [speaksOf(content, subject, primitives)],
    }
  }
  const { payload, payloadType, signature } = content
  if (payloadType !== IN_TOTO)
    throw new SignedError(`the envelope holds ${payloadType.slice(0, 80)}, no in-toto statement`)
  const statement = parseStatement(payload)
  const bytes = preAuthEncoding(payloadType, payload)
  return {
    ...common,
    message: { bytes },
    messageSha256: primitives.hash('sha256', [bytes]),
    payloadSha256: primitives.hash('sha256', [payload]),
    signature,
    predicateType: statement.predicateType,
    speaksOf: statement.subjects.map((digest) => `sha256:${digest}`),
  }
}

/** The digest that a message signature claims; another hash than SHA-256 is computed where the bytes are known. */
function speaksOf(
  { hash, digest }: { readonly hash: HashName; readonly digest: Uint8Array },
  { bytes, sha256 }: SignedSubject,
  primitives: Primitives,
): string {
  if (hash === 'sha256') return `sha256:${toHex(digest)}`
  if (bytes === undefined) throw new SignedError('the message digest is not SHA-256')
  return equalBytes(primitives.hash(hash, [bytes]), digest) ? `sha256:${sha256}` : `${hash}:${toHex(digest)}`
}

type Annotations = Readonly<Record<string, string>>

function fromSimpleSigning(
  payload: Uint8Array,
  annotations: Annotations,
  from: string,
  primitives: Primitives,
): Signed {
  const { type, digest } = parseSimpleSigning(payload)
  if (type !== SIMPLE_SIGNING_TYPE) throw new SignedError(`the payload is of type ${JSON.stringify(type)}`)
  const encoded = annotations['dev.cosignproject.cosign/signature']
  const signature = fromBase64(encoded ?? '')
  if (encoded === undefined || signature === undefined || signature.length === 0)
    throw new SignedError('no signature in the annotations')
  const sha256 = primitives.hash('sha256', [payload])
  const json = {
    mediaType: OLDEST,
    messageSignature: {
      messageDigest: { algorithm: 'SHA2_256', digest: toBase64(sha256) },
      signature: encoded,
    },
    verificationMaterial: material(annotations),
  }
  const { certificate, logs, timestamps } = readBundle(json)
  return {
    from,
    message: { bytes: payload },
    messageSha256: sha256,
    payloadSha256: sha256,
    signature,
    json,
    hint: undefined,
    certificate,
    hasCertificate: certificate !== undefined,
    logs,
    timestamps,
    predicateType: null,
    speaksOf: [digest],
  }
}

const OLDEST = 'application/vnd.dev.sigstore.bundle+json;version=0.1'

const envelopeBundle = (envelope: Uint8Array, annotations: Annotations): Json => ({
  mediaType: OLDEST,
  dsseEnvelope: parseJsonObject(envelope),
  verificationMaterial: material(annotations),
})

/** What cosign writes into annotations, as a bundle has it. */
function material(annotations: Annotations): object {
  const certificate = annotations['dev.sigstore.cosign/certificate']
  const entry = annotations['dev.sigstore.cosign/bundle']
  const timestamp = annotations['dev.sigstore.cosign/rfc3161timestamp']
  const leaf = certificate === undefined ? undefined : readPem(certificate)?.[0]
  if (certificate !== undefined && leaf?.label !== 'CERTIFICATE')
    throw new SignedError('the certificate annotation holds no certificate')
  const signed =
    timestamp === undefined
      ? undefined
      : parseJsonObject(new TextEncoder().encode(timestamp))['SignedRFC3161Timestamp']
  return {
    ...(leaf
      ? { x509CertificateChain: { certificates: [{ rawBytes: toBase64(leaf.der) }] } }
      : { publicKey: { hint: '' } }),
    tlogEntries: entry === undefined ? [] : [toLogEntry(entry)],
    timestampVerificationData: {
      rfc3161Timestamps: typeof signed === 'string' ? [{ signedTimestamp: signed }] : [],
    },
  }
}

/** cosign's Rekor annotation: a signed entry timestamp and what it is over. */
function toLogEntry(annotation: string): object {
  const { SignedEntryTimestamp, Payload } = parseJsonObject(new TextEncoder().encode(annotation)) as {
    SignedEntryTimestamp?: unknown
    Payload?: { body?: unknown; integratedTime?: unknown; logIndex?: unknown; logID?: unknown }
  }
  const { body, integratedTime, logIndex, logID } = Payload ?? {}
  if (typeof SignedEntryTimestamp !== 'string' || typeof body !== 'string' || typeof logID !== 'string')
    throw new SignedError('the log annotation is incomplete')
  if (
    !Number.isSafeInteger(integratedTime) ||
    !Number.isSafeInteger(logIndex) ||
    !/^(?:[0-9a-f]{2})+$/.test(logID)
  )
    throw new SignedError('the log annotation is incomplete')
  const decoded = fromBase64(body)
  if (decoded === undefined) throw new SignedError('the log entry’s body is not base64')
  const { kind, apiVersion } = parseJsonObject(decoded)
  return {
    logIndex: String(logIndex),
    logId: { keyId: toBase64(fromHex(logID)) },
    kindVersion: { kind: String(kind), version: String(apiVersion) },
    integratedTime: String(integratedTime),
    inclusionPromise: { signedEntryTimestamp: SignedEntryTimestamp },
    canonicalizedBody: body,
  }
}

/** The signer's certificate; undefined where there is none or it cannot be read. */
export function leafOf({ certificate }: Signed): Certificate | undefined {
  try {
    return certificate && readCertificate(certificate)
  } catch (error) {
    if (error instanceof CertificateError) return undefined
    throw error
  }
}
