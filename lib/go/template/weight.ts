import type { Node } from './parse/node.ts'

/** How many parts of a statement run before any list inside of it does: what a turn of a loop over it costs. */
export function weightOf(node: Node): number {
  switch (node.type) {
    case 'action':
    case 'if':
    case 'with':
    case 'range':
      return node.pipe.weight
    case 'template':
      return node.pipe?.weight ?? 1
    default:
      return 1
  }
}
