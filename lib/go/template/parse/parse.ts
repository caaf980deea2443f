import { sprintf } from '../../fmt/index.ts'
import { unquote } from '../../strconv/index.ts'
import { countBytes, countSteps } from '../../meter.ts'
import { BudgetError, GoError, Int, type Value } from '../../value.ts'
import { TemplateError } from '../error.ts'
import { itemText, Lexer, type Item, type ItemType } from './lex.ts'
import {
  isEmptyTree,
  nodeText,
  pipeWeight,
  type BranchNode,
  type CommandNode,
  type ElseNode,
  type EndNode,
  type ListNode,
  type Node,
  type PipeNode,
  type Tree,
  type VariableNode,
} from './node.ts'
import { parseNumber } from './number.ts'
import { parseQuickly } from './quick.ts'

/** Go allows 10000 nested parentheses; a JavaScript stack holds fewer, and nobody writes as many. */
export const MAX_NESTING = 1000

const NOTHING: Item = { type: 'error', pos: 0, val: '', line: 0 }

/** A tree in the making. Mirrors `parse.Tree` while it parses. */
/** Bytes that a token takes with what is made of it: its node and its code. */
const TOKEN = 200

class Parser implements Tree {
  name: string
  readonly parseName: string
  readonly text: string
  root!: ListNode
  pos: number
  readonly #lex: Lexer
  readonly #hasFunction: (name: string) => boolean
  readonly #treeSet: Map<string, Tree>
  /** how deep controls and parentheses are nested, here and in what this is nested in */
  #nesting: number
  readonly #token: [Item, Item, Item] = [NOTHING, NOTHING, NOTHING]
  #peekCount = 0
  #vars: string[] = ['$']
  #actionLine = 0
  #rangeDepth = 0

  constructor(
    name: string,
    parseName: string,
    text: string,
    lex: Lexer,
    hasFunction: (name: string) => boolean,
    treeSet: Map<string, Tree>,
    pos: number,
    nesting: number,
  ) {
    this.name = name
    this.parseName = parseName
    this.text = text
    this.#lex = lex
    this.#hasFunction = hasFunction
    this.#treeSet = treeSet
    this.pos = pos
    this.#nesting = nesting
  }

  #next(): Item {
    if (this.#peekCount > 0) this.#peekCount--
    else {
      countBytes(TOKEN)
      this.#token[0] = this.#lex.nextItem()
    }
    return this.#token[this.#peekCount]!
  }

  #backup(): void {
    this.#peekCount++
  }

  #backup2(t1: Item): void {
    this.#token[1] = t1
    this.#peekCount = 2
  }

  #backup3(t2: Item, t1: Item): void {
    this.#token[1] = t1
    this.#token[2] = t2
    this.#peekCount = 3
  }

  #peek(): Item {
    if (this.#peekCount > 0) return this.#token[this.#peekCount - 1]!
    this.#peekCount = 1
    return (this.#token[0] = this.#lex.nextItem())
  }

  #nextNonSpace(): Item {
    let token = this.#next()
    while (token.type === 'space') token = this.#next()
    return token
  }

  #peekNonSpace(): Item {
    const token = this.#nextNonSpace()
    this.#backup()
    return token
  }

  #errorf(format: string, ...args: Value[]): never {
    const { line } = this.#token[0]
    const detail = sprintf(format, args)
    const text = `template: ${this.parseName}:${line}: ${detail}`
    throw new TemplateError({
      code: 'parse',
      template: this.name,
      parseName: this.parseName,
      line,
      column: undefined,
      context: undefined,
      detail,
      text,
    })
  }

  #expect(expected: ItemType, context: string): Item {
    const token = this.#nextNonSpace()
    if (token.type !== expected) this.#unexpected(token, context)
    return token
  }

  #unexpected(token: Item, context: string): never {
    if (token.type === 'error') {
      let extra = ''
      if (this.#actionLine !== 0 && this.#actionLine !== token.line) {
        extra = ` in action started at ${this.parseName}:${this.#actionLine}`
        if (token.val.endsWith(' action')) extra = extra.slice(' in action'.length)
      }
      this.#errorf('%s%s', itemText(token), extra)
    }
    this.#errorf('unexpected %s in %s', itemText(token), context)
  }

  /** Goes one level deeper; whoever comes back takes one off. */
  #nest(): void {
    if (++this.#nesting > MAX_NESTING) throw new BudgetError('DEPTH_LIMIT', MAX_NESTING)
  }

  #inner(name: string, pos: number): Parser {
    return new Parser(
      name,
      this.parseName,
      this.text,
      this.#lex,
      this.#hasFunction,
      this.#treeSet,
      pos,
      this.#nesting,
    )
  }

  #add(): void {
    const tree = this.#treeSet.get(this.name)
    if (tree === undefined || isEmptyTree(tree.root)) {
      this.#treeSet.set(this.name, this)
      return
    }
    if (!isEmptyTree(this.root)) this.#errorf('template: multiple definition of template %q', this.name)
  }

  #list(pos: number): ListNode {
    return { type: 'list', pos, tree: this, nodes: [] }
  }

  /** The whole text. Mirrors `Tree.parse` and `Tree.Parse`. */
  parse(): this {
    this.root = this.#list(this.#peek().pos)
    while (this.#peek().type !== 'EOF') {
      if (this.#peek().type === 'leftDelim') {
        const delim = this.#next()
        if (this.#nextNonSpace().type === 'define') {
          this.#inner('definition', delim.pos).#parseDefinition()
          continue
        }
        this.#backup2(delim)
      }
      const node = this.#textOrAction()
      if (node.type === 'end' || node.type === 'else') this.#errorf('unexpected %s', nodeText(node))
      this.root.nodes.push(node)
    }
    this.#add()
    return this
  }

  #parseDefinition(): void {
    const context = 'define clause'
    const name = this.#nextNonSpace()
    if (name.type !== 'string' && name.type !== 'rawString') this.#unexpected(name, context)
    this.name = this.#unquote(name.val)
    this.#expect('rightDelim', context)
    const [list, end] = this.#itemList()
    this.root = list
    if (end.type !== 'end') this.#errorf('unexpected %s in %s', nodeText(end), context)
    this.#add()
  }

  #unquote(text: string): string {
    const s = unquote(text)
    if (s === undefined) this.#errorf('%s', 'invalid syntax')
    return s
  }

  #itemList(): [ListNode, EndNode | ElseNode] {
    const list = this.#list(this.#peekNonSpace().pos)
    while (this.#peekNonSpace().type !== 'EOF') {
      const node = this.#textOrAction()
      if (node.type === 'end' || node.type === 'else') return [list, node]
      list.nodes.push(node)
    }
    this.#errorf('unexpected EOF')
  }

  #textOrAction(): Node {
    const token = this.#nextNonSpace()
    if (token.type === 'text') return { type: 'text', pos: token.pos, tree: this, text: token.val }
    if (token.type !== 'leftDelim') this.#unexpected(token, 'input')
    this.#actionLine = token.line
    const node = this.#action()
    this.#actionLine = 0
    return node
  }

  #action(): Node {
    const token = this.#nextNonSpace()
    switch (token.type) {
      case 'block':
        return this.#blockControl()
      case 'break':
      case 'continue':
        return this.#loopControl(token.type, token.pos)
      case 'else':
        return this.#elseControl()
      case 'end':
        return { type: 'end', pos: this.#expect('rightDelim', 'end').pos, tree: this }
      case 'if':
      case 'range':
      case 'with':
        return this.#parseControl(token.type)
      case 'template':
        return this.#templateControl()
    }
    this.#backup()
    const { pos } = this.#peek()
    return { type: 'action', pos, tree: this, pipe: this.#pipeline('command', 'rightDelim') }
  }

  #loopControl(type: 'break' | 'continue', pos: number): Node {
    const token = this.#nextNonSpace()
    if (token.type !== 'rightDelim') this.#unexpected(token, `{{${type}}}`)
    if (this.#rangeDepth === 0) this.#errorf(`{{${type}}} outside {{range}}`)
    return { type, pos, tree: this }
  }

  #pipeline(context: string, end: ItemType): PipeNode {
    const { pos } = this.#peekNonSpace()
    const pipe: PipeNode = { type: 'pipe', pos, tree: this, isAssign: false, decl: [], cmds: [], weight: 0 }
    this.#declarations(pipe, context)
    for (;;) {
      const token = this.#nextNonSpace()
      switch (token.type) {
        case end:
          this.#checkPipeline(pipe, context)
          pipe.weight = pipeWeight(pipe)
          return pipe
        case 'bool':
        case 'charConstant':
        case 'complex':
        case '.':
        case 'field':
        case 'identifier':
        case 'number':
        case 'nil':
        case 'rawString':
        case 'string':
        case 'variable':
        case 'leftParen':
          this.#backup()
          pipe.cmds.push(this.#command())
          break
        default:
          this.#unexpected(token, context)
      }
    }
  }

  #declarations(pipe: PipeNode, context: string): void {
    for (;;) {
      const v = this.#peekNonSpace()
      if (v.type !== 'variable') return
      this.#next()
      // `$x foo`: only "foo" (as opposed to ":=") tells that $x is an argument, so three tokens are looked at
      const tokenAfterVariable = this.#peek()
      const next = this.#peekNonSpace()
      if (next.type === 'assign' || next.type === 'declare') {
        pipe.isAssign = next.type === 'assign'
        this.#nextNonSpace()
        this.#declare(pipe, v)
        return
      }
      if (next.type === 'char' && next.val === ',') {
        this.#nextNonSpace()
        this.#declare(pipe, v)
        if (context !== 'range' || pipe.decl.length >= 2) this.#errorf('too many declarations in %s', context)
        const { type } = this.#peekNonSpace()
        if (type === 'variable' || type === 'rightDelim' || type === 'rightParen') continue
        this.#errorf('range can only initialize variables')
      }
      if (tokenAfterVariable.type === 'space') this.#backup3(v, tokenAfterVariable)
      else this.#backup2(v)
      return
    }
  }

  #declare(pipe: PipeNode, v: Item): void {
    pipe.decl.push(this.#variable(v.pos, v.val))
    this.#vars.push(v.val)
  }

  #checkPipeline(pipe: PipeNode, context: string): void {
    if (pipe.cmds.length === 0) this.#errorf('missing value for %s', context)
    pipe.cmds.forEach((cmd, i) => {
      if (i === 0) return
      switch (cmd.args[0]!.type) {
        case 'bool':
        case 'dot':
        case 'nil':
        case 'number':
        case 'string':
          this.#errorf('non executable command in pipeline stage %d', Int.of(i + 1))
      }
    })
  }

  #parseControl(type: BranchNode['type']): Node {
    this.#nest()
    const vars = this.#vars.length
    const pipe = this.#pipeline(type, 'rightDelim')
    if (type === 'range') this.#rangeDepth++
    const [list, next] = this.#itemList()
    if (type === 'range') this.#rangeDepth--
    let elseList: ListNode | undefined
    if (next.type === 'else') elseList = this.#elseList(type, next.pos)
    this.#vars.length = vars
    this.#nesting--
    return { type, pos: pipe.pos, tree: this, pipe, list, elseList }
  }

  /** `else if` and `else with` are an else with the control within; the one end serves both. */
  #elseList(type: BranchNode['type'], pos: number): ListNode {
    if ((type === 'if' || type === 'with') && this.#peek().type === type) {
      this.#next()
      const list = this.#list(pos)
      list.nodes.push(this.#parseControl(type))
      return list
    }
    const [list, next] = this.#itemList()
    if (next.type !== 'end') this.#errorf('expected end; found %s', nodeText(next))
    return list
  }

  #elseControl(): Node {
    const { type, pos } = this.#peekNonSpace()
    if (type === 'if' || type === 'with') return { type: 'else', pos, tree: this }
    const token = this.#expect('rightDelim', 'else')
    return { type: 'else', pos: token.pos, tree: this }
  }

  #blockControl(): Node {
    const context = 'block clause'
    const token = this.#nextNonSpace()
    const name = this.#templateName(token, context)
    const pipe = this.#pipeline(context, 'rightDelim')
    this.#nest()
    const block = this.#inner(name, token.pos)
    const [list, end] = block.#itemList()
    this.#nesting--
    block.root = list
    if (end.type !== 'end') this.#errorf('unexpected %s in %s', nodeText(end), context)
    block.#add()
    return { type: 'template', pos: token.pos, tree: this, name, pipe }
  }

  #templateControl(): Node {
    const context = 'template clause'
    const token = this.#nextNonSpace()
    const name = this.#templateName(token, context)
    let pipe: PipeNode | undefined
    if (this.#nextNonSpace().type !== 'rightDelim') {
      this.#backup()
      pipe = this.#pipeline(context, 'rightDelim')
    }
    return { type: 'template', pos: token.pos, tree: this, name, pipe }
  }

  #templateName(token: Item, context: string): string {
    if (token.type !== 'string' && token.type !== 'rawString') this.#unexpected(token, context)
    return this.#unquote(token.val)
  }

  #command(): CommandNode {
    const cmd: CommandNode = { type: 'command', pos: this.#peekNonSpace().pos, tree: this, args: [] }
    for (;;) {
      this.#peekNonSpace()
      const operand = this.#operand()
      if (operand !== undefined) cmd.args.push(operand)
      const token = this.#next()
      if (token.type === 'space') continue
      if (token.type === 'rightDelim' || token.type === 'rightParen') this.#backup()
      else if (token.type !== 'pipe') this.#unexpected(token, 'operand')
      break
    }
    if (cmd.args.length === 0) this.#errorf('empty command')
    return cmd
  }

  #operand(): Node | undefined {
    const node = this.#term()
    if (node === undefined || this.#peek().type !== 'field') return node
    const { pos } = this.#peek()
    const field: string[] = []
    while (this.#peek().type === 'field') field.push(this.#next().val.slice(1))
    switch (node.type) {
      case 'field':
        return { type: 'field', pos, tree: this, ident: [...node.ident, ...field] }
      case 'variable':
        return { type: 'variable', pos, tree: this, ident: [...node.ident, ...field] }
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        this.#errorf('unexpected . after term %q', nodeText(node))
    }
    return { type: 'chain', pos, tree: this, node, field }
  }

  #term(): Node | undefined {
    const token = this.#nextNonSpace()
    const { pos } = token
    switch (token.type) {
      case 'identifier':
        if (!this.#hasFunction(token.val)) this.#errorf('function %q not defined', token.val)
        return { type: 'identifier', pos, tree: this, ident: token.val }
      case '.':
        return { type: 'dot', pos, tree: this }
      case 'nil':
        return { type: 'nil', pos, tree: this }
      case 'variable':
        return this.#useVar(pos, token.val)
      case 'field':
        return { type: 'field', pos, tree: this, ident: token.val.slice(1).split('.') }
      case 'bool':
        return { type: 'bool', pos, tree: this, value: token.val === 'true' }
      case 'charConstant':
      case 'complex':
      case 'number':
        try {
          return { type: 'number', pos, tree: this, text: token.val, ...parseNumber(token.val, token.type) }
        } catch (error) {
          if (error instanceof GoError) this.#errorf('%s', error.message)
          throw error
        }
      case 'leftParen':
        return this.#parenthesized()
      case 'string':
      case 'rawString':
        return { type: 'string', pos, tree: this, quoted: token.val, text: this.#unquote(token.val) }
    }
    this.#backup()
    return undefined
  }

  #parenthesized(): PipeNode {
    this.#nest()
    const pipe = this.#pipeline('parenthesized pipeline', 'rightParen')
    this.#nesting--
    return pipe
  }

  #variable(pos: number, name: string): VariableNode {
    return { type: 'variable', pos, tree: this, ident: name.split('.') }
  }

  #useVar(pos: number, name: string): VariableNode {
    const v = this.#variable(pos, name)
    countSteps(this.#vars.length >> 4)
    if (!this.#vars.includes(v.ident[0]!)) this.#errorf('undefined variable %q', v.ident[0]!)
    return v
  }
}

/**
 * Parses `text` and what it defines: a map from template name to tree, the text's own under `name`.
 * Throws `TemplateError` (code `parse`), or `BudgetError` for nesting that no stack would hold. Mirrors `parse.Parse`.
 */
export const parse = (
  name: string,
  text: string,
  hasFunction: (name: string) => boolean,
): Map<string, Tree> => parseQuickly(name, text, hasFunction) ?? parseByTheBook(name, text, hasFunction)

/** The same for every text, and slower. */
export function parseByTheBook(
  name: string,
  text: string,
  hasFunction: (name: string) => boolean,
): Map<string, Tree> {
  const trees = new Map<string, Tree>()
  const lexer = new Lexer(text)
  lexer.options = { breakOK: !hasFunction('break'), continueOK: !hasFunction('continue') }
  new Parser(name, name, text, lexer, hasFunction, trees, 0, 0).parse()
  return trees
}
