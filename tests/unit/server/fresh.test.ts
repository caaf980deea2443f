import { expect, test } from 'vitest'
import { ByteCache } from '../../../lib/server/chart/byte-cache.ts'
import { Fresh } from '../../../lib/server/sources/fresh.ts'
import { RememberingStore } from '../../../lib/server/sources/remembering-store.ts'
import type { ManifestStore } from '../../../lib/server/sources/manifest-store.ts'

test('asked once however many wait, kept while fresh, refreshed behind while stale', async () => {
  let now = 0
  let asked = 0
  const fresh = new Fresh<number>({ fresh: 10, stale: 100 }, () => now)
  const ask = async (): Promise<number> => ++asked
  expect(await Promise.all([fresh.get('a', ask), fresh.get('a', ask), fresh.get('a', ask)])).toEqual([
    1, 1, 1,
  ])
  now = 9
  expect(await fresh.get('a', ask)).toBe(1)
  now = 50
  expect(await fresh.get('a', ask)).toBe(1)
  await Promise.resolve()
  expect(await fresh.get('a', ask)).toBe(2)
  now = 500
  expect(await fresh.get('a', ask)).toBe(3)
  expect(await fresh.get('b', ask)).toBe(4)
})

test('an error is nobody’s answer but the askers’; what was known stays', async () => {
  let now = 0
  const fresh = new Fresh<number>({ fresh: 10, stale: 100 }, () => now)
  const fail = (): Promise<number> => Promise.reject(new Error('no'))
  await expect(fresh.get('a', fail)).rejects.toThrow('no')
  expect(await fresh.get('a', async () => 1)).toBe(1)
  now = 50
  expect(await fresh.get('a', fail)).toBe(1)
  now = 200
  await expect(fresh.get('a', fail)).rejects.toThrow('no')
})

test('the least recently used goes first, and what is too large is not kept', () => {
  const cache = new ByteCache<string>(100)
  cache.set('a', 'A', 25)
  cache.set('b', 'B', 25)
  cache.set('c', 'C', 25)
  cache.set('d', 'D', 25)
  expect(cache.get('a')).toBe('A')
  cache.set('e', 'E', 25)
  cache.set('huge', 'H', 26)
  expect(['a', 'b', 'c', 'd', 'e', 'huge'].map((key) => cache.get(key))).toEqual([
    'A',
    undefined,
    'C',
    'D',
    'E',
    undefined,
  ])
})

test('many visitors make one request; what a digest names is asked once for ever', async () => {
  let now = 0
  const asked: string[] = []
  const digest = `sha256:${'a'.repeat(64)}`
  const inner: ManifestStore = {
    host: 'h',
    repositories: async () => (asked.push('catalog'), { state: 'complete', reason: null, names: ['a'] }),
    tags: async (name) => (asked.push(`tags ${name}`), ['1.0.0']),
    manifest: async (_, reference) => (
      asked.push(`manifest ${reference}`),
      { mediaType: 'x', bytes: new Uint8Array(10), digest }
    ),
    blob: async () => (asked.push('blob'), new Uint8Array(10)),
    referrers: async () => (asked.push('referrers'), { manifests: [], by: 'api' }),
    nameOf: (repository) => repository,
    reference: () => 'r',
  }
  const store = new RememberingStore(inner, () => now)
  const descriptor = { mediaType: 'x', digest, size: 10, artifactType: null, annotations: {} }
  const visit = async (): Promise<void> => {
    await store.repositories()
    await store.tags('a')
    await store.manifest('a', '1.0.0')
    await store.manifest('a', digest)
    await store.blob('a', descriptor, 100)
  }
  await Promise.all(Array.from({ length: 50 }, visit))
  expect(asked.filter((a) => a !== 'blob').sort()).toEqual([
    'catalog',
    'manifest 1.0.0',
    `manifest ${digest}`,
    'tags a',
  ])
  asked.length = 0
  now = 20_000
  await visit()
  expect(asked).toEqual(['catalog', 'tags a', 'manifest 1.0.0'])
})
