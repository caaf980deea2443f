import { equalBytes, toHex } from './bytes.ts'
import { DerError, readAll, readOnly, unsigned, type Der } from './der.ts'
import type { HashName, Primitives } from './primitives.ts'
import { verifyRaw } from './public-key.ts'
import {
  CertificateError,
  extendedKeyUsages,
  hashOids,
  isAuthority,
  isIssuedBy,
  isValidAt,
  OID,
  readCertificate,
  readTime,
  type Certificate,
} from './x509.ts'

/** An RFC 3161 timestamp token whose own signature holds. Times are seconds since 1970. */
export interface Timestamp {
  readonly time: number
  /** how far off the time may be */
  readonly accuracy: number
  /** the authority's certificate first, up to a trusted root */
  readonly chain: readonly Certificate[]
}

export class TimestampError extends Error {
  override name = 'TimestampError'
  /** no trusted root issued the authority's certificate: the token itself may be good */
  readonly isUntrusted: boolean
  constructor(message: string, isUntrusted = false) {
    super(message)
    this.isUntrusted = isUntrusted
  }
}

const SIGNED_DATA = '2a864886f70d010702'
const TST_INFO = '2a864886f70d0109100104'
const CONTENT_TYPE = '2a864886f70d010903'
const MESSAGE_DIGEST = '2a864886f70d010904'
const SIGNING_CERTIFICATE = '2a864886f70d010910020c'
const SIGNING_CERTIFICATE_V2 = '2a864886f70d010910022f'
const RSA = ['2a864886f70d010101', '2a864886f70d01010b', '2a864886f70d01010c', '2a864886f70d01010d']
const RSA_PSS = '2a864886f70d01010a'
const MAX_CERTIFICATES = 20

/**
 * Judges a timestamp token (CMS `SignedData` around `TSTInfo`) over `message`: one signer, its certificate bound by the
 * signing-certificate attribute and meant for timestamps alone, issued below one of `roots`, valid at the attested time.
 * @throws TimestampError
 */
export function verifyTimestamp(
  token: Uint8Array,
  message: Uint8Array,
  roots: readonly Certificate[],
  primitives: Primitives,
): Timestamp {
  try {
    const { info, certificates, signer } = readToken(token)
    const facts = readInfo(info)
    const imprint = primitives.hash(facts.hash, [message])
    if (!equalBytes(imprint, facts.imprint)) throw new TimestampError('it is a timestamp of something else')
    const leaf = verifySigner(signer, info, certificates, primitives)
    const chain = buildChain(leaf, certificates, roots, primitives)
    if (!chain.every((one) => isValidAt(one, facts.time)))
      throw new TimestampError('a certificate of the authority was not valid at that time')
    return { time: facts.time, accuracy: facts.accuracy, chain }
  } catch (error) {
    if (error instanceof DerError || error instanceof CertificateError || error instanceof TypeError)
      throw new TimestampError(
        `the token cannot be read: ${error instanceof TypeError ? 'a part is missing' : error.message}`,
      )
    throw error
  }
}

const oidOf = (element: Der | undefined): string => (element?.tag === 6 ? toHex(element.content) : '')

function readToken(token: Uint8Array) {
  const [type, content] = readAll(readOnly(token, 0x30).content)
  if (oidOf(type) !== SIGNED_DATA || content?.tag !== 0xa0) throw new DerError('not signed data')
  const parts = readAll(readOnly(content.content, 0x30).content)
  const [eType, eContent] = readAll(parts[2]!.content)
  if (oidOf(eType) !== TST_INFO || eContent?.tag !== 0xa0) throw new DerError('not a timestamp')
  const info = readOnly(eContent.content, 0x04).content
  const embedded = parts.find((part) => part.tag === 0xa0)
  const certificates = embedded
    ? readAll(embedded.content)
        .slice(0, MAX_CERTIFICATES)
        .map((one) => readCertificate(one.whole))
    : []
  const signers = readAll(parts.at(-1)!.content)
  if (parts.at(-1)!.tag !== 0x31 || signers.length !== 1)
    throw new DerError(`${signers.length} signers instead of one`)
  return { info, certificates, signer: signers[0]! }
}

function readInfo(info: Uint8Array): { time: number; accuracy: number; hash: HashName; imprint: Uint8Array } {
  const [version, , imprint, , time, ...rest] = readAll(readOnly(info, 0x30).content)
  if (unsigned(version)[0] !== 1) throw new DerError('not version 1')
  const [algorithm, digest] = readAll(imprint!.content)
  const hash = hashOids[oidOf(readAll(algorithm!.content)[0])]
  if (hash === undefined || hash === 'sha1') throw new TimestampError('its hash is too weak or unknown')
  const accuracy = rest.find((one) => one.tag === 0x30)
  return {
    time: readTime(time!),
    accuracy: accuracy ? readAccuracy(accuracy) : 0,
    hash,
    imprint: digest!.content,
  }
}

/** Seconds, rounded up. */
function readAccuracy(accuracy: Der): number {
  const parts = readAll(accuracy.content)
  const seconds = parts.find((one) => one.tag === 2)
  const whole = seconds ? unsigned(seconds).reduce((sum, byte) => sum * 256 + byte, 0) : 0
  return whole + (parts.some((one) => one.tag !== 2) ? 1 : 0)
}

/** The signer's certificate, once its signature holds over the token's content. */
function verifySigner(
  signer: Der,
  info: Uint8Array,
  certificates: readonly Certificate[],
  primitives: Primitives,
): Certificate {
  const [, sid, digestAlgorithm, attributes, signatureAlgorithm, signature] = readAll(signer.content)
  const hash = hashOids[oidOf(readAll(digestAlgorithm!.content)[0])]
  if (hash === undefined || hash === 'sha1')
    throw new TimestampError('it is signed with a hash that is too weak or unknown')
  if (attributes?.tag !== 0xa0 || signature?.tag !== 4) throw new DerError('no signed attributes')
  const [issuer, serial] = sid!.tag === 0x30 ? readAll(sid!.content) : []
  const leaf = certificates.find(
    (one) =>
      issuer && serial && equalBytes(one.issuer, issuer.whole) && equalBytes(one.serial, serial.content),
  )
  if (leaf === undefined) throw new TimestampError('the authority’s certificate is not in the token')

  const signed = new Map(
    readAll(attributes.content).map((one) => {
      const [type, values] = readAll(one.content)
      return [oidOf(type), readAll(values!.content)[0]!] as const
    }),
  )
  if (oidOf(signed.get(CONTENT_TYPE)) !== TST_INFO) throw new DerError('no content type')
  const digest = signed.get(MESSAGE_DIGEST)?.content
  if (digest === undefined || !equalBytes(digest, primitives.hash(hash, [info])))
    throw new TimestampError('its content was changed')
  checkSigningCertificate(signed, leaf, primitives)
  checkUsage(leaf)

  const data = new Uint8Array(attributes.whole)
  // The attributes are signed as the SET that they are, not under their place in the structure
  data[0] = 0x31
  const algorithm = oidOf(readAll(signatureAlgorithm!.content)[0])
  const kind = algorithm === RSA_PSS ? 'rsa-pss' : RSA.includes(algorithm) ? 'rsa' : 'ecdsa'
  if (!verifyRaw(leaf.key, kind, hash, data, signature.content, primitives))
    throw new TimestampError('its signature does not fit')
  return leaf
}

/** RFC 5816: the signer says which certificate is its own, so that none can be put in its place. */
function checkSigningCertificate(
  signed: ReadonlyMap<string, Der>,
  leaf: Certificate,
  primitives: Primitives,
): void {
  const [v2, v1] = [signed.get(SIGNING_CERTIFICATE_V2), signed.get(SIGNING_CERTIFICATE)]
  const attribute = v2 ?? v1
  if (attribute === undefined) throw new TimestampError('it does not say which certificate signed it')
  const first = readAll(readAll(readAll(attribute.content)[0]!.content)[0]!.content)
  const named = v2 && first[0]!.tag === 0x30 ? hashOids[oidOf(readAll(first[0]!.content)[0])] : undefined
  const hash: HashName | undefined = v2 ? (first[0]!.tag === 0x30 ? named : 'sha256') : 'sha1'
  if (hash === undefined || (v2 && hash === 'sha1'))
    throw new TimestampError('it names its certificate with a weak hash')
  const value = first.find((one) => one.tag === 4)
  if (!value || !equalBytes(value.content, primitives.hash(hash, [leaf.der])))
    throw new TimestampError('it was signed with another certificate')
}

/** RFC 3161 section 2.3: for timestamps and nothing else, and critically so. */
function checkUsage(leaf: Certificate): void {
  const usages = extendedKeyUsages(leaf)
  const isCritical = leaf.extensions.get(OID.extendedKeyUsage)?.isCritical === true
  if (usages?.length !== 1 || usages[0] !== OID.timeStamping || !isCritical)
    throw new TimestampError('the authority’s certificate is not for timestamps alone')
}

function buildChain(
  leaf: Certificate,
  certificates: readonly Certificate[],
  roots: readonly Certificate[],
  primitives: Primitives,
): Certificate[] {
  const chain = [leaf]
  for (;;) {
    const last = chain.at(-1)!
    if (roots.some((root) => equalBytes(root.der, last.der))) return chain
    const root = roots.find((one) => isAuthority(one) && isIssuedBy(last, one, primitives))
    if (root) return [...chain, root]
    const next = certificates.find(
      (one) => !chain.includes(one) && isAuthority(one) && isIssuedBy(last, one, primitives),
    )
    if (next === undefined)
      throw new TimestampError('no trusted root issued the authority’s certificate', true)
    chain.push(next)
  }
}
