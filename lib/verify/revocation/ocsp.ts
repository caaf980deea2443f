import { concat, equalBytes, toHex } from '../bytes.ts'
import { DerError, readAll, readDer, readOnly, type Der } from '../der.ts'
import type { HashName, Primitives } from '../primitives.ts'
import {
  CertificateError,
  extendedKeyUsages,
  hashOids,
  isIssuedBy,
  isSignedBy,
  isValidAt,
  OID,
  readCertificate,
  readTime,
  type Certificate,
} from '../x509.ts'
import { demandFresh, reasonOf, RevocationError, type RevocationStatus } from './status.ts'

const SHA1 = Uint8Array.of(0x30, 9, 6, 5, 0x2b, 0x0e, 3, 2, 0x1a, 5, 0)
const BASIC = '2b0601050507300101'

const tlv = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const content = concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return concat([Uint8Array.of(tag, ...size), content])
}

/** Hashes of the issuer's name and key, which name a certificate together with its serial number. */
const issuerHashes = (
  issuer: Certificate,
  hash: HashName,
  primitives: Primitives,
): [Uint8Array, Uint8Array] => {
  const bits = readAll(readOnly(issuer.key.spki, 0x30).content)[1]!
  return [primitives.hash(hash, [issuer.subject]), primitives.hash(hash, [bits.content.subarray(1)])]
}

/** A request about one certificate, RFC 6960 section 4.1, without a nonce so that answers may come from a cache. */
export function ocspRequest(
  certificate: Certificate,
  issuer: Certificate,
  primitives: Primitives,
): Uint8Array {
  const [name, key] = issuerHashes(issuer, 'sha1', primitives)
  const id = tlv(0x30, SHA1, tlv(4, name), tlv(4, key), tlv(2, certificate.serial))
  return tlv(0x30, tlv(0x30, tlv(0x30, tlv(0x30, id))))
}

/**
 * Reads a responder's answer: signed by the issuer or whom it delegated, about this certificate, not out of date.
 * @throws RevocationError
 */
export function readOcsp(
  bytes: Uint8Array,
  certificate: Certificate,
  issuer: Certificate,
  primitives: Primitives,
  now: number,
): RevocationStatus {
  try {
    const [status, holder] = readAll(readOnly(bytes, 0x30).content)
    if (status?.tag !== 10 || status.content.length !== 1) throw new DerError('no status')
    if (status.content[0] !== 0 || holder === undefined)
      throw new RevocationError(`the responder answered with status ${status.content[0]}`)
    const [type, inner] = readAll(readDer(holder.content).content)
    if (toHex(type!.content) !== BASIC || inner?.tag !== 4) throw new DerError('not a basic response')
    const [data, algorithm, signature, certs] = readAll(readOnly(inner.content, 0x30).content)
    demandSigned(data!, algorithm!, signature!, certs, issuer, primitives, now)
    return statusIn(data!, certificate, issuer, primitives, now)
  } catch (error) {
    if (error instanceof DerError || error instanceof CertificateError || error instanceof TypeError)
      throw new RevocationError('the answer cannot be read')
    throw error
  }
}

function demandSigned(
  data: Der,
  algorithm: Der,
  signature: Der,
  certs: Der | undefined,
  issuer: Certificate,
  primitives: Primitives,
  now: number,
): void {
  const [oid, parameters] = readAll(algorithm.content)
  const signed = {
    algorithm: { oid: toHex(oid!.content), parameters },
    signed: data.whole,
    signature: signature.content.subarray(1),
  }
  const delegates = (certs ? readAll(readDer(certs.content).content) : [])
    .slice(0, 4)
    .map((one) => readCertificate(one.whole))
    .filter(
      (one) =>
        isIssuedBy(one, issuer, primitives) &&
        extendedKeyUsages(one)?.includes(OID.ocspSigning) === true &&
        isValidAt(one, now),
    )
  const isSigned = [issuer, ...delegates].some((one) => isSignedBy(signed, one.key, primitives))
  if (!isSigned) throw new RevocationError('the answer is not signed by the issuer or whom it delegated')
}

function statusIn(
  data: Der,
  certificate: Certificate,
  issuer: Certificate,
  primitives: Primitives,
  now: number,
): RevocationStatus {
  const list = readAll(data.content).find((one) => one.tag === 0x30)
  for (const single of list ? readAll(list.content) : []) {
    const [id, state, from, next] = readAll(single.content)
    if (!isAbout(id!, certificate, issuer, primitives)) continue
    demandFresh(readTime(from!), next?.tag === 0xa0 ? readTime(readDer(next.content)) : undefined, now)
    switch (state!.tag) {
      case 0x80:
        return { state: 'good' }
      case 0xa1: {
        const [at, reason] = readAll(state!.content)
        const code = reason?.tag === 0xa0 ? readDer(reason.content).content[0] : undefined
        return { state: 'revoked', at: readTime(at!), reason: reasonOf(code) }
      }
      default:
        throw new RevocationError('the responder does not know the certificate')
    }
  }
  throw new RevocationError('the answer is not about this certificate')
}

function isAbout(id: Der, certificate: Certificate, issuer: Certificate, primitives: Primitives): boolean {
  const [algorithm, name, key, serial] = readAll(id.content)
  const hash = hashOids[toHex(readAll(algorithm!.content)[0]!.content)]
  if (hash === undefined) return false
  const [ownName, ownKey] = issuerHashes(issuer, hash, primitives)
  return (
    equalBytes(name!.content, ownName) &&
    equalBytes(key!.content, ownKey) &&
    equalBytes(serial!.content, certificate.serial)
  )
}
