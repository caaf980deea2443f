import { GoError } from '../go/value.ts'
import {
  events,
  LONG_TAG,
  resolvePlain,
  resolveTagged,
  YamlError,
  type Event,
  type Scalar,
} from '../yaml/index.ts'
import type { Entry, Node } from './node.ts'
import { kindWord } from './node.ts'
import type { Place } from './place.ts'
import type { Problems } from './problem.ts'

/** A place in a text, line and column from 1, as a place in the file that a person wrote. */
export type Locate = (line: number, column: number) => Place

/**
 * How plain words are read: `1.1` as sigs.k8s.io/yaml (over yaml.v2) reads objects of Kubernetes, `v3` as go.yaml.in/yaml/v3
 * reads what it decodes into `any` (Helmfile): there `yes`, `on` and their like are texts.
 */
export type Words = '1.1' | 'v3'

const ONLY_IN_11 = /^(?:[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/
const DATE = /^\d{4}-\d\d-\d\d$/
const MOST_EVENTS = 1_000_000

interface Open {
  readonly node: { kind: 'map' | 'list'; at: Place; entries: Map<string, Entry>; items: Node[] }
  key: { readonly text: string; readonly at: Place; readonly isMerge: boolean } | undefined
  readonly merges: Node[]
}

/**
 * The documents of a text with the place of everything in them. What cannot be read is told, and the documents before it are
 * given all the same; a document of nothing at all is left out.
 */
export function documents(text: string, locate: Locate, problems: Problems, words: Words = '1.1'): Node[] {
  const roots: Node[] = []
  const composer = new Composer(locate, problems, words)
  try {
    let count = 0
    for (const event of events(text)) {
      if (++count > MOST_EVENTS) {
        problems.add(locate(event.line + 1, 1), 'ROLLOUT_LIMIT', {
          what: 'values in one file',
          limit: String(MOST_EVENTS),
        })
        break
      }
      const root = composer.take(event)
      if (root !== undefined && !(root.kind === 'scalar' && root.value === null)) roots.push(root)
    }
  } catch (error) {
    if (!(error instanceof GoError)) throw error
    const line = error instanceof YamlError ? error.line : undefined
    problems.add(line === undefined ? composer.last : locate(line, 1), 'YAML_INVALID', {
      detail: error.message.replace(/^yaml: (?:line \d+: )?/, ''),
    })
  }
  return roots
}

/** `documents` of a file of the input. */
export const documentsOf = (file: string, text: string, problems: Problems, words?: Words): Node[] =>
  documents(text, (line, column) => ({ file, line, column }), problems, words)

class Composer {
  last: Place
  readonly #locate: Locate
  readonly #problems: Problems
  readonly #words: Words
  #anchors = new Map<string, Node>()
  #open: Open[] = []

  constructor(locate: Locate, problems: Problems, words: Words) {
    this.#locate = locate
    this.#problems = problems
    this.#words = words
    this.last = locate(1, 1)
  }

  /** The root of a document when the event ends it. */
  take(event: Event): Node | undefined {
    const at = this.#locate(event.line + 1, (event.column ?? 0) + 1)
    this.last = at
    switch (event.type) {
      case 'document start':
        this.#anchors = new Map()
        this.#open = []
        return undefined
      case 'scalar':
        return this.#add(this.#scalar(event, at), event)
      case 'alias': {
        const target = this.#anchors.get(event.anchor!)
        if (target === undefined)
          throw new YamlError(`unknown anchor '${event.anchor}' referenced`, 'parse', event.line + 1)
        if (this.#open.some(({ node }) => node === (target as object)))
          throw new YamlError(`anchor '${event.anchor}' value contains itself`, 'parse', event.line + 1)
        return this.#add(target, event)
      }
      case 'mapping start':
      case 'sequence start': {
        const kind = event.type === 'mapping start' ? 'map' : 'list'
        const node = { kind, at, entries: new Map<string, Entry>(), items: [] } as Open['node']
        if (event.anchor !== undefined) this.#anchors.set(event.anchor, node as Node)
        this.#open.push({ node, key: undefined, merges: [] })
        return undefined
      }
      case 'mapping end':
      case 'sequence end': {
        const { node, merges } = this.#open.pop()!
        for (const source of merges) this.#merge(node.entries, source)
        return this.#add(node as Node, event)
      }
      default:
        return undefined
    }
  }

  #add(node: Node, event: Event): Node | undefined {
    if (event.anchor !== undefined && event.type === 'scalar') this.#anchors.set(event.anchor, node)
    const parent = this.#open.at(-1)
    if (parent === undefined) return node
    if (parent.node.kind === 'list') parent.node.items.push(node)
    else if (parent.key === undefined) parent.key = this.#key(node, event)
    else {
      const { text, at, isMerge } = parent.key
      parent.key = undefined
      if (isMerge) parent.merges.push(node)
      else {
        if (parent.node.entries.has(text)) this.#problems.add(at, 'KEY_TWICE', { key: text })
        parent.node.entries.set(text, { at, value: node })
      }
    }
    return undefined
  }

  #key(node: Node, event: Event): Open['key'] {
    if (node.kind !== 'scalar')
      throw new YamlError(`${kindWord(node)} cannot be the key of a map`, 'decode', event.line + 1)
    const isMerge = node.text === '<<' && event.implicit === true
    return { text: node.value === null ? 'null' : node.text, at: node.at, isMerge }
  }

  /** `<<`: what the map says itself wins, then the earlier of a list. */
  #merge(into: Map<string, Entry>, source: Node): void {
    if (source.kind === 'list') for (const item of source.items) this.#merge(into, item)
    else if (source.kind === 'map') {
      for (const [key, entry] of source.entries) if (!into.has(key)) into.set(key, entry)
    } else
      throw new YamlError('map merge requires map or sequence of maps as the value', 'decode', source.at.line)
  }

  #scalar(event: Event, at: Place): Node {
    const text = event.value ?? ''
    return { kind: 'scalar', at, text, value: this.#resolve(event, text) }
  }

  #resolve({ tag, implicit }: Event, text: string): Scalar {
    if (tag !== undefined && tag !== '') {
      if (tag === '!' || tag === `${LONG_TAG}binary`) return text
      return resolveTagged(tag, text)
    }
    if (implicit !== true) return text
    if (this.#words === '1.1') return resolvePlain(text)
    if (ONLY_IN_11.test(text)) return text
    // yaml.v3 makes a time of a date, and writes it again as one
    return DATE.test(text) ? `${text}T00:00:00Z` : resolvePlain(text)
  }
}
