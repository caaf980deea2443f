import { constants, createHash, createPublicKey, publicDecrypt, verify, type KeyObject } from 'node:crypto'
import { encodePkcs1, type HashName, type Primitives, type VerificationKey } from '../../verify/index.ts'

/** OpenSSL's names; some builds leave out the oldest. */
const names: Readonly<Record<HashName, string>> = {
  md5: 'md5',
  sha1: 'sha1',
  ripemd160: 'ripemd160',
  sha224: 'sha224',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  'sha3-256': 'sha3-256',
  'sha3-512': 'sha3-512',
}

const hash = (name: HashName, parts: readonly Uint8Array[]): Uint8Array => {
  const state = createHash(names[name])
  for (const part of parts) state.update(part)
  return state.digest()
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

function toKeyObject(key: VerificationKey): KeyObject {
  switch (key.kind) {
    case 'rsa':
    case 'rsa-pss':
      return createPublicKey({ format: 'jwk', key: { kty: 'RSA', n: base64url(key.n), e: base64url(key.e) } })
    case 'ecdsa': {
      const length = (key.point.length - 1) / 2
      const x = base64url(key.point.subarray(1, 1 + length))
      const y = base64url(key.point.subarray(1 + length))
      return createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: key.curve, x, y } })
    }
    default:
      return createPublicKey({
        format: 'jwk',
        key: { kty: 'OKP', crv: key.kind === 'ed25519' ? 'Ed25519' : 'Ed448', x: base64url(key.point) },
      })
  }
}

/** OpenSSL behind the verifier's mathematics. */
export const nodePrimitives: Primitives = {
  hash,
  /** Prehashed Ed25519 is none of OpenSSL's behind Node: `cosignPrimitives` adds it. */
  verify(key, name, data, signature) {
    if (key.kind === 'ed25519ph') return false
    try {
      const object = toKeyObject(key)
      if (key.kind === 'rsa') {
        const length = Math.ceil((object.asymmetricKeyDetails?.modulusLength ?? 0) / 8)
        if (signature.length > length) return false
        const padded = Buffer.alloc(length)
        padded.set(signature, length - signature.length)
        const opened = publicDecrypt({ key: object, padding: constants.RSA_NO_PADDING }, padded)
        const expected = encodePkcs1(name, hash(name, [data]), length)
        return expected !== undefined && opened.equals(expected)
      }
      if (key.kind === 'rsa-pss') {
        const padding = {
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
        }
        return verify(names[name], data, { key: object, ...padding }, signature)
      }
      if (key.kind === 'ecdsa')
        return verify(names[name], data, { key: object, dsaEncoding: 'ieee-p1363' }, signature)
      return verify(null, data, object, signature)
    } catch {
      return false
    }
  },
}
