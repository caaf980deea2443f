import { sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { fnWith } from '../go/signature.ts'
import { toBytes } from '../go/text.ts'
import type { Func } from '../go/value.ts'
import type { Family } from './family.ts'

const PER_STEP = 64

const sum = (digest: (bytes: Uint8Array) => string): Func =>
  fnWith(['string'], 'string', (run, text) => {
    const bytes = toBytes(text)
    run.budget.step(1 + Math.floor(bytes.length / PER_STEP))
    return digest(bytes)
  })

const ADLER = 65521
/** bytes that can be summed before the 32 bits of a sum could overflow */
const RUN = 5552

/** adler32.Checksum */
function adler32(bytes: Uint8Array): number {
  let a = 1
  let b = 0
  for (let i = 0; i < bytes.length;) {
    const end = Math.min(i + RUN, bytes.length)
    for (; i < end; i++) {
      a += bytes[i]!
      b += a
    }
    a %= ADLER
    b %= ADLER
  }
  return b * 65536 + a
}

/** The checksums of sprig's `crypto.go`. */
export const hashFunctions: Family = {
  sha1sum: sum((bytes) => bytesToHex(sha1(bytes))),
  sha256sum: sum((bytes) => bytesToHex(sha256(bytes))),
  sha512sum: sum((bytes) => bytesToHex(sha512(bytes))),
  adler32sum: sum((bytes) => String(adler32(bytes))),
}
