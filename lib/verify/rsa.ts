import { concat, equalBytes, fromHex } from './bytes.ts'
import type { HashName } from './primitives.ts'

/** DER of `DigestInfo` up to the digest itself, RFC 8017 section 9.2 note 1. */
const digestInfo: Readonly<Record<HashName, string>> = {
  md5: '3020300c06082a864886f70d020505000410',
  sha1: '3021300906052b0e03021a05000414',
  ripemd160: '3021300906052b2403020105000414',
  sha224: '302d300d06096086480165030402040500041c',
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440',
  'sha3-256': '3031300d060960864801650304020805000420',
  'sha3-512': '3051300d060960864801650304020a05000440',
}

const toNumber = (bytes: Uint8Array): bigint => {
  let hex = '0x0'
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return BigInt(hex)
}

/** The one encoding that a signature must open to: it is built and compared, never parsed. */
export function encodePkcs1(hash: HashName, digest: Uint8Array, length: number): Uint8Array | undefined {
  const info = concat([fromHex(digestInfo[hash]), digest])
  if (length < info.length + 11) return undefined
  const block = new Uint8Array(length).fill(0xff)
  block[0] = 0
  block[1] = 1
  block[length - info.length - 1] = 0
  block.set(info, length - info.length)
  return block
}

/** RSASSA-PKCS1-v1_5 over a ready digest, RFC 8017 section 8.2.2. Exponents up to 32 bits. */
export function verifyRsa(
  n: Uint8Array,
  e: Uint8Array,
  hash: HashName,
  digest: Uint8Array,
  signature: Uint8Array,
): boolean {
  const modulus = toNumber(n)
  const exponent = toNumber(e)
  const base = toNumber(signature)
  if (modulus < 3n || exponent < 3n || exponent > 0xffffffffn || base >= modulus) return false
  const length = Math.ceil(modulus.toString(16).length / 2)
  const expected = encodePkcs1(hash, digest, length)
  if (expected === undefined || signature.length > length) return false
  let power = 1n
  for (const bit of exponent.toString(2)) {
    power = (power * power) % modulus
    if (bit === '1') power = (power * base) % modulus
  }
  return equalBytes(fromHex(power.toString(16).padStart(2 * length, '0')), expected)
}
