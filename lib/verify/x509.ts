import { concat, equalBytes, toHex } from './bytes.ts'
import { DerError, readAll, readDer, readOnly, type Der } from './der.ts'
import type { HashName, Primitives } from './primitives.ts'
import { PublicKeyError, readSpki, verifyRaw, type PublicKey } from './public-key.ts'

/** An X.509 certificate, as far as chains and identities need it. Times are seconds since 1970. */
export interface Certificate {
  readonly der: Uint8Array
  readonly serial: Uint8Array
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  readonly notBefore: number
  readonly notAfter: number
  readonly key: PublicKey
  readonly extensions: ReadonlyMap<string, { readonly isCritical: boolean; readonly value: Uint8Array }>
  readonly signed: Uint8Array
  /** object identifier in hexadecimal, with its parameters */
  readonly algorithm: { readonly oid: string; readonly parameters: Der | undefined }
  readonly signature: Uint8Array
}

export class CertificateError extends Error {
  override name = 'CertificateError'
}

/** Object identifiers in hexadecimal DER. */
export const OID = {
  keyUsage: '551d0f',
  basicConstraints: '551d13',
  extendedKeyUsage: '551d25',
  crlDistributionPoints: '551d1f',
  authorityInfoAccess: '2b06010505070101',
  codeSigning: '2b06010505070303',
  timeStamping: '2b06010505070308',
  ocspSigning: '2b06010505070309',
} as const

/** @throws CertificateError */
export function readCertificate(der: Uint8Array): Certificate {
  try {
    const [tbs, algorithm, signature, ...more] = readAll(readOnly(der, 0x30).content)
    const fields = readAll(tbs!.content)
    const shift = fields[0]?.tag === 0xa0 ? 1 : 0
    const [serial, inner, issuer, validity, subject, spki] = fields.slice(shift)
    // What stands outside the signed part must repeat it and nothing else, so that a certificate has one form only
    if (more.length > 0 || !equalBytes(inner!.whole, algorithm!.whole)) throw new DerError('unsigned parts')
    const [from, to] = readAll(validity!.content)
    const [oid, parameters] = readAll(algorithm!.content)
    if (signature?.tag !== 3 || signature.content[0] !== 0) throw new DerError('no signature')
    return {
      der: concat([der]),
      serial: serial!.content,
      issuer: issuer!.whole,
      subject: subject!.whole,
      notBefore: readTime(from!),
      notAfter: readTime(to!),
      key: readSpki(spki!.whole),
      extensions: readExtensions(fields.find((field) => field.tag === 0xa3)),
      signed: tbs!.whole,
      algorithm: { oid: toHex(oid!.content), parameters },
      signature: signature.content.subarray(1),
    }
  } catch (error) {
    if (error instanceof DerError || error instanceof PublicKeyError || error instanceof TypeError)
      throw new CertificateError(
        `a certificate cannot be read: ${error instanceof TypeError ? 'a part is missing' : error.message}`,
      )
    throw error
  }
}

/** UTCTime or GeneralizedTime in Zulu, whole seconds or fractions. */
export function readTime({ tag, content }: Der): number {
  const text = new TextDecoder('latin1').decode(content)
  const match = (
    tag === 0x17
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/
      : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/
  ).exec(text)
  if (match === null || (tag !== 0x17 && tag !== 0x18)) throw new DerError('not a time')
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const century = tag === 0x17 ? (year < 50 ? 2000 : 1900) : 0
  return Date.UTC(century + year, month - 1, day, hour, minute, second) / 1000
}

function readExtensions(field: Der | undefined): Certificate['extensions'] {
  const found = new Map<string, { isCritical: boolean; value: Uint8Array }>()
  if (field === undefined) return found
  for (const extension of readAll(readDer(field.content).content)) {
    const parts = readAll(extension.content)
    const oid = toHex(parts[0]!.content)
    if (found.has(oid)) throw new DerError('an extension occurs twice')
    found.set(oid, {
      isCritical: parts.length === 3 && parts[1]!.content[0] === 0xff,
      value: parts.at(-1)!.content,
    })
  }
  return found
}

const RSA_PSS = '2a864886f70d01010a'
const algorithms: Readonly<Record<string, { kind: 'rsa' | 'ecdsa'; hash: HashName }>> = {
  '2a864886f70d01010b': { kind: 'rsa', hash: 'sha256' },
  '2a864886f70d01010c': { kind: 'rsa', hash: 'sha384' },
  '2a864886f70d01010d': { kind: 'rsa', hash: 'sha512' },
  '2a8648ce3d040302': { kind: 'ecdsa', hash: 'sha256' },
  '2a8648ce3d040303': { kind: 'ecdsa', hash: 'sha384' },
  '2a8648ce3d040304': { kind: 'ecdsa', hash: 'sha512' },
}
export const hashOids: Readonly<Record<string, HashName>> = {
  '2b0e03021a': 'sha1',
  '608648016503040201': 'sha256',
  '608648016503040202': 'sha384',
  '608648016503040203': 'sha512',
}

/** Whether `issuer`'s key made the certificate's signature. SHA-1 and everything else that is broken or unknown is no. */
export const isIssuedBy = (certificate: Certificate, issuer: Certificate, primitives: Primitives): boolean =>
  equalBytes(certificate.issuer, issuer.subject) && isSignedBy(certificate, issuer.key, primitives)

/** Whether `key` made a signature as certificates, revocation lists and answers of responders carry it. */
export function isSignedBy(
  {
    algorithm: { oid, parameters },
    signed,
    signature,
  }: Pick<Certificate, 'algorithm' | 'signed' | 'signature'>,
  key: PublicKey,
  primitives: Primitives,
): boolean {
  const pss = oid === RSA_PSS ? pssHash(parameters) : undefined
  const known = pss === undefined ? algorithms[oid] : ({ kind: 'rsa-pss', hash: pss } as const)
  return known !== undefined && verifyRaw(key, known.kind, known.hash, signed, signature, primitives)
}

function pssHash(parameters: Der | undefined): HashName | undefined {
  try {
    const first = parameters && readAll(parameters.content).find((one) => one.tag === 0xa0)
    const oid = first && readAll(readDer(first.content).content)[0]
    const hash = oid && hashOids[toHex(oid.content)]
    return hash === 'sha1' ? undefined : hash
  } catch (error) {
    if (error instanceof DerError) return undefined
    throw error
  }
}

export const isSelfIssued = (certificate: Certificate): boolean =>
  equalBytes(certificate.issuer, certificate.subject)

/** Whether it may sign certificates. */
export function isAuthority(certificate: Certificate): boolean {
  const constraints = certificate.extensions.get(OID.basicConstraints)
  const usage = keyUsage(certificate)
  try {
    const first = constraints && readAll(readDer(constraints.value).content)[0]
    return first?.tag === 1 && first.content[0] === 0xff && (usage === undefined || (usage & 0x04) !== 0)
  } catch (error) {
    if (error instanceof DerError) return false
    throw error
  }
}

/** First octet of the key usage bits (0x80 digitalSignature, 0x04 keyCertSign); undefined where nothing is said. */
export function keyUsage(certificate: Certificate): number | undefined {
  const extension = certificate.extensions.get(OID.keyUsage)
  return extension && (extension.value[3] ?? 0)
}

/** Extended key usages as hexadecimal object identifiers; undefined where nothing is said. */
export function extendedKeyUsages(certificate: Certificate): string[] | undefined {
  const extension = certificate.extensions.get(OID.extendedKeyUsage)
  if (extension === undefined) return undefined
  try {
    return readAll(readDer(extension.value).content).map((one) => toHex(one.content))
  } catch (error) {
    if (error instanceof DerError) return []
    throw error
  }
}

export const isValidAt = (certificate: Certificate, time: number): boolean =>
  certificate.notBefore <= time && time <= certificate.notAfter
