import { describe, expect, test } from 'vitest'
import {
  layersAfter,
  noLayers,
  requestLayers,
  type LayerAct,
  type Layers,
} from '../../../components/preview/layers.ts'
import { blockLines, linesWith, objectAt } from '../../../components/preview/manifest-text.ts'
import { groupObjects } from '../../../components/preview/object-groups.ts'
import type { RenderedObject } from '../../../lib/helm/request.ts'
import { defaultKubeVersion } from '../../../lib/helm/capabilities/kube-version.ts'
import { DEFAULT_KUBE } from '../../../lib/client/declared-cluster.ts'

const after = (...acts: LayerAct[]): Layers => acts.reduce(layersAfter, noLayers)

describe('layers', () => {
  const two: LayerAct[] = [
    { act: 'add', layer: { kind: 'file', name: 'a.yaml', text: 'a: 1' } },
    { act: 'add', layer: { kind: 'set', text: 'b=1' } },
  ]
  test('keep their ids while edited, moved and removed', () => {
    const state = after(
      ...two,
      { act: 'edit', id: 1, text: 'a: 2' },
      { act: 'move', id: 2, by: -1 },
      { act: 'rename', id: 1, name: 'x.yaml' },
      { act: 'retype', id: 2, kind: 'set-json' },
    )
    expect(state.list).toEqual([
      { id: 2, kind: 'set-json', text: 'b=1' },
      { id: 1, kind: 'file', name: 'x.yaml', text: 'a: 2' },
    ])
    expect(layersAfter(state, { act: 'move', id: 1, by: 1 }).list).toEqual(state.list)
    expect(layersAfter(state, { act: 'remove', id: 2 }).list).toHaveLength(1)
    expect(layersAfter(state, { act: 'add', layer: { kind: 'set', text: '' } }).list[2]!.id).toBe(3)
  })
  test('go to the renderer in order, without ids, and without those that say nothing', () => {
    expect(requestLayers(after(...two, { act: 'add', layer: { kind: 'set', text: ' ' } }).list)).toEqual([
      { kind: 'file', name: 'a.yaml', text: 'a: 1' },
      { kind: 'set', text: 'b=1' },
    ])
  })
})

const object = (kind: string, line: number): RenderedObject => ({
  source: '',
  apiVersion: 'v1',
  kind,
  name: `n${line}`,
  namespace: '',
  hooks: [],
  isCrd: false,
  line,
  lines: 3,
})

test('objects by kind, and the one that a line belongs to', () => {
  const objects = [object('Secret', 1), object('Service', 5), object('Secret', 9)]
  expect(
    groupObjects(objects, 'kind', 'default').map((g) => [g.name, g.objects.map((o) => o.index)]),
  ).toEqual([
    ['Secret', [0, 2]],
    ['Service', [1]],
  ])
  expect([0, 1, 4, 5, 8, 9, 99].map((line) => objectAt(objects, line))).toEqual([-1, 0, 0, 1, 1, 2, 2])
})

test('lines inside a block scalar', () => {
  const text = 'a: |\n  b: c\n\n  d\ne: >-\n  f\n- |2\n   x\ny: "a|"\nz: 1'
  expect([...blockLines(text.split('\n'))]).toEqual([0, 1, 1, 1, 0, 1, 0, 1, 0, 0])
})

test('lines that hold a text', () => {
  expect(linesWith(['Image: x', 'y', 'image'], 'IMAGE')).toEqual([0, 2])
  expect(linesWith(['a'], '')).toEqual([])
})

test('the Kubernetes version that is shown is the one that is assumed', () => {
  expect(`v${DEFAULT_KUBE}.0`).toBe(defaultKubeVersion.version)
})
