import { marshalPkcs1 } from '../go/crypto/rsa-key.ts'
import { generateRsaKey } from '../go/crypto/rsa-generate.ts'
import { DerReader } from '../go/crypto/der-reader.ts'
import { TAG } from '../go/crypto/der.ts'
import type { Host } from '../go/value.ts'
import { intlLocalZone, intlZone } from './zones.ts'

const MICRO = 1000
/** what `getRandomValues` gives at most at once */
const AT_ONCE = 65_536

function random(n: number): Uint8Array {
  const out = new Uint8Array(n)
  for (let at = 0; at < n; at += AT_ONCE) crypto.getRandomValues(out.subarray(at, at + AT_ONCE))
  return out
}

const pool: Uint8Array[] = []

async function makeKey(): Promise<Uint8Array> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  }
  const { privateKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const wrapped = new DerReader(new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey))).inside(
    TAG.sequence,
  )
  wrapped?.integer()
  wrapped?.any()
  return wrapped!.read(TAG.octetString)!
}

/**
 * Makes RSA-2048 keys ahead, since a template cannot wait for WebCrypto: call it before a render that may need some, and
 * again afterwards. Where WebCrypto is missing (pages without TLS), nothing is made and keys are computed when asked for.
 */
export async function prepareRsaKeys(count: number): Promise<void> {
  if (globalThis.crypto?.subtle === undefined) return
  while (pool.length < count) pool.push(await makeKey())
}

/** The browser's own chance, clock and zone. */
export function webHost(): Host {
  return {
    random,
    now: () => BigInt(Math.round((performance.timeOrigin + performance.now()) * MICRO)) * BigInt(MICRO),
    monotonic: () => BigInt(Math.round(performance.now() * MICRO)) * BigInt(MICRO),
    localZone: intlLocalZone,
    zone: intlZone,
    rsaKey: (bits) => (bits === 2048 ? pool.pop() : undefined) ?? marshalPkcs1(generateRsaKey(bits, random)),
  }
}
