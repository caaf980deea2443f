import { Dict } from '../go/value.ts'
import { TooLarge, toValue, type Node } from './node.ts'
import type { Problems } from './problem.ts'

/** A map of values; a bomb is told and is none. */
export function valuesOfNode(node: Node, problems: Problems): Dict {
  try {
    const value = toValue(node)
    return value instanceof Dict ? value : new Dict()
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    problems.add(node.at, 'ROLLOUT_LIMIT', { what: 'values that aliases unfold to', limit: '500000' })
    return new Dict()
  }
}
