import { Dict, type Value } from '../../value.ts'
import type { CallContext } from './call.ts'
import { entryOf, methodOf, missingEntry, stepInInterface } from '../field.ts'
import type { Node } from '../parse/node.ts'
import type { Place } from './origin.ts'
import type { TracedState } from './state.ts'

/** `walkFields`, with what is known of the receiver in `s.known`, and of the result afterwards. */
export function walkFieldsTraced(
  s: TracedState,
  receiver: Value,
  names: readonly string[],
  node: Node,
  place: Place,
  inInterface: boolean,
  callMethod: CallContext['method'],
  trail?: Value[],
): Value {
  let container: Value
  let value = receiver
  let { known } = s
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!
    const from = value
    if (from instanceof Dict && from.type.methods?.has(name) !== true) {
      const entry = from.entries.get(name)
      known = s.item(from, name, entry, known)
      value = entry === undefined ? missingEntry(s, from, name) : entry
    } else {
      const method = methodOf(from, name)
      if (method !== undefined) {
        value = callMethod(s, method, from, known, name, node, place)
        known = s.known
      } else
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
  s.known = known
  return value
}
