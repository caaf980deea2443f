import { sha256 } from '@noble/hashes/sha2.js'
import { GoError } from '../value.ts'
import { bytesOf, concat, NULL, numberOf, octetString, oid, sequence } from './der.ts'
import { bitLength, power } from './modular.ts'
import type { RsaKey } from './rsa-key.ts'

const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'), NULL)

/** RSASSA-PKCS1-v1_5 over SHA-256. Not of constant time: for previews of certificates alone. */
export function signRsa(key: RsaKey, message: Uint8Array): Uint8Array {
  const bits = bitLength(key.n)
  if (bits < 1024) {
    throw new GoError(
      `crypto/rsa: ${bits}-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)`,
    )
  }
  const size = Math.ceil(bits / 8)
  const info = sequence(SHA256, octetString(sha256(message)))
  const padding = new Uint8Array(size - info.length - 3).fill(0xff)
  const m = numberOf(concat(Uint8Array.of(0, 1), padding, Uint8Array.of(0), info))
  // by the Chinese remainder theorem: two powers of half the length
  const mq = power(m, key.dq, key.q)
  const mp = power(m, key.dp, key.p)
  const h = ((((mp - mq) % key.p) + key.p) * key.qInverse) % key.p
  return bytesOf(mq + h * key.q, size)
}
