import { expect, test } from 'vitest'
import { compareRollouts, type ComparedRelease } from '../../../lib/rollout/index.ts'

const release = (name: string, more: Partial<ComparedRelease> = {}): ComparedRelease => ({
  tool: 'helmfile',
  cluster: null,
  namespace: 'apps',
  name,
  chart: 'oci://r/web',
  version: '1.0.0',
  digest: 'sha256:a',
  verdict: 'verified',
  signer: 'Platform',
  objects: [
    { name: 'Service apps/web', hash: '1' },
    { name: 'Deployment apps/web', hash: '2' },
  ],
  images: ['web:1'],
  ...more,
})

test('releases are added, removed, changed or the same; objects and images by name and text', () => {
  const changes = compareRollouts(
    [release('same'), release('gone'), release('moved')],
    [
      release('same'),
      release('moved', {
        version: '1.1.0',
        digest: 'sha256:b',
        verdict: 'invalid',
        signer: null,
        objects: [
          { name: 'Deployment apps/web', hash: '3' },
          { name: 'Secret apps/web', hash: '4' },
        ],
        images: ['web:2'],
      }),
      release('new'),
    ],
  )
  expect(changes.map(({ name, change }) => `${change} ${name}`)).toEqual([
    'same same',
    'changed moved',
    'added new',
    'removed gone',
  ])
  expect(changes[1]).toMatchObject({
    fields: [
      { field: 'version', before: '1.0.0', after: '1.1.0' },
      { field: 'digest', before: 'sha256:a', after: 'sha256:b' },
      { field: 'verdict', before: 'verified', after: 'invalid' },
      { field: 'signer', before: 'Platform', after: '' },
    ],
    objects: { added: ['Secret apps/web'], removed: ['Service apps/web'], changed: ['Deployment apps/web'] },
    images: { added: ['web:2'], removed: ['web:1'], changed: [] },
  })
})

test('where a side could not be rendered nothing is said of its objects', () => {
  const [change] = compareRollouts([release('a')], [release('a', { objects: null, images: null })])
  expect(change).toMatchObject({ change: 'same', objects: { added: [], removed: [], changed: [] } })
})
