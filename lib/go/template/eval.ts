import { reflectValue } from '../reflect.ts'
import { T, type Type, type Value } from '../value.ts'
import { fail, literalArgument, literalValue, type Argument } from './argument.ts'
import { validateType } from './assign.ts'
import { callFunction, callMethod, type Functions } from './call.ts'
import { entryOf, methodOf, stepInInterface, walkFields } from './field.ts'
import {
  nodeText,
  type ChainNode,
  type CommandNode,
  type FieldNode,
  type IdentifierNode,
  type Node,
  type PipeNode,
  type VariableNode,
} from './parse/node.ts'
import { readVariable, slotOf, type Scope } from './scope.ts'
import type { Command, Eval, State } from './state.ts'

/** What compiling needs to know: the functions by name, and the variables in sight. */
export interface Context {
  readonly functions: Functions
  readonly scope: Scope
}

/** An interface with nothing in it is nothing, once a pipeline has looked into it. */
const dig = (v: Value): Value => (v === null ? undefined : v)

/**
 * The value of a pipeline, after its declarations. A nil interface may come out as null where `digging` is off: for
 * those who treat null and undefined alike. Mirrors `state.evalPipeline`.
 */
export function compilePipeline(c: Context, pipe: PipeNode, digging = true): Eval {
  const commands = pipe.cmds.map((cmd, i) => compileCommand(c, pipe, cmd, i > 0))
  const value = chainCommands(commands, digging || pipe.decl.length > 0)
  return pipe.decl.length === 0 ? value : storing(c, pipe, value)
}

function chainCommands(commands: readonly Command[], digging: boolean): Eval {
  const [first, second] = commands as [Command, Command]
  switch (commands.length) {
    case 1:
      return digging ? (s, dot) => dig(first(s, dot, undefined)) : (first as Eval)
    case 2:
      return digging
        ? (s, dot) => dig(second(s, dot, dig(first(s, dot, undefined))))
        : (s, dot) => second(s, dot, dig(first(s, dot, undefined)))
    default:
      return (s, dot) => {
        let value: Value
        for (let i = 0; i < commands.length; i++) value = dig(commands[i]!(s, dot, value))
        return value
      }
  }
}

/** Declares or assigns the pipeline's variables; all get the same value. */
function storing(c: Context, pipe: PipeNode, value: Eval): Eval {
  const names = pipe.decl.map((v) => v.ident[0]!)
  if (pipe.isAssign) {
    const targets = names.map((name) => ({ name, binding: c.scope.lookup(name) }))
    return (s, dot) => {
      const v = value(s, dot)
      for (const { name, binding } of targets) {
        const slot = slotOf(s, binding, name)
        s.vars[slot] = v
        s.vars[slot + 1] = false
      }
      return v
    }
  }
  const slots = names.map((name) => c.scope.declare(name).slot)
  const [slot] = slots as [number]
  if (slots.length === 1) {
    return (s, dot) => {
      const v = value(s, dot)
      s.vars[slot] = v
      s.vars[slot + 1] = false
      return v
    }
  }
  return (s, dot) => {
    const v = value(s, dot)
    for (const slot of slots) {
      s.vars[slot] = v
      s.vars[slot + 1] = false
    }
    return v
  }
}

/** Mirrors `state.evalCommand`. */
function compileCommand(c: Context, pipe: PipeNode, cmd: CommandNode, hasFinal: boolean): Command {
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
        return (s, dot, final) => {
          value(s, dot)
          return refuse(s, dot, final)
        }
      }
      return compileFieldCall(c, first, first.ident.slice(1), variableOf(c, first), rest, hasFinal)
    case 'pipe':
      // Go is still at the pipeline, or at what the last command came to
      if (hasArgs) return notAFunction(hasFinal ? undefined : pipe, first)
      return compilePipeline(c, first)
  }
  if (hasArgs) return notAFunction(first, first)
  switch (first.type) {
    case 'bool':
    case 'number':
    case 'string': {
      const literal = literalOf(first)
      return (s) => {
        s.node = first
        return literal(s)
      }
    }
    case 'dot':
      return (s, dot) => {
        s.node = first
        return dot
      }
    case 'nil':
      return fail(first, 'nil is not a command')
    default:
      return fail(first, "can't evaluate command %q", nodeText(first))
  }
}

function notAFunction(node: Node | undefined, named: Node): Command {
  const name = nodeText(named)
  return (s) => {
    if (node !== undefined) s.node = node
    throw s.error("can't give argument to non-function %s", name)
  }
}

/** A receiver, and whether it is still in an interface. */
interface Receiver {
  readonly value: Eval
  readonly inInterface: (s: State) => boolean
}

const dotOf: Receiver = { value: (_s, dot) => dot, inInterface: (s) => s.dotInInterface }

function variableOf(c: Context, node: VariableNode): Receiver {
  const name = node.ident[0]!
  const binding = c.scope.lookup(name)
  return {
    value: readVariable(binding, name),
    inInterface: (s) => s.vars[slotOf(s, binding, name) + 1] === true,
  }
}

/** `.a.b.c` */
function compileField(node: FieldNode): Eval {
  const { ident } = node
  return (s, dot) => {
    s.node = node
    return walkFields(s, dot, dot, ident, node, s.dotInInterface)
  }
}

/** `$x` or `$x.a.b` */
function compileVariable(c: Context, node: VariableNode): Eval {
  const { value, inInterface } = variableOf(c, node)
  const fields = node.ident.slice(1)
  if (fields.length === 0) {
    return (s, dot) => {
      s.node = node
      return value(s, dot)
    }
  }
  return (s, dot) => {
    s.node = node
    const receiver = value(s, dot)
    return walkFields(s, dot, receiver, fields, node, inInterface(s))
  }
}

/** `(x).a.b`. Mirrors `state.evalChainNode`. */
function compileChain(c: Context, node: ChainNode, rest: readonly Node[], hasFinal: boolean): Command {
  if (node.node.type === 'nil') return fail(node, 'indirection through explicit nil in %s', nodeText(node))
  const term = node.node
  const inInterface = term.type === 'identifier' && c.functions.get(term.ident)?.result.kind === 'interface'
  // a term with fields is a call, a pipeline or a chain: literals with fields do not parse
  const value = compileOperand(c, term)!
  if (rest.length > 0 || hasFinal) {
    return compileFieldCall(c, node, node.field, { value, inInterface: () => inInterface }, rest, hasFinal)
  }
  const { field } = node
  return (s, dot) => {
    s.node = node
    return walkFields(s, dot, value(s, dot), field, node, inInterface)
  }
}

/** A chain of fields that is given arguments, so that its end must be a method. */
function compileFieldCall(
  c: Context,
  node: FieldNode | VariableNode | ChainNode,
  names: readonly string[],
  receiver: Receiver,
  rest: readonly Node[],
  hasFinal: boolean,
): Command {
  const operands = rest.map((arg) => ({ node: arg, value: compileOperand(c, arg) }))
  const path = names.slice(0, -1)
  const name = names.at(-1)!
  return (s, dot, final) => {
    s.node = node
    const first = receiver.value(s, dot)
    const stated = receiver.inInterface(s)
    const trail: Value[] = []
    const target = walkFields(s, dot, first, path, node, stated, trail)
    const method = methodOf(target, name)
    if (method !== undefined) return callMethod(s, dot, method, target, name, node, operands, hasFinal, final)
    const inInterface = path.length === 0 ? stated : stepInInterface(trail.at(-1), path.at(-1)!)
    return entryOf(s, target, name, true, inInterface)
  }
}

function literalOf(node: Node): (s: State) => Value {
  const argument = literalValue(node)
  if ('constant' in argument) {
    const { constant } = argument
    return () => constant
  }
  return (s) => argument.eval(s, undefined)
}

/** A function by name; `at` is what errors of the call speak of. */
const compileCall = (
  c: Context,
  node: IdentifierNode,
  at: Node,
  rest: readonly Node[],
  hasFinal: boolean,
): Command =>
  callFunction({
    functions: c.functions,
    scope: c.scope,
    name: node.ident,
    node,
    at,
    rest,
    hasFinal,
    argument: (arg, type) => compileArgument(c, arg, type),
  })

/** An operand that is no literal: its value before any look at a type. Undefined for literals and nil. */
export function compileOperand(c: Context, node: Node): Eval | undefined {
  switch (node.type) {
    case 'dot':
      return (s, dot) => {
        s.node = node
        return dot
      }
    case 'field':
      return compileField(node)
    case 'variable':
      return compileVariable(c, node)
    case 'pipe':
      return compilePipeline(c, node)
    case 'identifier':
      return compileCall(c, node, node, [], false) as Eval
    case 'chain':
      return compileChain(c, node, [], false) as Eval
    default:
      return undefined
  }
}

/** An operand as an argument of a type. Mirrors `state.evalArg`. */
export function compileArgument(c: Context, node: Node, type: Type): Argument {
  const value = compileOperand(c, node)
  if (value === undefined) return literalArgument(node, type)
  if (type === reflectValue) return { eval: value }
  if (type === T.any || type === T.string) {
    return {
      eval: (s, dot) => {
        const v = value(s, dot)
        return typeof v === 'string' ? v : validateType(s, v, type)
      },
    }
  }
  return { eval: (s, dot) => validateType(s, value(s, dot), type) }
}
