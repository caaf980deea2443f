import { reflectValue, zeroOf } from '../reflect.ts'
import { Complex, Int, T, type IntKind, type Type, type Value } from '../value.ts'
import { canBeNil, validateType } from './assign.ts'
import { nodeText, type Node, type NumberNode } from './parse/node.ts'
import type { Eval, State } from './state.ts'

/** An argument of a call: a constant where it needs no running. */
export type Argument = { readonly eval: Eval } | { readonly constant: Value }

/** Code that can only fail, at `node`. */
export const fail =
  (node: Node, format: string, ...args: Value[]): Eval =>
  (s) => {
    s.node = node
    throw s.error(format, ...args)
  }

/** The same at run time, for parameters that are known only then. */
export function evalArgument(s: State, dot: Value, node: Node, value: Eval | undefined, type: Type): Value {
  if (value !== undefined) return validateType(s, value(s, dot), type)
  const argument = literalArgument(node, type)
  s.node = node
  return 'constant' in argument ? argument.constant : argument.eval(s, dot)
}

/** A literal as an argument of a type, which may be unfit for it. */
export function literalArgument(node: Node, type: Type): Argument {
  if (node.type === 'nil') {
    if (!canBeNil(type)) return { eval: fail(node, 'cannot assign nil to %s', type.name) }
    return { constant: type === reflectValue ? undefined : zeroOf(type) }
  }
  const unfit = (what: string): Argument => ({
    eval: fail(node, `expected ${what}; found %s`, nodeText(node)),
  })
  switch (type.kind) {
    case 'bool':
      return node.type === 'bool' ? { constant: node.value } : unfit('bool')
    case 'string':
      return node.type === 'string' ? { constant: node.text } : unfit('string')
    case 'complex128':
      return node.type === 'number' && node.complex128 !== undefined
        ? { constant: new Complex(node.complex128.re, node.complex128.im) }
        : unfit('complex')
    case 'float32':
    case 'float64':
      return node.type === 'number' && node.float64 !== undefined
        ? { constant: node.float64 }
        : unfit('float')
    case 'interface':
      if (type !== T.any) break
      return literalValue(node)
    case 'struct':
      if (type !== reflectValue) break
      return literalValue(node)
    default:
      if (BITS[type.kind as IntKind] !== undefined) return integerArgument(node, type, unfit)
  }
  return { eval: fail(node, "can't handle %s for arg of type %s", nodeText(node), type.name) }
}

const BITS: Partial<Record<IntKind, number>> = {
  int: 64,
  int8: 8,
  int16: 16,
  int32: 32,
  int64: 64,
  uint: 64,
  uint8: 8,
  uint16: 16,
  uint32: 32,
  uint64: 64,
  uintptr: 64,
}

/** A literal too large for the type is cut to its bits, as reflect's SetInt does. */
function integerArgument(node: Node, type: Type, unfit: (what: string) => Argument): Argument {
  const unsigned = type.kind.startsWith('u')
  const value = node.type === 'number' ? (unsigned ? node.uint64 : node.int64) : undefined
  if (value === undefined) return unfit(unsigned ? 'unsigned integer' : 'integer')
  const bits = BITS[type.kind as IntKind]!
  const cut = unsigned ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value)
  return { constant: type === T.int ? Int.of(cut) : new Int(cut, type) }
}

/** A literal where no type is asked for. Mirrors `state.evalEmptyInterface`. */
export function literalValue(node: Node): Argument {
  switch (node.type) {
    case 'bool':
      return { constant: node.value }
    case 'string':
      return { constant: node.text }
    case 'number': {
      const value = idealConstant(node)
      return value === OVERFLOW ? { eval: fail(node, '%s overflows int', node.text) } : { constant: value }
    }
    default:
      return { eval: fail(node, "can't handle assignment of %s to empty interface argument", nodeText(node)) }
  }
}

const OVERFLOW = Symbol('overflows int')

/** The value of a number whose type only its syntax tells. Mirrors `state.idealConstant`. */
function idealConstant(n: NumberNode): Value | typeof OVERFLOW {
  if (n.complex128 !== undefined) return new Complex(n.complex128.re, n.complex128.im)
  const isHexInt = /^0[xX]./s.test(n.text) && !/[pP]/.test(n.text)
  if (n.float64 !== undefined && !isHexInt && !n.text.startsWith("'") && /[.eEpP]/.test(n.text))
    return n.float64
  if (n.int64 !== undefined) return Int.of(n.int64)
  return n.uint64 !== undefined ? OVERFLOW : undefined
}
