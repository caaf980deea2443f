import { byteLength } from '../text.ts'
import type { Node, Tree } from './parse/node.ts'

const known = new WeakMap<Tree, readonly number[]>()

/** Where the lines of a tree's text begin; found once for each tree. */
function lineStarts(tree: Tree): readonly number[] {
  let starts = known.get(tree)
  if (starts === undefined) {
    const found = [0]
    for (let i = tree.text.indexOf('\n'); i >= 0; i = tree.text.indexOf('\n', i + 1)) found.push(i + 1)
    starts = found
    known.set(tree, starts)
  }
  return starts
}

/** The index of the line that an offset lies in. */
function lineIndex(starts: readonly number[], pos: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (starts[middle]! <= pos) low = middle
    else high = middle
  }
  return low
}

/** The place of a node: lines from 1, columns in bytes from 0. Mirrors `Tree.ErrorContext`. */
export function placeOf({ tree, pos }: Node): { line: number; column: number } {
  const starts = lineStarts(tree)
  const line = lineIndex(starts, pos)
  return { line: line + 1, column: byteLength(tree.text.slice(starts[line], pos)) }
}

/** Where a call stands, for functions of chance: a name that is like no other and stays when other lines change. */
export function siteOf({ tree, pos }: Node): string {
  const starts = lineStarts(tree)
  const line = lineIndex(starts, pos)
  return `${tree.parseName}:${line + 1}:${pos - starts[line]!}`
}

/** `siteOf`, found when it is asked for: few calls are of chance. */
export class Site {
  readonly #node: Node
  #text: string | undefined
  constructor(node: Node) {
    this.#node = node
  }
  toString(): string {
    return (this.#text ??= siteOf(this.#node))
  }
}
