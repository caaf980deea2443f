import { ByteReader, concat, toHex } from '../bytes.ts'
import type { Primitives } from '../primitives.ts'
import { ALGORITHM, hashOf, hashTitle, orderLength } from './algorithm.ts'
import { keyHashPrefix, type KeyPacket } from './key.ts'
import { PacketError, padStart, readMpi } from './packet.ts'

/** RFC 9580 section 5.2.1. */
export const TYPE = {
  binary: 0x00,
  text: 0x01,
  certification: [0x10, 0x11, 0x12, 0x13],
  subkeyBinding: 0x18,
  primaryKeyBinding: 0x19,
  directKey: 0x1f,
  keyRevocation: 0x20,
  subkeyRevocation: 0x28,
  certificationRevocation: 0x30,
} as const

export const FLAG = { certify: 1, sign: 2 } as const

/** A signature packet, RFC 9580 section 5.2.3, versions 4 and 6. Times are seconds since 1970, durations seconds. */
export interface SignaturePacket {
  readonly version: number
  readonly type: number
  readonly algorithm: number
  readonly hashId: number
  readonly hashTitle: string
  readonly created: number
  /** after `created`; undefined: never */
  readonly expires: number | undefined
  /** lifetime of the key it speaks of, after the key's creation; undefined: for ever */
  readonly keyLifetime: number | undefined
  /** first octet; undefined where it says nothing */
  readonly keyFlags: number | undefined
  readonly isPrimaryUserId: boolean
  readonly revocationReason: number | undefined
  /** upper-case hexadecimal */
  readonly issuerFingerprint: string | undefined
  readonly issuerKeyId: string | undefined
  readonly embedded: SignaturePacket | undefined
  /** critical subpackets and notations that nobody here understands: such a signature must not be believed */
  readonly unknownCritical: string | undefined
  readonly salt: Uint8Array
  /** hashed after the signed data */
  readonly trailer: Uint8Array
  /** numbers of the signature itself, each as its bytes */
  readonly numbers: readonly Uint8Array[]
}

const SALT_LENGTH: Readonly<Record<number, number>> = { 8: 16, 9: 24, 10: 32, 11: 16, 12: 16, 14: 32 }

/** @throws PacketError for other versions or a broken structure, OutOfBytes */
export function parseSignature(body: Uint8Array, isEmbedded = false): SignaturePacket {
  const reader = new ByteReader(body)
  const version = reader.uint(1)
  if (version !== 4 && version !== 6) throw new PacketError(`signature packet of version ${version}`)
  const type = reader.uint(1)
  const algorithm = reader.uint(1)
  const hashId = reader.uint(1)
  const hashedArea = reader.take(reader.uint(version === 6 ? 4 : 2))
  const prefix = body.subarray(0, reader.at)
  const unhashedArea = reader.take(reader.uint(version === 6 ? 4 : 2))
  reader.take(2)
  const salt = version === 6 ? reader.take(reader.uint(1)) : new Uint8Array()
  if (version === 6 && salt.length !== SALT_LENGTH[hashId]) throw new PacketError('salt of a wrong length')
  const numbers = readNumbers(reader, algorithm)
  if (reader.left > 0) throw new PacketError('bytes after the signature')

  const hashed = readSubpackets(hashedArea)
  const unhashed = readSubpackets(unhashedArea)
  const created = hashed.last(2)
  if (created?.length !== 4) throw new PacketError('signature without a creation time')
  const fingerprint = hashed.last(33) ?? unhashed.last(33)
  const embedded = hashed.last(32) ?? unhashed.last(32)
  const keyId = hashed.last(16) ?? unhashed.last(16)
  const { length } = prefix
  return {
    version,
    type,
    algorithm,
    hashId,
    hashTitle: hashTitle(hashId),
    created: uint(created),
    expires: positive(hashed.last(3)),
    keyLifetime: positive(hashed.last(9)),
    keyFlags: hashed.last(27) === undefined ? undefined : (hashed.last(27)?.[0] ?? 0),
    isPrimaryUserId: (hashed.last(25)?.[0] ?? 0) !== 0,
    revocationReason: hashed.last(29)?.[0],
    issuerFingerprint: fingerprint && toHex(fingerprint.subarray(1)).toUpperCase(),
    issuerKeyId: keyId && toHex(keyId).toUpperCase(),
    embedded: embedded && !isEmbedded ? parseSignature(embedded, true) : undefined,
    unknownCritical: hashed.unknownCritical(),
    salt,
    trailer: concat([
      prefix,
      Uint8Array.of(version, 0xff, length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255),
    ]),
    numbers,
  }
}

function readNumbers(reader: ByteReader, algorithm: number): Uint8Array[] {
  switch (algorithm) {
    case ALGORITHM.rsa:
    case ALGORITHM.rsaSign:
      return [readMpi(reader)]
    case ALGORITHM.dsa:
    case ALGORITHM.ecdsa:
    case ALGORITHM.eddsaLegacy:
      return [readMpi(reader), readMpi(reader)]
    case ALGORITHM.ed25519:
      return [reader.take(64)]
    case ALGORITHM.ed448:
      return [reader.take(114)]
    default:
      return [reader.take(reader.left)]
  }
}

const uint = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0)
const positive = (bytes: Uint8Array | undefined): number | undefined =>
  bytes?.length === 4 && uint(bytes) > 0 ? uint(bytes) : undefined

const KNOWN = new Set([
  2, 3, 4, 5, 6, 7, 9, 11, 12, 16, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 39,
])

class Subpackets {
  readonly #all: readonly { type: number; isCritical: boolean; body: Uint8Array }[]
  constructor(all: readonly { type: number; isCritical: boolean; body: Uint8Array }[]) {
    this.#all = all
  }
  last(type: number): Uint8Array | undefined {
    return this.#all.findLast((one) => one.type === type)?.body
  }
  unknownCritical(): string | undefined {
    const unknown = this.#all.find((one) => one.isCritical && (!KNOWN.has(one.type) || one.type === 20))
    if (unknown === undefined) return undefined
    return unknown.type === 20
      ? `critical notation ${notationName(unknown.body)}`
      : `critical subpacket ${unknown.type}`
  }
}

const notationName = (body: Uint8Array): string =>
  new TextDecoder().decode(body.subarray(8, 8 + (body[4] ?? 0) * 256 + (body[5] ?? 0)))

function readSubpackets(area: Uint8Array): Subpackets {
  const reader = new ByteReader(area)
  const all: { type: number; isCritical: boolean; body: Uint8Array }[] = []
  while (reader.left > 0) {
    const first = reader.uint(1)
    const length =
      first < 192 ? first : first < 255 ? ((first - 192) << 8) + reader.uint(1) + 192 : reader.uint(4)
    if (length === 0) throw new PacketError('empty signature subpacket')
    const type = reader.uint(1)
    all.push({ type: type & 0x7f, isCritical: type > 0x7f, body: reader.take(length - 1) })
  }
  return new Subpackets(all)
}

/** What came of computing a signature. */
export type Computed = 'good' | 'bad' | 'unsupported'

/** Computes `signature` by `key` over `data`, which the packet's type defines. No judgement on times or strength. */
export function compute(
  signature: SignaturePacket,
  key: KeyPacket,
  data: readonly Uint8Array[],
  primitives: Primitives,
): Computed {
  const hash = hashOf(signature.hashId)
  const { verification } = key
  if (hash === undefined || verification === undefined) return 'unsupported'
  const isRsa = (algorithm: number) => algorithm === ALGORITHM.rsa || algorithm === ALGORITHM.rsaSign
  if (signature.version !== key.version) return 'bad'
  if (signature.algorithm !== key.algorithm && !(isRsa(signature.algorithm) && isRsa(key.algorithm)))
    return 'bad'
  const input = concat([signature.salt, ...data, signature.trailer])
  const [first = new Uint8Array(), second = new Uint8Array()] = signature.numbers
  let bytes: Uint8Array
  if (verification.kind === 'rsa') bytes = first
  else if (signature.numbers.length === 1) bytes = first
  else {
    const length = verification.kind === 'ecdsa' ? orderLength[verification.curve] : 32
    const [r, s] = [padStart(first, length), padStart(second, length)]
    if (r === undefined || s === undefined) return 'bad'
    bytes = concat([r, s])
  }
  // EdDSA in OpenPGP signs the digest, as if it were the message
  const isEd = verification.kind === 'ed25519' || verification.kind === 'ed448'
  const message = isEd ? primitives.hash(hash, [input]) : input
  return primitives.verify(verification, hash, message, bytes) ? 'good' : 'bad'
}

/** What a signature on a key, a subkey or a user id hashes. */
export const signedKey = (primary: KeyPacket): Uint8Array[] => [keyHashPrefix(primary), primary.body]
export const signedSubkey = (primary: KeyPacket, subkey: KeyPacket): Uint8Array[] => [
  ...signedKey(primary),
  ...signedKey(subkey),
]
export const signedUserId = (primary: KeyPacket, packet: { tag: number; body: Uint8Array }): Uint8Array[] => {
  const { length } = packet.body
  const mark = packet.tag === 13 ? 0xb4 : 0xd1
  const prefix = Uint8Array.of(mark, length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255)
  return [...signedKey(primary), prefix, packet.body]
}
