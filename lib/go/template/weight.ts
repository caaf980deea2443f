import type { Node, PipeNode } from './parse/node.ts'

/** How many parts of a statement run before any list inside of it does: what a turn of a loop over it costs. */
export function weightOf(node: Node): number {
  switch (node.type) {
    case 'action':
    case 'if':
    case 'with':
    case 'range':
      return pipeWeight(node.pipe)
    case 'template':
      return node.pipe === undefined ? 1 : pipeWeight(node.pipe)
    default:
      return 1
  }
}

function pipeWeight(pipe: PipeNode): number {
  let weight = 1
  for (const { args } of pipe.cmds) for (const arg of args) weight += operandWeight(arg)
  return weight
}

function operandWeight(node: Node): number {
  switch (node.type) {
    case 'pipe':
      return pipeWeight(node)
    case 'chain':
      return operandWeight(node.node) + node.field.length
    case 'field':
    case 'variable':
      return node.ident.length
    default:
      return 1
  }
}
