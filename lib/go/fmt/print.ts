import { kindOf, textMethod, typeOf } from '../reflect.ts'
import { compareBytes, fromBytes, normal } from '../text.ts'
import { BudgetError, Complex, Dict, Func, Int, Slice, Struct, T, type Type, type Value } from '../value.ts'
import { Formatter } from './format.ts'

/** Go prints addresses; no two runs of Go agree on them, so one stands for all, of the length that they have since 1.26. */
const ADDRESS = 0x3ac000012000n
const MAX_NUMBER = 1e6
const NIL_ANGLE = '<nil>'
/** Nesting that is printed. Go prints deeper, and for values that hold themselves until its stack is full. */
const MAX_NESTING = 2000
/** Bytes counted for each value besides padding and texts. */
const VALUE = 64

const tooLarge = (x: number): boolean => x > MAX_NUMBER || x < -MAX_NUMBER
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39

/** Prints values into a string. Mirrors `fmt.pp` of print.go. */
export class Printer {
  readonly #fmt: Formatter
  /** the interface value being printed, or null when `#value` holds a part of one */
  #arg: Value = null
  #value: Value
  #erroring = false
  #reordered = false
  #goodArgNum = true

  constructor(grow?: (bytes: number) => void) {
    this.#fmt = new Formatter(grow)
  }

  /** The text so far, with bytes that came together as UTF-8 joined. */
  text(): string {
    return normal(this.#fmt.out)
  }

  printAll(args: readonly Value[]): void {
    let previousString = false
    for (let i = 0; i < args.length; i++) {
      const arg = args[i]
      const isString = typeof arg === 'string'
      if (i > 0 && !isString && !previousString) this.#fmt.out += ' '
      this.printArg(arg, 'v')
      previousString = isString
    }
  }

  printLine(args: readonly Value[]): void {
    for (let i = 0; i < args.length; i++) {
      if (i > 0) this.#fmt.out += ' '
      this.printArg(args[i], 'v')
    }
    this.#fmt.out += '\n'
  }

  #badVerb(verb: string): void {
    this.#erroring = true
    const fmt = this.#fmt
    fmt.out += `%!${verb}(`
    const arg = this.#arg ?? this.#value
    if (arg === null || arg === undefined) fmt.out += NIL_ANGLE
    else {
      fmt.out += typeOf(arg)!.name + '='
      if (this.#arg === null) this.#printValue(arg, 'v', 0, T.any)
      else this.printArg(arg, 'v')
    }
    fmt.out += ')'
    this.#erroring = false
  }

  #fmt0x64(value: bigint, leading0x: boolean): void {
    const sharp = this.#fmt.sharp
    this.#fmt.sharp = leading0x
    this.#fmt.fmtInteger(value, 16, 'v', false)
    this.#fmt.sharp = sharp
  }

  #fmtBool(v: boolean, verb: string): void {
    if (verb === 't' || verb === 'v') this.#fmt.pad(v ? 'true' : 'false')
    else this.#badVerb(verb)
  }

  #fmtInteger(value: bigint, signed: boolean, verb: string): void {
    const fmt = this.#fmt
    switch (verb) {
      case 'v':
        if (fmt.sharpV && !signed) this.#fmt0x64(value, true)
        else fmt.fmtInteger(value, 10, verb, false)
        break
      case 'd':
        fmt.fmtInteger(value, 10, verb, false)
        break
      case 'b':
        fmt.fmtInteger(value, 2, verb, false)
        break
      case 'o':
      case 'O':
        fmt.fmtInteger(value, 8, verb, false)
        break
      case 'x':
        fmt.fmtInteger(value, 16, verb, false)
        break
      case 'X':
        fmt.fmtInteger(value, 16, verb, true)
        break
      case 'c':
        fmt.fmtC(value)
        break
      case 'q':
        fmt.fmtQc(value)
        break
      case 'U':
        fmt.fmtUnicode(value)
        break
      default:
        this.#badVerb(verb)
    }
  }

  #fmtFloat(v: number, verb: string): void {
    const fmt = this.#fmt
    switch (verb) {
      case 'v':
        fmt.fmtFloat(v, 64, 'g', -1)
        break
      case 'b':
      case 'g':
      case 'G':
      case 'x':
      case 'X':
        fmt.fmtFloat(v, 64, verb, -1)
        break
      case 'f':
      case 'e':
      case 'E':
        fmt.fmtFloat(v, 64, verb, 6)
        break
      case 'F':
        fmt.fmtFloat(v, 64, 'f', 6)
        break
      default:
        this.#badVerb(verb)
    }
  }

  #fmtComplex(v: Complex, verb: string): void {
    if (!'vbgGxXfFeE'.includes(verb)) {
      this.#badVerb(verb)
      return
    }
    const fmt = this.#fmt
    const plus = fmt.plus
    fmt.out += '('
    this.#fmtFloat(v.re, verb)
    // the imaginary part always has a sign
    fmt.plus = true
    this.#fmtFloat(v.im, verb)
    fmt.out += 'i)'
    fmt.plus = plus
  }

  #fmtString(v: string, verb: string): void {
    const fmt = this.#fmt
    switch (verb) {
      case 'v':
        if (fmt.sharpV) fmt.fmtQ(v)
        else fmt.fmtS(v)
        break
      case 's':
        fmt.fmtS(v)
        break
      case 'x':
        fmt.fmtSx(v, false)
        break
      case 'X':
        fmt.fmtSx(v, true)
        break
      case 'q':
        fmt.fmtQ(v)
        break
      default:
        this.#badVerb(verb)
    }
  }

  #fmtBytes(v: Slice, verb: string, typeName: string): void {
    const fmt = this.#fmt
    if (verb === 's' || verb === 'x' || verb === 'X' || verb === 'q') {
      this.#fmtString(fromBytes(Uint8Array.from(v.items, (item) => Number((item as Int).value))), verb)
      return
    }
    if (verb !== 'v' && verb !== 'd') {
      this.#printValue(v, verb, 0, v.type)
      return
    }
    if (fmt.sharpV) {
      fmt.out += typeName
      if (v.isNil) {
        fmt.out += '(nil)'
        return
      }
    }
    fmt.out += fmt.sharpV ? '{' : '['
    v.items.forEach((item, i) => {
      if (i > 0) fmt.out += fmt.sharpV ? ', ' : ' '
      if (fmt.sharpV) this.#fmt0x64((item as Int).value, true)
      else fmt.fmtInteger((item as Int).value, 10, verb, false)
    })
    fmt.out += fmt.sharpV ? '}' : ']'
  }

  #fmtPointer(v: Value, verb: string, type: Type): void {
    const fmt = this.#fmt
    const kind = type.kind
    if (kind !== 'func' && kind !== 'map' && kind !== 'ptr' && kind !== 'slice') {
      this.#badVerb(verb)
      return
    }
    const nil = v === null || v === undefined || ((v instanceof Dict || v instanceof Slice) && v.isNil)
    const address = nil ? 0n : ADDRESS
    switch (verb) {
      case 'v':
        if (fmt.sharpV) {
          fmt.out += `(${type.name})(`
          if (nil) fmt.out += 'nil'
          else this.#fmt0x64(address, true)
          fmt.out += ')'
        } else if (nil) fmt.pad(NIL_ANGLE)
        else this.#fmt0x64(address, !fmt.sharp)
        break
      case 'p':
        this.#fmt0x64(address, !fmt.sharp)
        break
      case 'b':
      case 'o':
      case 'd':
      case 'x':
      case 'X':
        this.#fmtInteger(address, false, verb)
        break
      default:
        this.#badVerb(verb)
    }
  }

  /** Error and String methods, where the verb takes text. */
  #handleMethods(verb: string): boolean {
    if (this.#erroring) return false
    if (verb === 'w') {
      this.#badVerb(verb)
      return true
    }
    if (this.#fmt.sharpV) return false
    if (verb !== 'v' && verb !== 's' && verb !== 'x' && verb !== 'X' && verb !== 'q') return false
    const text = textMethod(this.#arg)
    if (text === undefined) return false
    this.#fmtString(text, verb)
    return true
  }

  printArg(arg: Value, verb: string): void {
    this.#fmt.grow?.(typeof arg === 'string' ? VALUE + arg.length : VALUE)
    const v = arg ?? null
    this.#arg = v
    this.#value = undefined
    if (v === null) {
      if (verb === 'T' || verb === 'v') this.#fmt.pad(NIL_ANGLE)
      else this.#badVerb(verb)
      return
    }
    if (verb === 'T') {
      this.#fmt.fmtS(typeOf(v)!.name)
      return
    }
    if (verb === 'p') {
      this.#fmtPointer(v, 'p', typeOf(v)!)
      return
    }
    switch (typeof v) {
      case 'string':
        this.#fmtString(v, verb)
        return
      case 'number':
        this.#fmtFloat(v, verb)
        return
      case 'boolean':
        this.#fmtBool(v, verb)
        return
    }
    if (v instanceof Complex) this.#fmtComplex(v, verb)
    else if (v instanceof Int && v.type.name === v.type.kind) {
      this.#fmtInteger(v.value, !v.type.kind.startsWith('u'), verb)
    } else if (v instanceof Slice && v.type.name === T.bytes.name) this.#fmtBytes(v, verb, '[]byte')
    else if (!this.#handleMethods(verb)) this.#printValue(v, verb, 0, v.type)
  }

  /** `stated` is the type of the place the value was found in: an interface may hold nil, and a pointer may be it. */
  #printValue(v: Value, verb: string, depth: number, stated: Type): void {
    if (depth > MAX_NESTING) throw new BudgetError('DEPTH_LIMIT', MAX_NESTING)
    this.#fmt.grow?.(typeof v === 'string' ? VALUE + v.length : VALUE)
    if (depth > 0) {
      this.#arg = v ?? null
      if (this.#handleMethods(verb)) return
    }
    const fmt = this.#fmt
    this.#arg = null
    this.#value = v
    if (v === null || v === undefined) {
      if (stated.kind === 'ptr' || stated.kind === 'func') this.#fmtPointer(null, verb, stated)
      else fmt.out += fmt.sharpV ? `${stated.name}(nil)` : NIL_ANGLE
      return
    }
    switch (typeof v) {
      case 'string':
        this.#fmtString(v, verb)
        return
      case 'number':
        this.#fmtFloat(v, verb)
        return
      case 'boolean':
        this.#fmtBool(v, verb)
        return
    }
    if (v instanceof Int) this.#fmtInteger(v.value, !v.type.kind.startsWith('u'), verb)
    else if (v instanceof Dict) this.#printMap(v, verb, depth)
    else if (v instanceof Slice) this.#printSlice(v, verb, depth)
    else if (v instanceof Struct) this.#printStruct(v, verb, depth)
    else if (v instanceof Func) this.#fmtPointer(v, verb, v.type)
    else this.#fmtComplex(v, verb)
  }

  #printMap(v: Dict, verb: string, depth: number): void {
    const fmt = this.#fmt
    const { sharpV } = fmt
    if (sharpV) {
      fmt.out += v.type.name
      if (v.isNil) {
        fmt.out += '(nil)'
        return
      }
      fmt.out += '{'
    } else fmt.out += 'map['
    const elem = v.type.elem ?? T.any
    let first = true
    for (const key of v.entries.sortedKeys(compareBytes)) {
      if (!first) fmt.out += sharpV ? ', ' : ' '
      first = false
      this.#printValue(key, verb, depth + 1, T.string)
      fmt.out += ':'
      this.#printValue(v.get(key), verb, depth + 1, elem)
    }
    fmt.out += sharpV ? '}' : ']'
  }

  #printSlice(v: Slice, verb: string, depth: number): void {
    const fmt = this.#fmt
    const { sharpV } = fmt
    const elem = v.type.elem ?? T.any
    if (elem.kind === 'uint8' && (verb === 's' || verb === 'q' || verb === 'x' || verb === 'X')) {
      this.#fmtBytes(v, verb, v.type.name)
      return
    }
    if (sharpV) {
      fmt.out += v.type.name
      if (v.isNil && v.type.kind === 'slice') {
        fmt.out += '(nil)'
        return
      }
    }
    fmt.out += sharpV ? '{' : '['
    for (let i = 0; i < v.items.length; i++) {
      if (i > 0) fmt.out += sharpV ? ', ' : ' '
      this.#printValue(v.items[i], verb, depth + 1, elem)
    }
    fmt.out += sharpV ? '}' : ']'
  }

  #printStruct(v: Struct, verb: string, depth: number): void {
    const fmt = this.#fmt
    const { sharpV } = fmt
    let type = v.type
    if (type.kind === 'ptr') {
      // pointers are followed at the top only, lest they go in circles
      if (depth > 0) {
        this.#fmtPointer(v, verb, type)
        return
      }
      fmt.out += '&'
      type = type.elem ?? { name: type.name.replace(/^\*/, ''), kind: 'struct' }
    }
    if (sharpV) fmt.out += type.name
    fmt.out += '{'
    let first = true
    for (const [name, field] of v.fields()) {
      if (!first) fmt.out += sharpV ? ', ' : ' '
      first = false
      if (fmt.plusV || sharpV) fmt.out += name + ':'
      this.#printValue(field, verb, depth + 1, T.any)
    }
    fmt.out += '}'
  }

  printFormat(format: string, args: readonly Value[]): void {
    const fmt = this.#fmt
    const end = format.length
    let argNum = 0
    let afterIndex = false
    let i = 0
    while (i < end) {
      this.#goodArgNum = true
      const percent = format.indexOf('%', i)
      if (percent !== i) fmt.out += format.slice(i, percent < 0 ? end : percent)
      if (percent < 0) break
      i = percent + 1
      fmt.clearFlags()
      for (; i < end; i++) {
        const c = format.charCodeAt(i)
        if (c === 0x23) fmt.sharp = true
        else if (c === 0x30) fmt.zero = true
        else if (c === 0x2b) fmt.plus = true
        else if (c === 0x2d) fmt.minus = true
        else if (c === 0x20) fmt.space = true
        else break
      }
      // a plain lower-case verb is the common case
      const plain = format.charCodeAt(i)
      if (plain >= 0x61 && plain <= 0x7a && argNum < args.length) {
        this.#printVerb(args[argNum++], format[i++]!)
        continue
      }
      afterIndex = false
      if (format[i] === '[') {
        const index = this.#argNumber(argNum, format, i, args.length)
        argNum = index.argNum
        i = index.next
        afterIndex = index.found
      }
      if (format[i] === '*') {
        i++
        const star = intFromArg(args, argNum)
        argNum = star.argNum
        fmt.wid = star.num
        fmt.widPresent = star.isInt
        if (!star.isInt) fmt.out += '%!(BADWIDTH)'
        // a negative width means its value and the minus flag
        if (fmt.wid < 0) {
          fmt.wid = -fmt.wid
          fmt.minus = true
          fmt.zero = false
        }
        afterIndex = false
      } else {
        const width = parseNumber(format, i, end)
        fmt.wid = width.num
        fmt.widPresent = width.isNum
        i = width.next
        if (afterIndex && width.isNum) this.#goodArgNum = false // "%[3]2d"
      }
      if (i + 1 < end && format[i] === '.') {
        i++
        if (afterIndex) this.#goodArgNum = false // "%[3].2d"
        afterIndex = false
        if (format[i] === '[') {
          const index = this.#argNumber(argNum, format, i, args.length)
          argNum = index.argNum
          i = index.next
          afterIndex = index.found
        }
        if (format[i] === '*') {
          i++
          const star = intFromArg(args, argNum)
          argNum = star.argNum
          fmt.precPresent = star.isInt && star.num >= 0
          fmt.prec = fmt.precPresent ? star.num : 0
          if (!fmt.precPresent) fmt.out += '%!(BADPREC)'
          afterIndex = false
        } else {
          const precision = parseNumber(format, i, end)
          fmt.prec = precision.num
          fmt.precPresent = true
          i = precision.next
        }
      }
      if (!afterIndex && format[i] === '[') {
        const index = this.#argNumber(argNum, format, i, args.length)
        argNum = index.argNum
        i = index.next
        afterIndex = index.found
      }
      if (i >= end) {
        fmt.out += '%!(NOVERB)'
        break
      }
      const code = format.codePointAt(i)!
      // a byte that is no UTF-8 decodes as U+FFFD
      const verb = code >= 0xd800 && code <= 0xdfff ? '\ufffd' : String.fromCodePoint(code)
      i += code > 0xffff ? 2 : 1
      if (verb === '%') fmt.out += '%'
      else if (!this.#goodArgNum) fmt.out += `%!${verb}(BADINDEX)`
      else if (argNum >= args.length) fmt.out += `%!${verb}(MISSING)`
      else this.#printVerb(args[argNum++], verb)
    }
    if (!this.#reordered && argNum < args.length) this.#printExtra(args.slice(argNum))
  }

  #printVerb(arg: Value, verb: string): void {
    const fmt = this.#fmt
    if (verb === 'v' || verb === 'w') {
      fmt.sharpV = fmt.sharp
      fmt.sharp = false
      fmt.plusV = fmt.plus
      fmt.plus = false
    }
    this.printArg(arg, verb)
  }

  #printExtra(args: readonly Value[]): void {
    const fmt = this.#fmt
    fmt.clearFlags()
    fmt.out += '%!(EXTRA '
    args.forEach((arg, i) => {
      if (i > 0) fmt.out += ', '
      if (kindOf(arg) === 'invalid') fmt.out += NIL_ANGLE
      else {
        fmt.out += typeOf(arg)!.name + '='
        this.printArg(arg, 'v')
      }
    })
    fmt.out += ')'
  }

  /** The explicit `[n]` that begins at `i`. */
  #argNumber(
    argNum: number,
    format: string,
    i: number,
    count: number,
  ): { argNum: number; next: number; found: boolean } {
    this.#reordered = true
    const { index, width, ok } = parseArgNumber(format, i)
    if (ok && index >= 0 && index < count) return { argNum: index, next: i + width, found: true }
    this.#goodArgNum = false
    return { argNum, next: i + width, found: ok }
  }
}

function parseNumber(s: string, start: number, end: number): { num: number; isNum: boolean; next: number } {
  let num = 0
  let next = start
  for (; next < end && isDigit(s.charCodeAt(next)); next++) {
    if (tooLarge(num)) return { num: 0, isNum: false, next: end }
    num = num * 10 + s.charCodeAt(next) - 0x30
  }
  return { num, isNum: next > start, next }
}

function parseArgNumber(format: string, at: number): { index: number; width: number; ok: boolean } {
  const close = format.indexOf(']', at + 1)
  if (format.length - at < 3 || close < 0) return { index: 0, width: 1, ok: false }
  const { num, isNum, next } = parseNumber(format, at + 1, close)
  const ok = isNum && next === close
  return { index: ok ? num - 1 : 0, width: close + 1 - at, ok }
}

function intFromArg(args: readonly Value[], argNum: number): { num: number; isInt: boolean; argNum: number } {
  const arg = args[argNum]
  if (!(arg instanceof Int))
    return { num: 0, isInt: false, argNum: argNum < args.length ? argNum + 1 : argNum }
  const fits = BigInt.asIntN(64, arg.value) === arg.value
  const num = fits ? Number(arg.value) : 0
  const usable = fits && !tooLarge(num)
  return { num: usable ? num : 0, isInt: usable, argNum: argNum + 1 }
}
