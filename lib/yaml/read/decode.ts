import { countBytes } from '../../go/meter.ts'
import { BudgetError } from '../../go/value.ts'
import { YamlError } from '../error.ts'
import { LONG_TAG, resolvePlain, resolveTagged, type Scalar } from '../resolve.ts'
import { AnyMap, type Any } from './any.ts'
import { goSyntax } from './go-syntax.ts'
import { decodeBase64 } from './base64.ts'
import type { Node } from './node.ts'

/** Nesting that we follow. Go's limit is 10000 levels; no chart comes near either. */
const MAX_NESTING = 1000

/** Bytes that a decoded value takes with its place in a map. */
const VALUE = 100

/** From so many decoded nodes on, the share that aliases may bring falls from 99 % to 10 % (yaml.v2). */
const ALIAS_RATIO_LOW = 400_000
const ALIAS_RATIO_HIGH = 4_000_000

const allowedAliasRatio = (count: number): number =>
  count <= ALIAS_RATIO_LOW
    ? 0.99
    : count >= ALIAS_RATIO_HIGH
      ? 0.1
      : 0.99 - 0.89 * ((count - ALIAS_RATIO_LOW) / (ALIAS_RATIO_HIGH - ALIAS_RATIO_LOW))

/** yaml.v2's decoder into `interface{}` (decode.go). */
export class Decoder {
  readonly #strict: boolean
  readonly #errors: string[] = []
  readonly #open = new Set<Node>()
  #count = 0
  #aliasCount = 0
  #aliasDepth = 0
  #depth = 0

  constructor(strict: boolean) {
    this.#strict = strict
  }

  decode(root: Node): Any {
    const value = this.#unmarshal(root)
    if (this.#errors.length > 0)
      throw new YamlError(`yaml: unmarshal errors:\n  ${this.#errors.join('\n  ')}`, 'decode')
    return value
  }

  #unmarshal(node: Node): Any {
    this.#enter()
    switch (node.kind) {
      case 'alias':
        return this.#alias(node, (target) => this.#unmarshal(target))
      case 'scalar':
        return scalar(node)
      case 'sequence': {
        this.#deepen()
        const list = node.children.map((child) => this.#unmarshal(child))
        this.#depth--
        return list
      }
      case 'mapping': {
        const map = new AnyMap()
        this.#mapping(node, map)
        return map
      }
    }
  }

  #enter(): void {
    this.#count++
    countBytes(VALUE)
    if (this.#aliasDepth > 0) this.#aliasCount++
    if (
      this.#aliasCount > 100 &&
      this.#count > 1000 &&
      this.#aliasCount / this.#count > allowedAliasRatio(this.#count)
    )
      throw new YamlError('yaml: document contains excessive aliasing', 'decode')
  }

  #deepen(): void {
    if (++this.#depth > MAX_NESTING) throw new BudgetError('DEPTH_LIMIT', MAX_NESTING)
  }

  #alias<R>(node: Node, follow: (target: Node) => R): R {
    if (this.#open.has(node))
      throw new YamlError(`yaml: anchor '${node.value}' value contains itself`, 'decode')
    this.#open.add(node)
    this.#aliasDepth++
    const result = follow(node.alias!)
    this.#aliasDepth--
    this.#open.delete(node)
    return result
  }

  #mapping(node: Node, into: AnyMap): void {
    this.#deepen()
    const { children } = node
    for (let i = 0; i < children.length; i += 2) {
      const keyNode = children[i]!
      const valueNode = children[i + 1]!
      if (isMerge(keyNode)) {
        this.#merge(valueNode, into)
        continue
      }
      const key = this.#unmarshal(keyNode)
      if (Array.isArray(key) || key instanceof AnyMap)
        throw new YamlError(`yaml: invalid map key: ${goSyntax(key)}`, 'decode')
      const value = this.#unmarshal(valueNode)
      if (this.#strict && into.has(key))
        this.#errors.push(`line ${valueNode.line + 1}: key ${goSyntax(key)} already set in map`)
      else into.set(key, value)
    }
    this.#depth--
  }

  /** `<<`: earlier maps of a list win over later ones, and all of them over what the map held before. */
  #merge(node: Node, into: AnyMap): void {
    if (node.kind === 'sequence') {
      for (const child of node.children.toReversed()) {
        wantMap(child)
        this.#mergeOne(child, into)
      }
    } else {
      wantMap(node)
      this.#mergeOne(node, into)
    }
  }

  #mergeOne(node: Node, into: AnyMap): void {
    this.#enter()
    if (node.kind === 'alias')
      this.#alias(node, (target) => {
        this.#enter()
        this.#mapping(target, into)
      })
    else this.#mapping(node, into)
  }
}

function wantMap(node: Node): void {
  if ((node.kind === 'alias' ? node.alias! : node).kind !== 'mapping')
    throw new YamlError('yaml: map merge requires map or sequence of maps as the value', 'decode')
}

const isMerge = (node: Node): boolean =>
  node.kind === 'scalar' && node.value === '<<' && (node.implicit || node.tag === `${LONG_TAG}merge`)

function scalar(node: Node): Scalar {
  if (node.tag === '') return node.implicit ? resolvePlain(node.value) : node.value
  if (node.tag === `${LONG_TAG}binary`) {
    const text = decodeBase64(node.value)
    if (text === undefined) throw new YamlError('yaml: !!binary value contains invalid base64 data', 'decode')
    return text
  }
  return resolveTagged(node.tag, node.value)
}
