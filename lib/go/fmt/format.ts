import { isAscii, toBytes } from '../text.ts'
import {
  canBackquote,
  formatFloat,
  isPrint,
  quote,
  quoteRune,
  quoteRuneToASCII,
  quoteToASCII,
  type FloatFormat,
} from '../strconv/index.ts'

const MAX_RUNE = 0x10ffffn
const MAX_UINT64 = 0xffffffffffffffffn

/** What a verb is printed with. Mirrors `fmt.fmt` of format.go: one of these lives in each printer. */
export class Formatter {
  wid = 0
  prec = 0
  widPresent = false
  precPresent = false
  minus = false
  plus = false
  sharp = false
  space = false
  zero = false
  /** `%+v` and `%#v` are formats of their own, so they clear plus and sharp */
  plusV = false
  sharpV = false
  out = ''
  /** told before long runs of padding or digits are made */
  readonly grow: ((bytes: number) => void) | undefined

  constructor(grow?: (bytes: number) => void) {
    this.grow = grow
  }

  clearFlags(): void {
    this.wid = 0
    this.prec = 0
    this.widPresent = this.precPresent = this.minus = this.plus = this.sharp = this.space = false
    this.zero = this.plusV = this.sharpV = false
  }

  writePadding(n: number): void {
    if (n <= 0) return
    this.grow?.(n)
    // zeros are allowed only on the left
    this.out += (this.zero && !this.minus ? '0' : ' ').repeat(n)
  }

  pad(s: string): void {
    if (!this.widPresent || this.wid === 0) {
      this.out += s
      return
    }
    const width = this.wid - runeCount(s)
    if (!this.minus) this.writePadding(width)
    this.out += s
    if (this.minus) this.writePadding(width)
  }

  /** Pads with spaces whatever the zero flag says. */
  padPlain(s: string): void {
    const zero = this.zero
    this.zero = false
    this.pad(s)
    this.zero = zero
  }

  /** `value` as two's complement in 64 bits where it is negative and the verb wants a code point. */
  fmtUnicode(value: bigint): void {
    const u = BigInt.asUintN(64, value)
    const digits = this.precPresent && this.prec > 4 ? this.prec : 4
    this.grow?.(digits)
    let text = 'U+' + u.toString(16).toUpperCase().padStart(digits, '0')
    if (this.sharp && u <= MAX_RUNE && isPrint(Number(u))) text += ` '${String.fromCodePoint(Number(u))}'`
    this.padPlain(text)
  }

  fmtInteger(value: bigint, base: 2 | 8 | 10 | 16, verb: string, upper: boolean): void {
    const negative = value < 0n
    const magnitude = negative ? -value : value
    let prec = 0
    if (this.precPresent) {
      prec = this.prec
      // precision 0 and value 0 print nothing but padding
      if (prec === 0 && magnitude === 0n) {
        const zero = this.zero
        this.zero = false
        this.writePadding(this.wid)
        this.zero = zero
        return
      }
    } else if (this.zero && !this.minus && this.widPresent) {
      prec = this.wid
      if (negative || this.plus || this.space) prec--
    }
    let text = magnitude.toString(base)
    if (upper) text = text.toUpperCase()
    if (prec > text.length) {
      this.grow?.(prec)
      text = text.padStart(prec, '0')
    }
    if (this.sharp) {
      if (base === 2) text = '0b' + text
      else if (base === 8) text = text.startsWith('0') ? text : '0' + text
      else if (base === 16) text = (upper ? '0X' : '0x') + text
    }
    if (verb === 'O') text = '0o' + text
    if (negative) text = '-' + text
    else if (this.plus) text = '+' + text
    else if (this.space) text = ' ' + text
    this.padPlain(text)
  }

  truncate(s: string): string {
    if (!this.precPresent) return s
    if (isAscii(s)) return s.slice(0, this.prec)
    let n = this.prec
    let at = 0
    for (const char of s) {
      if (--n < 0) return s.slice(0, at)
      at += char.length
    }
    return s
  }

  fmtS(s: string): void {
    this.pad(this.truncate(s))
  }

  /** The bytes of `s` in hexadecimal. */
  fmtSx(s: string, upper: boolean): void {
    const all = toBytes(s)
    const bytes = this.precPresent && this.prec < all.length ? all.subarray(0, this.prec) : all
    if (bytes.length === 0) {
      if (this.widPresent) this.writePadding(this.wid)
      return
    }
    const mark = this.sharp ? (upper ? '0X' : '0x') : ''
    const pairs = Array.from(bytes, (b) => {
      const pair = b.toString(16).padStart(2, '0')
      return upper ? pair.toUpperCase() : pair
    })
    const text = this.space ? pairs.map((p) => mark + p).join(' ') : mark + pairs.join('')
    const padding = this.widPresent ? this.wid - text.length : 0
    if (!this.minus) this.writePadding(padding)
    this.out += text
    if (this.minus) this.writePadding(padding)
  }

  fmtQ(s: string): void {
    const text = this.truncate(s)
    if (this.sharp && canBackquote(text)) this.pad('`' + text + '`')
    else this.pad(this.plus ? quoteToASCII(text) : quote(text))
  }

  fmtC(value: bigint): void {
    const rune = toRune(value)
    this.pad(String.fromCodePoint(isCodePoint(rune) ? rune : 0xfffd))
  }

  fmtQc(value: bigint): void {
    const rune = toRune(value)
    this.pad(this.plus ? quoteRuneToASCII(rune) : quoteRune(rune))
  }

  fmtFloat(v: number, bits: 32 | 64, verb: FloatFormat, defaultPrecision: number): void {
    const prec = this.precPresent ? this.prec : defaultPrecision
    if (prec > 64) this.grow?.(prec)
    let num = formatFloat(v, verb, prec, bits)
    if (num[0] !== '-' && num[0] !== '+') num = '+' + num
    if (this.space && num[0] === '+' && !this.plus) num = ' ' + num.slice(1)
    // infinities and NaN do not look like numbers, so zeros do not pad them
    if (num[1] === 'I' || num[1] === 'N') {
      if (num[1] === 'N' && !this.space && !this.plus) num = num.slice(1)
      this.padPlain(num)
      return
    }
    if (this.sharp && verb !== 'b') num = withPoint(num, verb, prec)
    if (!this.plus && num[0] === '+') {
      this.pad(num.slice(1))
      return
    }
    // the sign goes before the zeros
    if (this.zero && !this.minus && this.widPresent && this.wid > num.length) {
      this.out += num[0]!
      this.writePadding(this.wid - num.length)
      this.out += num.slice(1)
      return
    }
    this.pad(num)
  }
}

/** The sharp flag forces a decimal point and keeps trailing zeros. */
function withPoint(num: string, verb: FloatFormat, prec: number): string {
  let digits = 0
  if (verb === 'g' || verb === 'G' || verb === 'x') digits = prec === -1 ? 6 : prec
  const hex = verb === 'x' || verb === 'X'
  const at = num.search(hex ? /[pP]/ : /[eEpP]/)
  let body = at < 0 ? num : num.slice(0, at)
  const tail = at < 0 ? '' : num.slice(at)
  let significant = false
  for (let i = 1; i < body.length; i++) {
    if (body[i] === '.') continue
    if (body[i] !== '0') significant = true
    if (significant) digits--
  }
  if (!body.includes('.')) {
    if (body.length === 2 && body[1] === '0') digits--
    body += '.'
  }
  return body + '0'.repeat(Math.max(digits, 0)) + tail
}

const isCodePoint = (rune: number): boolean =>
  rune >= 0 && rune <= 0x10ffff && !(rune >= 0xd800 && rune <= 0xdfff)

/** `rune(uint64)`, where what is past the last rune becomes U+FFFD. */
const toRune = (value: bigint): number => {
  const u = value < 0n ? value & MAX_UINT64 : value
  return u > MAX_RUNE ? 0xfffd : Number(u)
}

/** `utf8.RuneCountInString`: characters, and bytes that are none. */
export function runeCount(s: string): number {
  if (isAscii(s)) return s.length
  let n = 0
  for (const _ of s) n++
  return n
}
