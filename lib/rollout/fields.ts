import { isNull, kindWord, type Entry, type ListNode, type MapNode, type Node } from './node.ts'
import type { Place } from './place.ts'
import type { Problems } from './problem.ts'

/**
 * Reads the fields of a map as the kinds that the tool declares. A field of another kind is told with its place and read as
 * absent; a field that the tool does not know is told with the nearest that it does.
 */
export class Fields {
  readonly node: MapNode
  /** what the map is, in words: `release`, `spec.chart.spec` */
  readonly what: string
  readonly #problems: Problems

  constructor(node: MapNode, what: string, problems: Problems) {
    this.node = node
    this.what = what
    this.#problems = problems
  }

  get at(): Place {
    return this.node.at
  }

  entry(name: string): Entry | undefined {
    const entry = this.node.entries.get(name)
    return entry === undefined || isNull(entry.value) ? undefined : entry
  }

  value(name: string): Node | undefined {
    return this.entry(name)?.value
  }

  has(name: string): boolean {
    return this.entry(name) !== undefined
  }

  /** Where a field's value stands; where the map begins if it has none. */
  place(name: string): Place {
    return this.value(name)?.at ?? this.at
  }

  placeOrNull(name: string): Place | null {
    return this.value(name)?.at ?? null
  }

  /** A text. Numbers and booleans are texts where the tool decodes into a string from YAML (`loose`). */
  text(name: string, loose = false): string {
    const node = this.value(name)
    if (node === undefined) return ''
    if (node.kind === 'scalar' && (typeof node.value === 'string' || loose)) return node.text
    this.#wrong(name, node, 'a text')
    return ''
  }

  /** The same, and told where it is missing or empty. */
  needed(name: string, loose = false): string {
    const text = this.text(name, loose)
    if (!this.has(name) || (text === '' && this.value(name)?.kind === 'scalar'))
      this.#problems.add(this.at, 'FIELD_MISSING', { field: name, in: this.what })
    return text
  }

  flag(name: string): boolean | undefined {
    const node = this.value(name)
    if (node === undefined) return undefined
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value
    this.#wrong(name, node, 'true or false')
    return undefined
  }

  map(name: string): Fields | undefined {
    const node = this.value(name)
    if (node === undefined) return undefined
    if (node.kind === 'map') return new Fields(node, `${this.what}.${name}`, this.#problems)
    this.#wrong(name, node, 'a map')
    return undefined
  }

  list(name: string): readonly Node[] {
    return this.listNode(name)?.items ?? []
  }

  listNode(name: string): ListNode | undefined {
    const node = this.value(name)
    if (node === undefined) return undefined
    if (node.kind === 'list') return node
    this.#wrong(name, node, 'a list')
    return undefined
  }

  /** The maps of a list; an item of another kind is told and left out. */
  maps(name: string): Fields[] {
    return this.list(name).flatMap((item, i) => {
      if (item.kind === 'map') return [new Fields(item, `${this.what}.${name}[${i}]`, this.#problems)]
      this.#wrong(`${name}[${i}]`, item, 'a map')
      return []
    })
  }

  /** The texts of a list with their places. */
  texts(name: string): { readonly text: string; readonly at: Place }[] {
    return this.list(name).flatMap((item, i) => {
      if (item.kind === 'scalar' && item.value !== null) return [{ text: item.text, at: item.at }]
      this.#wrong(`${name}[${i}]`, item, 'a text')
      return []
    })
  }

  /** Names and texts of a map of texts. */
  textMap(name: string): ReadonlyMap<string, string> {
    const map = this.map(name)
    if (map === undefined) return new Map()
    return new Map([...map.node.entries.keys()].map((key) => [key, map.text(key, true)]))
  }

  /** Tells every field that is not among the known ones. */
  onlyKnow(known: ReadonlySet<string>, severity: 'error' | 'warning' = 'warning'): void {
    for (const [field, { at }] of this.node.entries) {
      if (known.has(field)) continue
      const args = { field, in: this.what, nearest: nearest(field, known) ?? '' }
      this.#problems.add(at, 'FIELD_UNKNOWN', args, severity)
    }
  }

  #wrong(field: string, node: Node, expected: string): void {
    this.#problems.add(node.at, 'FIELD_TYPE', { field, expected, found: kindWord(node) })
  }
}

/** The name most like another, if any is like it at all. */
export function nearest(name: string, among: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(2, Math.ceil(name.length / 3)) + 1
  for (const candidate of among) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), least)
    if (distance < least) {
      least = distance
      best = candidate
    }
  }
  return best
}

function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) >= bound) return bound
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
