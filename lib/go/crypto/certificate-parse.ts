import { quote } from '../strconv/index.ts'
import { GoError } from '../value.ts'
import { curveOf } from './curves.ts'
import { TAG } from './der.ts'
import { DerReader } from './der-reader.ts'
import { checkExtension } from './extensions.ts'
import { checkName } from './name.ts'
import { barePublicKey, ecdsaPublicKey, OID, rsaPublicKey, type PublicKey } from './private-key.ts'
import { marshalPublicPkcs1 } from './rsa-key.ts'

/** What of a certificate matters to one that signs with it. */
export interface ParsedCertificate {
  /** the subject as it stands there */
  readonly subject: Uint8Array
  readonly subjectKeyId: Uint8Array | undefined
  /** undefined for an algorithm that Go does not know */
  readonly publicKey: PublicKey | undefined
}

/** The value, or Go's refusal. */
function need<R>(value: R | undefined, what: string): R {
  if (value === undefined) throw new GoError(`x509: ${what}`)
  return value
}

const ED25519_SIZE = 32
const VERSION = 0xa0
const EXTENSIONS = 0xa3

/** `x509.ParseCertificate`. Throws `GoError` with Go's text. */
export function parseCertificate(der: Uint8Array): ParsedCertificate {
  const outer = new DerReader(der)
  const whole = need(outer.inside(TAG.sequence), 'malformed certificate')
  const tbs = need(whole.inside(TAG.sequence), 'malformed tbs certificate')
  const version = readVersion(tbs)
  if (need(tbs.integer(), 'malformed serial number') < 0n) throw new GoError('x509: negative serial number')
  const inner = need(tbs.read(TAG.sequence), 'malformed signature algorithm identifier')
  const stated = need(whole.read(TAG.sequence), 'malformed algorithm identifier')
  if (!equal(inner, stated))
    throw new GoError("x509: inner and outer signature algorithm identifiers don't match")
  readAlgorithm(new DerReader(inner))
  checkName(need(tbs.element(TAG.sequence), 'malformed issuer'))
  const validity = need(tbs.inside(TAG.sequence), 'malformed validity')
  readTime(validity)
  readTime(validity)
  const subject = need(tbs.element(TAG.sequence), 'malformed issuer')
  checkName(subject)
  const publicKey = readPublicKey(need(tbs.inside(TAG.sequence), 'malformed spki'))
  const subjectKeyId = version === 3n ? readExtensions(tbs) : undefined
  need(whole.bitString(), 'malformed signature')
  if (!outer.isEmpty) throw new GoError('x509: trailing data')
  return { subject, subjectKeyId, publicKey }
}

export const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

/** Counted from one, as Go does. */
function readVersion(tbs: DerReader): bigint {
  const version = tbs.peek(VERSION) ? need(tbs.inside(VERSION)?.integer(), 'malformed version') : 0n
  if (version < 0n) throw new GoError('x509: malformed version')
  if (version > 2n) throw new GoError('x509: invalid version')
  return version + 1n
}

function readAlgorithm(from: DerReader): { oid: string; parameters: Uint8Array | undefined } {
  const oid = need(from.oid(), 'malformed OID')
  if (from.isEmpty) return { oid, parameters: undefined }
  return { oid, parameters: need(from.any(), 'malformed parameters').whole }
}

const UTC_TIME = /^\d{10}(?:\d\d)?(?:Z|[+-]\d{4})$/
const GENERALIZED_TIME = /^\d{14}(?:Z|[+-]\d{4})$/

function readTime(from: DerReader): void {
  const text = (body: Uint8Array | undefined): string => String.fromCharCode(...(body ?? []))
  if (from.peek(TAG.utcTime)) {
    if (!UTC_TIME.test(text(from.read(TAG.utcTime)))) throw new GoError('x509: malformed UTCTime')
  } else if (from.peek(TAG.generalizedTime)) {
    if (!GENERALIZED_TIME.test(text(from.read(TAG.generalizedTime))))
      throw new GoError('x509: malformed GeneralizedTime')
  } else throw new GoError('x509: unsupported time format')
}

function readPublicKey(spki: DerReader): PublicKey | undefined {
  const { oid, parameters } = readAlgorithm(
    need(spki.inside(TAG.sequence), 'malformed public key algorithm identifier'),
  )
  const data = need(spki.bitString(), 'malformed subjectPublicKey')
  switch (oid) {
    case OID.rsa:
      return readRsa(parameters, data)
    case OID.ecdsa: {
      const curve = need(
        curveOf(need(new DerReader(parameters ?? new Uint8Array(0)).oid(), 'invalid ECDSA parameters')),
        'unsupported elliptic curve',
      )
      if (data[0] !== 4) throw new GoError('ecdsa: invalid uncompressed public key')
      if (!curve.ecdsa.utils.isValidPublicKey(data, false))
        throw new GoError('ecdsa: invalid public key encoding')
      return ecdsaPublicKey(curve, data)
    }
    case OID.ed25519:
      if (parameters !== undefined) throw new GoError('x509: Ed25519 key encoded with illegal parameters')
      if (data.length !== ED25519_SIZE) throw new GoError('x509: wrong Ed25519 public key size')
      return barePublicKey(OID.ed25519, data)
    case OID.dsa:
      // it can sign nothing here, but it is a key that does not match
      return barePublicKey(OID.dsa, data)
    default:
      return undefined
  }
}

function readRsa(parameters: Uint8Array | undefined, data: Uint8Array): PublicKey {
  if (parameters?.length !== 2 || parameters[0] !== TAG.null)
    throw new GoError('x509: RSA key missing NULL parameters')
  const key = need(new DerReader(data).inside(TAG.sequence), 'invalid RSA public key')
  const n = need(key.integer(), 'invalid RSA modulus')
  const e = need(key.integer(), 'invalid RSA public exponent')
  if (n <= 0n) throw new GoError('x509: RSA modulus is not a positive number')
  if (e <= 0n) throw new GoError('x509: RSA public exponent is not a positive number')
  return rsaPublicKey(marshalPublicPkcs1({ n, e }))
}

function readExtensions(tbs: DerReader): Uint8Array | undefined {
  for (const unique of [0x81, 0x82]) if (tbs.peek(unique)) tbs.any()
  if (!tbs.peek(EXTENSIONS)) return undefined
  const list = need(tbs.inside(EXTENSIONS)?.inside(TAG.sequence), 'malformed extensions')
  const found: { oid: string; critical: boolean; value: Uint8Array }[] = []
  while (!list.isEmpty) {
    const item = need(list.inside(TAG.sequence), 'malformed extension')
    const oid = need(item.oid(), 'malformed extension OID field')
    const critical = item.peek(TAG.boolean)
      ? need(item.boolean(), 'malformed extension critical field')
      : false
    const value = need(item.read(TAG.octetString), 'malformed extension value field')
    if (found.some((other) => other.oid === oid)) {
      throw new GoError(`x509: certificate contains duplicate extension with OID ${quote(oid)}`)
    }
    found.push({ oid, critical, value })
  }
  let subjectKeyId: Uint8Array | undefined
  for (const { oid, critical, value } of found)
    subjectKeyId = checkExtension(oid, critical, value) ?? subjectKeyId
  return subjectKeyId
}
