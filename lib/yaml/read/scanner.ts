import { YamlError } from '../error.ts'
import { isBlankOrNul, isBreak, isBreakOrNul, CLASS, INDICATOR } from './chars.ts'
import type { Input } from './input.ts'
import { scanBlockScalar } from './scan-block.ts'
import { scanDirective } from './scan-directive.ts'
import { scanPlain } from './scan-plain.ts'
import { scanQuoted } from './scan-quoted.ts'
import { scanAnchor, scanTag } from './scan-tag.ts'
import { ScannedToken, Token, type TokenType } from './token.ts'

/** Deepest nesting that yaml.v2 scans, of flow collections and of indentation. */
const MAX_DEPTH = 10000
/** A key without `?` must find its colon within so many characters. */
const MAX_SIMPLE_KEY = 1024

class SimpleKey {
  possible = false
  required = false
  tokenNumber = 0
  position = 0
  line = 0
  column = 0
}

/**
 * libyaml's scanner as yaml.v2 has it (scannerc.go): characters in, tokens out, with the token queue that lets a key
 * be recognised by the colon after it. Method names follow Go's so that both can be read side by side.
 */
export class Scanner {
  readonly text: string
  position = 0
  line = 0
  indent = -1
  flowLevel = 0
  simpleKeyAllowed = true
  #lineStart = 0
  #astral: boolean
  /** pairs of surrogates in the line so far, and where they are counted to */
  #pairsSeen = 0
  #pairsTo = 0
  #input: Input
  #chunk = -1
  #loaded = 0
  #bufferStart = 0

  #indents: number[] = []
  #simpleKeys: SimpleKey[] = []
  #keysByToken = new Map<number, SimpleKey>()
  #tokens: ScannedToken[] = []
  #head = 0
  #tokensParsed = 0
  #tokenAvailable = false
  #started = false

  constructor(input: Input) {
    this.text = input.text
    this.#input = input
    this.#astral = input.astral
  }

  /** Characters since the start of the line. */
  get column(): number {
    const width = this.position - this.#lineStart
    if (!this.#astral) return width
    if (this.#pairsTo <= this.#lineStart) {
      this.#pairsSeen = 0
      this.#pairsTo = this.#lineStart
    }
    // Counted once and kept: a line may be as long as a file
    for (; this.#pairsTo < this.position; this.#pairsTo++)
      if ((this.text.charCodeAt(this.#pairsTo) & 0xfc00) === 0xdc00) this.#pairsSeen++
    return width - this.#pairsSeen
  }

  #pairs(from: number, to: number): number {
    let n = 0
    for (let i = from; i < to; i++) if ((this.text.charCodeAt(i) & 0xfc00) === 0xdc00) n++
    return n
  }

  /** Go's `unread < n && !update_buffer(n)`: what the reader refuses is refused here, no earlier and no later. */
  need(n: number): void {
    if (this.position + n > this.#loaded) this.#load(n)
  }

  #load(n: number): void {
    this.#bufferStart = this.position
    while (this.position + n > this.#loaded) {
      const end = this.#input.chunks[++this.#chunk]
      if (end !== undefined) this.#loaded = end
      else if (this.#input.problem !== undefined) throw new YamlError(`yaml: ${this.#input.problem}`, 'read')
      else {
        // At the end libyaml adds a NUL each time it is asked for more
        this.#loaded++
        return
      }
    }
  }

  /** A mistake at the current place. */
  fail(problem: string): never {
    const line = this.line
    throw new YamlError(
      line === 0 ? `yaml: ${problem}` : `yaml: line ${line + 1}: ${problem}`,
      'scan',
      line === 0 ? undefined : line + 1,
    )
  }

  /** Passes a line break, if there is one. */
  skipLine(): void {
    const c = this.text.charCodeAt(this.position)
    if (c === 13 && this.text.charCodeAt(this.position + 1) === 10) this.position += 2
    else if (isBreak(c)) this.position++
    else return
    this.line++
    this.#lineStart = this.position
  }

  /** Passes a line break and returns it as content: LF, or LS and PS as they are. */
  readLine(): string {
    const c = this.text.charCodeAt(this.position)
    if (!isBreak(c)) return ''
    this.skipLine()
    return c === 0x2028 || c === 0x2029 ? String.fromCharCode(c) : '\n'
  }

  /** Passes spaces and tabs. */
  skipBlanks(): void {
    this.need(1)
    for (
      let c = this.text.charCodeAt(this.position);
      c === 32 || c === 9;
      c = this.text.charCodeAt(this.position)
    ) {
      this.position++
      this.need(1)
    }
  }

  /** Passes a comment up to its line break. */
  skipComment(): void {
    if (this.text.charCodeAt(this.position) !== 35) return
    while (!isBreakOrNul(this.text.charCodeAt(this.position))) {
      this.position++
      this.need(1)
    }
  }

  /** Whether `---` or `...` stands here at the start of a line. */
  atDocumentIndicator(): boolean {
    if (this.position !== this.#lineStart) return false
    const { text, position } = this
    const c = text.charCodeAt(position)
    if (c !== 45 && c !== 46) return false
    return (
      text.charCodeAt(position + 1) === c &&
      text.charCodeAt(position + 2) === c &&
      isBlankOrNul(text.charCodeAt(position + 3))
    )
  }

  /** The next token, left in the queue. */
  peekToken(): ScannedToken {
    if (!this.#tokenAvailable) this.#fetchMoreTokens()
    return this.#tokens[this.#head]!
  }

  skipToken(): void {
    this.#tokenAvailable = false
    this.#tokensParsed++
    this.#head++
  }

  #insertToken(at: number, token: ScannedToken): void {
    if (this.#head === this.#tokens.length) {
      this.#tokens.length = 0
      this.#head = 0
    }
    if (at < 0) this.#tokens.push(token)
    else this.#tokens.splice(this.#head + at, 0, token)
  }

  #push(type: TokenType): void {
    this.#insertToken(-1, new ScannedToken(type, this.line))
  }

  #insertScanned(scan: (scanner: this) => ScannedToken): void {
    const { column } = this
    this.#insertToken(-1, scan(this).at(column))
  }

  #fetchMoreTokens(): void {
    for (;;) {
      if (this.#head !== this.#tokens.length) {
        const key = this.#keysByToken.get(this.#tokensParsed)
        if (key === undefined || !this.#isValid(key)) break
      }
      this.#fetchNextToken()
    }
    this.#tokenAvailable = true
  }

  #fetchNextToken(): void {
    this.need(1)
    if (!this.#started) {
      this.#started = true
      this.#simpleKeys.push(new SimpleKey())
      return this.#push(Token.STREAM_START)
    }
    this.#scanToNextToken()
    this.#unrollIndent(this.column)
    this.need(4)
    const { text, position } = this
    const c = text.charCodeAt(position)
    if (c === 0) return this.#fetchStreamEnd()
    const atStart = position === this.#lineStart
    if (atStart && c === 37) return this.#fetchDirective()
    if (atStart && this.atDocumentIndicator())
      return this.#fetchDocumentIndicator(c === 45 ? Token.DOCUMENT_START : Token.DOCUMENT_END)
    if (c >= 256 || (CLASS[c]! & INDICATOR) === 0) {
      if (c < 256 && isBlankOrNul(c)) return this.fail('found character that cannot start any token')
      return this.#fetchPlain()
    }
    const nextIsBlank = isBlankOrNul(text.charCodeAt(position + 1))
    switch (c) {
      case 91: // [
        return this.#fetchFlowStart(Token.FLOW_SEQUENCE_START)
      case 123: // {
        return this.#fetchFlowStart(Token.FLOW_MAPPING_START)
      case 93: // ]
        return this.#fetchFlowEnd(Token.FLOW_SEQUENCE_END)
      case 125: // }
        return this.#fetchFlowEnd(Token.FLOW_MAPPING_END)
      case 44: // ,
        return this.#fetchFlowEntry()
      case 45: // -
        if (nextIsBlank) return this.#fetchBlockEntry()
        return this.#fetchPlain()
      case 63: // ?
        if (this.flowLevel > 0 || nextIsBlank) return this.#fetchKey()
        return this.#fetchPlain()
      case 58: // :
        if (this.flowLevel > 0 || nextIsBlank) return this.#fetchValue()
        return this.#fetchPlain()
      case 42: // *
        return this.#fetchAnchor(Token.ALIAS)
      case 38: // &
        return this.#fetchAnchor(Token.ANCHOR)
      case 33: // !
        this.#saveSimpleKey()
        this.simpleKeyAllowed = false
        return this.#insertScanned(scanTag)
      case 124: // |
      case 62: // >
        if (this.flowLevel > 0) break
        this.#removeSimpleKey()
        this.simpleKeyAllowed = true
        return this.#insertScanned((s) => scanBlockScalar(s, c === 124))
      case 39: // '
      case 34: // "
        this.#saveSimpleKey()
        this.simpleKeyAllowed = false
        return this.#insertScanned((s) => scanQuoted(s, c === 39))
    }
    this.fail('found character that cannot start any token')
  }

  #isValid(key: SimpleKey): boolean {
    if (!key.possible) return false
    if (key.line < this.line || this.#isFarBehind(key.position)) {
      if (key.required) this.fail("could not find expected ':'")
      key.possible = false
      return false
    }
    return true
  }

  #isFarBehind(position: number): boolean {
    if (this.position - position <= MAX_SIMPLE_KEY) return false
    return !this.#astral || this.position - position - this.#pairs(position, this.position) > MAX_SIMPLE_KEY
  }

  #saveSimpleKey(): void {
    if (!this.simpleKeyAllowed) return
    const column = this.column
    this.#removeSimpleKey()
    const key = this.#simpleKeys.at(-1)!
    key.possible = true
    key.required = this.flowLevel === 0 && this.indent === column
    key.tokenNumber = this.#tokensParsed + (this.#tokens.length - this.#head)
    key.position = this.position
    key.line = this.line
    key.column = column
    this.#keysByToken.set(key.tokenNumber, key)
  }

  #removeSimpleKey(): void {
    const key = this.#simpleKeys.at(-1)!
    if (!key.possible) return
    if (key.required) this.fail("could not find expected ':'")
    key.possible = false
    this.#keysByToken.delete(key.tokenNumber)
  }

  #rollIndent(column: number, tokenNumber: number, type: TokenType, line: number): void {
    if (this.flowLevel > 0 || this.indent >= column) return
    this.#indents.push(this.indent)
    this.indent = column
    if (this.#indents.length > MAX_DEPTH) this.fail(`exceeded max depth of ${MAX_DEPTH}`)
    this.#insertToken(
      tokenNumber > -1 ? tokenNumber - this.#tokensParsed : tokenNumber,
      new ScannedToken(type, line).at(column),
    )
  }

  #unrollIndent(column: number): void {
    if (this.flowLevel > 0) return
    while (this.indent > column) {
      this.#push(Token.BLOCK_END)
      this.indent = this.#indents.pop()!
    }
  }

  #fetchStreamEnd(): void {
    if (this.position !== this.#lineStart) {
      this.line++
      this.#lineStart = this.position
    }
    this.#unrollIndent(-1)
    this.#removeSimpleKey()
    this.simpleKeyAllowed = false
    this.#push(Token.STREAM_END)
  }

  #fetchDirective(): void {
    this.#unrollIndent(-1)
    this.#removeSimpleKey()
    this.simpleKeyAllowed = false
    this.#insertToken(-1, scanDirective(this))
  }

  #fetchDocumentIndicator(type: TokenType): void {
    this.#unrollIndent(-1)
    this.#removeSimpleKey()
    this.simpleKeyAllowed = false
    this.position += 3
    this.#push(type)
  }

  #fetchFlowStart(type: TokenType): void {
    this.#saveSimpleKey()
    const key = new SimpleKey()
    // As in Go, closing an empty collection makes the scanner forget that the collection itself may be a key
    key.tokenNumber = this.#tokensParsed + (this.#tokens.length - this.#head)
    this.#simpleKeys.push(key)
    if (++this.flowLevel > MAX_DEPTH) this.fail(`exceeded max depth of ${MAX_DEPTH}`)
    this.simpleKeyAllowed = true
    const { column } = this
    this.position++
    this.#insertToken(-1, new ScannedToken(type, this.line).at(column))
  }

  #fetchFlowEnd(type: TokenType): void {
    this.#removeSimpleKey()
    if (this.flowLevel > 0) {
      this.flowLevel--
      this.#keysByToken.delete(this.#simpleKeys.pop()!.tokenNumber)
    }
    this.simpleKeyAllowed = false
    this.position++
    this.#push(type)
  }

  #fetchFlowEntry(): void {
    this.#removeSimpleKey()
    this.simpleKeyAllowed = true
    this.position++
    this.#push(Token.FLOW_ENTRY)
  }

  #fetchBlockEntry(): void {
    if (this.flowLevel === 0) {
      if (!this.simpleKeyAllowed) this.fail('block sequence entries are not allowed in this context')
      this.#rollIndent(this.column, -1, Token.BLOCK_SEQUENCE_START, this.line)
    }
    this.#removeSimpleKey()
    this.simpleKeyAllowed = true
    this.position++
    this.#push(Token.BLOCK_ENTRY)
  }

  #fetchKey(): void {
    if (this.flowLevel === 0) {
      if (!this.simpleKeyAllowed) this.fail('mapping keys are not allowed in this context')
      this.#rollIndent(this.column, -1, Token.BLOCK_MAPPING_START, this.line)
    }
    this.#removeSimpleKey()
    this.simpleKeyAllowed = this.flowLevel === 0
    this.position++
    this.#push(Token.KEY)
  }

  #fetchValue(): void {
    const key = this.#simpleKeys.at(-1)!
    if (this.#isValid(key)) {
      this.#insertToken(key.tokenNumber - this.#tokensParsed, new ScannedToken(Token.KEY, key.line))
      this.#rollIndent(key.column, key.tokenNumber, Token.BLOCK_MAPPING_START, key.line)
      key.possible = false
      this.#keysByToken.delete(key.tokenNumber)
      this.simpleKeyAllowed = false
    } else {
      if (this.flowLevel === 0) {
        if (!this.simpleKeyAllowed) this.fail('mapping values are not allowed in this context')
        this.#rollIndent(this.column, -1, Token.BLOCK_MAPPING_START, this.line)
      }
      this.simpleKeyAllowed = this.flowLevel === 0
    }
    this.position++
    this.#push(Token.VALUE)
  }

  #fetchAnchor(type: TokenType): void {
    this.#saveSimpleKey()
    this.simpleKeyAllowed = false
    this.#insertScanned((s) => scanAnchor(s, type))
  }

  #fetchPlain(): void {
    this.#saveSimpleKey()
    this.simpleKeyAllowed = false
    this.#insertScanned(scanPlain)
  }

  #scanToNextToken(): void {
    const { text } = this
    for (;;) {
      this.need(1)
      // libyaml looks for the mark at the start of its buffer, not at the current place
      if (
        this.#input.marks &&
        this.position === this.#lineStart &&
        text.charCodeAt(this.#bufferStart) === 0xfeff
      )
        this.position += (text.charCodeAt(this.position) & 0xfc00) === 0xd800 ? 2 : 1
      this.need(1)
      let c = text.charCodeAt(this.position)
      while (c === 32 || (c === 9 && (this.flowLevel > 0 || !this.simpleKeyAllowed))) {
        this.position++
        this.need(1)
        c = text.charCodeAt(this.position)
      }
      this.skipComment()
      if (!isBreak(text.charCodeAt(this.position))) return
      this.need(2)
      this.skipLine()
      if (this.flowLevel === 0) this.simpleKeyAllowed = true
    }
  }
}
