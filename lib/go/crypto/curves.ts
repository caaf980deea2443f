import { eddsa, edwards, type EdDSA } from '@noble/curves/abstract/edwards.js'
import { ecdsa, weierstrass, type ECDSA } from '@noble/curves/abstract/weierstrass.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import type { CHash } from '@noble/hashes/utils.js'

/** A curve that Go's x509 knows, and the signatures it makes with it. Its arithmetic is set up when first used. */
export interface Curve {
  readonly oid: string
  /** bytes of a private key */
  readonly size: number
  readonly ecdsa: ECDSA
  /** identifier of the signature algorithm with the curve's own hash */
  readonly signature: string
}

type Parameters = readonly [p: bigint, n: bigint, b: bigint, Gx: bigint, Gy: bigint]

/** NIST's curves (FIPS 186-4, appendix D), all of cofactor 1 and with a = -3. */
class NistCurve implements Curve {
  readonly oid: string
  readonly size: number
  readonly signature: string
  readonly #parameters: Parameters
  readonly #hash: CHash
  #made: ECDSA | undefined

  constructor(oid: string, size: number, signature: string, hash: CHash, parameters: Parameters) {
    this.oid = oid
    this.size = size
    this.signature = signature
    this.#hash = hash
    this.#parameters = parameters
  }

  get ecdsa(): ECDSA {
    if (this.#made === undefined) {
      const [p, n, b, Gx, Gy] = this.#parameters
      this.#made = ecdsa(weierstrass({ p, n, h: 1n, a: p - 3n, b, Gx, Gy }), this.#hash)
    }
    return this.#made
  }
}

export const P256: Curve = new NistCurve('1.2.840.10045.3.1.7', 32, '1.2.840.10045.4.3.2', sha256, [
  0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
  0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
])

const CURVES: readonly Curve[] = [
  P256,
  new NistCurve('1.3.132.0.33', 28, '1.2.840.10045.4.3.2', sha256, [
    0xffffffffffffffffffffffffffffffff000000000000000000000001n,
    0xffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3dn,
    0xb4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4n,
    0xb70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21n,
    0xbd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34n,
  ]),
  new NistCurve('1.3.132.0.34', 48, '1.2.840.10045.4.3.3', sha384, [
    0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
    0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn,
  ]),
  new NistCurve('1.3.132.0.35', 66, '1.2.840.10045.4.3.4', sha512, [
    (1n << 521n) - 1n,
    0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
    0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    0x00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66n,
    0x011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650n,
  ]),
]

export const curveOf = (oid: string | undefined): Curve | undefined =>
  CURVES.find((curve) => curve.oid === oid)

const ED25519_P = (1n << 255n) - 19n
let ed25519: EdDSA | undefined

/** Ed25519 (RFC 8032), for making keys and signatures. */
export function ed25519Curve(): EdDSA {
  ed25519 ??= eddsa(
    edwards({
      p: ED25519_P,
      n: 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn,
      h: 8n,
      a: ED25519_P - 1n,
      d: 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n,
      Gx: 0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51an,
      Gy: 0x6666666666666666666666666666666666666666666666666666666666666658n,
    }),
    sha512,
    {
      adjustScalarBytes(bytes: Uint8Array) {
        bytes[0]! &= 248
        bytes[31]! &= 127
        bytes[31]! |= 64
        return bytes
      },
    },
  )
  return ed25519
}
