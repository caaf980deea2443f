import { sprintf } from '../../fmt/index.ts'
import { reflectValue, typeOf } from '../../reflect.ts'
import { Func, GoError, Int, type Type, type Value } from '../../value.ts'
import { literalArgument } from '../argument.ts'
import { prepareArg, validateType } from '../assign.ts'
import { BUILTINS } from '../funcs.ts'
import { nodeText, type Node } from '../parse/node.ts'
import { siteOf } from '../place.ts'
import { unset, type Scope } from '../scope.ts'
import { isTrue } from '../truth.ts'
import type { TracedArgument } from './argument.ts'
import { also } from './notes.ts'
import { Place, type Provenance } from './origin.ts'
import { CHANCE, union, type Reads } from './reads.ts'
import type { Call, Trace, TracedCommand, TracedEval, TracedState } from './state.ts'

/** How a method is called from a chain of fields. */
export interface CallContext {
  method(
    s: TracedState,
    method: Func,
    receiver: Value,
    known: Provenance,
    name: string,
    node: Node,
    place: Place,
  ): Value
}

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

const SHORT = 64

function payForTexts(s: TracedState, args: readonly Value[]): void {
  for (const arg of args) if (typeof arg === 'string' && arg.length > SHORT) s.budget.read(arg.length)
}

/** A call as written in a template. */
export interface TracedCallSite {
  readonly trace: Trace
  readonly scope: Scope
  readonly name: string
  readonly node: Node
  readonly at: Node
  readonly rest: readonly Node[]
  readonly hasFinal: boolean
  readonly argument: (node: Node, type: Type) => TracedArgument
}

/** A traced call of a function by name. Mirrors `callFunction`. */
export function callFunctionTraced(site: TracedCallSite): TracedCommand {
  const { trace, name, node, rest, hasFinal } = site
  const func = trace.functions.get(name)
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

/** What any result has: all that its arguments have. */
export function fromAll({ s, args, known }: Pick<Call, 's' | 'args' | 'known'>): Reads | undefined {
  let reads: Reads | undefined
  for (let i = 0; i < args.length; i++) reads = union(reads, s.whole(args[i], known[i]))
  return reads
}

function callWith(
  { trace, name, node, at, rest, hasFinal, argument }: TracedCallSite,
  func: Func,
): TracedCommand {
  const args = rest.map((arg, i) => argument(arg, paramType(func, i)))
  const count = args.length
  const evals = args.map((a) => ('eval' in a ? a.eval : undefined))
  const constants = args.map((a) => ('constant' in a ? a.constant : undefined))
  const finalType = hasFinal ? paramType(func, count) : reflectValue
  const lastNode = count === 0 ? node : evals[count - 1] === undefined ? rest[count - 1] : undefined
  const place = new Place(node.tree, node.pos)
  const after = trace.rules.after.get(name)
  const instead = trace.rules.instead.get(name)
  const byChance = trace.rules.chance.has(name)
  let called: string | undefined
  return (s, dot, final, finalKnown) => {
    s.budget.step()
    const argv = constants.slice()
    const known: Provenance[] = []
    for (let i = 0; i < count; i++) {
      const arg = evals[i]
      if (arg === undefined) known.push(undefined)
      else {
        argv[i] = arg(s, dot)
        known.push(s.known)
      }
    }
    if (lastNode !== undefined) s.node = lastNode
    if (hasFinal) {
      argv.push(validateType(s, final, finalType))
      known.push(finalKnown)
    }
    payForTexts(s, argv)
    s.run.site = called ??= siteOf(node)
    const call: Call = { s, func, name, args: argv, known, place }
    let result: Value
    try {
      if (instead !== undefined) result = instead(call)
      else {
        result = func.call(s.run, argv)
        s.known = after === undefined ? fromAll(call) : after(call, result)
      }
    } catch (error) {
      throw s.callError(error, at, name)
    }
    if (byChance) s.known = also(s.known, CHANCE)
    return result
  }
}

/** The operands that were looked at decide what comes out. */
function shortCircuit(
  { scope, node, rest, hasFinal, argument }: TracedCallSite,
  isOr: boolean,
): TracedCommand {
  const [operands, slots] = scope.skippable(() => rest.map((arg) => argument(arg, reflectValue)))
  const evals = operands.map((operand, i): TracedEval => {
    if ('eval' in operand) return operand.eval
    const { constant } = operand
    return (s) => {
      s.node = rest[i]!
      s.known = undefined
      return constant
    }
  })
  return (s, dot, final, finalKnown) => {
    s.node = node
    if (slots.length > 0) unset(s, slots)
    let value: Value
    let before: Reads | undefined
    for (let i = 0; i < evals.length; i++) {
      value = evals[i]!(s, dot)
      const { known } = s
      s.known = also(known, before)
      if (isTrue(value) === isOr) return value
      before = union(before, s.truth(value, known))
    }
    if (!hasFinal) return value
    s.known = also(finalKnown, before)
    return final
  }
}

function callValue({ trace, node, at, rest, hasFinal, argument }: TracedCallSite): TracedCommand {
  const args = rest.map((arg) => argument(arg, reflectValue))
  const written = rest[0] === undefined ? undefined : nodeText(rest[0])
  void trace
  return (s, dot, final, finalKnown) => {
    s.budget.step()
    if (rest.length === 0) s.node = node
    const known: Provenance[] = []
    const argv = args.map((arg, i) => {
      if ('eval' in arg) {
        const value = arg.eval(s, dot)
        known.push(s.known)
        return value
      }
      s.node = rest[i]
      known.push(undefined)
      return arg.constant
    })
    if (hasFinal) {
      argv.push(final)
      known.push(finalKnown)
    }
    try {
      const result = callPrepared(s, written ?? '<invalid Value>', argv[0], argv.slice(1))
      s.known = fromAll({ s, args: argv, known })
      return result
    } catch (error) {
      throw s.callError(error, at, 'call')
    }
  }
}

function callPrepared(s: TracedState, name: string, f: Value, args: readonly Value[]): Value {
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
export interface TracedOperand {
  readonly node: Node
  readonly value: TracedEval | undefined
}

/** A traced call of a method: its result has all that the receiver and the arguments have. */
export function callMethodTraced(
  s: TracedState,
  dot: Value,
  method: Func,
  receiver: Value,
  receiverKnown: Provenance,
  name: string,
  node: Node,
  operands: readonly TracedOperand[] = [],
  hasFinal = false,
  final?: Value,
  finalKnown?: Provenance,
): Value {
  s.budget.step()
  const mistake = miscount(method, name, operands.length, hasFinal)
  if (mistake !== undefined) throw s.error('%s', mistake)
  const argv: Value[] = [receiver]
  const known: Provenance[] = [receiverKnown]
  operands.forEach((operand, i) => {
    const type = paramType(method, i)
    if (operand.value === undefined) {
      const argument = literalArgument(operand.node, type)
      s.node = operand.node
      argv.push('constant' in argument ? argument.constant : argument.eval(s, dot))
      known.push(undefined)
    } else {
      const value = operand.value(s, dot)
      known.push(s.known)
      argv.push(validateType(s, value, type))
    }
  })
  if (hasFinal) {
    argv.push(validateType(s, final, paramType(method, operands.length)))
    known.push(finalKnown)
  }
  payForTexts(s, argv)
  try {
    const result = method.call(s.run, argv)
    s.known = fromAll({ s, args: argv, known })
    return result
  } catch (error) {
    throw s.callError(error, node, name)
  }
}
