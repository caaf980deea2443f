import { concat, fromHex, toHex } from './bytes.ts'
import { DerError, readAll, readOnly, unsigned, type Der } from './der.ts'
import { readPem } from './pem.ts'
import { padStart } from './openpgp/packet.ts'
import { orderLength } from './openpgp/algorithm.ts'
import type { Curve, HashName, Primitives, VerificationKey } from './primitives.ts'
import type { Computed } from './openpgp/signature.ts'

/** A bare public key, as cosign's `cosign.pub`. */
export interface PublicKey {
  /** `P-256`, `RSA 4096`, `Ed25519`, or the object identifier of what is unknown here */
  readonly title: string
  /** undefined when its signatures cannot be computed here */
  readonly verification: VerificationKey | undefined
  readonly weakness: string | undefined
  /** SubjectPublicKeyInfo in DER */
  readonly spki: Uint8Array
}

/** Why a file is no public key. */
export class PublicKeyError extends Error {
  override name = 'PublicKeyError'
}

const RSA = '2a864886f70d010101'
const EC = '2a8648ce3d0201'
const ED25519 = '2b6570'
const ED448 = '2b6571'
const curves: Readonly<Record<string, Curve>> = {
  '2a8648ce3d030107': 'P-256',
  '2b81040022': 'P-384',
  '2b81040023': 'P-521',
}

/** Reads a PEM file with exactly one public key. @throws PublicKeyError */
export function readPublicKey(text: string): PublicKey {
  const blocks = readPem(text)
  if (blocks === undefined) throw new PublicKeyError('the PEM is broken')
  if (blocks.some((block) => block.label.includes('PRIVATE KEY')))
    throw new PublicKeyError('the file holds a private key; give the public one')
  if (blocks.length > 1)
    throw new PublicKeyError(`the file holds ${blocks.length} PEM blocks, one public key is needed`)
  const [block] = blocks
  if (block?.label === 'RSA PUBLIC KEY') return readSpki(spkiOfRsa(block.der))
  if (block?.label !== 'PUBLIC KEY')
    throw new PublicKeyError(
      block ? `the file holds a ${block.label}, no public key` : 'the file holds no PEM block',
    )
  return readSpki(block.der)
}

/** A bare PKCS #1 key, as older openssl writes it, wrapped into what every other reader takes. */
function spkiOfRsa(key: Uint8Array): Uint8Array {
  const tlv = (tag: number, content: Uint8Array): Uint8Array => {
    const { length } = content
    const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
    return concat([Uint8Array.of(tag, ...size), content])
  }
  const algorithm = tlv(0x30, concat([tlv(6, fromHex(RSA)), Uint8Array.of(5, 0)]))
  return tlv(0x30, concat([algorithm, tlv(3, concat([Uint8Array.of(0), key]))]))
}

/** @param der SubjectPublicKeyInfo @throws PublicKeyError */
export function readSpki(der: Uint8Array): PublicKey {
  try {
    const [algorithm, bits] = readAll(readOnly(der, 0x30).content)
    const [oid, parameters] = readAll(algorithm!.content)
    if (bits?.tag !== 3 || bits.content[0] !== 0 || oid?.tag !== 6) throw new DerError('not a public key')
    return { spki: concat([der]), ...material(toHex(oid.content), parameters, bits.content.subarray(1)) }
  } catch (error) {
    if (error instanceof DerError) throw new PublicKeyError(`the key cannot be read: ${error.message}`)
    throw error
  }
}

function material(oid: string, parameters: Der | undefined, bits: Uint8Array): Omit<PublicKey, 'spki'> {
  switch (oid) {
    case RSA: {
      const [n, e] = readAll(readOnly(bits, 0x30).content).map(unsigned)
      if (n === undefined || e === undefined) throw new DerError('not an RSA key')
      const length = 8 * n.length - Math.clz32(n[0]!) + 24
      const title = `RSA ${length}`
      const weakness = length < 2047 ? `${title} is shorter than 2048 bits` : undefined
      return { title, verification: { kind: 'rsa', n, e }, weakness }
    }
    case EC: {
      const curve = parameters?.tag === 6 ? curves[toHex(parameters.content)] : undefined
      const title = curve ?? `curve ${parameters ? toHex(parameters.content) : 'unnamed'}`
      const isUsable = curve !== undefined && bits[0] === 4 && bits.length === 1 + 2 * orderLength[curve]
      return {
        title,
        verification: isUsable ? { kind: 'ecdsa', curve, point: bits } : undefined,
        weakness: undefined,
      }
    }
    case ED25519:
      return { title: 'Ed25519', verification: { kind: 'ed25519', point: bits }, weakness: undefined }
    case ED448:
      return { title: 'Ed448', verification: { kind: 'ed448', point: bits }, weakness: undefined }
    default:
      return { title: `algorithm ${oid}`, verification: undefined, weakness: undefined }
  }
}

/** The hashes that a key may have signed under: its size's own, and SHA-256, which older cosigns take for everything. */
function hashesOf(key: VerificationKey): readonly HashName[] {
  if (key.kind !== 'ecdsa') return key.kind === 'rsa' ? ['sha256', 'sha384', 'sha512'] : ['sha512']
  return key.curve === 'P-256'
    ? ['sha256']
    : key.curve === 'P-384'
      ? ['sha384', 'sha256']
      : ['sha512', 'sha256']
}

/** r and s of a DER `ECDSA-Sig-Value`, each as long as the order; undefined where it is none. */
function toFixed(der: Uint8Array, length: number): Uint8Array | undefined {
  try {
    const numbers = readAll(readOnly(der, 0x30).content).map(unsigned)
    const [r, s] = [padStart(numbers[0]!, length), padStart(numbers[1]!, length)]
    return numbers.length === 2 && r && s ? concat([r, s]) : undefined
  } catch (error) {
    if (error instanceof DerError || error instanceof TypeError) return undefined
    throw error
  }
}

/** What is signed: the bytes themselves, or where only their SHA-256 is known, that. */
export type Message = { readonly bytes: Uint8Array } | { readonly sha256: Uint8Array }

/** Computes a signature as Sigstore writes it (ECDSA in DER, RSA as PKCS #1 v1.5). */
export function computeWith(
  key: PublicKey,
  message: Message,
  signature: Uint8Array,
  primitives: Primitives,
): Computed {
  const { verification } = key
  if (verification === undefined) return 'unsupported'
  const raw = verification.kind === 'ecdsa' ? toFixed(signature, orderLength[verification.curve]) : signature
  if (raw === undefined) return 'bad'
  if ('sha256' in message) {
    if (primitives.verifyDigest === undefined || verification.kind.startsWith('ed')) return 'unsupported'
    return primitives.verifyDigest(verification, 'sha256', message.sha256, raw) ? 'good' : 'bad'
  }
  if (verification.kind === 'ed25519') {
    // cosign signs payloads in the prehashed form, everyone else in the pure one
    const forms = [verification, { kind: 'ed25519ph', point: verification.point } as const]
    return forms.some((form) => primitives.verify(form, 'sha512', message.bytes, raw)) ? 'good' : 'bad'
  }
  const isGood = hashesOf(verification).some((hash) =>
    primitives.verify(verification, hash, message.bytes, raw),
  )
  return isGood ? 'good' : 'bad'
}

/** Whether a signature of the given scheme, as certificates and timestamps carry it (ECDSA in DER), is the key's. */
export function verifyRaw(
  key: PublicKey,
  kind: 'rsa' | 'rsa-pss' | 'ecdsa',
  hash: HashName,
  data: Uint8Array,
  signature: Uint8Array,
  primitives: Primitives,
): boolean {
  const { verification } = key
  if (verification === undefined || key.weakness !== undefined) return false
  if (verification.kind === 'ecdsa') {
    const raw = kind === 'ecdsa' ? toFixed(signature, orderLength[verification.curve]) : undefined
    return raw !== undefined && primitives.verify(verification, hash, data, raw)
  }
  if (verification.kind !== 'rsa' || kind === 'ecdsa') return false
  return primitives.verify({ ...verification, kind }, hash, data, signature)
}
