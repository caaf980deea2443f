import type { Node } from './parse.ts'

const same = (a: Node, b: Node): boolean => JSON.stringify(a) === JSON.stringify(b)
const childrenOf = (node: Node): readonly Node[] => ('children' in node ? node.children : [])

/** Alternatives with what all begin or end with taken out; undefined where they share nothing. Mirrors `minimizeTreeAnyOf`. */
export function factored(alternatives: readonly Node[]): Node | undefined {
  if (alternatives.some((node) => node.kind !== 'pattern')) return undefined
  const { left, right } = common(alternatives)
  if (left.length === 0 && right.length === 0) return undefined
  const rest: Node[] = []
  for (const alternative of alternatives) {
    const children = childrenOf(alternative)
    const middle = children.slice(left.length, children.length - right.length)
    const node: Node = middle.length === 0 ? { kind: 'nothing' } : { kind: 'pattern', children: middle }
    if (!rest.some((known) => same(known, node))) rest.push(node)
  }
  const result: Node[] = []
  if (left.length > 0) result.push({ kind: 'pattern', children: left })
  if (rest.length > 1) result.push({ kind: 'anyOf', children: rest })
  else if (rest[0]!.kind !== 'nothing') result.push(rest[0]!)
  if (right.length > 0) result.push({ kind: 'pattern', children: right })
  return { kind: 'pattern', children: result }
}

/** Mirrors `commonChildren`: walks in from both ends of the shortest at once. */
function common(nodes: readonly Node[]): { left: Node[]; right: Node[] } {
  const left: Node[] = []
  const right: Node[] = []
  if (nodes.length <= 1) return { left, right }
  let least = 0
  for (const [i, node] of nodes.entries())
    if (childrenOf(node).length < childrenOf(nodes[least]!).length) least = i
  const shortest = childrenOf(nodes[least]!)
  const size = shortest.length
  let breakLeft = false
  let breakRight = false
  let total = 0
  for (let i = 0, j = size - 1; total < size && j >= 0 && !(breakLeft && breakRight); i++, j--) {
    for (const [k, node] of nodes.entries()) {
      if (breakLeft && breakRight) break
      if (k === least) continue
      const children = childrenOf(node)
      breakLeft ||= !same(shortest[i]!, children[i]!)
      breakRight ||= !breakLeft && j <= i
      breakRight ||= !same(shortest[j]!, children[j + children.length - size]!)
    }
    if (!breakLeft) {
      total++
      left.push(shortest[i]!)
    }
    if (!breakRight) {
      total++
      right.unshift(shortest[j]!)
    }
  }
  return { left, right }
}
