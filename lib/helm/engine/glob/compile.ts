import { toByteText } from '../../../go/byte-text.ts'
import {
  any,
  anyOf,
  anything,
  asText,
  contains,
  everyOf,
  max,
  min,
  nothing,
  prefix,
  prefixAny,
  prefixSuffix,
  row,
  rune,
  suffix,
  suffixAny,
  text,
  type AnyOfMatcher,
  type Matcher,
  type TextMatcher,
} from './matcher.ts'
import { factored } from './factor.ts'
import type { Node } from './parse.ts'
import { asTree, tree } from './tree.ts'

/** What a matcher tells of itself when neighbours are glued: which separators it minds, and whether it is one rune. */
const traits = new WeakMap<
  Matcher,
  { readonly separators: string; readonly what: 'any' | 'super' | 'single' }
>([
  [anything, { separators: '', what: 'super' }],
  [any, { separators: '/', what: 'any' }],
])

/** Turns a pattern into matchers, by gobwas' own steps: their order decides what is found. Mirrors compiler.go. */
export class Compiler {
  readonly #step: () => void
  constructor(step: () => void) {
    this.#step = step
  }

  compile(node: Node): Matcher {
    switch (node.kind) {
      case 'anyOf': {
        const better = factored(node.children)
        return better === undefined ? anyOf(this.#children(node.children)) : this.compile(better)
      }
      case 'pattern':
        if (node.children.length === 0) return nothing
        return this.#optimize(this.#sequence(this.#minimize(this.#children(node.children))))
      case 'any':
        return any
      case 'super':
        return anything
      case 'nothing':
        return nothing
      case 'text':
        return text(toByteText(node.text))
      case 'single':
        return single()
      case 'list':
        return list(node.chars, node.not)
      case 'range': {
        const { low, high, not } = node
        return rune('range', (r) => (low <= codeOf(r) && codeOf(r) <= high) !== not)
      }
    }
  }

  #children(nodes: readonly Node[]): Matcher[] {
    return nodes.map((node) => this.#optimize(this.compile(node)))
  }

  #sequence(matchers: readonly Matcher[]): Matcher {
    if (matchers.length === 1) return matchers[0]!
    const glued = glue(matchers)
    if (glued !== undefined) return glued
    let longest = -1
    let at = -1
    for (const [i, matcher] of matchers.entries()) {
      if (matcher.length !== -1 && matcher.length >= longest) {
        longest = matcher.length
        at = i
      }
    }
    if (at < 0) return tree(matchers[0]!, undefined, this.#sequence(matchers.slice(1)), this.#step)
    const side = (part: readonly Matcher[]): Matcher | undefined =>
      part.length === 0 ? undefined : this.#sequence(part)
    return tree(matchers[at]!, side(matchers.slice(0, at)), side(matchers.slice(at + 1)), this.#step)
  }

  #optimize(matcher: Matcher): Matcher {
    if (matcher.kind === 'anyOf') {
      const { matchers } = matcher as AnyOfMatcher
      return matchers.length === 1 ? matchers[0]! : matcher
    }
    const branching = asTree(matcher)
    if (branching === undefined) return matcher
    const left = branching.left && this.#optimize(branching.left)
    const right = branching.right && this.#optimize(branching.right)
    const middle = asText(branching.value)
    const simple = middle && simplified(middle.text, left, right)
    return simple ?? tree(branching.value, left, right, this.#step)
  }

  /** Glues as many neighbours as can be, again and again. */
  #minimize(matchers: readonly Matcher[]): readonly Matcher[] {
    let done: { matcher: Matcher; from: number; to: number } | undefined
    for (let from = 0; from < matchers.length; from++) {
      for (let to = matchers.length; to > from; to--) {
        const glued = glue(matchers.slice(from, to))
        if (glued === undefined) continue
        const longer =
          done !== undefined &&
          done.matcher.length > -1 &&
          glued.length > -1 &&
          glued.length > done.matcher.length
        if (done === undefined || longer || done.to - done.from < to - from)
          done = { matcher: glued, from, to }
      }
    }
    if (done === undefined) return matchers
    const next = [...matchers.slice(0, done.from), done.matcher, ...matchers.slice(done.to)]
    return next.length === matchers.length ? next : this.#minimize(next)
  }
}

const codeOf = (byteText: string): number => {
  const bytes = Uint8Array.from(byteText, (c) => c.charCodeAt(0))
  return new TextDecoder().decode(bytes).codePointAt(0) ?? 0
}

function single(): Matcher {
  const matcher = rune('single', (r) => r !== '/')
  traits.set(matcher, { separators: '/', what: 'single' })
  return matcher
}

function list(chars: string, not: boolean): Matcher {
  const runes = new Set([...chars].map(toByteText))
  if (!not && runes.size === 1 && [...chars].length === 1) return text(toByteText(chars))
  const matcher = rune('list', (r) => runes.has(r) !== not)
  if (not) traits.set(matcher, { separators: toByteText(chars), what: 'single' })
  return matcher
}

function simplified(
  middle: string,
  left: Matcher | undefined,
  right: Matcher | undefined,
): Matcher | undefined {
  if (left === undefined && right === undefined) return text(middle)
  if (left === anything && right === anything) return contains(middle, false)
  if (left === anything && right === undefined) return suffix(middle)
  if (right === anything && left === undefined) return prefix(middle)
  if (left === undefined && right!.kind === 'suffix') return prefixSuffix(middle, (right as TextMatcher).text)
  if (right === undefined && left!.kind === 'prefix') return prefixSuffix((left as TextMatcher).text, middle)
  if (right === undefined && left === any) return suffixAny(middle)
  if (left === undefined && right === any) return prefixAny(middle)
  return undefined
}

function glue(matchers: readonly Matcher[]): Matcher | undefined {
  if (matchers.length <= 1) return undefined
  const every = glueAsEvery(matchers)
  if (every !== undefined) return every
  return matchers.every((m) => m.length !== -1) ? row(matchers) : undefined
}

function glueAsEvery(matchers: readonly Matcher[]): Matcher | undefined {
  const known = matchers.map((m) => traits.get(m))
  const separators = known[0]?.separators
  if (known.some((k) => k === undefined || k.separators !== separators)) return undefined
  const has = (what: string): boolean => known.some((k) => k!.what === what)
  const count = known.filter((k) => k!.what === 'single').length
  if (has('super') && !has('any') && count === 0) return anything
  if (has('any') && !has('super') && count === 0) return any
  if ((has('any') || has('super')) && count > 0 && separators === '') return min(count)
  const parts: Matcher[] = []
  if (count > 0) {
    parts.push(min(count))
    if (!has('any') && !has('super')) parts.push(max(count))
  }
  if (separators !== '') parts.push(contains(separators!, true))
  return everyOf(parts)
}
