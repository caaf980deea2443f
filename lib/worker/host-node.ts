import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Host } from '../go/value.ts'
import { systemLocalName, systemLocalZone, systemZone } from './zones-node.ts'

const MICRO = 1000

/** Loaded when first needed: most charts need no chance, and the command line's start-up time counts. */
const crypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto')

/** Where the kernel gives its chance as a file, it is had in a fraction of the time that node:crypto takes to load. */
const CHANCE = '/dev/urandom'

function systemRandom(n: number): Uint8Array | undefined {
  const bytes = new Uint8Array(n)
  let file: number | undefined
  try {
    file = openSync(CHANCE, 'r')
    if (!fstatSync(file).isCharacterDevice()) return undefined
    for (let at = 0; at < n;) {
      const got = readSync(file, bytes, at, n - at, null)
      if (got === 0) return undefined
      at += got
    }
    return bytes
  } catch {
    return undefined
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** The platform as it is: real randomness, keys, clock and zones, as Helm itself has them. */
export function nodeHost(): Host {
  return {
    random: (n) => systemRandom(n) ?? new Uint8Array(crypto().randomBytes(n)),
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
