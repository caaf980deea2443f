import { sha256 } from '@noble/hashes/sha2.js'
import { formatTime, type Time, UTC } from '../time/index.ts'
import { quote } from '../strconv/index.ts'
import { isAscii, toBytes } from '../text.ts'
import { GoError } from '../value.ts'
import { equal, type ParsedCertificate } from './certificate-parse.ts'
import { bitString, element, explicit, integer, sequence, TAG } from './der.ts'
import { buildExtensions } from './extensions.ts'
import { commonName } from './name.ts'
import type { PrivateKey } from './private-key.ts'

export interface CertificateTemplate {
  readonly commonName: string
  readonly serial: bigint
  readonly notBefore: Time
  readonly notAfter: Time
  readonly isCa: boolean
  readonly dnsNames: readonly string[]
  /** 4 or 16 bytes each */
  readonly ips: readonly Uint8Array[]
}

/** Who signs: the certificate's own key, or another certificate's. */
export interface Signer {
  readonly key: PrivateKey
  /** undefined where the certificate signs itself */
  readonly certificate: ParsedCertificate | undefined
}

/**
 * A certificate in DER, with the fields and extensions that Go's `x509.CreateCertificate` gives it for sprig's template.
 * Throws `GoError` with Go's text.
 */
export function createCertificate(
  template: CertificateTemplate,
  key: PrivateKey,
  signer: Signer,
): Uint8Array {
  const { signing, publicKey: signerKey } = signer.key
  if (signing === undefined || signerKey === undefined) {
    throw new GoError('x509: certificate private key does not implement crypto.Signer')
  }
  const { publicKey } = key
  if (publicKey === undefined) throw new GoError(`x509: unsupported public key type: ${key.publicType}`)
  const subject = commonName(template.commonName)
  const parent = signer.certificate
  const issuer = parent?.subject ?? subject
  const parentKey = parent?.publicKey
  if (
    parentKey !== undefined &&
    !(equal(parentKey.bits, signerKey.bits) && equal(parentKey.algorithm, signerKey.algorithm))
  ) {
    throw new GoError("x509: provided PrivateKey doesn't match parent's PublicKey")
  }
  const extensions = buildExtensions({
    isCa: template.isCa,
    subjectKeyId: template.isCa ? sha256(publicKey.bits).subarray(0, 20) : undefined,
    authorityKeyId: equal(issuer, subject) ? undefined : parent?.subjectKeyId,
    altNames: { dns: template.dnsNames.map(ia5), ips: template.ips },
    subjectIsEmpty: template.commonName === '',
  })
  const { algorithm } = signing
  const tbs = sequence(
    explicit(0, integer(2n)),
    integer(template.serial),
    algorithm,
    issuer,
    sequence(time(template.notBefore), time(template.notAfter)),
    subject,
    sequence(publicKey.algorithm, bitString(publicKey.bits)),
    explicit(3, extensions),
  )
  return sequence(tbs, algorithm, bitString(signing.sign(tbs)))
}

function ia5(name: string): Uint8Array {
  if (!isAscii(name)) throw new GoError(`x509: ${quote(name)} cannot be encoded as an IA5String`)
  return toBytes(name)
}

/** Two digits of a year are enough from 1950 to 2049. */
function time(t: Time): Uint8Array {
  const utc = t.in(UTC)
  const { year } = utc.date()
  const short = year >= 1950 && year < 2050
  if (year < 0 || year > 9999)
    throw new GoError('asn1: structure error: cannot represent time as GeneralizedTime')
  return element(
    short ? TAG.utcTime : TAG.generalizedTime,
    toBytes(formatTime(utc, short ? '060102150405Z' : '20060102150405Z')),
  )
}
