import { integer, sequence } from './der.ts'
import { gcd, inverse } from './modular.ts'

export interface RsaPublicKey {
  readonly n: bigint
  readonly e: bigint
}

/** A key of two primes with what the Chinese remainder theorem needs. */
export interface RsaKey extends RsaPublicKey {
  readonly d: bigint
  readonly p: bigint
  readonly q: bigint
  readonly dp: bigint
  readonly dq: bigint
  readonly qInverse: bigint
}

/** The key of two primes; undefined where the exponent has no inverse for them. */
export function rsaKeyOf(p: bigint, q: bigint, e = 65_537n): RsaKey | undefined {
  const lambda = ((p - 1n) * (q - 1n)) / gcd(p - 1n, q - 1n)
  const d = inverse(e, lambda)
  const qInverse = inverse(q, p)
  if (d === undefined || qInverse === undefined) return undefined
  return { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qInverse }
}

/** `x509.MarshalPKCS1PrivateKey` */
export const marshalPkcs1 = (k: RsaKey): Uint8Array =>
  sequence(...[0n, k.n, k.e, k.d, k.p, k.q, k.dp, k.dq, k.qInverse].map(integer))

/** The public key as a certificate's bit string holds it. */
export const marshalPublicPkcs1 = ({ n, e }: RsaPublicKey): Uint8Array => sequence(integer(n), integer(e))
