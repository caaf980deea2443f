import { expect, test } from 'vitest'
import { diffLists, markWords } from '../../../lib/objects/index.ts'

/** A small generator that gives the same numbers on every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) yield (state = (state * 48271) % 2147483647) / 2147483647
}

function apply(
  before: readonly string[],
  after: readonly string[],
): { old: string[]; now: string[]; edits: number } {
  const [old, now]: [string[], string[]] = [[], []]
  let [i, j, edits] = [0, 0, 0]
  for (const { op, count } of diffLists(before, after)) {
    if (op === '=') {
      expect(before.slice(i, i + count)).toEqual(after.slice(j, j + count))
      old.push(...before.slice(i, (i += count)))
      now.push(...after.slice(j, (j += count)))
    } else {
      edits += count
      if (op === '-') old.push(...before.slice(i, (i += count)))
      else now.push(...after.slice(j, (j += count)))
    }
  }
  return { old, now, edits }
}

test('runs lead from one list to the other, whatever they hold', () => {
  const chance = numbers(7)
  const next = (): number => chance.next().value as number
  for (let round = 0; round < 400; round++) {
    const letters = 2 + Math.floor(next() * 30)
    const list = (): string[] =>
      Array.from({ length: Math.floor(next() * 60) }, () => String(Math.floor(next() * letters)))
    const before = list()
    const after =
      next() < 0.5 ? list() : before.flatMap((x) => (next() < 0.1 ? [] : next() < 0.1 ? [x, 'new'] : [x]))
    const { old, now } = apply(before, after)
    expect(old).toEqual(before)
    expect(now).toEqual(after)
  }
})

test('one changed line among many is one edit on each side', () => {
  const before = Array.from({ length: 5000 }, (_, i) => `line ${i % 50}`)
  const after = before.with(2500, 'other')
  expect(apply(before, after).edits).toBe(2)
})

test('texts without anything in common end at once, as a replacement', () => {
  const before = Array.from({ length: 30_000 }, (_, i) => `a${i % 7000}`)
  const after = Array.from({ length: 30_000 }, (_, i) => `b${i % 7000}`)
  expect(diffLists(before, after)).toEqual([
    { op: '-', count: 30_000 },
    { op: '+', count: 30_000 },
  ])
})

test('of two lines the words that differ are marked, a version as one word', () => {
  const marked = markWords(
    '  image: quay.io/argoproj/argocd:v3.2.0',
    '  image: quay.io/argoproj/argocd:v3.4.4',
  )!
  expect(marked.map((pieces) => pieces.filter((p) => p.isMarked).map((p) => p.text))).toEqual([
    ['v3.2.0'],
    ['v3.4.4'],
  ])
  expect(marked.map((pieces) => pieces.map((p) => p.text).join(''))).toEqual([
    '  image: quay.io/argoproj/argocd:v3.2.0',
    '  image: quay.io/argoproj/argocd:v3.4.4',
  ])
  expect(markWords('alpha: 1', 'something else entirely')).toBeNull()
})
