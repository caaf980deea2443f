import { countBytes } from '../../go/meter.ts'
import { YamlError } from '../error.ts'
import { readInput } from './input.ts'
import { Parser, type Event } from './parser.ts'
import { Scanner } from './scanner.ts'

/** Bytes that a node, its event and its tokens take. */
const NODE = 200

export type NodeKind = 'scalar' | 'sequence' | 'mapping' | 'alias'

/** A node of yaml.v2 (decode.go): what the text says, before anything is resolved. */
export class Node {
  readonly kind: NodeKind
  /** from 0 */
  readonly line: number
  readonly tag: string
  /** scalar text or alias name */
  readonly value: string
  readonly implicit: boolean
  /** what an alias stands for */
  readonly alias: Node | undefined
  /** items of a sequence; keys and values of a mapping in turn */
  readonly children: Node[] = []
  constructor(kind: NodeKind, event: Event, alias?: Node) {
    this.kind = kind
    this.line = event.line
    this.tag = event.tag ?? ''
    this.value = (kind === 'alias' ? event.anchor : event.value) ?? ''
    this.implicit = event.implicit ?? false
    this.alias = alias
  }
}

/** Reads the documents of a stream one after another, as yaml.v2's Decoder does. */
export class Composer {
  readonly #parser: Parser
  #pending: Event | undefined

  constructor(text: string) {
    this.#parser = new Parser(new Scanner(readInput(text === '' ? '\n' : text)))
    this.#parser.parse()
  }

  /** The root of the next document, or undefined at the end of the stream. Throws `YamlError`. */
  next(): Node | undefined {
    const start = this.#pending ?? this.#parser.parse()
    if (start.type === 'stream end') {
      this.#pending = start
      return undefined
    }
    const root = this.#compose()
    this.#parser.parse() // the document's end
    return root
  }

  #compose(): Node {
    const anchors = new Map<string, Node>()
    const open: Node[] = []
    for (;;) {
      const event = this.#parser.parse()
      countBytes(NODE)
      let node: Node
      switch (event.type) {
        case 'scalar':
          node = new Node('scalar', event)
          break
        case 'alias': {
          const target = anchors.get(event.anchor!)
          if (target === undefined)
            throw new YamlError(`yaml: unknown anchor '${event.anchor}' referenced`, 'parse')
          node = new Node('alias', event, target)
          break
        }
        case 'sequence start':
          node = new Node('sequence', event)
          break
        case 'mapping start':
          node = new Node('mapping', event)
          break
        default: {
          const done = open.pop()!
          if (open.length === 0) return done
          continue
        }
      }
      if (event.anchor !== undefined && event.type !== 'alias') anchors.set(event.anchor, node)
      open.at(-1)?.children.push(node)
      if (node.kind === 'sequence' || node.kind === 'mapping') open.push(node)
      else if (open.length === 0) return node
    }
  }
}
