import { GoError } from '../value.ts'
import { bitString, element, octetString, oid, sequence, TAG, TRUE } from './der.ts'
import { DerReader } from './der-reader.ts'

const OID = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
} as const

const extension = (id: string, value: Uint8Array, critical = false): Uint8Array =>
  sequence(oid(id), ...(critical ? [TRUE] : []), octetString(value))

interface AltNames {
  readonly dns: readonly Uint8Array[]
  readonly ips: readonly Uint8Array[]
}

export interface ExtensionParts {
  readonly isCa: boolean
  readonly subjectKeyId: Uint8Array | undefined
  readonly authorityKeyId: Uint8Array | undefined
  readonly altNames: AltNames
  readonly subjectIsEmpty: boolean
}

/** The extensions of sprig's certificates, in the order that Go's `buildCertExtensions` has. */
export function buildExtensions({
  isCa,
  subjectKeyId,
  authorityKeyId,
  altNames,
  subjectIsEmpty,
}: ExtensionParts): Uint8Array {
  // digitalSignature and keyEncipherment, and keyCertSign for an authority
  const usage = isCa ? bitString(Uint8Array.of(0xa4), 2) : bitString(Uint8Array.of(0xa0), 5)
  const names = [
    ...altNames.dns.map((name) => element(0x82, name)),
    ...altNames.ips.map((ip) => element(0x87, ip)),
  ]
  return sequence(
    extension(OID.keyUsage, usage, true),
    extension(OID.extKeyUsage, sequence(oid(OID.serverAuth), oid(OID.clientAuth))),
    extension(OID.basicConstraints, sequence(...(isCa ? [TRUE] : [])), true),
    ...(subjectKeyId ? [extension(OID.subjectKeyId, octetString(subjectKeyId))] : []),
    ...(authorityKeyId?.length
      ? [extension(OID.authorityKeyId, sequence(element(0x80, authorityKeyId)))]
      : []),
    ...(names.length > 0 ? [extension(OID.subjectAltName, sequence(...names), subjectIsEmpty)] : []),
  )
}

const refuse = (what: string): GoError => new GoError(`x509: ${what}`)
const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80)

/** Checks the extensions that a certificate authority usually has; gives the key's identifier where this is it. */
export function checkExtension(id: string, critical: boolean, value: Uint8Array): Uint8Array | undefined {
  const from = new DerReader(value)
  switch (id) {
    case OID.subjectKeyId: {
      if (critical) throw refuse('subject key identifier incorrectly marked critical')
      const identifier = from.read(TAG.octetString)
      if (identifier === undefined) throw refuse('invalid subject key identifier')
      return identifier
    }
    case OID.keyUsage:
      if (from.bitString() === undefined) throw refuse('invalid key usage')
      return undefined
    case OID.basicConstraints: {
      const inside = from.inside(TAG.sequence)
      if (inside === undefined || (inside.peek(TAG.boolean) && inside.boolean() === undefined)) {
        throw refuse('invalid basic constraints')
      }
      if (inside.peek(TAG.integer) && (inside.integer() ?? -1n) < 0n)
        throw refuse('invalid basic constraints')
      return undefined
    }
    case OID.authorityKeyId:
      if (critical) throw refuse('authority key identifier incorrectly marked critical')
      if (from.inside(TAG.sequence) === undefined) throw refuse('invalid authority key identifier')
      return undefined
    case OID.extKeyUsage:
      checkUsages(from)
      return undefined
    case OID.subjectAltName:
      checkAltNames(from)
      return undefined
    default:
      return undefined
  }
}

function checkUsages(from: DerReader): void {
  const usages = from.inside(TAG.sequence)
  if (usages === undefined) throw refuse('invalid extended key usages')
  while (!usages.isEmpty) if (usages.oid() === undefined) throw refuse('invalid extended key usages')
}

function checkAltNames(from: DerReader): void {
  const names = from.inside(TAG.sequence)
  if (names === undefined) throw refuse('invalid subject alternative names')
  while (!names.isEmpty) {
    const name = names.any()
    if (name === undefined) throw refuse('invalid subject alternative name')
    const { tag, body } = name
    if (tag === 0x81 && !isAscii(body)) throw refuse('SAN rfc822Name is malformed')
    if (tag === 0x82 && !isAscii(body)) throw refuse('SAN dNSName is malformed')
    if (tag === 0x86 && !isAscii(body)) throw refuse('SAN uniformResourceIdentifier is malformed')
    if (tag === 0x87 && body.length !== 4 && body.length !== 16) {
      throw refuse(`cannot parse IP address of length ${body.length}`)
    }
  }
}
