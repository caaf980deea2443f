import { ed25519 } from '@noble/curves/ed25519.js'
import { ecdsa, weierstrass, type ECDSA } from '@noble/curves/abstract/weierstrass.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** A curve that Go's x509 knows, and the signatures it makes with it. */
export interface Curve {
  readonly oid: string
  /** bytes of a private key */
  readonly size: number
  readonly ecdsa: ECDSA
  /** identifier of the signature algorithm with the curve's own hash */
  readonly signature: string
}

const p224 = ecdsa(
  weierstrass({
    p: 0xffffffffffffffffffffffffffffffff000000000000000000000001n,
    n: 0xffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3dn,
    h: 1n,
    a: 0xfffffffffffffffffffffffffffffffefffffffffffffffffffffffen,
    b: 0xb4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4n,
    Gx: 0xb70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21n,
    Gy: 0xbd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34n,
  }),
  sha256,
)

export const CURVES: readonly Curve[] = [
  { oid: '1.3.132.0.33', size: 28, ecdsa: p224, signature: '1.2.840.10045.4.3.2' },
  { oid: '1.2.840.10045.3.1.7', size: 32, ecdsa: p256, signature: '1.2.840.10045.4.3.2' },
  { oid: '1.3.132.0.34', size: 48, ecdsa: p384, signature: '1.2.840.10045.4.3.3' },
  { oid: '1.3.132.0.35', size: 66, ecdsa: p521, signature: '1.2.840.10045.4.3.4' },
]

export const curveOf = (oid: string | undefined): Curve | undefined =>
  CURVES.find((curve) => curve.oid === oid)

export { ed25519 }
