import { Dict, type Value } from '../../value.ts'
import type { BranchNode, ListNode, Node, PipeNode } from '../parse/node.ts'
import type { Binding, Scope } from '../scope.ts'
import { also } from './notes.ts'
import type { Edges } from './origin.ts'
import type { Reads } from './reads.ts'
import type { TracedState } from './state.ts'

/** Where a map is reached from: a variable's slot or dot, and fields. */
interface Target {
  readonly slot: number | undefined
  readonly names: readonly string[]
}

/** A map that code changes in place. */
interface Mutation {
  readonly targets: readonly Target[]
  /** the key, where it is written out */
  readonly key: string | undefined
  /** maps below it too */
  readonly isDeep: boolean
}

/** What the branches of a structure do besides writing: so much depends on the condition, whichever branch runs. */
export interface Effects {
  readonly assigned: readonly Binding[]
  readonly mutations: readonly Mutation[]
  /** a loop around it may end or go on early */
  readonly breaks: boolean
}

const MUTATORS = new Set(['set', 'unset', 'merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite'])

/** Looks over the branches of a structure before they are compiled. */
export function effectsOf(node: BranchNode, scope: Scope): Effects {
  const assigned = new Set<Binding>()
  const mutations: Mutation[] = []
  const made = new Map<string, PipeNode>()
  let breaks = false

  const lists = (branch: BranchNode): ListNode[] =>
    branch.elseList === undefined ? [branch.list] : [branch.list, branch.elseList]
  const seePipe = (pipe: PipeNode): void => {
    for (const { ident } of pipe.decl) {
      const name = ident[0]!
      if (pipe.isAssign) {
        const binding = scope.lookup(name)
        if (binding !== undefined) assigned.add(binding)
      } else made.set(name, pipe)
    }
    for (const { args } of pipe.cmds) {
      const [first] = args
      if (first?.type === 'identifier' && MUTATORS.has(first.ident)) {
        const key = first.ident === 'set' || first.ident === 'unset' ? args[2] : undefined
        // `x | set` and the like give their last argument by the pipe; the map itself is always written or piped
        const target = args[1] ?? pipe
        mutations.push({
          targets: rootsOf(target, made, 0).flatMap((root) => targetOf(root, scope)),
          key: key?.type === 'string' ? key.text : undefined,
          isDeep: key === undefined,
        })
      }
      for (const arg of args) seeOperand(arg)
    }
  }
  const seeOperand = (operand: Node): void => {
    if (operand.type === 'pipe') seePipe(operand)
    else if (operand.type === 'chain') seeOperand(operand.node)
  }
  const seeList = (list: ListNode, inLoop: boolean): void => {
    for (const each of list.nodes) {
      switch (each.type) {
        case 'action':
          seePipe(each.pipe)
          break
        case 'template':
          if (each.pipe !== undefined) seePipe(each.pipe)
          break
        case 'break':
        case 'continue':
          if (!inLoop) breaks = true
          break
        case 'if':
        case 'with':
        case 'range':
          seePipe(each.pipe)
          for (const below of lists(each)) seeList(below, inLoop || each.type === 'range')
          break
        default:
      }
    }
  }
  if (node.type !== 'if') for (const { ident } of node.pipe.decl) made.set(ident[0]!, node.pipe)
  for (const list of lists(node)) seeList(list, node.type === 'range')
  return { assigned: [...assigned], mutations, breaks }
}

/** Fields, variables and dots that an operand is reached from; variables of the branch stand for what they were made of. */
function rootsOf(node: Node, made: ReadonlyMap<string, PipeNode>, depth: number): readonly Node[] {
  if (depth > 8) return []
  switch (node.type) {
    case 'dot':
    case 'field':
      return [node]
    case 'variable': {
      const pipe = made.get(node.ident[0]!)
      return pipe === undefined ? [node] : rootsOf(pipe, made, depth + 1)
    }
    case 'chain':
      return rootsOf(node.node, made, depth + 1)
    case 'pipe':
      return node.cmds.flatMap(({ args }) => args.flatMap((arg) => rootsOf(arg, made, depth + 1)))
    default:
      return []
  }
}

/** After a structure: what it may change depends on what decided it. */
export function applyEffects(
  s: TracedState,
  dot: Value,
  { assigned, mutations }: Effects,
  reads: Reads | undefined,
): void {
  if (reads === undefined) return
  for (const { slot } of assigned) s.varsKnown[slot] = also(s.varsKnown[slot], reads)
  for (const { targets, key, isDeep } of mutations) {
    for (const target of targets) {
      const map = quietly(s, dot, target)
      if (map instanceof Dict) might(s, map, key, reads, isDeep ? 12 : 0)
    }
  }
}

function might(s: TracedState, map: Dict, key: string | undefined, reads: Reads, depth: number): void {
  s.trace.notebook.might(map, key, reads, s.frame)
  if (depth === 0) return
  for (const item of map.entries.values())
    if (item instanceof Dict) might(s, item, undefined, reads, depth - 1)
}

function targetOf(node: Node, scope: Scope): Target[] {
  if (node.type === 'dot') return [{ slot: undefined, names: [] }]
  if (node.type === 'field') return [{ slot: undefined, names: node.ident }]
  if (node.type !== 'variable') return []
  const binding = scope.lookup(node.ident[0]!)
  return binding === undefined ? [] : [{ slot: binding.slot, names: node.ident.slice(1) }]
}

/** What a chain of fields leads to, without a word where it leads nowhere. */
function quietly(s: TracedState, dot: Value, { slot, names }: Target): Value {
  let value = slot === undefined ? dot : s.vars[slot]
  for (const name of names) value = value instanceof Dict ? value.get(name) : undefined
  return value
}

/** What the branches' own texts tell of how their output begins and ends. */
export function edgesOf(node: BranchNode): Edges {
  const otherwise = node.elseList
  return {
    startsLine: begins(node.list) && (otherwise === undefined || begins(otherwise)),
    endsLine: ends(node.list) && (otherwise === undefined || ends(otherwise)),
  }
}

/** Whether the output of a list begins with a line break whenever there is any. */
function begins(list: ListNode): boolean {
  for (const node of list.nodes) {
    switch (node.type) {
      case 'text':
        if (node.text === '') continue
        return node.text.startsWith('\n')
      case 'action': {
        if (node.pipe.decl.length > 0) continue
        const last = node.pipe.cmds.at(-1)!.args[0]!
        return last.type === 'identifier' && last.ident === 'nindent'
      }
      case 'if':
      case 'with':
      case 'range':
        if (!edgesOf(node).startsLine) return false
        continue
      case 'break':
      case 'continue':
        return true
      default:
        return false
    }
  }
  return true
}

/** Whether the output of a list ends with a line break whenever there is any. */
function ends(list: ListNode): boolean {
  for (const node of list.nodes.toReversed()) {
    switch (node.type) {
      case 'text':
        if (node.text === '') continue
        return node.text.endsWith('\n')
      case 'action':
        if (node.pipe.decl.length > 0) continue
        return false
      case 'if':
      case 'with':
      case 'range':
        if (!edgesOf(node).endsLine) return false
        continue
      default:
        return false
    }
  }
  return true
}
