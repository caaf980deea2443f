import { isLetter } from '../../go/unicode/index.ts'
import { quote, quoteRune } from '../../go/strconv/index.ts'

export type ItemType =
  | 'error'
  | 'EOF'
  | 'text'
  | 'string'
  | 'stringEsc'
  | 'rawString'
  | 'multilineString'
  | 'rawMultilineString'
  | 'bool'
  | 'integer'
  | 'float'
  | 'datetime'
  | 'array'
  | 'arrayEnd'
  | 'tableStart'
  | 'tableEnd'
  | 'arrayTableStart'
  | 'arrayTableEnd'
  | 'keyStart'
  | 'keyEnd'
  | 'commentStart'
  | 'inlineTableStart'
  | 'inlineTableEnd'

export interface Item {
  readonly type: ItemType
  /** the text, or what is wrong */
  readonly value: string
  /** from 1 */
  readonly line: number
}

type State = (lx: Lexer) => State | undefined

const EOF = 0
/** What a bad byte or control character reads as, once it has been reported. */
const BROKEN = 0xfffd
const NEWLINE = 10

/** BurntSushi/toml's lexer (lex.go): a function per state, which emits items and gives the next state. */
export class Lexer {
  readonly #input: string
  readonly #items: Item[] = []
  readonly #stack: State[] = []
  #state: State | undefined = lexTop
  #start = 0
  #position = 0
  #line = 1
  #atEnd = false
  #widths: number[] = [0, 0, 0, 0]
  escaped = false

  constructor(input: string) {
    this.#input = input
  }

  nextItem(): Item {
    for (;;) {
      const item = this.#items.shift()
      if (item !== undefined) return item
      this.#state = this.#state!(this)
    }
  }

  push(state: State): void {
    this.#stack.push(state)
  }

  pop(): State {
    return this.#stack.pop()!
  }

  current(): string {
    return this.#input.slice(this.#start, this.#position)
  }

  emit(type: ItemType): void {
    this.#items.push({ type, value: this.current(), line: this.#line })
    this.#start = this.#position
  }

  emitTrimmed(type: ItemType): void {
    this.#items.push({ type, value: this.current().trim(), line: this.#line })
    this.#start = this.#position
  }

  next(): number {
    if (this.#position >= this.#input.length) {
      this.#atEnd = true
      return EOF
    }
    const c = this.#input.codePointAt(this.#position)!
    if (c === NEWLINE) this.#line++
    this.#widths.unshift(this.#widths[0]!)
    this.#widths.pop()
    if (c >= 0xd800 && c <= 0xdfff) {
      this.error(`invalid UTF-8 byte: 0x${(c - 0xdc00).toString(16).padStart(2, '0')}`)
      return BROKEN
    }
    if (isControl(c) || (c === 13 && this.#input.charCodeAt(this.#position + 1) !== NEWLINE)) {
      this.#report(
        `TOML files cannot contain control characters: '0x${c.toString(16).padStart(2, '0')}'`,
        this.#line,
      )
      return BROKEN
    }
    const width = c > 0xffff ? 2 : 1
    this.#widths[0] = width
    this.#position += width
    return c
  }

  ignore(): void {
    this.#start = this.#position
  }

  backup(): void {
    if (this.#atEnd) {
      this.#atEnd = false
      return
    }
    this.#position -= this.#widths.shift()!
    this.#widths.push(this.#widths[2]!)
    if (this.#input.charCodeAt(this.#position) === NEWLINE) this.#line--
  }

  accept(valid: number): boolean {
    if (this.next() === valid) return true
    this.backup()
    return false
  }

  peek(): number {
    const c = this.next()
    this.backup()
    return c
  }

  skipBlanks(): void {
    while (isBlank(this.next()));
    this.backup()
    this.ignore()
  }

  #report(problem: string, line: number): undefined {
    this.#items.push({ type: 'error', value: problem, line })
  }

  /** An error of a kind of its own; at the end it is of the line before. */
  error(problem: string): undefined {
    return this.#atEnd ? this.errorPreviousLine(problem) : this.#report(problem, this.#line)
  }

  errorPreviousLine(problem: string): undefined {
    return this.#report(problem, this.#line - 1)
  }

  /** An error in words; at the end it is of the line that the last newline ended. */
  errorf(problem: string): undefined {
    const afterNewline = this.#atEnd && this.#input.charCodeAt(this.#position - 1) === NEWLINE
    return this.#report(problem, afterNewline ? this.#line - 1 : this.#line)
  }
}

const isBlank = (c: number): boolean => c === 9 || c === 32
const isNewline = (c: number): boolean => c === 10 || c === 13
const isSpace = (c: number): boolean => isBlank(c) || isNewline(c)
const isControl = (c: number): boolean => (c <= 0x1f && c !== 9 && c !== 10 && c !== 13) || c === 0x7f
const isDigit = (c: number): boolean => c >= 48 && c <= 57
const isBinary = (c: number): boolean => c === 48 || c === 49
const isOctal = (c: number): boolean => c >= 48 && c <= 55
const isHex = (c: number): boolean => isDigit(c) || ((c | 32) >= 97 && (c | 32) <= 102)
const isBare = (c: number): boolean =>
  isDigit(c) || ((c | 32) >= 97 && (c | 32) <= 122 && c < 128) || c === 95 || c === 45
const shown = (c: number): string => quoteRune(c)
const shownOrEnd = (c: number): string => (c === EOF ? 'end of file' : `'${String.fromCodePoint(c)}'`)
const among = (c: number, set: string): boolean => c !== EOF && set.includes(String.fromCodePoint(c))

const [QUOTE, APOSTROPHE, BACKSLASH] = [34, 39, 92]

/** Forgets what was read and goes on. */
const skip = (lx: Lexer, state: State): State => {
  lx.ignore()
  return state
}

const lexTop: State = (lx) => {
  const c = lx.next()
  if (isSpace(c)) return skip(lx, lexTop)
  if (c === 35) {
    lx.push(lexTop)
    return lexCommentStart
  }
  if (c === 91) return lexTableStart
  if (c === EOF) {
    lx.emit('EOF')
    return undefined
  }
  lx.backup()
  lx.push(lexTopEnd)
  return lexKeyStart
}

const lexTopEnd: State = (lx) => {
  const c = lx.next()
  if (c === 35) {
    lx.push(lexTop)
    return lexCommentStart
  }
  if (isBlank(c)) return lexTopEnd
  if (isNewline(c)) return skip(lx, lexTop)
  if (c === EOF) {
    lx.emit('EOF')
    return undefined
  }
  return lx.errorf(
    `expected a top-level item to end with a newline, comment, or EOF, but got ${shown(c)} instead`,
  )
}

const lexTableStart: State = (lx) => {
  if (lx.peek() === 91) {
    lx.next()
    lx.emit('arrayTableStart')
    lx.push(lexArrayTableEnd)
  } else {
    lx.emit('tableStart')
    lx.push(lexTableEnd)
  }
  return lexTableNameStart
}

const lexTableEnd: State = (lx) => {
  lx.emit('tableEnd')
  return lexTopEnd
}

const lexArrayTableEnd: State = (lx) => {
  const c = lx.next()
  if (c !== 93)
    return lx.errorf(`expected end of table array name delimiter ']', but got ${shown(c)} instead`)
  lx.emit('arrayTableEnd')
  return lexTopEnd
}

const lexTableNameStart: State = (lx) => {
  lx.skipBlanks()
  const c = lx.peek()
  if (c === 93 || c === EOF) return lx.errorf('unexpected end of table name (table names cannot be empty)')
  if (c === 46) return lx.errorf('unexpected table separator (table names cannot be empty)')
  lx.push(lexTableNameEnd)
  return c === QUOTE || c === APOSTROPHE ? skip(lx, lexQuotedName) : lexBareName
}

const lexTableNameEnd: State = (lx) => {
  lx.skipBlanks()
  const c = lx.next()
  if (c === 46) return skip(lx, lexTableNameStart)
  if (c === 93) return lx.pop()
  return lx.errorf(`expected '.' or ']' to end table name, but got ${shown(c)} instead`)
}

const lexBareName: State = (lx) => {
  if (isBare(lx.next())) return lexBareName
  lx.backup()
  lx.emit('text')
  return lx.pop()
}

const lexQuotedName: State = (lx) => {
  const c = lx.next()
  return skip(lx, c === QUOTE ? lexString : lexRawString)
}

const lexKeyStart: State = (lx) => {
  lx.skipBlanks()
  const c = lx.peek()
  if (c === 61 || c === EOF) return lx.errorf("unexpected '=': key name appears blank")
  if (c === 46) return lx.errorf("unexpected '.': keys cannot start with a '.'")
  if (c === QUOTE || c === APOSTROPHE) lx.ignore()
  lx.emit('keyStart')
  return lexKeyNameStart
}

const lexKeyNameStart: State = (lx) => {
  lx.skipBlanks()
  const c = lx.peek()
  if (c === 61 || c === EOF) return lx.errorf("unexpected '='")
  if (c === 46) return lx.errorf("unexpected '.'")
  lx.push(lexKeyEnd)
  return c === QUOTE || c === APOSTROPHE ? skip(lx, lexQuotedName) : lexBareName
}

const lexKeyEnd: State = (lx) => {
  lx.skipBlanks()
  const c = lx.next()
  if (c === EOF) return lx.errorf("unexpected EOF; expected key separator '='")
  if (c === 46) return skip(lx, lexKeyNameStart)
  if (c === 61) {
    lx.emit('keyEnd')
    return skip(lx, lexValue)
  }
  const problem = `expected '.' or '=', but got ${shown(c)} instead`
  return c === NEWLINE ? lx.errorPreviousLine(problem) : lx.errorf(problem)
}

const lexValue: State = (lx) => {
  const c = lx.next()
  if (isBlank(c)) return skip(lx, lexValue)
  if (isDigit(c)) {
    lx.backup()
    return lexNumberOrDateStart
  }
  switch (c) {
    case 91:
      lx.ignore()
      lx.emit('array')
      return lexArrayValue
    case 123:
      lx.ignore()
      lx.emit('inlineTableStart')
      return lexInlineTableValue
    case QUOTE:
    case APOSTROPHE:
      if (lx.accept(c)) {
        if (lx.accept(c)) return skip(lx, c === QUOTE ? lexMultilineString : lexMultilineRawString)
        lx.backup()
      }
      return skip(lx, c === QUOTE ? lexString : lexRawString)
    case 46:
      return lx.errorf("floats must start with a digit, not '.'")
    case 105: // i
    case 110: // n
      if ((lx.accept(110) && lx.accept(102)) || (lx.accept(97) && lx.accept(110))) {
        lx.emit('float')
        return lx.pop()
      }
      break
    case 45:
    case 43:
      return lexDecimalNumberStart
  }
  if (isLetter(c)) {
    lx.backup()
    return lexBool
  }
  if (c === EOF) return lx.errorf('unexpected EOF; expected value')
  const problem = `expected value but found ${shown(c)} instead`
  return c === NEWLINE ? lx.errorPreviousLine(problem) : lx.errorf(problem)
}

const lexArrayValue: State = (lx) => {
  const c = lx.next()
  if (isSpace(c)) return skip(lx, lexArrayValue)
  if (c === 35) {
    lx.push(lexArrayValue)
    return lexCommentStart
  }
  if (c === 44) return lx.errorf('unexpected comma')
  if (c === 93) return endArray(lx)
  lx.backup()
  lx.push(lexArrayValueEnd)
  return lexValue
}

const lexArrayValueEnd: State = (lx) => {
  const c = lx.next()
  if (isSpace(c)) return skip(lx, lexArrayValueEnd)
  if (c === 35) {
    lx.push(lexArrayValueEnd)
    return lexCommentStart
  }
  if (c === 44) return skip(lx, lexArrayValue)
  if (c === 93) return endArray(lx)
  return lx.errorf(`expected a comma (',') or array terminator (']'), but got ${shownOrEnd(c)}`)
}

function endArray(lx: Lexer): State {
  lx.ignore()
  lx.emit('arrayEnd')
  return lx.pop()
}

const lexInlineTableValue: State = (lx) => {
  const c = lx.next()
  if (isSpace(c)) return skip(lx, lexInlineTableValue)
  if (c === 35) {
    lx.push(lexInlineTableValue)
    return lexCommentStart
  }
  if (c === 44) return lx.errorf('unexpected comma')
  if (c === 125) return endInlineTable(lx)
  lx.backup()
  lx.push(lexInlineTableValueEnd)
  return lexKeyStart
}

const lexInlineTableValueEnd: State = (lx) => {
  const c = lx.next()
  if (isSpace(c)) return skip(lx, lexInlineTableValueEnd)
  if (c === 35) {
    lx.push(lexInlineTableValueEnd)
    return lexCommentStart
  }
  if (c === 44) {
    lx.ignore()
    lx.skipBlanks()
    return lx.peek() === 125 ? lexInlineTableValueEnd : lexInlineTableValue
  }
  if (c === 125) return endInlineTable(lx)
  return lx.errorf(`expected a comma or an inline table terminator '}', but got ${shownOrEnd(c)} instead`)
}

function endInlineTable(lx: Lexer): State {
  lx.ignore()
  lx.emit('inlineTableEnd')
  return lx.pop()
}

const lexString: State = (lx) => {
  const c = lx.next()
  if (c === EOF) return lx.errorf(`unexpected EOF; expected '"'`)
  if (isNewline(c)) return lx.errorPreviousLine('strings cannot contain newlines')
  if (c === BACKSLASH) {
    lx.push(lexString)
    return lexStringEscape
  }
  if (c !== QUOTE) return lexString
  lx.backup()
  lx.emit(lx.escaped ? 'stringEsc' : 'string')
  lx.escaped = false
  lx.next()
  return skip(lx, lx.pop())
}

const lexRawString: State = (lx) => {
  const c = lx.next()
  if (c === EOF) return lx.errorf(`unexpected EOF; expected "'"`)
  if (isNewline(c)) return lx.errorPreviousLine('strings cannot contain newlines')
  if (c !== APOSTROPHE) return lexRawString
  lx.backup()
  lx.emit('rawString')
  lx.next()
  return skip(lx, lx.pop())
}

/** After a quote inside a multi-line string: the state to go on with. Five may stand at the end, two being content. */
function closeMultiline(
  lx: Lexer,
  mark: number,
  inside: State,
  type: ItemType,
  tooMany: (read: string) => string | undefined,
): State | undefined {
  if (!lx.accept(mark)) return inside
  if (!lx.accept(mark)) {
    lx.backup()
    return inside
  }
  if (lx.peek() === mark) {
    const problem = tooMany(lx.current())
    if (problem !== undefined) return lx.errorf(problem)
    lx.backup()
    lx.backup()
    return inside
  }
  for (let i = 0; i < 3; i++) lx.backup()
  lx.emit(type)
  for (let i = 0; i < 3; i++) lx.next()
  return skip(lx, lx.pop())
}

const lexMultilineString: State = (lx) => {
  const c = lx.next()
  if (c === EOF) return lx.errorf(`unexpected EOF; expected '"""'`)
  if (c === BACKSLASH) return lexMultilineStringEscape
  if (c !== QUOTE) return lexMultilineString
  const next = closeMultiline(lx, QUOTE, lexMultilineString, 'multilineString', (read) =>
    read.endsWith('"""""') && !read.endsWith('\\"""""') ? `unexpected '""""""'` : undefined,
  )
  if (next !== lexMultilineString) lx.escaped = false
  return next
}

const lexMultilineRawString: State = (lx) => {
  const c = lx.next()
  if (c === EOF) return lx.errorf(`unexpected EOF; expected "'''"`)
  if (c !== APOSTROPHE) return lexMultilineRawString
  return closeMultiline(lx, APOSTROPHE, lexMultilineRawString, 'rawMultilineString', (read) =>
    read.endsWith("'''''") ? `unexpected "''''''"` : undefined,
  )
}

const lexMultilineStringEscape: State = (lx) => {
  if (isNewline(lx.next())) return lexMultilineString
  lx.backup()
  lx.push(lexMultilineString)
  return lexStringEscape(lx)
}

const lexStringEscape: State = (lx) => {
  lx.escaped = true
  const c = lx.next()
  if (among(c, 'ebtnfr" \t\\')) return lx.pop()
  if (c === 120) return lexHexEscape(lx, 2, "two hexadecimal digits after '\\x'")
  if (c === 117) return lexHexEscape(lx, 4, "four hexadecimal digits after '\\u'")
  if (c === 85) return lexHexEscape(lx, 8, "eight hexadecimal digits after '\\U'")
  return lx.error(`invalid escape in string '\\${c === EOF ? '\0' : String.fromCodePoint(c)}'`)
}

function lexHexEscape(lx: Lexer, length: number, what: string): State | undefined {
  for (let i = 0; i < length; i++)
    if (!isHex(lx.next())) return lx.errorf(`expected ${what}, but got ${quote(lx.current())} instead`)
  return lx.pop()
}

const lexNumberOrDateStart: State = (lx) => (lx.next() === 48 ? lexBaseNumberOrDate : lexNumberOrDate)

const lexNumberOrDate: State = (lx) => {
  const c = lx.next()
  if (isDigit(c)) return lexNumberOrDate
  if (among(c, '-:')) return lexDatetime
  if (c === 95) return lexDecimalNumber
  if (among(c, '.eE')) return lexFloat
  return endNumber(lx, 'integer')
}

function endNumber(lx: Lexer, type: ItemType): State {
  lx.backup()
  lx.emit(type)
  return lx.pop()
}

const lexDatetime: State = (lx) => {
  const c = lx.next()
  if (isDigit(c) || among(c, '-:Tt .Zz+')) return lexDatetime
  lx.backup()
  lx.emitTrimmed('datetime')
  return lx.pop()
}

/** The digits after 0x, 0o or 0b. */
const lexBased = (accepts: (c: number) => boolean): State => {
  const state: State = (lx) => {
    const c = lx.next()
    return accepts(c) || c === 95 ? state : endNumber(lx, 'integer')
  }
  return state
}
const lexHexInteger = lexBased(isHex)
const lexOctalInteger = lexBased(isOctal)
const lexBinaryInteger = lexBased(isBinary)

const lexDecimalNumber: State = (lx) => {
  const c = lx.next()
  if (isDigit(c) || c === 95) return lexDecimalNumber
  return among(c, '.eE') ? lexFloat : endNumber(lx, 'integer')
}

const lexDecimalNumberStart: State = (lx) => {
  const c = lx.next()
  switch (c) {
    case 105:
      if (!lx.accept(110) || !lx.accept(102)) return lx.errorf(`invalid float: '${lx.current()}'`)
      lx.emit('float')
      return lx.pop()
    case 110:
      if (!lx.accept(97) || !lx.accept(110)) return lx.errorf(`invalid float: '${lx.current()}'`)
      lx.emit('float')
      return lx.pop()
    case 48: {
      const base = lx.peek()
      if (among(base, 'box'))
        return lx.errorf(
          `cannot use sign with non-decimal numbers: '${lx.current()}${String.fromCodePoint(base)}'`,
        )
      break
    }
    case 46:
      return lx.errorf("floats must start with a digit, not '.'")
  }
  return isDigit(c) ? lexDecimalNumber : lx.errorf(`expected a digit but got ${shown(c)}`)
}

const lexBaseNumberOrDate: State = (lx) => {
  const c = lx.next()
  if (isDigit(c)) return lexNumberOrDate
  if (c === 95) return lexDecimalNumber
  if (among(c, '.eE')) return lexFloat
  const complain = (accepts: (c: number) => boolean, what: string): void => {
    const digit = lx.peek()
    if (!accepts(digit)) lx.errorf(`not ${what} number: '${lx.current()}${String.fromCodePoint(digit)}'`)
  }
  switch (c) {
    case 98:
      complain(isBinary, 'a binary')
      return lexBinaryInteger
    case 111:
      complain(isOctal, 'an octal')
      return lexOctalInteger
    case 120:
      complain(isHex, 'a hexadecimal')
      return lexHexInteger
  }
  return endNumber(lx, 'integer')
}

const lexFloat: State = (lx) => {
  const c = lx.next()
  return isDigit(c) || among(c, '_.-+eE') ? lexFloat : endNumber(lx, 'float')
}

const lexBool: State = (lx) => {
  let word = ''
  for (;;) {
    const c = lx.next()
    if (!isLetter(c)) {
      lx.backup()
      break
    }
    word += String.fromCodePoint(c)
  }
  if (word !== 'true' && word !== 'false') return lx.errorf(`expected value but found ${quote(word)} instead`)
  lx.emit('bool')
  return lx.pop()
}

const lexCommentStart: State = (lx) => {
  lx.ignore()
  lx.emit('commentStart')
  return lexComment
}

const lexComment: State = (lx) => {
  const c = lx.next()
  if (!isNewline(c) && c !== EOF) return lexComment
  lx.backup()
  lx.emit('text')
  return lx.pop()
}
