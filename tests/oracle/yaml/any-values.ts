import { normal } from '../../../lib/go/text.ts'
import { Dict, Int, Slice, T, type Value } from '../../../lib/go/value.ts'
import type { Chance } from '../sprig/chance.ts'
import { ATOMS, WORDS } from './words.ts'

const KEYS = [
  'name',
  'metadata',
  'a1',
  'a2',
  'a10',
  '_z',
  'B',
  'key-1',
  'key_10',
  'x.y/z',
  'a01',
  'a001',
  '9',
  '10',
  '٣',
  'é1',
  'z٢',
  'A',
]

export function anyString(c: Chance): string {
  const kind = c.below(12)
  if (kind < 4) return c.one(WORDS)
  if (kind < 5) {
    const words = ['word', 'a', 'looong-word', 'x:', 'y', "don't", '#tag', 'é', '-', '"q"', ' ', '  ']
    return Array.from({ length: 5 + c.below(30) }, () => c.one(words)).join(c.one([' ', ' ', '  ', '\n']))
  }
  if (kind < 6) return c.one(KEYS)
  if (kind < 7) return 'x'.repeat(60 + c.below(90)) + c.one(['', ' ', ' y', '\n', 'é'])
  return normal(Array.from({ length: c.below(c.chance(0.1) ? 60 : 8) }, () => c.one(ATOMS)).join(''))
}

const FLOATS = [
  0,
  -0,
  1e20,
  1e21,
  1e-6,
  1e-7,
  2 ** 53,
  2 ** 63,
  2 ** 64,
  -(2 ** 63),
  123456789.125,
  5e-324,
  1.7976931348623157e308,
  1e6,
  1e15,
  1e16,
  0.1,
  100000.5,
  1234567.5,
  1e100,
]

function anyFloat(c: Chance): number {
  switch (c.below(8)) {
    case 0:
      return c.below(100)
    case 1:
      return -c.below(100000)
    case 2:
      return c.next()
    case 3:
      return c.next() * 10 ** c.below(25)
    case 4:
      return -c.next() * 10 ** -c.below(12)
    case 5:
      return Math.round(c.next() * 2 ** (50 + c.below(20)))
    case 6:
      return c.one(FLOATS)
    default:
      return c.below(1000) / 8
  }
}

function anyInt(c: Chance): Int {
  const big = BigInt(Math.round((c.next() - 0.5) * 2 ** (3 + c.below(60))))
  if (c.chance(0.5)) return Int.of(big)
  return c.chance(0.7) ? Int.int64(big) : new Int(big < 0n ? -big : big * 3n, T.uint64)
}

/** Kinds of lists and maps that templates rarely see. */
function rareValue(c: Chance): Value {
  const bytes = (): Value =>
    new Slice(
      Array.from({ length: c.below(6) }, () => new Int(BigInt(c.below(256)), T.uint8)),
      T.bytes,
    )
  const strings = (): Value =>
    new Slice(
      Array.from({ length: c.below(4) }, () => anyString(c)),
      T.stringSlice,
    )
  const texts = (): Value =>
    new Dict(
      Array.from({ length: c.below(4) }, () => [anyString(c), anyString(c)] as const),
      T.stringMap,
    )
  return c.one([bytes, strings, texts, () => c.one([NaN, Infinity, -Infinity])])()
}

const tame = (text: string): string => text.replace(/[\x7f-\x9f\ufffe\uffff\ud800-\udfff]/g, '')

/** A value as templates hold it. `weird` lets in characters that a detour through JSON and YAML changes or refuses. */
export function anyValue(c: Chance, depth: number, weird: boolean): Value {
  const text = (): string => (weird ? anyString(c) : tame(anyString(c)))
  const kind = c.below(20)
  if (depth > 0 && kind < 5) {
    if (c.chance(0.01)) return new Dict(undefined, T.anyMap, true)
    const map = new Dict()
    for (let n = c.below(6); n > 0; n--) {
      // Digits beyond int64 make yaml.v2's order of keys depend on chance
      const key = text().replace(/\d{18,}/g, '7')
      map.set(
        c.chance(0.03) ? key.repeat(1 + Math.floor(200 / (key.length + 1))) : key,
        anyValue(c, depth - 1, weird),
      )
    }
    return map
  }
  if (depth > 0 && kind < 9) {
    if (c.chance(0.01)) return new Slice([], T.anySlice, true)
    return new Slice(Array.from({ length: c.below(5) }, () => anyValue(c, depth - 1, weird)))
  }
  if (kind === 9) return null
  if (kind === 10) return c.chance(0.5)
  if (kind === 11) return anyInt(c)
  if (kind === 12 && c.chance(0.3)) return rareValue(c)
  return kind < 15 ? anyFloat(c) : text()
}
