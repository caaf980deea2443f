import { GoError } from '../value.ts'
import { curveOf, type Curve } from './curves.ts'
import { TAG } from './der.ts'
import { DerReader } from './der-reader.ts'
import { bitLength } from './modular.ts'
import { decodePem } from './pem.ts'
import {
  dsaPrivateKey,
  ecdsaPrivateKey,
  ed25519PrivateKey,
  OID,
  rsaPrivateKey,
  x25519PrivateKey,
  type PrivateKey,
} from './private-key.ts'
import { rsaKeyOf, type RsaKey } from './rsa-key.ts'

/**
 * Reads a private key from PEM: RSA (PKCS#1), EC (SEC 1), DSA, or any of them but DSA in PKCS#8. Throws `GoError` with
 * sprig's texts; those of Go's asn1 for malformed DER are told apart no further. Mirrors `parsePrivateKeyPEM`.
 */
export function parsePrivateKeyPem(text: string): PrivateKey {
  const block = decodePem(text)
  if (block === undefined) throw new GoError('no PEM data in input')
  if (block.type === 'PRIVATE KEY') return told('decoding PEM as PKCS#8: ', () => parsePkcs8(block.bytes))
  if (!block.type.endsWith(' PRIVATE KEY'))
    throw new GoError(`no private key data in PEM block of type ${block.type}`)
  const kind = block.type.slice(0, -' PRIVATE KEY'.length)
  if (kind === 'RSA')
    return told('parsing RSA private key from PEM: ', () => rsaPrivateKey(parsePkcs1(block.bytes)))
  if (kind === 'EC') return told('parsing EC private key from PEM: ', () => parseSec1(block.bytes))
  if (kind === 'DSA') return told('parsing DSA private key from PEM: ', () => parseDsa(block.bytes))
  throw new GoError(`invalid private key type ${block.type}`)
}

function told<R>(prefix: string, read: () => R): R {
  try {
    return read()
  } catch (error) {
    if (error instanceof GoError) throw new GoError(prefix + error.message)
    throw error
  }
}

/** Go tells malformed DER apart by more; this is what an empty or cut one gives. */
const malformed = (): GoError => new GoError('asn1: syntax error: sequence truncated')
const elsewhere = (kind: string, use: string): GoError =>
  new GoError(`x509: failed to parse ${kind} (use ${use} instead for this key format)`)

const isEc = (der: Uint8Array): boolean => {
  const inside = new DerReader(der).inside(TAG.sequence)
  return inside?.integer() !== undefined && inside.read(TAG.octetString) !== undefined
}
const isPkcs8 = (der: Uint8Array): boolean => {
  const inside = new DerReader(der).inside(TAG.sequence)
  return (
    inside?.integer() !== undefined &&
    inside.inside(TAG.sequence)?.oid() !== undefined &&
    inside.read(TAG.octetString) !== undefined
  )
}
const isPkcs1 = (der: Uint8Array): boolean => integersOf(der).length >= 6

function integersOf(der: Uint8Array): bigint[] {
  const inside = new DerReader(der).inside(TAG.sequence)
  const numbers: bigint[] = []
  for (let n = inside?.integer(); n !== undefined; n = inside?.integer()) numbers.push(n)
  return numbers
}

/** `x509.ParsePKCS1PrivateKey`. Throws `GoError`. */
export function parsePkcs1(der: Uint8Array): RsaKey {
  const outer = new DerReader(der)
  if (outer.any() !== undefined && !outer.isEmpty) throw new GoError('asn1: syntax error: trailing data')
  const numbers = integersOf(der)
  if (numbers.length < 6) {
    if (isEc(der)) throw elsewhere('private key', 'ParseECPrivateKey')
    if (isPkcs8(der)) throw elsewhere('private key', 'ParsePKCS8PrivateKey')
    throw malformed()
  }
  const [version, n, e, d, p, q, ...crt] = numbers as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    ...bigint[],
  ]
  if (version > 1n) throw new GoError('x509: unsupported private key version')
  if ([n, d, p, q, ...crt].some((value) => value <= 0n)) {
    throw new GoError('x509: private key contains zero or negative value')
  }
  return checkRsa({ n, e, d, p, q }, crt)
}

/** The checks of crypto/rsa on a key from outside, in its order. */
function checkRsa(
  { n, e, d, p, q }: Pick<RsaKey, 'n' | 'e' | 'd' | 'p' | 'q'>,
  crt: readonly bigint[],
): RsaKey {
  const fail = (what: string): GoError => new GoError(`crypto/rsa: ${what}`)
  if (n % 2n === 0n) throw fail('public modulus is even')
  if (e < 2n) throw fail('public exponent too small or negative')
  if (e % 2n === 0n) throw fail('public exponent is even')
  if (e > 2n ** 31n - 1n) throw fail('public exponent too large')
  if (p >= n || q >= n) throw fail('invalid prime')
  if (p * q !== n) throw fail('p * q != n')
  const [dp = d % (p - 1n), dq = d % (q - 1n), given] = crt
  if ((dp * e) % (p - 1n) !== 1n || (dq * e) % (q - 1n) !== 1n) throw fail('invalid CRT exponent')
  const key = rsaKeyOf(p, q, e)
  if (key === undefined || (given !== undefined && given !== key.qInverse))
    throw fail('invalid CRT coefficient')
  if (d % (p - 1n) !== dp) throw fail('d does not match dP')
  if (d % (q - 1n) !== dq) throw fail('d does not match dQ')
  const half = bitLength(n) / 2
  if (p === q) throw fail('p == q')
  if (bitLength(p > q ? p - q : q - p) <= half - 100) throw fail('|p - q| too small')
  if (bitLength(d) <= half) throw fail('d too small')
  return { ...key, d }
}

function parseSec1(der: Uint8Array, named?: Curve | null): PrivateKey {
  const inside = new DerReader(der).inside(TAG.sequence)
  const version = inside?.integer()
  const given = inside?.read(TAG.octetString)
  if (inside === undefined || version === undefined || given === undefined) {
    if (isPkcs8(der)) throw elsewhere('private key', 'ParsePKCS8PrivateKey')
    if (isPkcs1(der)) throw elsewhere('private key', 'ParsePKCS1PrivateKey')
    throw new GoError(`x509: failed to parse EC private key: ${malformed().message}`)
  }
  if (version !== 1n) throw new GoError(`x509: unknown EC private key version ${version}`)
  const curve = named === undefined ? curveOf(inside.inside(0xa0)?.oid()) : named
  if (curve === undefined || curve === null) throw new GoError('x509: unknown elliptic curve')
  const zeroes = given.findIndex((byte) => byte !== 0)
  const significant = zeroes < 0 ? new Uint8Array(0) : given.subarray(zeroes)
  if (significant.length > curve.size) throw new GoError('x509: invalid private key length')
  const secret = new Uint8Array(curve.size)
  secret.set(significant, curve.size - significant.length)
  if (significant.length === 0) throw new GoError('ecdsa: private key is zero')
  if (!curve.ecdsa.utils.isValidSecretKey(secret)) throw new GoError('input overflows the modulus')
  return ecdsaPrivateKey(curve, secret)
}

function parsePkcs8(der: Uint8Array): PrivateKey {
  const inside = new DerReader(der).inside(TAG.sequence)
  const version = inside?.integer()
  const algorithm = inside?.inside(TAG.sequence)
  const kind = algorithm?.oid()
  const secret = inside?.read(TAG.octetString)
  if (version === undefined || algorithm === undefined || kind === undefined || secret === undefined) {
    if (isEc(der)) throw elsewhere('private key', 'ParseECPrivateKey')
    if (isPkcs1(der)) throw elsewhere('private key', 'ParsePKCS1PrivateKey')
    throw malformed()
  }
  const embedded = (name: string): string => `x509: failed to parse ${name} private key embedded in PKCS#8: `
  if (kind === OID.rsa) return told(embedded('RSA'), () => rsaPrivateKey(parsePkcs1(secret)))
  if (kind === OID.ecdsa) {
    const curve = algorithm.peek(TAG.oid) ? (curveOf(algorithm.oid()) ?? null) : undefined
    return told(embedded('EC'), () => parseSec1(secret, curve))
  }
  if (kind === OID.ed25519) return ed25519PrivateKey(rawSecret('Ed25519', algorithm, secret))
  if (kind === OID.x25519) return x25519PrivateKey(rawSecret('X25519', algorithm, secret))
  throw new GoError(`x509: PKCS#8 wrapping contained private key with unknown algorithm: ${kind}`)
}

function rawSecret(name: string, algorithm: DerReader, secret: Uint8Array): Uint8Array {
  if (!algorithm.isEmpty) throw new GoError(`x509: invalid ${name} private key parameters`)
  const raw = new DerReader(secret).read(TAG.octetString)
  if (raw === undefined) throw new GoError(`x509: invalid ${name} private key: ${malformed().message}`)
  if (raw.length !== 32) {
    throw new GoError(
      name === 'X25519'
        ? 'crypto/ecdh: invalid private key size'
        : `x509: invalid ${name} private key length: ${raw.length}`,
    )
  }
  return raw
}

function parseDsa(der: Uint8Array): PrivateKey {
  const [, p, q, g, y, x] = integersOf(der)
  if (p === undefined || q === undefined || g === undefined || y === undefined || x === undefined)
    throw malformed()
  return dsaPrivateKey({ p, q, g, y, x })
}
