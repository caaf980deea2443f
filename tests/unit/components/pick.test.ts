import { expect, test } from 'vitest'
import { picksAfter } from '../../../components/chart/pick-bar.tsx'

const versions = ['3.0.0', '2.0.0', '1.0.0'].map((version) => ({
  version,
  tag: `v${version}`,
  digest: null,
  created: null,
  appVersion: null,
  resolvable: true,
}))

test('two picks at most, the older one first whatever was picked first; picking again gives back', () => {
  expect(picksAfter(versions, [], 'v3.0.0')).toEqual(['v3.0.0'])
  expect(picksAfter(versions, ['v3.0.0'], 'v1.0.0')).toEqual(['v1.0.0', 'v3.0.0'])
  expect(picksAfter(versions, ['v1.0.0'], 'v3.0.0')).toEqual(['v1.0.0', 'v3.0.0'])
  expect(picksAfter(versions, ['v1.0.0', 'v3.0.0'], 'v2.0.0')).toEqual(['v2.0.0', 'v3.0.0'])
  expect(picksAfter(versions, ['v1.0.0', 'v3.0.0'], 'v3.0.0')).toEqual(['v1.0.0'])
})
