import type { Host } from '../go/value.ts'
import { systemLocalName, systemLocalZone, systemZone } from './zones-node.ts'

const MICRO = 1000

/** Loaded when first needed: most charts need no chance, and the command line's start-up time counts. */
const crypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto')

/** The platform as it is: real randomness, keys, clock and zones, as Helm itself has them. */
export function nodeHost(): Host {
  return {
    random: (n) => new Uint8Array(crypto().randomBytes(n)),
    now: () => BigInt(Math.round((performance.timeOrigin + performance.now()) * MICRO)) * BigInt(MICRO),
    monotonic: () => BigInt(Math.round(performance.now() * MICRO)) * BigInt(MICRO),
    get localName() {
      return systemLocalName()
    },
    localZone: systemLocalZone,
    zone: systemZone,
    rsaKey: (bits) =>
      new Uint8Array(
        crypto().generateKeyPairSync('rsa', {
          modulusLength: bits,
          publicKeyEncoding: { type: 'pkcs1', format: 'der' },
          privateKeyEncoding: { type: 'pkcs1', format: 'der' },
        }).privateKey,
      ),
  }
}
