import { expect, test } from 'vitest'
import { readCompareState, writeCompareState } from '../../../lib/client/compare-state.ts'
import { compareHref, queryOf, readSide, writeSide } from '../../../lib/client/routes.ts'

test.each([
  { source: 'sample', repository: 'lighthouse', version: '1.4.1+build.7' },
  { source: 'prod', repository: 'team/web', version: `sha256:${'a'.repeat(64)}` },
  { source: 'oci:ghcr.io~acme', repository: 'charts/web', version: '' },
])('a side of a comparison comes back from its address: $source $repository $version', (side) => {
  const href = compareHref({ from: side, to: side })
  const query = new URL(href, 'http://x').searchParams
  expect(readSide(query.get('from') ?? undefined)).toEqual(side)
  expect(readSide(writeSide(side))).toEqual(side)
})

test('what is no side is none', () => {
  for (const text of [undefined, '', 'a', '/b/c', 'oci://host/x:1', 'a/b/c/d'])
    expect(readSide(text)).toBeNull()
})

test('what is on screen comes back from the query; defaults leave no trace', () => {
  const read = (query: string) => {
    const search = new URLSearchParams(query)
    return readCompareState((name) => search.get(name))
  }
  expect(queryOf(writeCompareState(read('')))).toBe('')
  for (const query of [
    '?view=values',
    '?layout=unified&noise=0&object=Deployment/web',
    '?noise=checksum%2Crandom&q=web&own=to',
  ])
    expect(queryOf(writeCompareState(read(query)))).toBe(query)
  expect(read('view=other&layout=x&noise=loud')).toMatchObject({ view: 'objects', layout: null, folds: [] })
})
