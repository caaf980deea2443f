import { ed25519, ed25519ph } from '@noble/curves/ed25519.js'
import { ed448 } from '@noble/curves/ed448.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js'
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js'
import { concat } from './bytes.ts'
import type { HashName, Primitives, VerificationKey } from './primitives.ts'
import { verifyPss, verifyRsa } from './rsa.ts'

const hashes = {
  md5,
  sha1,
  ripemd160,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha3-256': sha3_256,
  'sha3-512': sha3_512,
} as const
const curves = { 'P-256': p256, 'P-384': p384, 'P-521': p521 } as const
const eddsa = { ed25519, ed25519ph, ed448 } as const

const hash = (name: HashName, parts: readonly Uint8Array[]): Uint8Array => {
  const state = hashes[name].create()
  for (const part of parts) state.update(part)
  return state.digest()
}

/** For browsers, also on pages without TLS, where WebCrypto is missing. Node has faster ones: `lib/server/trust`. */
export const javascriptPrimitives: Primitives = {
  hash,
  verify(key, name, data, signature) {
    if ('n' in key || key.kind === 'ecdsa') return verifyDigest(key, name, hash(name, [data]), signature)
    try {
      return eddsa[key.kind].verify(signature, concat([data]), key.point, { zip215: false })
    } catch {
      return false
    }
  },
  verifyDigest,
}

function verifyDigest(
  key: VerificationKey,
  name: HashName,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    if (key.kind === 'rsa') return verifyRsa(key.n, key.e, name, digest, signature)
    if (key.kind === 'rsa-pss')
      return verifyPss(key.n, key.e, digest, signature, (parts) => hash(name, parts))
    if (key.kind !== 'ecdsa') return false
    return curves[key.curve].verify(signature, digest, key.point, { prehash: false, lowS: false })
  } catch {
    return false
  }
}
