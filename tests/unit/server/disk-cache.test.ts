import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { DiskCache, serverCache } from '../../../lib/server/cache/disk-cache.ts'
import { RememberingStore } from '../../../lib/server/sources/remembering-store.ts'
import type { ManifestStore } from '../../../lib/server/sources/manifest-store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chartroom-cache-'))
})
const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
const filesIn = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name))

test('what was put is had, also by the next process, and only by its own source', async () => {
  const bytes = Buffer.from('hello')
  await new DiskCache(folder).put('oci://a/b', digestOf(bytes), bytes)
  const next = new DiskCache(folder)
  expect(await next.get('oci://a/b', digestOf(bytes))).toEqual(bytes)
  expect(await next.get('oci://a/c', digestOf(bytes))).toBeUndefined()
  expect(statSync(filesIn()[0]!).mode & 0o777).toBe(0o600)
})

test('a damaged file is no answer and is removed', async () => {
  const bytes = Buffer.from('hello')
  const cache = new DiskCache(folder)
  await cache.put('s', digestOf(bytes), bytes)
  writeFileSync(filesIn()[0]!, 'hullo')
  expect(await cache.get('s', digestOf(bytes))).toBeUndefined()
  expect(filesIn()).toEqual([])
})

test('what was not used for longest goes when there is no room', async () => {
  const cache = new DiskCache(folder, 1000)
  const blobs = Array.from({ length: 6 }, (_, i) => Buffer.alloc(200, i))
  for (const [i, blob] of blobs.slice(0, 5).entries()) {
    await cache.put('s', digestOf(blob), blob)
    const file = filesIn().find((f) => readFileSync(f).equals(blob))!
    utimesSync(file, i + 1, i + 1)
  }
  expect(await cache.get('s', digestOf(blobs[0]!))).toBeDefined()
  await new Promise((r) => setTimeout(r, 20))
  await cache.put('s', digestOf(blobs[5]!), blobs[5]!)
  const left = await Promise.all(blobs.map(async (b) => (await cache.get('s', digestOf(b))) !== undefined))
  expect(left).toEqual([true, false, false, true, true, true])
  await cache.put('s', `sha256:${'0'.repeat(64)}`, Buffer.alloc(300))
  expect(filesIn()).toHaveLength(4)
})

test('a disk that cannot be written forgets in silence', async () => {
  writeFileSync(join(folder, 'file'), '')
  const cache = new DiskCache(join(folder, 'file', 'below'))
  await cache.put('s', digestOf(Buffer.from('x')), Buffer.from('x'))
  expect(await cache.get('s', digestOf(Buffer.from('x')))).toBeUndefined()
  expect(serverCache({ CHARTROOM_CACHE: 'off' })).toBeUndefined()
})

test('a warm start asks nothing of what digests name', async () => {
  const manifest = Buffer.from(
    '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"x","digest":"sha256:' +
      'a'.repeat(64) +
      '","size":1},"layers":[]}',
  )
  const layer = Buffer.from('layer')
  let asked = 0
  const inner: ManifestStore = {
    host: 'h',
    repositories: () => Promise.reject(new Error('not asked')),
    tags: () => Promise.reject(new Error('not asked')),
    manifest: async () => (
      asked++,
      { mediaType: 'application/vnd.oci.image.manifest.v1+json', bytes: manifest, digest: digestOf(manifest) }
    ),
    blob: async () => (asked++, layer),
    referrers: () => Promise.reject(new Error('not asked')),
    nameOf: (r) => r,
    reference: (r) => `oci://h/${r}`,
  }
  const descriptor = {
    mediaType: 'x',
    digest: digestOf(layer),
    size: layer.length,
    artifactType: null,
    annotations: {},
  }
  for (const expected of [2, 2]) {
    const store = new RememberingStore(inner, () => 0, new DiskCache(folder))
    expect(await store.manifest('a', digestOf(manifest))).toMatchObject({
      digest: digestOf(manifest),
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
    })
    expect(Buffer.from(await store.blob('a', descriptor, 100)).toString()).toBe('layer')
    await new Promise((r) => setTimeout(r, 50))
    expect(asked).toBe(expected)
  }
})
