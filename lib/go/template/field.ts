import { typeOf, zeroOf } from '../reflect.ts'
import { Dict, Struct, T, type Func, type Value } from '../value.ts'
import { callMethod } from './call.ts'
import type { State } from './state.ts'
import type { Node } from './parse/node.ts'

export const methodOf = (v: Value, name: string): Func | undefined =>
  typeof v === 'object' && v !== null ? typeOf(v)?.methods?.get(name) : undefined

/** The name of the receiver's type, where Go still sees the interface around it. */
const statedType = (receiver: Value, inInterface: boolean): string =>
  inInterface || receiver === null ? T.any.name : typeOf(receiver)!.name

/** Whether what a step along a chain found is still in an interface: elements of maps of interfaces are, and results. */
export function stepInInterface(container: Value, name: string): boolean {
  const method = methodOf(container, name)
  if (method !== undefined) return method.result.kind === 'interface'
  return container instanceof Dict && container.type.elem?.kind === 'interface'
}

export function missingEntry(s: State, receiver: Dict, name: string): Value {
  switch (s.missingKey) {
    case 'default':
      return undefined
    case 'zero':
      return zeroOf(receiver.type.elem ?? T.any)
    case 'error':
      throw s.error('map has no entry for key %q', name)
  }
}

/** The field or entry of a receiver without a method of that name; `hasArgs` is an error. Mirrors `state.evalField`. */
export function entryOf(
  s: State,
  receiver: Value,
  name: string,
  hasArgs: boolean,
  inInterface: boolean,
): Value {
  if (receiver === undefined) {
    if (s.missingKey === 'error') throw s.error('nil data; no entry for key %q', name)
    return undefined
  }
  if (receiver === null) throw s.error('nil pointer evaluating %s.%s', T.any.name, name)
  if (receiver instanceof Dict) {
    if (hasArgs) throw s.error('%s is not a method but has arguments', name)
    const value = receiver.entries.get(name)
    return value === undefined ? missingEntry(s, receiver, name) : value
  }
  if (receiver instanceof Struct) {
    if (receiver.unexported?.has(name) === true)
      throw s.error('%s is an unexported field of struct type %s', name, statedType(receiver, inInterface))
    const own = receiver.fields()
    // fields of embedded structs come after
    const fields = own.has(name) ? own : receiver.promoted?.()
    if (fields?.has(name) === true) {
      if (hasArgs) throw s.error('%s has arguments but cannot be invoked as function', name)
      return fields.get(name)
    }
  }
  throw s.error("can't evaluate field %s in type %s", name, statedType(receiver, inInterface))
}

/**
 * Walks `.a.b.c` from a receiver, calling methods on the way. `inInterface` tells of the receiver; `trail` gets what
 * each step started from. Mirrors `state.evalFieldChain`.
 */
export function walkFields(
  s: State,
  dot: Value,
  receiver: Value,
  names: readonly string[],
  node: Node,
  inInterface: boolean,
  trail?: Value[],
): Value {
  let container: Value
  let value = receiver
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!
    const from = value
    if (from instanceof Dict && from.type.methods?.has(name) !== true) {
      const entry = from.entries.get(name)
      value = entry === undefined ? missingEntry(s, from, name) : entry
    } else {
      const method = methodOf(from, name)
      if (method !== undefined) value = callMethod(s, dot, method, from, name, node)
      else
        value = entryOf(
          s,
          from,
          name,
          false,
          i === 0 ? inInterface : stepInInterface(container, names[i - 1]!),
        )
    }
    container = from
    trail?.push(from)
  }
  return value
}
