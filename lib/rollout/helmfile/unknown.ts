import type { Node } from '../node.ts'

/**
 * Stands in a text for what cannot be known here: the output of a program, a variable that was not given. A text that holds it
 * is not known either, and whoever reads it says so instead of guessing.
 */
const OPEN = '\uFDD2'
const CLOSE = '\uFDD3'

export class Unknowns {
  readonly #reasons: string[] = []

  /** A text that stands for the unknown. */
  mark(reason: string): string {
    const known = this.#reasons.indexOf(reason)
    return `${OPEN}${known >= 0 ? known : this.#reasons.push(reason) - 1}${CLOSE}`
  }

  /** Why a text is not known; undefined where it is. */
  reasonIn(text: string): string | undefined {
    const at = text.indexOf(OPEN)
    if (at < 0) return undefined
    const index = /^\d+/.exec(text.slice(at + 1))?.[0]
    return this.#reasons[Number(index ?? -1)] ?? 'it depends on something that is not known here'
  }

  /** The first unknown text below a node. */
  find(node: Node | undefined, depth = 0): { readonly node: Node; readonly reason: string } | undefined {
    if (node === undefined || depth > 100 || this.#reasons.length === 0) return undefined
    switch (node.kind) {
      case 'scalar': {
        const reason = this.reasonIn(node.text)
        return reason === undefined ? undefined : { node, reason }
      }
      case 'list':
        for (const item of node.items) {
          const found = this.find(item, depth + 1)
          if (found !== undefined) return found
        }
        return undefined
      case 'map':
        for (const { value } of node.entries.values()) {
          const found = this.find(value, depth + 1)
          if (found !== undefined) return found
        }
        return undefined
    }
  }
}
