import { sprintf } from '../fmt/index.ts'
import { reflectValue, typeOf } from '../reflect.ts'
import { Func, GoError, Int, type Type, type Value } from '../value.ts'
import { evalArgument, type Argument } from './argument.ts'
import { prepareArg, validateType } from './assign.ts'
import { BUILTINS } from './funcs.ts'
import { nodeText, type Node } from './parse/node.ts'
import { Site } from './place.ts'
import { unset, type Scope } from './scope.ts'
import type { Command, Eval, State } from './state.ts'
import { isTrue } from './truth.ts'

/** A template's functions by name: the given ones, then Go's own. */
export type Functions = ReadonlyMap<string, Func>

/** How the arguments of a call are counted; an error in it, or undefined. */
function miscount(func: Func, name: string, given: number, hasFinal: boolean): string | undefined {
  const count = given + (hasFinal ? 1 : 0)
  const wanted = func.params.length
  if (func.variadic) {
    if (count >= wanted - 1) return undefined
    return `wrong number of args for ${name}: want at least ${wanted - 1} got ${given}`
  }
  return count === wanted ? undefined : `wrong number of args for ${name}: want ${wanted} got ${count}`
}

const paramType = (func: Func, i: number): Type => func.params[Math.min(i, func.params.length - 1)]!

/** Texts that are read for nothing: most are this short. */
const SHORT = 64

/** Counts the reading of texts, which all but a few functions do from end to end. */
function payForTexts(s: State, args: readonly Value[]): void {
  for (const arg of args) if (typeof arg === 'string' && arg.length > SHORT) s.budget.read(arg.length)
}

/** A call as written in a template. */
export interface CallSite {
  readonly functions: Functions
  readonly scope: Scope
  readonly name: string
  /** the function's name */
  readonly node: Node
  /** what errors of the call speak of */
  readonly at: Node
  readonly rest: readonly Node[]
  /** whether a value is piped in as the last argument */
  readonly hasFinal: boolean
  /** compiles an argument for a parameter type */
  readonly argument: (node: Node, type: Type) => Argument
}

/** A call of a function by name. Mirrors `state.evalFunction` and `state.evalCall`. */
export function callFunction(site: CallSite): Command {
  const { name, node, rest, hasFinal } = site
  const func = site.functions.get(name)
  const mistake = func && miscount(func, name, rest.length, hasFinal)
  if (func === undefined || mistake !== undefined) {
    return (s) => {
      s.node = node
      throw mistake === undefined ? s.error('%q is not a defined function', name) : s.error('%s', mistake)
    }
  }
  if (func === BUILTINS.get(name)) {
    if (name === 'and' || name === 'or') return shortCircuit(site, name === 'or')
    if (name === 'call') return callValue(site)
  }
  return callWith(site, func)
}

function callWith({ name, node, at, rest, hasFinal, argument }: CallSite, func: Func): Command {
  const args = rest.map((arg, i) => argument(arg, paramType(func, i)))
  const count = args.length
  const evals = args.map((a) => ('eval' in a ? a.eval : undefined))
  const constants = args.map((a) => ('constant' in a ? a.constant : undefined))
  const finalType = hasFinal ? paramType(func, count) : reflectValue
  // constants are not run, so the node that Go would be at is set for them
  const lastNode = count === 0 ? node : evals[count - 1] === undefined ? rest[count - 1] : undefined
  const site = new Site(node)
  return (s, dot, final) => {
    s.budget.step()
    const argv = constants.slice()
    for (let i = 0; i < count; i++) {
      const arg = evals[i]
      if (arg !== undefined) argv[i] = arg(s, dot)
    }
    if (lastNode !== undefined) s.node = lastNode
    if (hasFinal) argv.push(validateType(s, final, finalType))
    payForTexts(s, argv)
    s.run.site = site
    try {
      return func.call(s.run, argv)
    } catch (error) {
      throw s.callError(error, at, name)
    }
  }
}

/** `and` and `or` evaluate no more than they need, and give back the operand that decided. */
function shortCircuit({ scope, node, rest, hasFinal, argument }: CallSite, isOr: boolean): Command {
  const [operands, slots] = scope.skippable(() => rest.map((arg) => argument(arg, reflectValue)))
  const evals = operands.map((operand, i): Eval => {
    if ('eval' in operand) return operand.eval
    const { constant } = operand
    return (s) => {
      s.node = rest[i]!
      return constant
    }
  })
  return (s, dot, final) => {
    s.node = node
    if (slots.length > 0) unset(s, slots)
    let value: Value
    for (let i = 0; i < evals.length; i++) {
      value = evals[i]!(s, dot)
      if (isTrue(value) === isOr) return value
    }
    return hasFinal ? final : value
  }
}

/** `call f a b`: a function that is a value. Its name in errors is how it was written. */
function callValue({ node, at, rest, hasFinal, argument }: CallSite): Command {
  const args = rest.map((arg) => argument(arg, reflectValue))
  const written = rest[0] === undefined ? undefined : nodeText(rest[0])
  return (s, dot, final) => {
    s.budget.step()
    if (rest.length === 0) s.node = node
    const argv = args.map((arg, i) => {
      if ('eval' in arg) return arg.eval(s, dot)
      s.node = rest[i]
      return arg.constant
    })
    if (hasFinal) argv.push(final)
    try {
      return callPrepared(s, written ?? stringOf(final), argv[0], argv.slice(1))
    } catch (error) {
      throw s.callError(error, at, 'call')
    }
  }
}

/** `reflect.Value.String`. */
const stringOf = (v: Value): string => {
  if (typeof v === 'string') return v
  const type = typeOf(v)
  return type === undefined ? '<invalid Value>' : `<${type.name} Value>`
}

function callPrepared(s: State, name: string, f: Value, args: readonly Value[]): Value {
  if (f === null || f === undefined) throw new GoError('call of nil')
  if (!(f instanceof Func)) throw new GoError(`non-function ${name} of type ${typeOf(f)!.name}`)
  const wanted = f.params.length
  if (f.variadic ? args.length < wanted - 1 : args.length !== wanted) {
    const least = f.variadic ? `at least ${wanted - 1}` : String(wanted)
    throw new GoError(`wrong number of args for ${name}: got ${args.length} want ${least}`)
  }
  const prepared = args.map((arg, i) => {
    try {
      return prepareArg(arg, paramType(f, i))
    } catch (error) {
      if (error instanceof GoError) throw new GoError(sprintf('arg %d: %s', [Int.of(i), error.message]))
      throw error
    }
  })
  return f.call(s.run, prepared)
}

/** One argument of a method call, compiled before its type is known. */
export interface Operand {
  readonly node: Node
  readonly value: Eval | undefined
}

const NO_OPERANDS: readonly Operand[] = []

/** A call of a method, whose signature is known only now. Mirrors `state.evalCall` for methods. */
export function callMethod(
  s: State,
  dot: Value,
  method: Func,
  receiver: Value,
  name: string,
  node: Node,
  operands: readonly Operand[] = NO_OPERANDS,
  hasFinal = false,
  final?: Value,
): Value {
  s.budget.step()
  const mistake = miscount(method, name, operands.length, hasFinal)
  if (mistake !== undefined) throw s.error('%s', mistake)
  const argv: Value[] = [receiver]
  operands.forEach((operand, i) => {
    argv.push(evalArgument(s, dot, operand.node, operand.value, paramType(method, i)))
  })
  if (hasFinal) argv.push(validateType(s, final, paramType(method, operands.length)))
  payForTexts(s, argv)
  try {
    return method.call(s.run, argv)
  } catch (error) {
    throw s.callError(error, node, name)
  }
}
