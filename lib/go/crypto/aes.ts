/** AES (FIPS 197), by its definition: small, not fast, and not of constant time. */

/** The S-box, its inverse, and products in the field by the factors of the columns. */
interface Tables {
  readonly box: Uint8Array
  readonly inverse: Uint8Array
  readonly by: Readonly<Record<2 | 3 | 9 | 11 | 13 | 14, Uint8Array>>
}

const double = (a: number): number => ((a << 1) ^ (a & 0x80 ? 0x11b : 0)) & 0xff

export const BLOCK = 16

function multiply(a: number, b: number): number {
  let out = 0
  for (let x = a, y = b; y > 0; x = double(x), y >>= 1) if (y & 1) out ^= x
  return out
}

const products = (factor: number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, i) => multiply(i, factor))

function makeTables(): Tables {
  const box = new Uint8Array(256)
  const inverse = new Uint8Array(256)
  // walks the field by its generator 3 and by 1/3 at once, so that p and q stay inverse to each other
  for (let p = 1, q = 1, first = true; first || p !== 1; first = false) {
    p ^= double(p)
    q ^= q << 1
    q ^= q << 2
    q ^= q << 4
    q &= 0xff
    if (q & 0x80) q ^= 0x09
    const rotated = (n: number): number => ((q << n) | (q >> (8 - n))) & 0xff
    box[p] = q ^ rotated(1) ^ rotated(2) ^ rotated(3) ^ rotated(4) ^ 0x63
  }
  box[0] = 0x63
  for (let i = 0; i < 256; i++) inverse[box[i]!] = i
  const by = {
    2: products(2),
    3: products(3),
    9: products(9),
    11: products(11),
    13: products(13),
    14: products(14),
  }
  return { box, inverse, by }
}

let made: Tables | undefined
/** Made when first needed: most charts encrypt nothing. */
const tables = (): Tables => (made ??= makeTables())

/** A key's round keys: 4 bytes a word, 4 words a round. */
function expandKey(key: Uint8Array): Uint8Array {
  const words = key.length / 4
  const rounds = words + 6
  const out = new Uint8Array(16 * (rounds + 1))
  out.set(key)
  const { box } = tables()
  let constant = 1
  for (let i = words; i < 4 * (rounds + 1); i++) {
    let word = [...out.subarray(4 * i - 4, 4 * i)]
    if (i % words === 0) {
      word = [word[1]!, word[2]!, word[3]!, word[0]!].map((b) => box[b]!)
      word[0]! ^= constant
      constant = double(constant)
    } else if (words > 6 && i % words === 4) word = word.map((b) => box[b]!)
    for (let k = 0; k < 4; k++) out[4 * i + k] = out[4 * (i - words) + k]! ^ word[k]!
  }
  return out
}

function addKey(state: Uint8Array, keys: Uint8Array, round: number): void {
  for (let i = 0; i < BLOCK; i++) state[i]! ^= keys[16 * round + i]!
}

function encryptBlock(keys: Uint8Array, state: Uint8Array): void {
  const rounds = keys.length / 16 - 1
  const moved = new Uint8Array(BLOCK)
  const { box, by } = tables()
  addKey(state, keys, 0)
  for (let round = 1; round <= rounds; round++) {
    for (let i = 0; i < BLOCK; i++) moved[i] = box[state[(i + 4 * (i % 4)) % BLOCK]!]!
    if (round === rounds) state.set(moved)
    else {
      for (let c = 0; c < BLOCK; c += 4) {
        for (let r = 0; r < 4; r++) {
          const [a, b, d, e] = [0, 1, 2, 3].map((k) => moved[c + ((r + k) % 4)]!) as [
            number,
            number,
            number,
            number,
          ]
          state[c + r] = by[2][a]! ^ by[3][b]! ^ d ^ e
        }
      }
    }
    addKey(state, keys, round)
  }
}

function decryptBlock(keys: Uint8Array, state: Uint8Array): void {
  const moved = new Uint8Array(BLOCK)
  const { inverse, by } = tables()
  for (let round = keys.length / 16 - 1; round >= 1; round--) {
    addKey(state, keys, round)
    if (round === keys.length / 16 - 1) moved.set(state)
    else {
      for (let c = 0; c < BLOCK; c += 4) {
        for (let r = 0; r < 4; r++) {
          const [a, b, d, e] = [0, 1, 2, 3].map((k) => state[c + ((r + k) % 4)]!) as [
            number,
            number,
            number,
            number,
          ]
          moved[c + r] = by[14][a]! ^ by[11][b]! ^ by[13][d]! ^ by[9][e]!
        }
      }
    }
    for (let i = 0; i < BLOCK; i++) state[(i + 4 * (i % 4)) % BLOCK] = inverse[moved[i]!]!
  }
  addKey(state, keys, 0)
}

/** Cipher block chaining over whole blocks. */
export function encryptCbc(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  const keys = expandKey(key)
  const out = Uint8Array.from(plain)
  let previous = iv
  for (let at = 0; at < out.length; at += BLOCK) {
    const block = out.subarray(at, at + BLOCK)
    for (let i = 0; i < BLOCK; i++) block[i]! ^= previous[i]!
    encryptBlock(keys, block)
    previous = block
  }
  return out
}

/** The inverse of `encryptCbc`. */
export function decryptCbc(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Uint8Array {
  const keys = expandKey(key)
  const out = Uint8Array.from(sealed)
  let previous = iv
  for (let at = 0; at < out.length; at += BLOCK) {
    const block = out.subarray(at, at + BLOCK)
    decryptBlock(keys, block)
    for (let i = 0; i < BLOCK; i++) block[i]! ^= previous[i]!
    previous = sealed.subarray(at, at + BLOCK)
  }
  return out
}
