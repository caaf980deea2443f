import { YamlError } from '../error.ts'
import type { Scanner } from './scanner.ts'
import { Token, type ScannedToken } from './token.ts'

type EventType =
  | 'stream start'
  | 'stream end'
  | 'document start'
  | 'document end'
  | 'alias'
  | 'scalar'
  | 'sequence start'
  | 'sequence end'
  | 'mapping start'
  | 'mapping end'

/** An event of libyaml, as far as nodes are made of it. */
export interface Event {
  readonly type: EventType
  /** from 0 */
  readonly line: number
  /** characters before it on its line; undefined for what is not written out, as an empty value */
  readonly column?: number
  readonly anchor?: string
  readonly tag?: string
  readonly value?: string
  /** a scalar that may be resolved by its text */
  readonly implicit?: boolean
}

type State = (parser: Parser) => Event

/**
 * libyaml's parser (parserc.go): tokens in, events out, by a stack of states rather than by recursion, so that no
 * depth of nesting can exhaust the stack.
 */
export class Parser {
  readonly #scanner: Scanner
  readonly #states: State[] = []
  #state: State = streamStart
  #tagPrefixes = new Map<string, string>()

  constructor(scanner: Scanner) {
    this.#scanner = scanner
  }

  /** The next event. Nothing may be asked after the end of the stream. */
  parse(): Event {
    return this.#state(this)
  }

  peek(): ScannedToken {
    return this.#scanner.peekToken()
  }

  skip(): void {
    this.#scanner.skipToken()
  }

  /** Skips a token and gives the next. */
  advance(): ScannedToken {
    this.#scanner.skipToken()
    return this.#scanner.peekToken()
  }

  to(state: State): void {
    this.#state = state
  }

  push(state: State): void {
    this.#states.push(state)
  }

  pop(): void {
    this.#state = this.#states.pop()!
  }

  fail(problem: string, line: number): never {
    throw new YamlError(
      line === 0 ? `yaml: ${problem}` : `yaml: line ${line}: ${problem}`,
      'parse',
      line === 0 ? undefined : line,
    )
  }

  /** Takes the directives before a document. */
  processDirectives(): void {
    let versioned = false
    let token = this.peek()
    for (
      ;
      token.type === Token.VERSION_DIRECTIVE || token.type === Token.TAG_DIRECTIVE;
      token = this.advance()
    ) {
      if (token.type === Token.VERSION_DIRECTIVE) {
        if (versioned) this.fail('found duplicate %YAML directive', token.line)
        if (token.suffix !== '1.1') this.fail('found incompatible YAML document', token.line)
        versioned = true
      } else {
        if (this.#tagPrefixes.has(token.value)) this.fail('found duplicate %TAG directive', token.line)
        this.#tagPrefixes.set(token.value, token.suffix)
      }
    }
    if (!this.#tagPrefixes.has('!')) this.#tagPrefixes.set('!', '!')
    if (!this.#tagPrefixes.has('!!')) this.#tagPrefixes.set('!!', 'tag:yaml.org,2002:')
  }

  forgetDirectives(): void {
    this.#tagPrefixes.clear()
  }

  resolveTag(token: ScannedToken): string {
    if (token.value === '') return token.suffix
    const prefix = this.#tagPrefixes.get(token.value)
    const tag = prefix === undefined ? '' : prefix + token.suffix
    if (tag === '') this.fail('found undefined tag handle', token.line)
    return tag
  }
}

const emptyScalar = (line: number): Event => ({ type: 'scalar', line, value: '', implicit: true })

function streamStart(p: Parser): Event {
  const { line } = p.peek()
  p.to(implicitDocumentStart)
  p.skip()
  return { type: 'stream start', line }
}

const implicitDocumentStart: State = (p) => {
  const token = p.peek()
  if (
    token.type === Token.VERSION_DIRECTIVE ||
    token.type === Token.TAG_DIRECTIVE ||
    token.type === Token.DOCUMENT_START ||
    token.type === Token.STREAM_END
  )
    return explicitDocumentStart(p, token)
  p.processDirectives()
  p.push(documentEnd)
  p.to(blockNode)
  return { type: 'document start', line: token.line }
}

const documentStart: State = (p) => {
  let token = p.peek()
  while (token.type === Token.DOCUMENT_END) token = p.advance()
  return explicitDocumentStart(p, token)
}

function explicitDocumentStart(p: Parser, token: ScannedToken): Event {
  const { line } = token
  if (token.type === Token.STREAM_END) {
    p.to(end)
    p.skip()
    return { type: 'stream end', line }
  }
  p.processDirectives()
  const start = p.peek()
  if (start.type !== Token.DOCUMENT_START) p.fail('did not find expected <document start>', start.line)
  p.push(documentEnd)
  p.to(documentContent)
  p.skip()
  return { type: 'document start', line }
}

const end: State = (p) => ({ type: 'stream end', line: p.peek().line })

const documentContent: State = (p) => {
  const token = p.peek()
  switch (token.type) {
    case Token.VERSION_DIRECTIVE:
    case Token.TAG_DIRECTIVE:
    case Token.DOCUMENT_START:
    case Token.DOCUMENT_END:
    case Token.STREAM_END:
      p.pop()
      return emptyScalar(token.line)
  }
  return parseNode(p, true, false)
}

const documentEnd: State = (p) => {
  const token = p.peek()
  if (token.type === Token.DOCUMENT_END) p.skip()
  p.forgetDirectives()
  p.to(documentStart)
  return { type: 'document end', line: token.line }
}

const blockNode: State = (p) => parseNode(p, true, false)

function parseNode(p: Parser, block: boolean, indentlessSequence: boolean): Event {
  let token = p.peek()
  if (token.type === Token.ALIAS) {
    p.pop()
    p.skip()
    return { type: 'alias', line: token.line, column: token.column, anchor: token.value }
  }
  const { line, column } = token
  let anchor: string | undefined
  let tagToken: ScannedToken | undefined
  if (token.type === Token.ANCHOR) {
    anchor = token.value
    token = p.advance()
    if (token.type === Token.TAG) {
      tagToken = token
      token = p.advance()
    }
  } else if (token.type === Token.TAG) {
    tagToken = token
    token = p.advance()
    if (token.type === Token.ANCHOR) {
      anchor = token.value
      token = p.advance()
    }
  }
  const tag = tagToken === undefined ? '' : p.resolveTag(tagToken)
  const properties = { line, column, ...(anchor !== undefined && { anchor }), ...(tag !== '' && { tag }) }

  switch (token.type) {
    case Token.BLOCK_ENTRY:
      if (!indentlessSequence) break
      p.to(indentlessSequenceEntry)
      return { type: 'sequence start', ...properties }
    case Token.SCALAR:
      p.pop()
      p.skip()
      return {
        type: 'scalar',
        ...properties,
        value: token.value,
        implicit: tag === '' ? token.isPlain : tag === '!',
      }
    case Token.FLOW_SEQUENCE_START:
      p.to(flowSequenceFirstEntry)
      return { type: 'sequence start', ...properties }
    case Token.FLOW_MAPPING_START:
      p.to(flowMappingFirstKey)
      return { type: 'mapping start', ...properties }
    case Token.BLOCK_SEQUENCE_START:
      if (!block) break
      p.to(blockSequenceFirstEntry)
      return { type: 'sequence start', ...properties }
    case Token.BLOCK_MAPPING_START:
      if (!block) break
      p.to(blockMappingFirstKey)
      return { type: 'mapping start', ...properties }
  }
  if (anchor !== undefined || tag !== '') {
    p.pop()
    return { type: 'scalar', ...properties, value: '', implicit: tag === '' }
  }
  return p.fail('did not find expected node content', token.line)
}

const blockSequenceFirstEntry: State = (p) => {
  p.skip()
  return blockSequenceEntry(p)
}

const blockSequenceEntry: State = (p) => {
  const token = p.peek()
  if (token.type === Token.BLOCK_ENTRY) {
    const next = p.advance()
    if (next.type !== Token.BLOCK_ENTRY && next.type !== Token.BLOCK_END) {
      p.push(blockSequenceEntry)
      return parseNode(p, true, false)
    }
    p.to(blockSequenceEntry)
    return emptyScalar(token.endLine)
  }
  if (token.type !== Token.BLOCK_END) p.fail("did not find expected '-' indicator", token.line)
  p.pop()
  p.skip()
  return { type: 'sequence end', line: token.line }
}

const indentlessSequenceEntry: State = (p) => {
  const token = p.peek()
  if (token.type === Token.BLOCK_ENTRY) {
    const next = p.advance()
    if (
      next.type !== Token.BLOCK_ENTRY &&
      next.type !== Token.KEY &&
      next.type !== Token.VALUE &&
      next.type !== Token.BLOCK_END
    ) {
      p.push(indentlessSequenceEntry)
      return parseNode(p, true, false)
    }
    p.to(indentlessSequenceEntry)
    return emptyScalar(token.endLine)
  }
  p.pop()
  return { type: 'sequence end', line: token.line }
}

const blockMappingFirstKey: State = (p) => {
  p.skip()
  return blockMappingKey(p)
}

const blockMappingKey: State = (p) => {
  const token = p.peek()
  if (token.type === Token.KEY) {
    const next = p.advance()
    if (next.type !== Token.KEY && next.type !== Token.VALUE && next.type !== Token.BLOCK_END) {
      p.push(blockMappingValue)
      return parseNode(p, true, true)
    }
    p.to(blockMappingValue)
    return emptyScalar(token.endLine)
  }
  if (token.type !== Token.BLOCK_END) p.fail('did not find expected key', token.line)
  p.pop()
  p.skip()
  return { type: 'mapping end', line: token.line }
}

const blockMappingValue: State = (p) => {
  const token = p.peek()
  if (token.type === Token.VALUE) {
    const next = p.advance()
    if (next.type !== Token.KEY && next.type !== Token.VALUE && next.type !== Token.BLOCK_END) {
      p.push(blockMappingKey)
      return parseNode(p, true, true)
    }
    p.to(blockMappingKey)
    return emptyScalar(token.endLine)
  }
  p.to(blockMappingKey)
  return emptyScalar(token.line)
}

const flowSequenceFirstEntry: State = (p) => {
  p.skip()
  return parseFlowSequenceEntry(p, true)
}

const flowSequenceEntry: State = (p) => parseFlowSequenceEntry(p, false)

function parseFlowSequenceEntry(p: Parser, first: boolean): Event {
  let token = p.peek()
  if (token.type !== Token.FLOW_SEQUENCE_END) {
    if (!first) {
      if (token.type !== Token.FLOW_ENTRY) p.fail("did not find expected ',' or ']'", token.line)
      token = p.advance()
    }
    if (token.type === Token.KEY) {
      p.to(flowSequenceEntryMappingKey)
      p.skip()
      return { type: 'mapping start', line: token.line }
    }
    if (token.type !== Token.FLOW_SEQUENCE_END) {
      p.push(flowSequenceEntry)
      return parseNode(p, false, false)
    }
  }
  p.pop()
  p.skip()
  return { type: 'sequence end', line: token.line }
}

const flowSequenceEntryMappingKey: State = (p) => {
  const token = p.peek()
  if (
    token.type !== Token.VALUE &&
    token.type !== Token.FLOW_ENTRY &&
    token.type !== Token.FLOW_SEQUENCE_END
  ) {
    p.push(flowSequenceEntryMappingValue)
    return parseNode(p, false, false)
  }
  // As in Go, the token is passed over here, which is why `[? , a]` fails
  p.skip()
  p.to(flowSequenceEntryMappingValue)
  return emptyScalar(token.endLine)
}

const flowSequenceEntryMappingValue: State = (p) => {
  const token = p.peek()
  if (token.type === Token.VALUE) {
    const next = p.advance()
    if (next.type !== Token.FLOW_ENTRY && next.type !== Token.FLOW_SEQUENCE_END) {
      p.push(flowSequenceEntryMappingEnd)
      return parseNode(p, false, false)
    }
  }
  p.to(flowSequenceEntryMappingEnd)
  return emptyScalar(token.line)
}

const flowSequenceEntryMappingEnd: State = (p) => {
  p.to(flowSequenceEntry)
  return { type: 'mapping end', line: p.peek().line }
}

const flowMappingFirstKey: State = (p) => {
  p.skip()
  return parseFlowMappingKey(p, true)
}

const flowMappingKey: State = (p) => parseFlowMappingKey(p, false)

function parseFlowMappingKey(p: Parser, first: boolean): Event {
  let token = p.peek()
  if (token.type !== Token.FLOW_MAPPING_END) {
    if (!first) {
      if (token.type !== Token.FLOW_ENTRY) p.fail("did not find expected ',' or '}'", token.line)
      token = p.advance()
    }
    if (token.type === Token.KEY) {
      token = p.advance()
      if (
        token.type !== Token.VALUE &&
        token.type !== Token.FLOW_ENTRY &&
        token.type !== Token.FLOW_MAPPING_END
      ) {
        p.push(flowMappingValue)
        return parseNode(p, false, false)
      }
      p.to(flowMappingValue)
      return emptyScalar(token.line)
    }
    if (token.type !== Token.FLOW_MAPPING_END) {
      p.push(flowMappingEmptyValue)
      return parseNode(p, false, false)
    }
  }
  p.pop()
  p.skip()
  return { type: 'mapping end', line: token.line }
}

const flowMappingValue: State = (p) => {
  let token = p.peek()
  if (token.type === Token.VALUE) {
    token = p.advance()
    if (token.type !== Token.FLOW_ENTRY && token.type !== Token.FLOW_MAPPING_END) {
      p.push(flowMappingKey)
      return parseNode(p, false, false)
    }
  }
  p.to(flowMappingKey)
  return emptyScalar(token.line)
}

const flowMappingEmptyValue: State = (p) => {
  p.to(flowMappingKey)
  return emptyScalar(p.peek().line)
}
