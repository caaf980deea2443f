import type { Matcher } from './matcher.ts'
import { runeSize } from './matcher.ts'

export interface TreeMatcher extends Matcher {
  readonly value: Matcher
  readonly left: Matcher | undefined
  readonly right: Matcher | undefined
}

export const asTree = (m: Matcher): TreeMatcher | undefined =>
  m.kind === 'tree' ? (m as TreeMatcher) : undefined

/** Something in the middle, and what is left and right of it. Mirrors gobwas' BTree. `step` is told of each try. */
export function tree(
  value: Matcher,
  left: Matcher | undefined,
  right: Matcher | undefined,
  step: () => void,
): TreeMatcher {
  const before = left?.length ?? 0
  const after = right?.length ?? 0
  const length = value.length < 0 || before < 0 || after < 0 ? -1 : before + value.length + after
  return {
    kind: 'tree',
    value,
    left,
    right,
    length,
    index: () => undefined,
    match(s) {
      if (length > s.length) return false
      const limit = after >= 0 ? s.length - after : s.length
      for (let offset = Math.max(before, 0); offset < limit;) {
        step()
        const found = value.index(s.slice(offset, limit))
        if (found === undefined) return false
        const from = offset + found.at
        if (
          matches(left, s.slice(0, from)) &&
          found.lengths.some((_, i) => matches(right, s.slice(from + found.lengths.at(-1 - i)!)))
        )
          return true
        offset = from + (from < s.length ? runeSize(s, from) : 0)
      }
      return false
    },
  }
}

const matches = (m: Matcher | undefined, s: string): boolean => (m === undefined ? s === '' : m.match(s))
