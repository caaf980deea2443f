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
  const opened = open(n, e, signature)
  const expected = opened && encodePkcs1(hash, digest, opened.length)
  return opened !== undefined && expected !== undefined && equalBytes(opened, expected)
}

/** RSASSA-PSS over a ready digest with a salt of the digest's length, RFC 8017 sections 8.1.2 and 9.1.2. */
export function verifyPss(
  n: Uint8Array,
  e: Uint8Array,
  digest: Uint8Array,
  signature: Uint8Array,
  hash: (parts: readonly Uint8Array[]) => Uint8Array,
): boolean {
  const opened = open(n, e, signature)
  if (opened === undefined) return false
  const bits = toNumber(n).toString(2).length - 1
  const block = opened.subarray(opened.length - Math.ceil(bits / 8))
  const size = digest.length
  const edge = block.length - size - 1
  if (edge < size + 1 || block.at(-1) !== 0xbc) return false
  if (opened.length > block.length && opened[0] !== 0) return false
  const seed = block.subarray(edge, edge + size)
  const masked = block.subarray(0, edge)
  const unused = 8 * block.length - bits
  if (unused > 0 && masked[0]! >> (8 - unused) !== 0) return false
  const pad = mask(seed, edge, hash)
  const data = masked.map((byte, i) => byte ^ pad[i]!)
  data[0]! &= 0xff >> unused
  const zeros = edge - size - 1
  if (data.subarray(0, zeros).some((byte) => byte !== 0) || data[zeros] !== 1) return false
  return equalBytes(hash([new Uint8Array(8), digest, data.subarray(zeros + 1)]), seed)
}

/** MGF1, RFC 8017 appendix B.2.1. */
function mask(
  seed: Uint8Array,
  length: number,
  hash: (parts: readonly Uint8Array[]) => Uint8Array,
): Uint8Array {
  const parts: Uint8Array[] = []
  for (let i = 0, made = 0; made < length; i++, made += parts.at(-1)!.length)
    parts.push(hash([seed, Uint8Array.of(i >>> 24, (i >>> 16) & 255, (i >>> 8) & 255, i & 255)]))
  return concat(parts).subarray(0, length)
}

/** The signature to the power of the exponent, as long as the modulus; undefined where that cannot be. */
function open(n: Uint8Array, e: Uint8Array, signature: Uint8Array): Uint8Array | undefined {
  const modulus = toNumber(n)
  const exponent = toNumber(e)
  const base = toNumber(signature)
  if (modulus < 3n || exponent < 3n || exponent > 0xffffffffn || base >= modulus) return undefined
  const length = Math.ceil(modulus.toString(16).length / 2)
  if (signature.length > length) return undefined
  let power = 1n
  for (const bit of exponent.toString(2)) {
    power = (power * power) % modulus
    if (bit === '1') power = (power * base) % modulus
  }
  return fromHex(power.toString(16).padStart(2 * length, '0'))
}
