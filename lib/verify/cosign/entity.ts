import { bundleFromJSON, ValidationError, type Bundle } from '@sigstore/bundle'
import {
  toSignedEntity,
  VerificationError,
  Verifier,
  type SignedEntity,
  type TrustMaterial,
} from '@sigstore/verify'
import { equalBytes } from '../bytes.ts'
import { computeWith, readSpki } from '../public-key.ts'
import type { Primitives } from '../primitives.ts'
import type { EntityFault, EntityIdentity } from './trust.ts'
import { leafOf, type Signed } from './signed.ts'
import { isValidAt } from '../x509.ts'

/** Every time of signing that a log or a timestamp authority attests, in seconds since 1970. */
function attestedTimes({ json }: Signed, withLog: boolean): number[] {
  const bundle = bundleOf(json)
  if (bundle === undefined) return []
  const entries = (withLog ? bundle.verificationMaterial.tlogEntries : [])
    .filter((one) => one.inclusionPromise && Number(one.integratedTime) > 0)
    .map((one) => Number(one.integratedTime))
  try {
    const stamps = toSignedEntity(bundle).timestamps.flatMap((one) =>
      one.$case === 'timestamp-authority' ? one.timestamp.signingTime.getTime() / 1000 : [],
    )
    return [...entries, ...stamps]
  } catch {
    // A timestamp that cannot be read attests nothing
    return entries
  }
}

function bundleOf(json: Signed['json']): Bundle | undefined {
  try {
    return bundleFromJSON(json)
  } catch {
    // the library's readers throw plain errors at what is not of the right form; what cannot be read attests nothing
    return undefined
  }
}

/** When a verified signature was made, by whoever attests it; undefined where nobody does, or a log is not asked. */
export const attestedTime = (signed: Signed, withLog: boolean): number | undefined =>
  attestedTimes(signed, withLog)[0]

/**
 * Has `@sigstore/verify` judge certificate, log entries and timestamps of a signature. The signature itself is computed by
 * ourselves, over what we know to be signed: the library knows neither Ed25519 messages nor P-384, and takes the digest that
 * the bundle claims.
 * @param withLog whether an entry of a transparency log is needed
 * @param now seconds since 1970: stands in for an attested time where no log is asked for and no timestamp is there
 * @returns the certificate's identity, or why it is refused
 */
export function verifyEntity(
  signed: Signed,
  trusted: TrustMaterial,
  withLog: boolean,
  now: number,
  primitives: Primitives,
): EntityIdentity | EntityFault {
  const { hasCertificate } = signed
  // A bare key's signature is already computed when it comes here, so the library need not find the key again
  const ownKey = () => ({ publicKey: undefined as never, validFor: () => true })
  const material = { ...trusted, publicKey: ownKey }
  try {
    const entity = toEntity(signed, withLog, now, primitives)
    const verifier = new Verifier(material, {
      tlogThreshold: withLog ? 1 : 0,
      ctlogThreshold: hasCertificate && material.ctlogs.length > 0 ? 1 : 0,
      timestampThreshold: hasCertificate ? 1 : 0,
    })
    const { identity } = verifier.verify(entity)
    return { subject: identity?.subjectAlternativeName, issuer: identity?.extensions?.issuer }
  } catch (error) {
    return faultOf(error, signed, withLog, now)
  }
}

function toEntity(signed: Signed, withLog: boolean, now: number, primitives: Primitives): SignedEntity {
  const { hasCertificate } = signed
  const entity = toSignedEntity(bundleFromJSON(signed.json), signed.message as never)
  const signature = {
    signature: signed.signature as never,
    compareSignature: (other: Uint8Array) => equalBytes(other, signed.signature),
    compareDigest: (other: Uint8Array) => equalBytes(other, signed.payloadSha256),
    compareSignedDigest: (other: Uint8Array) => equalBytes(other, signed.messageSha256),
    verifySignature: (key: { export(options: object): unknown }) =>
      !hasCertificate ||
      computeWith(
        readSpki(key.export({ type: 'spki', format: 'der' }) as Uint8Array),
        signed.message,
        signed.signature,
        primitives,
      ) === 'good',
  }
  const key = hasCertificate ? entity.key : ({ $case: 'public-key', hint: '' } as const)
  const tlogEntries = withLog ? entity.tlogEntries : []
  const timestamps = withLog
    ? entity.timestamps
    : entity.timestamps.filter((one) => one.$case === 'timestamp-authority')
  if (hasCertificate && !withLog && timestamps.length === 0) {
    // Without a log nobody attests a time, and cosign takes the present one
    const present = {
      integratedTime: String(Math.floor(now)),
      inclusionPromise: {},
      logId: { keyId: new Uint8Array() },
    }
    timestamps.push({ $case: 'transparency-log', tlogEntry: present as never })
  }
  return { signature, key, tlogEntries, timestamps }
}

function faultOf(error: unknown, signed: Signed, withLog: boolean, now: number): EntityFault {
  const words = error instanceof Error ? error.message : 'unknown'
  if (error instanceof ValidationError)
    return { about: 'form', words: `not a valid bundle: ${error.fields?.join(', ') ?? words}` }
  // What is no VerificationError was thrown by a parser at bytes that are no certificate, timestamp or key
  if (!(error instanceof VerificationError))
    return { about: 'signature', words: `a part of it is missing or damaged (${words})` }
  switch (error.code) {
    case 'TIMESTAMP_ERROR':
      return { about: 'timestamp', words }
    case 'CERTIFICATE_ERROR':
      if (words.includes('SCT')) return { about: 'transparency', words }
      return { about: isOutsideValidity(signed, withLog, now) ? 'validity' : 'authority', words }
    case 'SIGNATURE_ERROR':
    case 'PUBLIC_KEY_ERROR':
      return { about: 'signature', words }
    default:
      return { about: 'log', words }
  }
}

/** Whether the leaf's own dates are what an attested time does not fit. */
function isOutsideValidity(signed: Signed, withLog: boolean, now: number): boolean {
  const leaf = leafOf(signed)
  const attested = attestedTimes(signed, withLog)
  const times = attested.length === 0 && !withLog ? [now] : attested
  return leaf !== undefined && times.some((time) => !isValidAt(leaf, time))
}
