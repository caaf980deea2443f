import { quote } from '../../strconv/index.ts'
import { isBlank } from '../../trim-space.ts'

/** One parsed template: `text` is the whole text it stands in, for positions. Mirrors `parse.Tree`. */
export interface Tree {
  /** the template's name */
  readonly name: string
  /** the name of the text it was parsed from, for messages */
  readonly parseName: string
  readonly text: string
  readonly root: ListNode
  /** offset in `text` of the action that defines it; 0 for the text itself */
  readonly pos: number
}

/** Where a node stands: `pos` is an offset in the text of `tree` (UTF-16 units). */
interface Place {
  readonly pos: number
  readonly tree: Tree
}

export interface ListNode extends Place {
  readonly type: 'list'
  readonly nodes: Node[]
}
export interface TextNode extends Place {
  readonly type: 'text'
  readonly text: string
}
export interface ActionNode extends Place {
  readonly type: 'action'
  readonly pipe: PipeNode
}
export interface PipeNode extends Place {
  readonly type: 'pipe'
  /** the variables are assigned, not declared */
  isAssign: boolean
  readonly decl: VariableNode[]
  readonly cmds: CommandNode[]
  /** how many parts of it run: operands, and the fields of each */
  weight: number
}
export interface CommandNode extends Place {
  readonly type: 'command'
  readonly args: Node[]
}
/** Always a function's name. */
export interface IdentifierNode extends Place {
  readonly type: 'identifier'
  readonly ident: string
}
/** `$x`, or `$x.a.b`: the dollar sign belongs to the first name. */
export interface VariableNode extends Place {
  readonly type: 'variable'
  readonly ident: readonly string[]
}
export interface DotNode extends Place {
  readonly type: 'dot'
}
export interface NilNode extends Place {
  readonly type: 'nil'
}
/** `.a.b`, names without their periods. */
export interface FieldNode extends Place {
  readonly type: 'field'
  readonly ident: readonly string[]
}
/** A term and fields of it: `(x).a.b`. */
export interface ChainNode extends Place {
  readonly type: 'chain'
  readonly node: Node
  readonly field: readonly string[]
}
export interface BoolNode extends Place {
  readonly type: 'bool'
  readonly value: boolean
}
/** A number under each Go type that can hold it, as Go's ideal constants; undefined where it cannot. */
export interface NumberNode extends Place {
  readonly type: 'number'
  readonly int64: bigint | undefined
  readonly uint64: bigint | undefined
  readonly float64: number | undefined
  readonly complex128: { readonly re: number; readonly im: number } | undefined
  readonly text: string
}
export interface StringNode extends Place {
  readonly type: 'string'
  /** as written, with its quotes */
  readonly quoted: string
  readonly text: string
}
/** Met while parsing; never part of a tree. */
export interface EndNode extends Place {
  readonly type: 'end'
}
/** Met while parsing; never part of a tree. */
export interface ElseNode extends Place {
  readonly type: 'else'
}
export interface BranchNode extends Place {
  readonly type: 'if' | 'range' | 'with'
  readonly pipe: PipeNode
  readonly list: ListNode
  readonly elseList: ListNode | undefined
}
export interface BreakNode extends Place {
  readonly type: 'break'
}
export interface ContinueNode extends Place {
  readonly type: 'continue'
}
export interface TemplateNode extends Place {
  readonly type: 'template'
  readonly name: string
  readonly pipe: PipeNode | undefined
}

export type Node =
  | ListNode
  | TextNode
  | ActionNode
  | PipeNode
  | CommandNode
  | IdentifierNode
  | VariableNode
  | DotNode
  | NilNode
  | FieldNode
  | ChainNode
  | BoolNode
  | NumberNode
  | StringNode
  | EndNode
  | ElseNode
  | BranchNode
  | BreakNode
  | ContinueNode
  | TemplateNode

const inParens = (node: Node): string => (node.type === 'pipe' ? `(${nodeText(node)})` : nodeText(node))

/** The node as a template would write it; messages show it. Mirrors each node's `String`. */
export function nodeText(node: Node): string {
  switch (node.type) {
    case 'list':
      return node.nodes.map(nodeText).join('')
    case 'text':
      return node.text
    case 'action':
      return `{{${nodeText(node.pipe)}}}`
    case 'pipe': {
      const decl = node.decl.map(nodeText).join(', ')
      const cmds = node.cmds.map(nodeText).join(' | ')
      return decl === '' ? cmds : `${decl} ${node.isAssign ? '=' : ':='} ${cmds}`
    }
    case 'command':
      return node.args.map(inParens).join(' ')
    case 'identifier':
      return node.ident
    case 'variable':
      return node.ident.join('.')
    case 'dot':
      return '.'
    case 'nil':
      return 'nil'
    case 'field':
      return '.' + node.ident.join('.')
    case 'chain':
      return [inParens(node.node), ...node.field].join('.')
    case 'bool':
      return String(node.value)
    case 'number':
      return node.text
    case 'string':
      return node.quoted
    case 'end':
      return '{{end}}'
    case 'else':
      return '{{else}}'
    case 'break':
      return '{{break}}'
    case 'continue':
      return '{{continue}}'
    case 'template':
      return `{{template ${quote(node.name)}${node.pipe === undefined ? '' : ' ' + nodeText(node.pipe)}}}`
    case 'if':
    case 'range':
    case 'with': {
      const otherwise = node.elseList === undefined ? '' : '{{else}}' + nodeText(node.elseList)
      return `{{${node.type} ${nodeText(node.pipe)}}}${nodeText(node.list)}${otherwise}{{end}}`
    }
  }
}

/** The weight of a pipeline that has been read, of which the pipelines within have theirs. */
export function pipeWeight(pipe: PipeNode): number {
  let weight = 1
  for (const { args } of pipe.cmds) for (const arg of args) weight += operandWeight(arg)
  return weight
}

function operandWeight(node: Node): number {
  switch (node.type) {
    case 'pipe':
      return node.weight
    case 'chain':
      return operandWeight(node.node) + node.field.length
    case 'field':
    case 'variable':
      return node.ident.length
    default:
      return 1
  }
}

/** Nothing but space within. Mirrors `parse.IsEmptyTree`. */
export function isEmptyTree(node: Node): boolean {
  if (node.type === 'list') return node.nodes.every(isEmptyTree)
  return node.type === 'text' && isBlank(node.text)
}
