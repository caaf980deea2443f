/** Hashes that signatures here may use. */
export type HashName =
  | 'md5'
  | 'sha1'
  | 'ripemd160'
  | 'sha224'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha3-256'
  | 'sha3-512'

export type Curve = 'P-256' | 'P-384' | 'P-521'

/** A public key with the scheme that a signature by it is read under. */
export type VerificationKey =
  /** `rsa-pss`: a salt as long as the hash, MGF1 with the same hash */
  | { readonly kind: 'rsa' | 'rsa-pss'; readonly n: Uint8Array; readonly e: Uint8Array }
  | {
      readonly kind: 'ecdsa'
      readonly curve: Curve
      /** uncompressed, 0x04 first */ readonly point: Uint8Array
    }
  /** `ed25519ph`: over the message's SHA-512, RFC 8032 section 5.1, with an empty context */
  | { readonly kind: 'ed25519' | 'ed25519ph' | 'ed448'; readonly point: Uint8Array }

/**
 * The mathematics, as an argument: Node's own where there is Node (fast), JavaScript's elsewhere. No policy in here: weak
 * algorithms compute like any other, what they are worth is judged by the caller.
 */
export interface Primitives {
  /** @throws Error for a hash that cannot be computed here (`md5`, `ripemd160` may be missing) */
  hash(name: HashName, parts: readonly Uint8Array[]): Uint8Array
  /**
   * Whether `signature` is the key's over `data`. RSA: PKCS #1 v1.5, big-endian, any length up to the modulus. ECDSA: r and s,
   * each as long as the curve's order. EdDSA: as RFC 8032, over `data` itself; `hash` is not looked at.
   * Never throws: what cannot be a signature or a key is `false`.
   */
  verify(key: VerificationKey, hash: HashName, data: Uint8Array, signature: Uint8Array): boolean
  /** The same for RSA and ECDSA where only the digest is known; missing where it cannot be done. */
  verifyDigest?(key: VerificationKey, hash: HashName, digest: Uint8Array, signature: Uint8Array): boolean
}
