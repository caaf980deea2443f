import { numberOf } from './der.ts'
import { bitLength, power } from './modular.ts'
import { rsaKeyOf, type RsaKey } from './rsa-key.ts'

const SIEVED_BELOW = 1 << 17
const WINDOW = 1 << 13

let smallPrimes: readonly number[] | undefined

function oddPrimes(): readonly number[] {
  if (smallPrimes !== undefined) return smallPrimes
  const composite = new Uint8Array(SIEVED_BELOW)
  const primes: number[] = []
  for (let i = 3; i < SIEVED_BELOW; i += 2) {
    if (composite[i]) continue
    primes.push(i)
    for (let k = i * i; k < SIEVED_BELOW; k += 2 * i) composite[k] = 1
  }
  return (smallPrimes = primes)
}

/** Fermat's test to the base 2: a square and a shift for each bit. */
function passesFermat(n: bigint): boolean {
  const exponent = (n - 1n).toString(2)
  const head = 10
  let result = 1n << BigInt(Number.parseInt(exponent.slice(0, head), 2))
  for (let i = head; i < exponent.length; i++) {
    result = (result * result) % n
    if (exponent[i] === '1') result <<= 1n
  }
  return result % n === 1n
}

/** Miller and Rabin's test to one base. */
function passesMillerRabin(n: bigint, base: bigint): boolean {
  let odd = n - 1n
  let halvings = 0
  while ((odd & 1n) === 0n) {
    odd >>= 1n
    halvings++
  }
  let x = power(base, odd, n)
  if (x === 1n || x === n - 1n) return true
  for (let i = 1; i < halvings; i++) {
    x = (x * x) % n
    if (x === n - 1n) return true
  }
  return false
}

/** Which of the odd numbers from `start` on have no small factor, by their index. */
function sieve(start: bigint): Uint8Array {
  const digits: number[] = []
  for (let n = start; n > 0n; n >>= 16n) digits.unshift(Number(n & 0xffffn))
  const composite = new Uint8Array(WINDOW)
  for (const p of oddPrimes()) {
    let rest = 0
    for (const digit of digits) rest = (rest * 65_536 + digit) % p
    // start + 2k is a multiple of p
    for (let k = ((p - rest) * ((p + 1) / 2)) % p; k < WINDOW; k += p) composite[k] = 1
  }
  return composite
}

/** The first prime at or after a random number of `bits` bits whose two highest bits are set. */
function generatePrime(bits: number, random: (n: number) => Uint8Array): bigint {
  for (;;) {
    const bytes = Uint8Array.from(random(bits / 8))
    bytes[0]! |= 0xc0
    bytes[bytes.length - 1]! |= 1
    const start = numberOf(bytes)
    const composite = sieve(start)
    for (let k = 0; k < WINDOW; k++) {
      if (composite[k]) continue
      const candidate = start + 2n * BigInt(k)
      if (bitLength(candidate) !== bits || !passesFermat(candidate)) continue
      if ([3n, 5n, 7n].every((base) => passesMillerRabin(candidate, base))) return candidate
    }
  }
}

/**
 * An RSA key made of random bytes alone: the same bytes give the same key everywhere. About 0.15 s for 2048 bits and a
 * second for 4096, since it is plain JavaScript.
 */
export function generateRsaKey(bits: number, random: (n: number) => Uint8Array): RsaKey {
  for (;;) {
    const p = generatePrime(bits / 2, random)
    const q = generatePrime(bits / 2, random)
    if (p === q) continue
    const key = p > q ? rsaKeyOf(p, q) : rsaKeyOf(q, p)
    if (key !== undefined && bitLength(key.n) === bits) return key
  }
}
