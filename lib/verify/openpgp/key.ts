import { ByteReader, concat, toHex } from '../bytes.ts'
import type { Primitives, VerificationKey } from '../primitives.ts'
import { ALGORITHM, curveOf, curveTitle, isEd25519Legacy } from './algorithm.ts'
import { PacketError, readMpi } from './packet.ts'

/** A public key or subkey packet, RFC 9580 section 5.5.2. */
export interface KeyPacket {
  readonly version: number
  readonly body: Uint8Array
  /** upper-case hexadecimal: 40 digits (version 4) or 64 (version 6) */
  readonly fingerprint: string
  /** 16 upper-case hexadecimal digits */
  readonly keyId: string
  /** seconds since 1970 */
  readonly created: number
  readonly algorithm: number
  /** `RSA 4096`, `Ed25519`, `brainpoolP256r1` */
  readonly title: string
  /** undefined when signatures by it cannot be computed here */
  readonly verification: VerificationKey | undefined
  /** why its signatures are worth little, in words; undefined when they are not */
  readonly weakness: string | undefined
}

/** What a signature over this key starts to hash with, RFC 9580 section 5.2.4. */
export function keyHashPrefix(key: { version: number; body: Uint8Array }): Uint8Array {
  const { length } = key.body
  return key.version === 6
    ? Uint8Array.of(0x9b, length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255)
    : Uint8Array.of(0x99, (length >>> 8) & 255, length & 255)
}

/** @throws PacketError for versions other than 4 and 6, OutOfBytes */
export function parseKey(body: Uint8Array, primitives: Primitives): KeyPacket {
  const reader = new ByteReader(body)
  const version = reader.uint(1)
  if (version !== 4 && version !== 6) throw new PacketError(`key of version ${version}`)
  const created = reader.uint(4)
  const algorithm = reader.uint(1)
  if (version === 6) reader.uint(4)
  const material = parseMaterial(reader, algorithm)
  const hashed = [keyHashPrefix({ version, body }), body]
  const fingerprint = toHex(primitives.hash(version === 6 ? 'sha256' : 'sha1', hashed)).toUpperCase()
  const keyId = version === 6 ? fingerprint.slice(0, 16) : fingerprint.slice(-16)
  return { version, body: concat([body]), fingerprint, keyId, created, algorithm, ...material }
}

type Material = Pick<KeyPacket, 'title' | 'verification' | 'weakness'>

function parseMaterial(reader: ByteReader, algorithm: number): Material {
  switch (algorithm) {
    case ALGORITHM.rsa:
    case 2:
    case ALGORITHM.rsaSign:
      return rsa(readMpi(reader), readMpi(reader))
    case ALGORITHM.dsa: {
      const title = `DSA ${8 * readMpi(reader).length}`
      return {
        title,
        verification: undefined,
        weakness: `${title} is an algorithm that nothing current accepts`,
      }
    }
    case ALGORITHM.ecdsa: {
      const oid = reader.take(reader.uint(1))
      const curve = curveOf(oid)
      const point = readMpi(reader)
      const usable = curve !== undefined && point[0] === 4
      return {
        title: curveTitle(oid),
        verification: usable ? { kind: 'ecdsa', curve, point } : undefined,
        weakness: undefined,
      }
    }
    case ALGORITHM.eddsaLegacy: {
      const oid = reader.take(reader.uint(1))
      const point = readMpi(reader)
      const usable = isEd25519Legacy(oid) && point[0] === 0x40 && point.length === 33
      return {
        title: isEd25519Legacy(oid) ? 'Ed25519' : curveTitle(oid),
        verification: usable ? { kind: 'ed25519', point: point.subarray(1) } : undefined,
        weakness: undefined,
      }
    }
    case ALGORITHM.ed25519:
      return {
        title: 'Ed25519',
        verification: { kind: 'ed25519', point: reader.take(32) },
        weakness: undefined,
      }
    case ALGORITHM.ed448:
      return { title: 'Ed448', verification: { kind: 'ed448', point: reader.take(57) }, weakness: undefined }
    default:
      return { title: `algorithm ${algorithm}`, verification: undefined, weakness: undefined }
  }
}

const bitsOf = (number: Uint8Array): number =>
  number.length === 0 ? 0 : 8 * number.length - Math.clz32(number[0]!) + 24

function rsa(n: Uint8Array, e: Uint8Array): Material {
  const bits = bitsOf(n)
  const title = `RSA ${bits}`
  const isSmall = bits < 2047
  const isOdd = e.length > 0 && e.length <= 4 && (e.at(-1)! & 1) === 1 && !(e.length === 1 && e[0] === 1)
  return {
    title,
    verification: { kind: 'rsa', n, e },
    weakness: isSmall
      ? `${title} is shorter than 2048 bits`
      : isOdd
        ? undefined
        : `${title} has an unfit exponent`,
  }
}
