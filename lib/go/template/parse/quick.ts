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
  /** the next token, and where it begins in the text */
  #i = 0
  #at: number
  #tree!: OpenTree
  #vars: string[] = ['$']
  #ranges = 0
  #nesting = 0
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

  #take(): string {
    const token = this.#tokens[this.#i++]
    if (token === undefined) return giveUp()
    this.#at += token.length
    return token
  }

  #peek(): string {
    return this.#tokens[this.#i] ?? giveUp()
  }

  /** Texts and actions, from the right delimiter that comes next to the one of the action that ends the list. */
  #list(list: Mutable<Tree['root']>, isTop: boolean): End {
    const { nodes } = list
    for (;;) {
      const start = this.#at
      const delimiter = this.#take()
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
      if (left < 0) {
        if (list.pos < 0) list.pos = this.#at
        return 'EOF'
      }
      const token = this.#peek()
      if (token.charCodeAt(0) === SLASH) {
        this.#comment()
        continue
      }
      const pos = start + left
      if (list.pos < 0) list.pos = pos
      const k = lead(token)
      if (!isWord(token.charCodeAt(k))) {
        nodes.push(this.#action(k))
        continue
      }
      const word = k === 0 ? token : token.slice(k)
      switch (word) {
        case 'end':
          this.#keyword()
          this.#expectDelimiter()
          return 'end'
        case 'else':
          this.#keyword()
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
          nodes.push({ type: word, pos: this.#at + k, tree: this.#tree })
          this.#keyword()
          this.#expectDelimiter()
          break
        default:
          nodes.push(this.#action(k))
      }
    }
  }

  #comment(): void {
    this.#take()
    const after = this.#peek()
    const isFine = after.startsWith('}}') || (after.startsWith('-}}', 1) && isSpace(after.charCodeAt(0)))
    if (!isFine) giveUp()
  }

  /** Takes a word, after which something must follow that ends one. */
  #keyword(): void {
    this.#take()
    this.#expectTerminator()
  }

  #expectTerminator(): void {
    const token = this.#peek()
    const c = token.charCodeAt(0)
    const ends =
      isSpace(c) ||
      (c === CLOSING && token.charCodeAt(1) === CLOSING) ||
      c === DOT ||
      c === COMMA ||
      c === PIPE ||
      c === COLON ||
      c === LEFT_PAREN ||
      c === RIGHT_PAREN
    if (!ends) giveUp()
  }

  /** Whether `token` begins with a right delimiter at `k`; a minus sign needs a space before it. */
  #isDelimiter(token: string, k: number): boolean {
    const hasMinus = token.charCodeAt(k) === MINUS
    const at = hasMinus ? k + 1 : k
    if (token.charCodeAt(at) !== CLOSING || token.charCodeAt(at + 1) !== CLOSING) return false
    return !hasMinus || k > 0 || giveUp()
  }

  #expectDelimiter(): void {
    const token = this.#peek()
    if (!this.#isDelimiter(token, lead(token))) giveUp()
  }

  #action(k: number): Node {
    const pos = this.#at + k
    return { type: 'action', pos, tree: this.#tree, pipe: this.#pipeline(false, false) }
  }

  #else(): void {
    const token = this.#peek()
    const k = lead(token)
    this.#chained = undefined
    if (this.#isDelimiter(token, k)) return
    const word = token.slice(k)
    if (word !== 'if' && word !== 'with') return giveUp()
    this.#chained = word
    this.#chainedAt = this.#at + k
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
    const token = this.#take()
    const k = lead(token)
    const c = token.charCodeAt(k)
    if (k === 0 || (c !== QUOTE && c !== BACKQUOTE)) giveUp()
    return this.#unquoted(token.slice(k))
  }

  #unquoted(quoted: string): string {
    return unquote(quoted) ?? giveUp()
  }

  #define(pos: number): void {
    const outer = this.#tree
    const vars = this.#vars
    const name = this.#quotedName()
    this.#expectDelimiter()
    this.#tree = this.#newTree(name, pos)
    this.#vars = ['$']
    if (this.#list(this.#tree.root as Mutable<Tree['root']>, false) !== 'end') giveUp()
    this.#add(this.#tree)
    this.#tree = outer
    this.#vars = vars
  }

  #template(): Node {
    const pos = this.#at + lead(this.#peek())
    const name = this.#quotedName()
    const after = this.#peek()
    const k = lead(after)
    if (this.#isDelimiter(after, k)) return { type: 'template', pos, tree: this.#tree, name, pipe: undefined }
    if (k === 0) giveUp()
    return { type: 'template', pos, tree: this.#tree, name, pipe: this.#pipeline(false, false) }
  }

  /** Up to the right delimiter, which is left for the list, or to the parenthesis, which is taken. */
  #pipeline(isRange: boolean, inParens: boolean): PipeNode {
    const { length } = this.#tokens
    const token = this.#peek()
    const k = lead(token)
    const pipe: PipeNode = {
      type: 'pipe',
      pos: this.#at + k,
      tree: this.#tree,
      isAssign: false,
      decl: [],
      cmds: [],
    }
    if (token.charCodeAt(k) === DOLLAR) this.#declarations(pipe, isRange)
    while (this.#i < length) {
      const cmd = this.#command()
      if (pipe.cmds.length > 0) {
        const { type } = cmd.args[0]!
        if (type === 'bool' || type === 'dot' || type === 'nil' || type === 'number' || type === 'string')
          giveUp()
      }
      pipe.cmds.push(cmd)
      const next = this.#peek()
      const at = lead(next)
      const c = next.charCodeAt(at)
      if (c === PIPE) this.#take()
      else if (c === RIGHT_PAREN) {
        if (!inParens) giveUp()
        this.#take()
        return pipe
      } else {
        if (inParens) giveUp()
        return pipe
      }
    }
    return giveUp()
  }

  #declarations(pipe: PipeNode, isRange: boolean): void {
    for (;;) {
      const token = this.#peek()
      const k = lead(token)
      const after = this.#tokens[this.#i + 1] ?? giveUp()
      const l = lead(after)
      const c = after.charCodeAt(l)
      const isDeclare = c === COLON
      if (!isDeclare && c !== EQUALS && c !== COMMA) {
        if (pipe.decl.length > 0) giveUp()
        return
      }
      if (token.charCodeAt(k) !== DOLLAR || token.includes('.') || (c === EQUALS && l === 0)) giveUp()
      if (c === COMMA && (!isRange || pipe.decl.length > 0)) giveUp()
      const name = token.slice(k)
      pipe.decl.push({ type: 'variable', pos: this.#at + k, tree: this.#tree, ident: [name] })
      this.#vars.push(name)
      this.#take()
      this.#take()
      if (c === COMMA) continue
      pipe.isAssign = !isDeclare
      return
    }
  }

  #command(): CommandNode {
    const pos = this.#at + lead(this.#peek())
    const args = [this.#operand()]
    for (;;) {
      const token = this.#peek()
      const k = lead(token)
      const c = token.charCodeAt(k)
      if (c === PIPE || c === RIGHT_PAREN || this.#isDelimiter(token, k)) break
      if (k === 0) giveUp()
      args.push(this.#operand())
    }
    return { type: 'command', pos, tree: this.#tree, args }
  }

  #operand(): Node {
    const tree = this.#tree
    const start = this.#at
    const token = this.#take()
    const k = lead(token)
    const pos = start + k
    const c = token.charCodeAt(k)
    if (c === DOT) {
      if (token.length === k + 1) return { type: 'dot', pos, tree }
      const ident = token.slice(k + 1).split('.')
      return { type: 'field', pos: ident.length === 1 ? pos : pos + 1 + ident[0]!.length, tree, ident }
    }
    if (isWord(c)) return this.#word(token.slice(k), pos)
    if (c === QUOTE || c === BACKQUOTE) {
      const quoted = token.slice(k)
      return { type: 'string', pos, tree, quoted, text: this.#unquoted(quoted) }
    }
    if (c === DOLLAR) {
      const ident = token.slice(k).split('.')
      const name = ident[0]!
      countSteps(this.#vars.length >> 4)
      if (!this.#vars.includes(name)) giveUp()
      return { type: 'variable', pos: ident.length === 1 ? pos : pos + name.length, tree, ident }
    }
    if (c === LEFT_PAREN) {
      if (++this.#nesting > DEEPEST) giveUp()
      const pipe = this.#pipeline(false, true)
      this.#nesting--
      return this.#withFields(pipe)
    }
    if (isDigit(c) || (c === MINUS && isDigit(token.charCodeAt(k + 1)))) {
      const text = token.slice(k)
      return { type: 'number', pos, tree, text, ...this.#number(text) }
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

  #word(word: string, pos: number): Node {
    const tree = this.#tree
    this.#expectTerminator()
    switch (word) {
      case 'true':
      case 'false':
        return { type: 'bool', pos, tree, value: word === 'true' }
      case 'nil':
        return { type: 'nil', pos, tree }
      case 'block':
      case 'break':
      case 'continue':
      case 'define':
      case 'else':
      case 'end':
      case 'if':
      case 'range':
      case 'template':
      case 'with':
        return giveUp()
    }
    if (!this.#hasFunction(word)) giveUp()
    return this.#withFields({ type: 'identifier', pos, tree, ident: word })
  }

  /** A term with the fields that follow it at once. */
  #withFields(node: Node): Node {
    const token = this.#peek()
    if (token.charCodeAt(0) !== DOT) return node
    if (token.length === 1) giveUp()
    const pos = this.#at
    this.#take()
    return { type: 'chain', pos, tree: this.#tree, node, field: token.slice(1).split('.') }
  }
}

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
