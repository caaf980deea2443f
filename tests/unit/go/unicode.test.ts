import { expect, test } from 'vitest'
import * as unicode from '../../../lib/go/unicode/index.ts'
import { VERSION } from '../../../lib/go/unicode/tables.ts'

/** FNV-1a over `text`, 64 bits, in two halves. */
class Fnv {
  #high = 0xcbf29ce4
  #low = 0x84222325
  add(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const low = (this.#low ^ text.charCodeAt(i)) >>> 0
      const product = low * 0x1b3
      this.#high = (Math.imul(this.#high, 0x1b3) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0
      this.#low = product >>> 0
    }
  }
  sum(): string {
    return ((BigInt(this.#high) << 32n) | BigInt(this.#low)).toString()
  }
}

test('the tables are of the Unicode version that Go has', () => {
  expect(VERSION).toBe('15.0.0')
})

test('classes and simple case mappings of every code point are those of Go 1.26', () => {
  const hash = new Fnv()
  const sums: Record<number, string> = {}
  for (let r = 0; r <= 0x10ffff; r++) {
    if (r >= 0xd800 && r <= 0xdfff) continue
    const classes = [
      unicode.isUpper(r),
      unicode.isLower(r),
      unicode.isTitle(r),
      unicode.isLetter(r),
      unicode.isDigit(r),
      unicode.isNumber(r),
      unicode.isPunct(r),
      unicode.isSpace(r),
    ]
    hash.add(`${classes.join('')}${unicode.toUpper(r)}${unicode.toLower(r)}${unicode.toTitle(r)};`)
    if (r === 0x7f || r === 0x2fff || r === 0x10ffff) sums[r] = hash.sum()
  }
  // printed by a Go program that hashes the same text with hash/fnv
  expect(sums).toEqual({
    0x7f: '7558099832711216299',
    0x2fff: '15332208536847833872',
    0x10ffff: '18345887444902027365',
  })
})

test('runes of a Go string: a byte that is no UTF-8 is U+FFFD', () => {
  expect(unicode.runes('aé😀\udcc3')).toEqual([0x61, 0xe9, 0x1f600, 0xfffd])
  expect(unicode.fromRunes([0x61, 0x1f600, -1, 0xd800, 0x110000])).toBe('a😀���')
})
