import { BLOCK, decryptCbc, encryptCbc } from '../go/crypto/aes.ts'
import { decodeBase64, encodeBase64 } from '../go/encoding/base64.ts'
import { sliceBounds } from '../go/panic.ts'
import { fnWith } from '../go/signature.ts'
import { fromBytes, toBytes } from '../go/text.ts'
import { toByteText } from '../go/byte-text.ts'
import { GoError, type Run } from '../go/value.ts'
import type { Family } from './family.ts'
import { hostOf } from './nondeterministic.ts'

const STEPS_PER_BYTE = 8

/** The first 32 bytes of a password, filled up with zeroes. */
function keyOf(password: string): Uint8Array {
  const key = new Uint8Array(32)
  key.set(toBytes(password).subarray(0, 32))
  return key
}

function pay(run: Run, bytes: number): void {
  run.budget.step(1 + STEPS_PER_BYTE * bytes)
  run.budget.grow(2 * bytes)
}

function encrypt(run: Run, password: string, text: string): string {
  if (text === '') return ''
  const plain = toBytes(text)
  pay(run, plain.length)
  const padding = BLOCK - (plain.length % BLOCK)
  const padded = new Uint8Array(plain.length + padding).fill(padding)
  padded.set(plain)
  const iv = hostOf(run).random(BLOCK)
  const sealed = encryptCbc(keyOf(password), iv, padded)
  const out = new Uint8Array(BLOCK + sealed.length)
  out.set(iv)
  out.set(sealed, BLOCK)
  return encodeBase64(out)
}

/** What cannot be decrypted fails with the panic of the Go statement that trips over it. */
function decrypt(run: Run, password: string, text: string): string {
  if (text === '') return ''
  pay(run, text.length)
  const encoded = toByteText(text)
  const whole = decodeBase64(encoded)
  // Go cuts the first block off a buffer that may be longer than what was decoded into it
  const capacity = Math.floor(encoded.length / 4) * 3
  if (capacity < BLOCK)
    throw new GoError(`runtime error: slice bounds out of range [:${BLOCK}] with capacity ${capacity}`)
  if (whole.length < BLOCK)
    throw new GoError(`runtime error: slice bounds out of range [${BLOCK}:${whole.length}]`)
  const sealed = whole.subarray(BLOCK)
  if (sealed.length % BLOCK !== 0) throw new GoError('crypto/cipher: input not full blocks')
  const plain = decryptCbc(keyOf(password), whole.subarray(0, BLOCK), sealed)
  if (plain.length === 0) throw new GoError('runtime error: index out of range [-1]')
  const end = plain.length - plain.at(-1)!
  const fault = sliceBounds(0n, BigInt(end), plain.length)
  if (fault !== undefined) throw fault
  return fromBytes(plain.subarray(0, end))
}

/** The ciphers of sprig's `crypto.go`: AES-256 in CBC mode, the password as it is for a key. */
export const cipherFunctions: Family = {
  encryptAES: fnWith(['string', 'string'], 'string', encrypt, true),
  decryptAES: fnWith(['string', 'string'], 'string', decrypt, true),
}
