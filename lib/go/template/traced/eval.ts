import { reflectValue } from '../../reflect.ts'
import type { Type, Value } from '../../value.ts'
import { fail, literalArgument, literalValue } from '../argument.ts'
import { validateType } from '../assign.ts'
import { entryOf, methodOf, stepInInterface } from '../field.ts'
import {
  nodeText,
  type ChainNode,
  type CommandNode,
  type FieldNode,
  type IdentifierNode,
  type Node,
  type PipeNode,
  type VariableNode,
} from '../parse/node.ts'
import { readVariable, slotOf, type Scope } from '../scope.ts'
import type { TracedArgument } from './argument.ts'
import { callFunctionTraced, callMethodTraced, type CallContext } from './call.ts'
import { walkFieldsTraced } from './field.ts'
import { Place } from './origin.ts'
import type { Trace, TracedCommand, TracedEval, TracedState } from './state.ts'

/** What compiling needs to know: the functions and their rules, and the variables in sight. */
export interface TracedContext {
  readonly trace: Trace
  readonly scope: Scope
}

const dig = (v: Value): Value => (v === null ? undefined : v)

/** The value of a pipeline, after its declarations. Mirrors `compilePipeline`. */
export function compilePipelineTraced(c: TracedContext, pipe: PipeNode): TracedEval {
  const commands = pipe.cmds.map((cmd, i) => compileCommand(c, pipe, cmd, i > 0))
  const [first] = commands as [TracedCommand]
  const value: TracedEval =
    commands.length === 1
      ? (s, dot) => dig(first(s, dot, undefined, undefined))
      : (s, dot) => {
          let v = dig(first(s, dot, undefined, undefined))
          for (let i = 1; i < commands.length; i++) v = dig(commands[i]!(s, dot, v, s.known))
          return v
        }
  return pipe.decl.length === 0 ? value : storing(c, pipe, value)
}

function storing(c: TracedContext, pipe: PipeNode, value: TracedEval): TracedEval {
  const names = pipe.decl.map((v) => v.ident[0]!)
  const put = (s: TracedState, slot: number, v: Value): void => {
    s.vars[slot] = v
    s.vars[slot + 1] = false
    s.varsKnown[slot] = s.known
  }
  if (pipe.isAssign) {
    const targets = names.map((name) => ({ name, binding: c.scope.lookup(name) }))
    return (s, dot) => {
      const v = value(s, dot)
      for (const { name, binding } of targets) put(s, slotOf(s, binding, name), v)
      return v
    }
  }
  const slots = names.map((name) => c.scope.declare(name).slot)
  return (s, dot) => {
    const v = value(s, dot)
    for (const slot of slots) put(s, slot, v)
    return v
  }
}

/** Mirrors `compileCommand`. */
function compileCommand(
  c: TracedContext,
  pipe: PipeNode,
  cmd: CommandNode,
  hasFinal: boolean,
): TracedCommand {
  const first = cmd.args[0]!
  const rest = cmd.args.slice(1)
  const hasArgs = rest.length > 0 || hasFinal
  switch (first.type) {
    case 'field':
      return hasArgs ? compileFieldCall(c, first, first.ident, dotOf, rest, hasFinal) : compileField(first)
    case 'chain':
      return compileChain(c, first, rest, hasFinal)
    case 'identifier':
      return compileCall(c, first, cmd, rest, hasFinal)
    case 'variable':
      if (!hasArgs) return compileVariable(c, first)
      if (first.ident.length === 1) {
        const value = compileVariable(c, first)
        const refuse = notAFunction(first, first)
        return (s, dot, final, known) => {
          value(s, dot)
          return refuse(s, dot, final, known)
        }
      }
      return compileFieldCall(c, first, first.ident.slice(1), variableOf(c, first), rest, hasFinal)
    case 'pipe':
      if (hasArgs) return notAFunction(hasFinal ? undefined : pipe, first)
      return compilePipelineTraced(c, first)
  }
  if (hasArgs) return notAFunction(first, first)
  switch (first.type) {
    case 'bool':
    case 'number':
    case 'string': {
      const literal = literalValue(first)
      return (s, dot) => {
        s.node = first
        s.known = undefined
        return 'constant' in literal ? literal.constant : literal.eval(s, dot)
      }
    }
    case 'dot':
      return readDot(first)
    case 'nil':
      return fail(first, 'nil is not a command')
    default:
      return fail(first, "can't evaluate command %q", nodeText(first))
  }
}

const readDot =
  (node: Node): TracedEval =>
  (s, dot) => {
    s.node = node
    s.known = s.dotKnown
    return dot
  }

function notAFunction(node: Node | undefined, named: Node): TracedCommand {
  const name = nodeText(named)
  return (s) => {
    if (node !== undefined) s.node = node
    throw s.error("can't give argument to non-function %s", name)
  }
}

interface Receiver {
  readonly value: TracedEval
  readonly inInterface: (s: TracedState) => boolean
}

const dotOf: Receiver = {
  value: (s, dot) => {
    s.known = s.dotKnown
    return dot
  },
  inInterface: (s) => s.dotInInterface,
}

function variableOf(c: TracedContext, node: VariableNode): Receiver {
  const name = node.ident[0]!
  const binding = c.scope.lookup(name)
  const read = readVariable(binding, name)
  return {
    value: (s, dot) => {
      const v = read(s, dot)
      s.known = s.varsKnown[slotOf(s, binding, name)]
      return v
    },
    inInterface: (s) => s.vars[slotOf(s, binding, name) + 1] === true,
  }
}

const methodFor =
  (dot: Value): CallContext['method'] =>
  (s, method, from, known, name, node) =>
    callMethodTraced(s, dot, method, from, known, name, node)

function compileField(node: FieldNode): TracedEval {
  const { ident } = node
  const place = new Place(node.tree, node.pos)
  return (s, dot) => {
    s.node = node
    s.known = s.dotKnown
    return walkFieldsTraced(s, dot, ident, node, place, s.dotInInterface, methodFor(dot))
  }
}

function compileVariable(c: TracedContext, node: VariableNode): TracedEval {
  const { value, inInterface } = variableOf(c, node)
  const fields = node.ident.slice(1)
  if (fields.length === 0) {
    return (s, dot) => {
      s.node = node
      return value(s, dot)
    }
  }
  const place = new Place(node.tree, node.pos)
  return (s, dot) => {
    s.node = node
    const receiver = value(s, dot)
    return walkFieldsTraced(s, receiver, fields, node, place, inInterface(s), methodFor(dot))
  }
}

function compileChain(
  c: TracedContext,
  node: ChainNode,
  rest: readonly Node[],
  hasFinal: boolean,
): TracedCommand {
  if (node.node.type === 'nil') return fail(node, 'indirection through explicit nil in %s', nodeText(node))
  const term = node.node
  const inInterface =
    term.type === 'identifier' && c.trace.functions.get(term.ident)?.result.kind === 'interface'
  const value = compileOperandTraced(c, term)!
  if (rest.length > 0 || hasFinal)
    return compileFieldCall(c, node, node.field, { value, inInterface: () => inInterface }, rest, hasFinal)
  const { field } = node
  const place = new Place(node.tree, node.pos)
  return (s, dot) => {
    s.node = node
    const receiver = value(s, dot)
    return walkFieldsTraced(s, receiver, field, node, place, inInterface, methodFor(dot))
  }
}

function compileFieldCall(
  c: TracedContext,
  node: FieldNode | VariableNode | ChainNode,
  names: readonly string[],
  receiver: Receiver,
  rest: readonly Node[],
  hasFinal: boolean,
): TracedCommand {
  const operands = rest.map((arg) => ({ node: arg, value: compileOperandTraced(c, arg) }))
  const path = names.slice(0, -1)
  const name = names.at(-1)!
  const place = new Place(node.tree, node.pos)
  return (s, dot, final, finalKnown) => {
    s.node = node
    const first = receiver.value(s, dot)
    const stated = receiver.inInterface(s)
    const trail: Value[] = []
    const target = walkFieldsTraced(s, first, path, node, place, stated, methodFor(dot), trail)
    const { known } = s
    const method = methodOf(target, name)
    if (method !== undefined)
      return callMethodTraced(
        s,
        dot,
        method,
        target,
        known,
        name,
        node,
        operands,
        hasFinal,
        final,
        finalKnown,
      )
    const inInterface = path.length === 0 ? stated : stepInInterface(trail.at(-1), path.at(-1)!)
    return entryOf(s, target, name, true, inInterface)
  }
}

const compileCall = (
  c: TracedContext,
  node: IdentifierNode,
  at: Node,
  rest: readonly Node[],
  hasFinal: boolean,
): TracedCommand =>
  callFunctionTraced({
    trace: c.trace,
    scope: c.scope,
    name: node.ident,
    node,
    at,
    rest,
    hasFinal,
    argument: (arg, type) => compileArgument(c, arg, type),
  })

/** An operand that is no literal. Mirrors `compileOperand`. */
export function compileOperandTraced(c: TracedContext, node: Node): TracedEval | undefined {
  switch (node.type) {
    case 'dot':
      return readDot(node)
    case 'field':
      return compileField(node)
    case 'variable':
      return compileVariable(c, node)
    case 'pipe':
      return compilePipelineTraced(c, node)
    case 'identifier':
      return compileCall(c, node, node, [], false) as TracedEval
    case 'chain':
      return compileChain(c, node, [], false) as TracedEval
    default:
      return undefined
  }
}

function compileArgument(c: TracedContext, node: Node, type: Type): TracedArgument {
  const value = compileOperandTraced(c, node)
  if (value === undefined) {
    const literal = literalArgument(node, type)
    return 'constant' in literal ? literal : { eval: (s, dot) => literal.eval(s, dot) }
  }
  if (type === reflectValue) return { eval: value }
  return { eval: (s, dot) => validateType(s, value(s, dot), type) }
}
