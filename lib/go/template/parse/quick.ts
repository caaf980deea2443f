import { countBytes, countSteps } from '../../meter.ts'
import { unquote } from '../../strconv/index.ts'
import { GoError } from '../../value.ts'
import {
  isEmptyTree,
  type BranchNode,
  type CommandNode,
  type Node,
  type PipeNode,
  type Tree,
} from './node.ts'
import { parseNumber } from './number.ts'

/**
 * A second reader of templates, for those that hold no mistake and nothing rare: it gives the very tree that parse.ts
 * gives, or nothing at all, and then that one reads the text and says what is wrong. It is quick in a program that has
 * just started, where every line of JavaScript costs much and a regular expression little: one expression cuts the whole
 * text into tokens, white space before them included. The right delimiter, the text after it and the next left delimiter
 * are one token. What no other alternative takes, the last one does, up to the end: so a text is walked once, and a token
 * that nobody expects gives it up.
 */
const TOKEN = new RegExp(
  String.raw`[ \t\r\n]*(?:${[
    String.raw`[A-Za-z_]\w*`,
    String.raw`(?:\.[A-Za-z_]\w*)+`,
    String.raw`-?\}\}[^{]*(?:\{(?!\{)[^{]*)*(?:\{\{(?:-[ \t\r\n])?)?`,
    String.raw`\$\w*(?:\.[A-Za-z_]\w*)*`,
    String.raw`"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"`,
    String.raw`[|()=,]`,
    String.raw`:=`,
    String.raw`\.(?![\w.])`,
    String.raw`-?\d+(?:\.\d+)?(?![\w.+-])`,
    '`[^`]*`',
    String.raw`\/\*[^]*?\*\/`,
    String.raw`[^]+`,
  ].join('|')})`,
  'g',
)

/** Longer texts are left to the other reader, which counts each token before it takes the next. */
const LONGEST = 2 * 1024 * 1024
const DEEPEST = 200
/** What parse.ts counts for a token; those here stand for about two of it. */
const TOKEN_BYTES = 200

const MINUS = 0x2d
const DOT = 0x2e
const COLON = 0x3a
const EQUALS = 0x3d
const DOLLAR = 0x24
const PIPE = 0x7c
const LEFT_PAREN = 0x28
const RIGHT_PAREN = 0x29
const COMMA = 0x2c
const QUOTE = 0x22
const BACKQUOTE = 0x60
const SLASH = 0x2f
const CLOSING = 0x7d

const isSpace = (c: number): boolean => c === 0x20 || c === 0x0a || c === 0x09 || c === 0x0d
const isDigit = (c: number): boolean => c >= 0x30 && c <= 0x39
const isWord = (c: number): boolean => (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c === 0x5f

/** Where a token begins, after the white space that it took. */
function lead(token: string): number {
  let k = 0
  while (isSpace(token.charCodeAt(k))) k++
  return k
}

/** Thrown where the text is left to the other reader; nobody looks at it. */
const GIVEN_UP = new Error('left to parse.ts')
const giveUp = (): never => {
  throw GIVEN_UP
}

type Mutable<N> = { -readonly [K in keyof N]: N[K] }
type OpenTree = Mutable<Tree>

/** How a list ended. */
type End = 'end' | 'else' | 'EOF'

class QuickParser {
  readonly #name: string
  readonly #text: string
  readonly #hasFunction: (name: string) => boolean
  readonly #tokens: readonly string[]
  readonly #trees = new Map<string, Tree>()
  /** the next token ("" at the end), where it begins in the text, where in itself after white space, and its character there */
  #token = ''
  #at: number
  #k = 0
  #c = 0
  #i = -1
  #tree!: OpenTree
  #vars: string[] = ['$']
  #ranges = 0
  #nesting = 0
  /** of the pipeline being read: see `PipeNode` */
  #weight = 0
  /** the control that the latest `else` begins, and where */
  #chained: BranchNode['type'] | undefined
  #chainedAt = 0

  constructor(name: string, text: string, hasFunction: (name: string) => boolean) {
    this.#name = name
    this.#text = text
    this.#hasFunction = hasFunction
    // the text begins as if an action had just ended
    this.#tokens = `}}${text}`.match(TOKEN)!
    this.#at = -2
    countBytes(TOKEN_BYTES * this.#tokens.length)
    this.#advance()
  }

  parse(): Map<string, Tree> {
    this.#tree = this.#newTree(this.#name, 0)
    if (this.#list(this.#tree.root as Mutable<Tree['root']>, true) !== 'EOF') giveUp()
    if (this.#at !== this.#text.length) giveUp()
    this.#add(this.#tree)
    return this.#trees
  }

  #newTree(name: string, pos: number): OpenTree {
    const tree: OpenTree = { name, parseName: this.#name, text: this.#text, root: undefined!, pos }
    tree.root = { type: 'list', pos: -1, tree, nodes: [] }
    return tree
  }

  #add(tree: Tree): void {
    const known = this.#trees.get(tree.name)
    if (known === undefined || isEmptyTree(known.root)) this.#trees.set(tree.name, tree)
    else if (!isEmptyTree(tree.root)) giveUp()
  }

  #advance(): void {
    this.#at += this.#token.length
    const token = this.#tokens[++this.#i] ?? ''
    let k = 0
    let c = token.charCodeAt(0)
    while (c === 0x20 || c === 0x0a || c === 0x09 || c === 0x0d) c = token.charCodeAt(++k)
    this.#token = token
    this.#k = k
    this.#c = c
  }

  /** The token without its white space. */
  #word(): string {
    return this.#k === 0 ? this.#token : this.#token.slice(this.#k)
  }

  /** Texts and actions, from the right delimiter that comes next to the one of the action that ends the list. */
  #list(list: Mutable<Tree['root']>, isTop: boolean): End {
    const { nodes } = list
    for (;;) {
      const start = this.#at
      const delimiter = this.#token
      if (!this.#isDelimiter()) giveUp()
      let from = delimiter.indexOf('}}')
      const trimsLeft = delimiter.charCodeAt(from - 1) === MINUS
      from += 2
      const left = delimiter.indexOf('{{', from)
      let to = left < 0 ? delimiter.length : left
      if (trimsLeft) while (isSpace(delimiter.charCodeAt(from))) from++
      if (left >= 0 && delimiter.charCodeAt(left + 2) === MINUS)
        while (to > from && isSpace(delimiter.charCodeAt(to - 1))) to--
      if (to > from) {
        const pos = start + from
        if (list.pos < 0) list.pos = pos
        nodes.push({ type: 'text', pos, tree: this.#tree, text: delimiter.slice(from, to) })
      }
      this.#advance()
      if (left < 0) {
        if (list.pos < 0) list.pos = this.#at
        return 'EOF'
      }
      if (this.#c === SLASH && this.#k === 0) {
        this.#comment()
        continue
      }
      const pos = start + left
      if (list.pos < 0) list.pos = pos
      if (!isWord(this.#c)) {
        nodes.push(this.#action())
        continue
      }
      const word = this.#word()
      switch (word) {
        case 'end':
          this.#advance()
          if (!this.#isDelimiter()) giveUp()
          return 'end'
        case 'else':
          this.#advance()
          this.#else()
          return 'else'
        case 'if':
        case 'range':
        case 'with':
          this.#keyword()
          nodes.push(this.#control(word))
          break
        case 'define':
          if (!isTop) giveUp()
          this.#keyword()
          this.#define(pos)
          break
        case 'template':
          this.#keyword()
          nodes.push(this.#template())
          break
        case 'break':
        case 'continue':
          if (this.#ranges === 0 || this.#hasFunction(word)) giveUp()
          nodes.push({ type: word, pos: this.#at + this.#k, tree: this.#tree })
          this.#advance()
          if (!this.#isDelimiter()) giveUp()
          break
        default:
          nodes.push(this.#action())
      }
    }
  }

  #comment(): void {
    this.#advance()
    const after = this.#token
    const isFine = after.startsWith('}}') || (this.#k === 1 && after.startsWith('-}}', 1))
    if (!isFine) giveUp()
  }

  /** Takes a word, after which something must follow that ends one. */
  #keyword(): void {
    this.#advance()
    if (this.#k > 0) return
    const c = this.#c
    const ends =
      c === DOT || c === PIPE || c === RIGHT_PAREN || c === LEFT_PAREN || c === COMMA || c === COLON
    if (!ends && !this.#isDelimiter()) giveUp()
  }

  /** Whether a right delimiter comes next; its minus sign needs a space before it. */
  #isDelimiter(): boolean {
    const c = this.#c
    if (c === CLOSING) return this.#token.charCodeAt(this.#k + 1) === CLOSING
    if (c !== MINUS || !this.#token.startsWith('}}', this.#k + 1)) return false
    return this.#k > 0 || giveUp()
  }

  #action(): Node {
    const pos = this.#at + this.#k
    return { type: 'action', pos, tree: this.#tree, pipe: this.#pipeline(false, false) }
  }

  #else(): void {
    this.#chained = undefined
    if (this.#isDelimiter()) return
    const word = this.#word()
    if (this.#k === 0 || (word !== 'if' && word !== 'with')) return giveUp()
    this.#chained = word
    this.#chainedAt = this.#at + this.#k
    this.#keyword()
  }

  #newList(pos: number): Mutable<Tree['root']> {
    return { type: 'list', pos, tree: this.#tree, nodes: [] }
  }

  #control(type: BranchNode['type']): Node {
    if (++this.#nesting > DEEPEST) giveUp()
    const vars = this.#vars.length
    const pipe = this.#pipeline(type === 'range', false)
    const list = this.#newList(-1)
    if (type === 'range') this.#ranges++
    const end = this.#list(list, false)
    if (type === 'range') this.#ranges--
    let elseList: Tree['root'] | undefined
    if (end === 'else') elseList = this.#elseList(type)
    else if (end === 'EOF') giveUp()
    this.#vars.length = vars
    this.#nesting--
    return { type, pos: pipe.pos, tree: this.#tree, pipe, list, elseList }
  }

  #elseList(type: BranchNode['type']): Tree['root'] {
    const chained = this.#chained
    if (chained !== undefined) {
      if (chained !== type) giveUp()
      const list = this.#newList(this.#chainedAt)
      list.nodes.push(this.#control(chained))
      return list
    }
    const list = this.#newList(-1)
    if (this.#list(list, false) !== 'end') giveUp()
    return list
  }

  #quotedName(): string {
    const c = this.#c
    if (this.#k === 0 || (c !== QUOTE && c !== BACKQUOTE)) giveUp()
    const name = this.#unquoted(this.#word())
    this.#advance()
    return name
  }

  #unquoted(quoted: string): string {
    return unquote(quoted) ?? giveUp()
  }

  #define(pos: number): void {
    const outer = this.#tree
    const vars = this.#vars
    this.#tree = this.#newTree(this.#quotedName(), pos)
    this.#vars = ['$']
    if (this.#list(this.#tree.root as Mutable<Tree['root']>, false) !== 'end') giveUp()
    this.#add(this.#tree)
    this.#tree = outer
    this.#vars = vars
  }

  #template(): Node {
    const pos = this.#at + this.#k
    const name = this.#quotedName()
    if (this.#isDelimiter()) return { type: 'template', pos, tree: this.#tree, name, pipe: undefined }
    if (this.#k === 0) giveUp()
    return { type: 'template', pos, tree: this.#tree, name, pipe: this.#pipeline(false, false) }
  }

  /** Up to the right delimiter, which is left for the list, or to the parenthesis, which is taken. */
  #pipeline(isRange: boolean, inParens: boolean): PipeNode {
    const outer = this.#weight
    this.#weight = 1
    const cmds: CommandNode[] = []
    const pipe: PipeNode = {
      type: 'pipe',
      pos: this.#at + this.#k,
      tree: this.#tree,
      isAssign: false,
      decl: [],
      cmds,
      weight: 0,
    }
    if (this.#c === DOLLAR) this.#declarations(pipe, isRange)
    for (;;) {
      cmds.push(this.#command(cmds.length === 0))
      if (this.#c !== PIPE) break
      this.#advance()
    }
    if ((this.#c === RIGHT_PAREN) !== inParens) giveUp()
    if (inParens) this.#advance()
    pipe.weight = this.#weight
    this.#weight = inParens ? outer + pipe.weight : outer
    return pipe
  }

  #declarations(pipe: PipeNode, isRange: boolean): void {
    for (;;) {
      const after = this.#tokens[this.#i + 1] ?? giveUp()
      const l = lead(after)
      const c = after.charCodeAt(l)
      const isDeclare = c === COLON
      if (!isDeclare && c !== EQUALS && c !== COMMA) {
        if (pipe.decl.length > 0) giveUp()
        return
      }
      const name = this.#word()
      if (this.#c !== DOLLAR || name.includes('.') || (c === EQUALS && l === 0)) giveUp()
      if (c === COMMA && (!isRange || pipe.decl.length > 0)) giveUp()
      pipe.decl.push({ type: 'variable', pos: this.#at + this.#k, tree: this.#tree, ident: [name] })
      this.#vars.push(name)
      this.#advance()
      this.#advance()
      if (c === COMMA) continue
      pipe.isAssign = !isDeclare
      return
    }
  }

  #command(isFirst: boolean): CommandNode {
    const pos = this.#at + this.#k
    const first = this.#operand()
    if (!isFirst) {
      const { type } = first
      if (type === 'bool' || type === 'dot' || type === 'nil' || type === 'number' || type === 'string')
        giveUp()
    }
    const args = [first]
    while (this.#c !== PIPE && this.#c !== RIGHT_PAREN && !this.#isDelimiter()) {
      if (this.#k === 0) giveUp()
      args.push(this.#operand())
    }
    return { type: 'command', pos, tree: this.#tree, args }
  }

  #operand(): Node {
    const tree = this.#tree
    const pos = this.#at + this.#k
    const c = this.#c
    if (c === DOT) {
      const token = this.#token
      const names = this.#k + 1
      this.#advance()
      if (token.length === names) {
        this.#weight++
        return { type: 'dot', pos, tree }
      }
      const ident = token.slice(names).split('.')
      this.#weight += ident.length
      return { type: 'field', pos: ident.length === 1 ? pos : pos + 1 + ident[0]!.length, tree, ident }
    }
    if (c === LEFT_PAREN) {
      this.#advance()
      if (++this.#nesting > DEEPEST) giveUp()
      const pipe = this.#pipeline(false, true)
      this.#nesting--
      return this.#k === 0 && this.#c === DOT ? this.#chain(pipe) : pipe
    }
    const word = this.#word()
    if (isWord(c)) return this.#named(word, pos)
    this.#advance()
    if (c === DOLLAR) {
      const ident = word.split('.')
      const name = ident[0]!
      this.#weight += ident.length
      countSteps(this.#vars.length >> 4)
      if (!this.#vars.includes(name)) giveUp()
      return { type: 'variable', pos: ident.length === 1 ? pos : pos + name.length, tree, ident }
    }
    this.#weight++
    if (c === QUOTE || c === BACKQUOTE)
      return { type: 'string', pos, tree, quoted: word, text: this.#unquoted(word) }
    if (isDigit(c) || (c === MINUS && isDigit(word.charCodeAt(1)))) {
      return { type: 'number', pos, tree, text: word, ...this.#number(word) }
    }
    return giveUp()
  }

  #number(text: string): ReturnType<typeof parseNumber> {
    try {
      return parseNumber(text, 'number')
    } catch (error) {
      if (error instanceof GoError) return giveUp()
      throw error
    }
  }

  #named(word: string, pos: number): Node {
    const tree = this.#tree
    this.#keyword()
    this.#weight++
    if (!this.#hasFunction(word)) return this.#constant(word, pos)
    if (NO_FUNCTIONS.has(word)) giveUp()
    const node: Node = { type: 'identifier', pos, tree, ident: word }
    return this.#k === 0 && this.#c === DOT ? this.#chain(node) : node
  }

  #constant(word: string, pos: number): Node {
    const tree = this.#tree
    if (word === 'true' || word === 'false') return { type: 'bool', pos, tree, value: word === 'true' }
    return word === 'nil' ? { type: 'nil', pos, tree } : giveUp()
  }

  /** A term with the fields that follow it at once. */
  #chain(node: Node): Node {
    const pos = this.#at
    if (this.#token.length === 1) giveUp()
    const field = this.#token.slice(1).split('.')
    this.#weight += field.length
    this.#advance()
    return { type: 'chain', pos, tree: this.#tree, node, field }
  }
}

/** Words that are no functions, should one bear such a name. */
const NO_FUNCTIONS: ReadonlySet<string> = new Set([
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'false',
  'if',
  'nil',
  'range',
  'template',
  'true',
  'with',
])

/** The trees of a text as `parse` gives them; undefined where the text has to be read by the book. */
export function parseQuickly(
  name: string,
  text: string,
  hasFunction: (name: string) => boolean,
): Map<string, Tree> | undefined {
  if (text.length > LONGEST) return undefined
  try {
    return new QuickParser(name, text, hasFunction).parse()
  } catch (error) {
    if (error === GIVEN_UP) return undefined
    throw error
  }
}
