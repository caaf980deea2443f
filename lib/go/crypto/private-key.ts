import { ed25519Curve, P256, type Curve } from './curves.ts'
import { bitString, explicit, integer, NULL, octetString, oid, sequence } from './der.ts'
import { marshalDsa, type DsaKey } from './dsa.ts'
import { encodePem } from './pem.ts'
import { marshalPkcs1, marshalPublicPkcs1, type RsaKey } from './rsa-key.ts'
import { signRsa } from './rsa-sign.ts'

export const OID = {
  rsa: '1.2.840.113549.1.1.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  ecdsa: '1.2.840.10045.2.1',
  dsa: '1.2.840.10040.4.1',
  ed25519: '1.3.101.112',
  x25519: '1.3.101.110',
} as const

/** A public key as a certificate holds it. */
export interface PublicKey {
  /** AlgorithmIdentifier */
  readonly algorithm: Uint8Array
  /** content of the bit string */
  readonly bits: Uint8Array
}

/** What makes signatures, and the AlgorithmIdentifier that tells how. */
interface Signing {
  readonly algorithm: Uint8Array
  /** May throw `GoError`. */
  sign(message: Uint8Array): Uint8Array
}

/** A private key of one of the kinds that sprig reads and makes. */
export interface PrivateKey {
  /** Go's type of the public key, such as `*rsa.PublicKey` */
  readonly publicType: string
  /** undefined where x509 cannot put it into a certificate */
  readonly publicKey: PublicKey | undefined
  /** undefined where Go's type is no crypto.Signer. */
  readonly signing: Signing | undefined
  /** the key in the PEM form that sprig writes */
  pem(): string
}

export const rsaPublicKey = (bits: Uint8Array): PublicKey => ({
  algorithm: sequence(oid(OID.rsa), NULL),
  bits,
})
export const ecdsaPublicKey = (curve: Curve, bits: Uint8Array): PublicKey => ({
  algorithm: sequence(oid(OID.ecdsa), oid(curve.oid)),
  bits,
})
export const barePublicKey = (algorithm: string, bits: Uint8Array): PublicKey => ({
  algorithm: sequence(oid(algorithm)),
  bits,
})

export const rsaPrivateKey = (key: RsaKey): PrivateKey => ({
  publicType: '*rsa.PublicKey',
  publicKey: rsaPublicKey(marshalPublicPkcs1(key)),
  signing: { algorithm: sequence(oid(OID.sha256WithRsa), NULL), sign: (message) => signRsa(key, message) },
  pem: () => encodePem({ type: 'RSA PRIVATE KEY', bytes: marshalPkcs1(key) }),
})

/** @param secret as many bytes as the curve asks for, in 1..n-1 */
export function ecdsaPrivateKey(curve: Curve, secret: Uint8Array): PrivateKey {
  const point = curve.ecdsa.getPublicKey(secret, false)
  return {
    publicType: '*ecdsa.PublicKey',
    publicKey: ecdsaPublicKey(curve, point),
    signing: {
      algorithm: sequence(oid(curve.signature)),
      sign: (message) => curve.ecdsa.sign(message, secret, { format: 'der', lowS: false, prehash: true }),
    },
    pem: () =>
      encodePem({
        type: 'EC PRIVATE KEY',
        bytes: sequence(
          integer(1n),
          octetString(secret),
          explicit(0, oid(curve.oid)),
          explicit(1, bitString(point)),
        ),
      }),
  }
}

const pkcs8 = (algorithm: string, secret: Uint8Array): string =>
  encodePem({
    type: 'PRIVATE KEY',
    bytes: sequence(integer(0n), sequence(oid(algorithm)), octetString(octetString(secret))),
  })

/** @param seed 32 bytes */
export const ed25519PrivateKey = (seed: Uint8Array): PrivateKey => ({
  publicType: 'ed25519.PublicKey',
  publicKey: barePublicKey(OID.ed25519, ed25519Curve().getPublicKey(seed)),
  signing: { algorithm: sequence(oid(OID.ed25519)), sign: (message) => ed25519Curve().sign(message, seed) },
  pem: () => pkcs8(OID.ed25519, seed),
})

/** @param secret 32 bytes */
export const x25519PrivateKey = (secret: Uint8Array): PrivateKey => ({
  publicType: '*ecdh.PublicKey',
  publicKey: undefined,
  signing: undefined,
  pem: () => pkcs8(OID.x25519, secret),
})

export const dsaPrivateKey = (key: DsaKey): PrivateKey => ({
  publicType: '*dsa.PublicKey',
  publicKey: undefined,
  signing: undefined,
  pem: () => encodePem({ type: 'DSA PRIVATE KEY', bytes: marshalDsa(key) }),
})

/** A key on P-256, which is what sprig makes. */
export function generateEcdsaKey(random: (n: number) => Uint8Array): PrivateKey {
  for (;;) {
    const secret = random(P256.size)
    if (P256.ecdsa.utils.isValidSecretKey(secret)) return ecdsaPrivateKey(P256, secret)
  }
}
