import { marshalPretty } from '../../yaml/index.ts'
import { deepEqual } from '../../go/deep-equal.ts'
import { documents } from '../documents.ts'
import {
  listNode,
  mapNode,
  scalarNode,
  TooLarge,
  toValue,
  type Entry,
  type MapNode,
  type Node,
} from '../node.ts'
import type { Place } from '../place.ts'
import { Refused, type Problems } from '../problem.ts'
import { releaseData, type Environment } from './environment.ts'
import type { Templating } from './templating.ts'

/** Fields whose text is an expression of its own; the first four are trimmed. Mirrors `ExecuteTemplateExpressions`. */
const TRIMMED = ['name', 'chart', 'namespace', 'version']
const PLAIN = ['waitTemplate', 'installedTemplate', 'conditionTemplate', 'verifyTemplate']
const LISTS = ['values', 'secrets', 'needs', 'postRendererArgs']
/** How often expressions may refer to each other before they are given up. */
const ROUNDS = 6

export interface Overrides {
  readonly kubeContext: string
  readonly namespace: string
  readonly chart: string
}

/** Fills in the expressions of releases until nothing changes any more. Mirrors `ExecuteTemplates` of pkg/state. */
export class Expressions {
  readonly #templating: Templating
  readonly #environment: Environment
  readonly #overrides: Overrides
  readonly #folder: string
  readonly #problems: Problems

  constructor(
    templating: Templating,
    environment: Environment,
    overrides: Overrides,
    folder: string,
    problems: Problems,
  ) {
    this.#templating = templating
    this.#environment = environment
    this.#overrides = overrides
    this.#folder = folder
    this.#problems = problems
  }

  /** @throws Refused where an expression fails, or refers to itself for ever; told */
  fill(release: MapNode): MapNode {
    if (!this.#hasExpressions(release)) return release
    let before = release
    for (let round = 0; round < ROUNDS; round++) {
      const filled = this.#once(release, this.dataOf(before))
      if (this.#isSame(before, filled)) return filled
      before = filled
    }
    this.#problems.add(release.at, 'CYCLE', { chain: 'the expressions of this release refer to each other' })
    throw new Refused('expressions')
  }

  #hasExpressions({ entries }: MapNode): boolean {
    if (entries.has('valuesTemplate') || entries.has('setTemplate')) return true
    const has = (node: Node | undefined): boolean => {
      if (node === undefined) return false
      if (node.kind === 'scalar') return node.text.includes('{{')
      if (node.kind === 'list')
        return node.items.some((item) => item.kind === 'scalar' && item.text.includes('{{'))
      return [...node.entries.values()].some(
        ({ value }) => value.kind === 'scalar' && value.text.includes('{{'),
      )
    }
    return [...TRIMMED, ...PLAIN, ...LISTS, 'labels'].some((field) => has(entries.get(field)?.value))
  }

  #isSame(before: MapNode, after: MapNode): boolean {
    try {
      return deepEqual(toValue(before), toValue(after))
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error
      this.#problems.add(before.at, 'ROLLOUT_LIMIT', {
        what: 'values that aliases unfold to',
        limit: '500000',
      })
      throw new Refused('values')
    }
  }

  /** What templates of the release see. */
  dataOf(release: MapNode): ReturnType<typeof releaseData> {
    const text = (field: string): string => {
      const node = release.entries.get(field)?.value
      return node?.kind === 'scalar' ? node.text : ''
    }
    const labels = release.entries.get('labels')?.value
    return releaseData(this.#environment, this.#overrides, {
      name: text('name'),
      namespace: text('namespace'),
      chart: text('chart'),
      version: text('version'),
      kubeContext: text('kubeContext'),
      labels: new Map(
        labels?.kind === 'map'
          ? [...labels.entries].map(
              ([key, { value }]) => [key, value.kind === 'scalar' ? value.text : ''] as const,
            )
          : [],
      ),
    })
  }

  #once(release: MapNode, data: ReturnType<typeof releaseData>): MapNode {
    const entries = new Map<string, Entry>(release.entries)
    const change = (field: string, to: (node: Node) => Node): void => {
      const entry = entries.get(field)
      if (entry !== undefined) entries.set(field, { at: entry.at, value: to(entry.value) })
    }
    const text = (node: Node, trim: boolean): Node => this.#text(node, data, trim)
    for (const field of TRIMMED) change(field, (node) => text(node, true))
    for (const field of PLAIN) change(field, (node) => text(node, false))
    for (const field of LISTS)
      change(field, (node) =>
        node.kind === 'list'
          ? listNode(
              node.items.map((item) => text(item, false)),
              node.at,
            )
          : node,
      )
    change('labels', (node) =>
      node.kind === 'map'
        ? mapNode(
            [...node.entries].map(([key, { value }]) => [key, text(value, false)]),
            node.at,
          )
        : node,
    )
    this.#prepend(entries, 'valuesTemplate', 'values', (item) => this.#map(item, data))
    this.#prepend(entries, 'setTemplate', 'set', (item) => this.#set(item, data))
    return { ...release, entries }
  }

  /** Templates of values, filled in, come before the values themselves. */
  #prepend(entries: Map<string, Entry>, field: string, onto: string, fill: (item: Node) => Node): void {
    const templates = entries.get(field)
    if (templates?.value.kind !== 'list' || templates.value.items.length === 0) return
    const rest = entries.get(onto)?.value
    const items = [...templates.value.items.map(fill), ...(rest?.kind === 'list' ? rest.items : [])]
    entries.set(onto, { at: templates.at, value: listNode(items, templates.value.at) })
  }

  #text(node: Node, data: ReturnType<typeof releaseData>, trim: boolean): Node {
    if (node.kind !== 'scalar' || typeof node.value !== 'string' || !node.value.includes('{{')) return node
    const rendered = this.#render(node.value, node.at, data)
    return scalarNode(trim ? rendered.trim() : rendered, node.at)
  }

  /** A map goes through its text, as Helmfile writes and reads it again. */
  #map(node: Node, data: ReturnType<typeof releaseData>): Node {
    if (node.kind !== 'map') return this.#text(node, data, false)
    const rendered = this.#render(marshalPretty(toValue(node)), node.at, data)
    const [root] = documents(rendered, () => node.at, this.#problems, 'v3')
    return root ?? mapNode([], node.at)
  }

  #set(node: Node, data: ReturnType<typeof releaseData>): Node {
    if (node.kind !== 'map') return node
    const filled = [...node.entries].map(([key, { value }]): [string, Node] => [
      key,
      value.kind === 'list'
        ? listNode(
            value.items.map((item) => this.#text(item, data, false)),
            value.at,
          )
        : this.#text(value, data, false),
    ])
    return mapNode(filled, node.at)
  }

  #render(text: string, at: Place, data: ReturnType<typeof releaseData>): string {
    const rendered = this.#templating.render({ text, at, folder: this.#folder }, data)
    if (rendered === undefined) throw new Refused('expression')
    return rendered.text
  }
}
