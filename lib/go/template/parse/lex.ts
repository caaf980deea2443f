import { sprintf } from '../../fmt/index.ts'
import { byteLength } from '../../text.ts'
import { isDigit, isLetter } from '../../unicode/index.ts'
import { Int, type Value } from '../../value.ts'

/** The kinds of tokens; a keyword's kind is the word itself. */
export type ItemType =
  | 'error'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'complex'
  | 'assign'
  | 'declare'
  | 'EOF'
  | 'field'
  | 'identifier'
  | 'leftDelim'
  | 'leftParen'
  | 'number'
  | 'pipe'
  | 'rawString'
  | 'rightDelim'
  | 'rightParen'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'
  | Keyword

type Keyword =
  | '.'
  | 'block'
  | 'break'
  | 'continue'
  | 'define'
  | 'else'
  | 'end'
  | 'if'
  | 'nil'
  | 'range'
  | 'template'
  | 'with'

const KEYWORDS: ReadonlySet<string> = new Set<Keyword>([
  '.',
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'nil',
  'range',
  'template',
  'with',
])

/** A token: `pos` is its offset in the text (UTF-16 units), `line` counts from 1. */
export interface Item {
  readonly type: ItemType
  readonly pos: number
  readonly val: string
  readonly line: number
}

/** How errors name a token. Mirrors `item.String`. */
export function itemText(item: Item): string {
  if (item.type === 'EOF') return 'EOF'
  if (item.type === 'error') return item.val
  if (KEYWORDS.has(item.type)) return `<${item.val}>`
  return sprintf(byteLength(item.val) > 10 ? '%.10q...' : '%q', [item.val])
}

const LEFT = '{{'
const RIGHT = '}}'
const EOF = -1
const NEWLINE = 0x0a
const MINUS = 0x2d

const isSpace = (c: number): boolean => c === 0x20 || c === 0x09 || c === 0x0d || c === NEWLINE
const isAsciiDigit = (c: number): boolean => c >= 0x30 && c <= 0x39

/** Within quotes: no quote, backslash or newline, and not the end (where it is NaN). */
const standsForItself = (c: number): boolean =>
  c !== 0x22 && c !== 0x27 && c !== 0x5c && c !== NEWLINE && c >= 0

const isAsciiWord = (c: number): boolean =>
  (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || isAsciiDigit(c) || c === 0x5f

/** Letters, digits and underscore, as Go's Unicode tables have them. */
function isAlphaNumeric(c: number): boolean {
  if (c < 0x80) return isAsciiWord(c)
  return isLetter(c) || isDigit(c)
}

export interface LexOptions {
  /** false where a function bears the keyword's name */
  readonly breakOK: boolean
  readonly continueOK: boolean
}

/** Turns template text into tokens, one `nextItem` at a time. Mirrors `parse.lexer`, with the default delimiters. */
export class Lexer {
  options: LexOptions = { breakOK: true, continueOK: true }
  #input: string
  #pos = 0
  #start = 0
  #atEOF = false
  #parenDepth = 0
  #line = 1
  #startLine = 1
  #insideAction = false
  /** where the next line break was last seen to be: a long line is not to be searched from each of its parts */
  #newline = -1

  constructor(input: string) {
    this.#input = input
  }

  nextItem(): Item {
    return this.#insideAction ? this.#lexInsideAction() : this.#lexText()
  }

  #next(): number {
    const c = this.#input.codePointAt(this.#pos)
    if (c === undefined) {
      this.#atEOF = true
      return EOF
    }
    this.#pos += c > 0xffff ? 2 : 1
    if (c === NEWLINE) this.#line++
    // a byte that is no UTF-8 decodes as U+FFFD
    return c >= 0xd800 && c <= 0xdfff ? 0xfffd : c
  }

  #backup(): void {
    if (this.#atEOF || this.#pos === 0) return
    const c = this.#input.charCodeAt(this.#pos - 1)
    const before = this.#input.codePointAt(this.#pos - 2)
    this.#pos -= c >= 0xdc00 && c <= 0xdfff && before !== undefined && before > 0xffff ? 2 : 1
    if (c === NEWLINE) this.#line--
  }

  #peek(): number {
    const c = this.#next()
    this.#backup()
    return c
  }

  #emit(type: ItemType): Item {
    const item: Item = {
      type,
      pos: this.#start,
      val: this.#input.slice(this.#start, this.#pos),
      line: this.#startLine,
    }
    this.#start = this.#pos
    this.#startLine = this.#line
    return item
  }

  #newlineFrom(from: number): number {
    const at = this.#input.indexOf('\n', from)
    return at < 0 ? Infinity : at
  }

  #countLines(): void {
    const end = this.#pos
    let at = this.#newline < this.#start ? this.#newlineFrom(this.#start) : this.#newline
    for (; at < end; at = this.#newlineFrom(at + 1)) this.#line++
    this.#newline = at
  }

  /** Skips the pending text, which `#next` did not read. */
  #ignore(): void {
    this.#countLines()
    this.#start = this.#pos
    this.#startLine = this.#line
  }

  #accept(valid: string): boolean {
    const c = this.#next()
    if (c !== EOF && c < 0x80 && valid.includes(String.fromCharCode(c))) return true
    this.#backup()
    return false
  }

  #acceptRun(valid: string): void {
    while (this.#accept(valid));
  }

  #error(format: string, ...args: Value[]): Item {
    const item: Item = { type: 'error', pos: this.#start, val: sprintf(format, args), line: this.#startLine }
    this.#start = 0
    this.#pos = 0
    this.#input = ''
    return item
  }

  #hasLeftTrimMarker(at: number): boolean {
    return this.#input.charCodeAt(at) === MINUS && isSpace(this.#input.charCodeAt(at + 1))
  }

  #hasRightTrimMarker(at: number): boolean {
    return isSpace(this.#input.charCodeAt(at)) && this.#input.charCodeAt(at + 1) === MINUS
  }

  #lexText(): Item {
    for (;;) {
      const input = this.#input
      const at = input.indexOf(LEFT, this.#pos)
      if (at < 0) {
        this.#pos = input.length
        if (this.#pos > this.#start) {
          this.#countLines()
          return this.#emit('text')
        }
        return this.#emit('EOF')
      }
      if (at > this.#pos) {
        let end = at
        if (this.#hasLeftTrimMarker(at + LEFT.length)) {
          while (end > this.#start && isSpace(input.charCodeAt(end - 1))) end--
        }
        this.#pos = end
        this.#countLines()
        const item = this.#emit('text')
        this.#pos = at
        this.#ignore()
        if (item.val !== '') return item
      }
      const item = this.#lexLeftDelim()
      if (item !== undefined) return item
    }
  }

  /** Undefined when it was a comment, which leaves nothing behind. */
  #lexLeftDelim(): Item | undefined {
    this.#pos += LEFT.length
    const afterMarker = this.#hasLeftTrimMarker(this.#pos) ? 2 : 0
    if (this.#input.startsWith('/*', this.#pos + afterMarker)) {
      this.#pos += afterMarker
      this.#ignore()
      return this.#lexComment()
    }
    const item = this.#emit('leftDelim')
    this.#insideAction = true
    this.#pos += afterMarker
    this.#ignore()
    this.#parenDepth = 0
    return item
  }

  #lexComment(): Item | undefined {
    const at = this.#input.indexOf('*/', this.#pos + 2)
    if (at < 0) {
      this.#pos += 2
      return this.#error('unclosed comment')
    }
    this.#pos = at + 2
    const trim = this.#trimmedRightDelim()
    if (!trim && !this.#input.startsWith(RIGHT, this.#pos)) {
      return this.#error('comment ends before closing delimiter')
    }
    this.#ignore()
    this.#pos += RIGHT.length + (trim ? 2 : 0)
    if (trim) this.#skipSpaces()
    this.#ignore()
    return undefined
  }

  #trimmedRightDelim(): boolean {
    return this.#hasRightTrimMarker(this.#pos) && this.#input.startsWith(RIGHT, this.#pos + 2)
  }

  #skipSpaces(): void {
    while (isSpace(this.#input.charCodeAt(this.#pos))) this.#pos++
  }

  #lexRightDelim(): Item {
    const trim = this.#trimmedRightDelim()
    if (trim) {
      this.#pos += 2
      this.#ignore()
    }
    this.#pos += RIGHT.length
    const item = this.#emit('rightDelim')
    if (trim) {
      this.#skipSpaces()
      this.#ignore()
    }
    this.#insideAction = false
    return item
  }

  #lexInsideAction(): Item {
    if (this.#input.startsWith(RIGHT, this.#pos) || this.#trimmedRightDelim()) {
      return this.#parenDepth === 0 ? this.#lexRightDelim() : this.#error('unclosed left paren')
    }
    const c = this.#next()
    switch (c) {
      case EOF:
        return this.#error('unclosed action')
      case 0x20:
      case 0x09:
      case 0x0d:
      case NEWLINE:
        this.#backup()
        return this.#lexSpace()
      case 0x3d: // =
        return this.#emit('assign')
      case 0x3a: // :
        return this.#next() === 0x3d ? this.#emit('declare') : this.#error('expected :=')
      case 0x7c: // |
        return this.#emit('pipe')
      case 0x22: // "
        return this.#lexQuote(0x22, 'string', 'unterminated quoted string')
      case 0x60: // `
        return this.#lexRawQuote()
      case 0x24: // $
        return this.#lexFieldOrVariable('variable')
      case 0x27: // '
        return this.#lexQuote(0x27, 'charConstant', 'unterminated character constant')
      case 0x2e: // .
        if (this.#pos < this.#input.length && !isAsciiDigit(this.#input.charCodeAt(this.#pos))) {
          return this.#lexFieldOrVariable('field')
        }
        this.#backup()
        return this.#lexNumber()
      case 0x2b: // +
      case MINUS:
        this.#backup()
        return this.#lexNumber()
      case 0x28: // (
        this.#parenDepth++
        return this.#emit('leftParen')
      case 0x29: // )
        this.#parenDepth--
        return this.#parenDepth < 0 ? this.#error('unexpected right paren') : this.#emit('rightParen')
    }
    if (isAsciiDigit(c)) {
      this.#backup()
      return this.#lexNumber()
    }
    if (isAlphaNumeric(c)) {
      this.#backup()
      return this.#lexIdentifier()
    }
    if (c >= 0x20 && c <= 0x7e) return this.#emit('char')
    return this.#error('unrecognized character in action: %#U', Int.of(c))
  }

  /** A run of spaces; a trim-marked right delimiter begins with one. */
  #lexSpace(): Item {
    const from = this.#pos
    let at = from
    for (let c = this.#input.charCodeAt(at); isSpace(c); c = this.#input.charCodeAt(++at)) {
      if (c === NEWLINE) this.#line++
    }
    this.#pos = at
    if (this.#hasRightTrimMarker(at - 1) && this.#input.startsWith(RIGHT, at + 1)) {
      this.#backup()
      if (at === from + 1) return this.#lexRightDelim()
    }
    return this.#emit('space')
  }

  /** Takes letters and digits; returns what comes after them. */
  #scanAlphaNumeric(): number {
    const input = this.#input
    let at = this.#pos
    let after = input.charCodeAt(at)
    while (isAsciiWord(after)) after = input.charCodeAt(++at)
    this.#pos = at
    if (after < 0x80) return after
    for (;;) {
      const c = this.#next()
      if (!isAlphaNumeric(c)) {
        this.#backup()
        return c
      }
    }
  }

  #lexIdentifier(): Item {
    const c = this.#scanAlphaNumeric()
    const word = this.#input.slice(this.#start, this.#pos)
    if (!this.#atTerminator()) return this.#error('bad character %#U', Int.of(c))
    if (KEYWORDS.has(word)) {
      const isName =
        (word === 'break' && !this.options.breakOK) || (word === 'continue' && !this.options.continueOK)
      return this.#emit(isName ? 'identifier' : (word as Keyword))
    }
    return this.#emit(word === 'true' || word === 'false' ? 'bool' : 'identifier')
  }

  /** `.name` or `$name`; the first character is read. */
  #lexFieldOrVariable(type: 'field' | 'variable'): Item {
    if (this.#atTerminator()) return this.#emit(type === 'variable' ? 'variable' : '.')
    const c = this.#scanAlphaNumeric()
    return this.#atTerminator() ? this.#emit(type) : this.#error('bad character %#U', Int.of(c))
  }

  /** Whether what comes next may follow an identifier. */
  #atTerminator(): boolean {
    switch (this.#input.charCodeAt(this.#pos)) {
      case 0x20:
      case 0x09:
      case 0x0d:
      case NEWLINE:
      case 0x2e: // .
      case 0x2c: // ,
      case 0x7c: // |
      case 0x3a: // :
      case 0x29: // )
      case 0x28: // (
        return true
      case 0x7d: // }
        return this.#input.charCodeAt(this.#pos + 1) === 0x7d
    }
    return this.#pos >= this.#input.length
  }

  /** A quoted string or a character constant; the first quote is read, and the parser checks what is within. */
  #lexQuote(mark: number, type: ItemType, unterminated: string): Item {
    for (;;) {
      const input = this.#input
      let at = this.#pos
      while (standsForItself(input.charCodeAt(at))) at++
      this.#pos = at
      let c = this.#next()
      if (c === mark) return this.#emit(type)
      if (c === 0x5c) {
        c = this.#next()
        if (c !== EOF && c !== NEWLINE) continue
      }
      if (c === EOF || c === NEWLINE) return this.#error(unterminated)
    }
  }

  #lexRawQuote(): Item {
    for (;;) {
      const c = this.#next()
      if (c === EOF) return this.#error('unterminated raw quoted string')
      if (c === 0x60) return this.#emit('rawString')
    }
  }

  #lexNumber(): Item {
    const bad = (): Item => this.#error('bad number syntax: %q', this.#input.slice(this.#start, this.#pos))
    if (!this.#scanNumber()) return bad()
    const sign = this.#peek()
    if (sign !== 0x2b && sign !== MINUS) return this.#emit('number')
    // 1+2i: no spaces, and the end is an i
    if (!this.#scanNumber() || this.#input[this.#pos - 1] !== 'i') return bad()
    return this.#emit('complex')
  }

  /** Takes what may be a number; the parser finds out whether it is one. */
  #scanNumber(): boolean {
    this.#accept('+-')
    let digits = '0123456789_'
    if (this.#accept('0')) {
      if (this.#accept('xX')) digits = '0123456789abcdefABCDEF_'
      else if (this.#accept('oO')) digits = '01234567_'
      else if (this.#accept('bB')) digits = '01_'
    }
    this.#acceptRun(digits)
    if (this.#accept('.')) this.#acceptRun(digits)
    if ((digits.length === 11 && this.#accept('eE')) || (digits.length === 23 && this.#accept('pP'))) {
      this.#accept('+-')
      this.#acceptRun('0123456789_')
    }
    this.#accept('i')
    if (isAlphaNumeric(this.#peek())) {
      this.#next()
      return false
    }
    return true
  }
}
