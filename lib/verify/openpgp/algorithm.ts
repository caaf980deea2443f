import { toHex } from '../bytes.ts'
import type { Curve, HashName } from '../primitives.ts'

/** RFC 9580 section 9.5. */
const hashes: ReadonlyMap<number, HashName> = new Map([
  [1, 'md5'],
  [2, 'sha1'],
  [3, 'ripemd160'],
  [8, 'sha256'],
  [9, 'sha384'],
  [10, 'sha512'],
  [11, 'sha224'],
  [12, 'sha3-256'],
  [14, 'sha3-512'],
])

export const hashOf = (id: number): HashName | undefined => hashes.get(id)

/** As people write them: `SHA-512`, `SHA3-256`, `hash 99`. */
export const hashTitle = (id: number): string =>
  (hashes.get(id) ?? `hash ${id}`)
    .toUpperCase()
    .replace(/^SHA(\d)/, 'SHA-$1')
    .replace(/^SHA-3-/, 'SHA3-')

/** Broken or too short for a signature that is to be believed. */
export const isWeakHash = (hash: HashName): boolean => ['md5', 'sha1', 'ripemd160', 'sha224'].includes(hash)

/** Names that a `Hash:` header may list, RFC 9580 section 6.2.2.3. */
export const hashHeaderNames: ReadonlySet<string> = new Set([
  'MD5',
  'SHA1',
  'RIPEMD160',
  'SHA256',
  'SHA384',
  'SHA512',
  'SHA224',
  'SHA3-256',
  'SHA3-512',
])

/** RFC 9580 section 9.1, those that sign. */
export const ALGORITHM = {
  rsa: 1,
  rsaSign: 3,
  dsa: 17,
  ecdsa: 19,
  eddsaLegacy: 22,
  ed25519: 27,
  ed448: 28,
} as const

const curves: ReadonlyMap<string, Curve> = new Map([
  ['2a8648ce3d030107', 'P-256'],
  ['2b81040022', 'P-384'],
  ['2b81040023', 'P-521'],
])
const otherCurves: ReadonlyMap<string, string> = new Map([
  ['2b8104000a', 'secp256k1'],
  ['2b2403030208010107', 'brainpoolP256r1'],
  ['2b240303020801010b', 'brainpoolP384r1'],
  ['2b240303020801010d', 'brainpoolP512r1'],
])

export const curveOf = (oid: Uint8Array): Curve | undefined => curves.get(toHex(oid))
export const curveTitle = (oid: Uint8Array): string =>
  curves.get(toHex(oid)) ?? otherCurves.get(toHex(oid)) ?? `curve ${toHex(oid)}`

export const isEd25519Legacy = (oid: Uint8Array): boolean => toHex(oid) === '2b06010401da470f01'

/** Bytes of the order, which is how long r and s are. */
export const orderLength: Readonly<Record<Curve, number>> = { 'P-256': 32, 'P-384': 48, 'P-521': 66 }
