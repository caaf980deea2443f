import { Dict, Entries, Int, Slice, T, type Value } from '../go/value.ts'
import type { Scalar } from '../yaml/index.ts'
import type { Place } from './place.ts'

/** A YAML value that knows where it was written. An alias is the very node it stands for. */
export type Node = MapNode | ListNode | ScalarNode

export interface MapNode {
  readonly kind: 'map'
  readonly at: Place
  readonly entries: ReadonlyMap<string, Entry>
}
export interface Entry {
  /** where the key stands */
  readonly at: Place
  readonly value: Node
}
export interface ListNode {
  readonly kind: 'list'
  readonly at: Place
  readonly items: readonly Node[]
}
export interface ScalarNode {
  readonly kind: 'scalar'
  readonly at: Place
  readonly value: Scalar
  /** as written, for what is read as text whatever it looks like */
  readonly text: string
}

/** More values than this in one tree are a bomb and no configuration. */
const MOST = 500_000
const DEEPEST = 200

export class TooLarge extends Error {
  override name = 'TooLarge'
}

/**
 * A node as a template sees it: whole numbers as `int`, maps with text keys.
 * @throws TooLarge where aliases unfold to more than any file of people holds
 */
export function toValue(node: Node): Value {
  let count = 0
  const go = (one: Node, depth: number): Value => {
    if (++count > MOST || depth > DEEPEST) throw new TooLarge()
    switch (one.kind) {
      case 'scalar':
        return typeof one.value === 'bigint' ? toInt(one.value) : one.value
      case 'list':
        return new Slice(one.items.map((item) => go(item, depth + 1)))
      case 'map': {
        const entries = new Entries()
        for (const [key, { value }] of one.entries) entries.set(key, go(value, depth + 1))
        return new Dict(entries)
      }
    }
  }
  return go(node, 0)
}

const MAX_INT = (1n << 63n) - 1n
const toInt = (value: bigint): Int => new Int(value, value > MAX_INT ? T.uint64 : T.int)

/** The reverse, all of it standing where `at` says: for values that a template made. */
export function fromValue(value: Value, at: Place): Node {
  if (value instanceof Dict) {
    return mapNode(
      [...value.entries].map(([key, item]) => [key, fromValue(item, at)]),
      at,
    )
  }
  if (value instanceof Slice)
    return { kind: 'list', at, items: value.items.map((item) => fromValue(item, at)) }
  if (value instanceof Int) return scalarNode(value.value, at)
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return scalarNode(value, at)
  return scalarNode(null, at)
}

export const scalarNode = (value: Scalar, at: Place): ScalarNode => ({
  kind: 'scalar',
  at,
  value,
  text: value === null ? '' : String(value),
})

export const mapNode = (entries: Iterable<readonly [string, Node]>, at: Place): MapNode => ({
  kind: 'map',
  at,
  entries: new Map([...entries].map(([key, value]) => [key, { at: value.at, value }])),
})

export const listNode = (items: readonly Node[], at: Place): ListNode => ({ kind: 'list', at, items })

export const isNull = (node: Node | undefined): boolean =>
  node === undefined || (node.kind === 'scalar' && node.value === null)

/** What a person calls the kind of a node. */
export function kindWord(node: Node): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'a map' : 'a list'
  switch (typeof node.value) {
    case 'boolean':
      return 'true or false'
    case 'bigint':
    case 'number':
      return 'a number'
    case 'string':
      return 'a text'
    default:
      return 'nothing'
  }
}
