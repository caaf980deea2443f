import { expect, test } from 'vitest'
import { changedLines, drawnLines, sideBySide, stretches } from '../../../lib/objects/drawing.ts'
import { NOISE_RULES, type NoiseRule } from '../../../lib/objects/noise.ts'
import { diffTexts } from '../../../lib/objects/text-diff.ts'

const ALL: ReadonlySet<NoiseRule> = new Set(NOISE_RULES)
const numbered = (n: number): string[] => Array.from({ length: n }, (_, i) => `line ${i}`)
const diff = (before: readonly string[], after: readonly string[]) =>
  diffTexts({ text: before.join('\n') }, { text: after.join('\n') }, ALL)

test('lines carry the numbers of both sides, and the one they became', () => {
  const lines = drawnLines(diff(['a', 'b', 'c', 'd'], ['a', 'B', 'c', 'e', 'd']))
  expect(lines.map(({ op, text, before, after, partner }) => [op, text, before, after, partner])).toEqual([
    ['=', 'a', 1, 1, null],
    ['-', 'b', 2, null, 2],
    ['+', 'B', null, 2, 1],
    ['=', 'c', 3, 3, null],
    ['+', 'e', null, 4, null],
    ['=', 'd', 4, 5, null],
  ])
})

test('three lines around a change are shown, the rest is folded; two changes near each other are one stretch', () => {
  const before = numbered(40)
  const after = before.with(10, 'x').with(15, 'y').with(39, 'z')
  const lines = drawnLines(diff(before, after))
  expect(stretches(lines, 3, ALL).map(({ kind, from, to }) => `${kind} ${to - from}`)).toEqual([
    'folded 7',
    'shown 14',
    'folded 17',
    'shown 5',
  ])
})

test('noise is behind a fold that says so, until its rule is turned off', () => {
  const label = (version: string): string => `    helm.sh/chart: web-${version}`
  const version = (app: string): string => `    app.kubernetes.io/version: "${app}"`
  const text = (n: string): string[] => [...numbered(2), label(n), version(n), 'end', 'tail']
  const both = diff(text('1.0.0'), [...text('2.0.0'), 'more'])
  const lines = drawnLines(both)
  expect(stretches(lines, 1, ALL).map(({ kind, noise }) => [kind, noise])).toEqual([
    ['folded', { 'chart-label': 1, 'version-label': 1 }],
    ['shown', {}],
  ])
  const onlyChart: ReadonlySet<NoiseRule> = new Set(['chart-label'] as const)
  const parts = stretches(lines, 1, onlyChart)
  expect(
    parts.flatMap(({ kind, from, to }) => (kind === 'shown' ? lines.slice(from, to) : [])).map((l) => l.text),
  ).toEqual([version('1.0.0'), version('2.0.0'), 'end', 'tail', 'more'])
  expect(changedLines(both, ALL)).toEqual({ added: 1, removed: 0 })
  expect(changedLines(both, onlyChart)).toEqual({ added: 2, removed: 1 })
})

test('side by side, what was removed stands beside what took its place, and gaps are gaps', () => {
  const lines = drawnLines(diff(['a', 'b', 'c'], ['a', 'x', 'y', 'z', 'c']))
  const rows = sideBySide(lines, 0, lines.length).map(([left, right]) => [
    left === null ? '' : lines[left]!.text,
    right === null ? '' : lines[right]!.text,
  ])
  expect(rows).toEqual([
    ['a', 'a'],
    ['b', 'x'],
    ['', 'y'],
    ['', 'z'],
    ['c', 'c'],
  ])
})
