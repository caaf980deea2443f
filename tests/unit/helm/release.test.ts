import { expect, test } from 'vitest'
import { installOrder, sortByKind } from '../../../lib/helm/release/kind-order.ts'
import { splitManifests } from '../../../lib/helm/release/split.ts'

const text = '\n# comment\n---\n\n---\nkind: A\n---kind: B\n--- \nkind: C\n\n\n---\n  \n---\nkind: D\n   '

test('Helm 3 cuts at separators with the white space around them', () => {
  // what one separator took is no longer there for the next
  expect(splitManifests(text, 'greedy')).toEqual([
    '# comment',
    '---\nkind: A',
    'kind: B',
    'kind: C',
    '---\nkind: D',
  ])
  expect(splitManifests('---\n---\na: 1\n', 'greedy')).toEqual(['---\na: 1'])
})

test('Helm 4 cuts at line starts and trims the left alone', () => {
  expect(splitManifests(text, 'line')).toEqual([
    '# comment\n',
    'kind: A\n',
    'kind: B\n',
    'kind: C\n\n\n',
    'kind: D\n   ',
  ])
  expect(splitManifests('---\n---\na: 1\n', 'line')).toEqual(['a: 1\n'])
  expect(splitManifests('x: |\n  ---\n  y\n', 'line')).toEqual(['x: |\n  ---\n  y\n'])
})

test('kinds go by the order of installation, unknown ones last by name, stably', () => {
  const of = (...kinds: string[]) => kinds.map((kind, i) => ({ kind, i }))
  const sorted = sortByKind(of('Zed', 'Service', 'Alpha', 'Namespace', 'Service', 'Alpha', ''), installOrder)
  expect(sorted.map(({ kind, i }) => `${kind}${i}`)).toEqual([
    'Namespace3',
    'Service1',
    'Service4',
    '6',
    'Alpha2',
    'Alpha5',
    'Zed0',
  ])
})
