import { encodeBase64, encodedLength } from '../go/encoding/base64.ts'
import { lengthOutOfRange } from '../go/panic.ts'
import { fnWith } from '../go/signature.ts'
import { fromRunes, runes } from '../go/unicode/index.ts'
import { GoError, type Func, type Host, type Run } from '../go/value.ts'
import type { Family } from './family.ts'
import { hostOf } from './nondeterministic.ts'

/** A whole number in 0..below-1, each as likely: draws that would favour the small ones are thrown away. */
export function randomBelow(host: Host, below: bigint): bigint {
  const bytes = Math.ceil((below - 1n).toString(2).length / 8)
  const range = 1n << BigInt(8 * bytes)
  const fair = range - (range % below)
  for (;;) {
    const draw = host.random(bytes).reduce((n, byte) => (n << 8n) | BigInt(byte), 0n)
    if (draw < fair) return draw % below
  }
}

/** Steps that a stream of chance takes to begin. */
const DRAW = 200
/** Steps that choosing a place for a character takes. */
const SHUFFLE = 16
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789'
const PRINTABLE = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i))

/** `count` characters of an alphabet; none where `count` is negative, since sprig drops the error. */
const randomText = (alphabet: string): Func =>
  fnWith(['int'], 'string', (run, count) => {
    if (count <= 0n) return ''
    run.budget.grow(Number(count))
    run.budget.step(DRAW + Number(count))
    const host = hostOf(run)
    const fair = 256 - (256 % alphabet.length)
    const wanted = Number(count)
    const out: string[] = []
    while (out.length < wanted) {
      for (const byte of host.random(Math.min(4096, 2 * (wanted - out.length)))) {
        if (byte < fair && out.length < wanted) out.push(alphabet[byte % alphabet.length]!)
      }
    }
    return out.join('')
  })

function randBytes(run: Run, count: bigint): string {
  if (count < 0n) throw lengthOutOfRange()
  run.budget.grow(encodedLength(Number(count)))
  run.budget.step(DRAW + Number(count))
  return encodeBase64(hostOf(run).random(Number(count)))
}

function randInt(run: Run, min: bigint, max: bigint): bigint {
  run.budget.step(DRAW)
  const range = BigInt.asIntN(64, max - min)
  if (range <= 0n) throw new GoError('invalid argument to Intn')
  return BigInt.asIntN(64, randomBelow(hostOf(run), range) + min)
}

function uuid(run: Run): string {
  run.budget.step(DRAW)
  const bytes = Uint8Array.from(hostOf(run).random(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Mirrors xstrings.Shuffle: by characters, each broken byte becoming U+FFFD. */
function shuffle(run: Run, text: string): string {
  if (text === '') return ''
  const out = runes(text)
  run.budget.step(DRAW + SHUFFLE * out.length)
  run.budget.grow(text.length)
  const host = hostOf(run)
  for (let i = out.length - 1; i > 0; i--) {
    const k = Number(randomBelow(host, BigInt(i + 1)))
    ;[out[i], out[k]] = [out[k]!, out[i]!]
  }
  return fromRunes(out)
}

/** sprig's functions of chance, keys and passwords apart. */
export const randomFunctions: Family = {
  randAlphaNum: randomText(LETTERS + DIGITS),
  randAlpha: randomText(LETTERS),
  randAscii: randomText(PRINTABLE),
  randNumeric: randomText(DIGITS),
  randBytes: fnWith(['int'], 'string', randBytes, true),
  randInt: fnWith(['int', 'int'], 'int', randInt),
  uuidv4: fnWith([], 'string', uuid),
  shuffle: fnWith(['string'], 'string', shuffle),
}
