import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Descriptor } from '../../../../lib/oci/index.ts'
import { SourceError } from '../../../../lib/server/errors/source-error.ts'
import type { ManifestStore } from '../../../../lib/server/sources/manifest-store.ts'
import { findSignatures } from '../../../../lib/server/verdict/find-signatures.ts'

const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
const DIGEST = digestOf(Buffer.from('chart'))
const TAG = DIGEST.replace(':', '-')
const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json'
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'

/** A place with whatever manifests and blobs are put into it; `broken` names what it answers 503 to. */
class Store implements ManifestStore {
  readonly host = 'r.example.com'
  nameOf = (repository: string): string => repository
  readonly #manifests = new Map<string, Uint8Array>()
  readonly #blobs = new Map<string, Uint8Array>()
  readonly #referrers: Descriptor[] = []
  readonly broken = new Map<string, SourceError>()

  blobOf(text: string, mediaType: string, annotations = {}): Descriptor {
    const bytes = Buffer.from(text)
    this.#blobs.set(digestOf(bytes), bytes)
    return { mediaType, digest: digestOf(bytes), size: bytes.length, artifactType: null, annotations }
  }
  put(name: string | null, manifest: object, descriptor: object = {}): void {
    const bytes = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: MANIFEST,
        config: this.blobOf('{}', 'application/vnd.oci.empty.v1+json'),
        ...manifest,
      }),
    )
    this.#manifests.set(name ?? digestOf(bytes), bytes)
    if (name === null)
      this.#referrers.push({
        mediaType: MANIFEST,
        digest: digestOf(bytes),
        size: bytes.length,
        artifactType: null,
        annotations: {},
        ...descriptor,
      })
  }
  #refuse(what: string): void {
    const error = this.broken.get(what)
    if (error) throw error
  }
  async manifest(_: string, name: string) {
    this.#refuse(name)
    const bytes = this.#manifests.get(name)
    if (bytes === undefined) throw new SourceError('NOT_FOUND', `no ${name}`)
    return { bytes, mediaType: MANIFEST, digest: digestOf(bytes) }
  }
  async blob(_: string, { digest }: Descriptor) {
    this.#refuse(digest)
    return this.#blobs.get(digest)!
  }
  async referrers() {
    this.#refuse('referrers')
    return { manifests: this.#referrers, by: 'api' as const }
  }
  repositories = () => Promise.reject(new Error('not asked'))
  tags = () => Promise.reject(new Error('not asked'))
  reference = () => ''
}

const subject = { mediaType: MANIFEST, digest: DIGEST, size: 5 }
const find = (store: Store) => findSignatures(store, 'chart', DIGEST)
const answers = ({ places }: Awaited<ReturnType<typeof find>>) => places.map((one) => one.answer)

test('nothing anywhere', async () => {
  const found = await find(new Store())
  expect(found).toMatchObject({ cosign: [], notation: [], cosignFailed: [], notationFailed: [] })
  expect(found.places.map((one) => one.place)).toEqual(['referrers', `${TAG}.sig`, `${TAG}.att`])
  expect(answers(found)).toEqual(['empty', 'empty', 'empty'])
})

test('bundles, legacy signatures, attestations and envelopes are told apart by their own manifests', async () => {
  const store = new Store()
  // the index calls it an SBOM, which it is not
  store.put(
    null,
    { artifactType: BUNDLE, subject, layers: [store.blobOf('{"bundle":1}', BUNDLE)] },
    { artifactType: 'application/spdx+json' },
  )
  store.put(null, {
    artifactType: 'application/vnd.cncf.notary.signature',
    subject,
    layers: [store.blobOf('jws', 'application/jose+json')],
  })
  store.put(
    null,
    {
      artifactType: 'application/spdx+json',
      subject,
      layers: [store.blobOf('sbom', 'application/spdx+json')],
    },
    { artifactType: BUNDLE },
  )
  store.put(`${TAG}.sig`, {
    layers: [
      store.blobOf('payload', 'application/vnd.dev.cosign.simplesigning.v1+json', {
        'dev.cosignproject.cosign/signature': 'x',
      }),
    ],
  })
  store.put(`${TAG}.att`, { layers: [store.blobOf('dsse', 'application/vnd.dsse.envelope.v1+json')] })
  const found = await find(store)
  expect(found.cosign.map((one) => one.kind).sort()).toEqual(['bundle', 'envelope', 'simple-signing'])
  expect(found.notation).toHaveLength(1)
  expect(found.others).toEqual(['application/spdx+json'])
  expect(answers(found)).toEqual(['found', 'found', 'found'])
})

test('what refers to another manifest is not ours', async () => {
  const store = new Store()
  store.put(null, {
    artifactType: BUNDLE,
    subject: { ...subject, digest: digestOf(Buffer.from('other')) },
    layers: [store.blobOf('{}', BUNDLE)],
  })
  expect((await find(store)).cosign).toEqual([])
})

test('the experimental kind of cosign signature', async () => {
  const store = new Store()
  const type = 'application/vnd.dev.cosign.artifact.sig.v1+json'
  store.put(null, {
    artifactType: type,
    subject,
    layers: [store.blobOf('payload', 'application/vnd.dev.cosign.simplesigning.v1+json')],
  })
  expect((await find(store)).cosign.map((one) => one.kind)).toEqual(['simple-signing'])
})

test.each([
  ['referrers', new SourceError('REGISTRY_ERROR', 'status 503'), 'REGISTRY_ERROR'],
  ['referrers', new SourceError('TIMEOUT', 'no answer'), 'TIMEOUT'],
  ['referrers', new SourceError('AUTH_FORBIDDEN', 'status 403'), 'AUTH'],
  ['referrers', new SourceError('LIMIT_EXCEEDED', 'more than 100 referrers'), 'LIMIT'],
  [`${TAG}.sig`, new SourceError('REGISTRY_ERROR', 'status 500'), 'REGISTRY_ERROR'],
  [`${TAG}.sig`, new SourceError('DIGEST_MISMATCH', 'other bytes'), 'REGISTRY_INTEGRITY'],
])('silence of %s is told with its code', async (place, error, code) => {
  const store = new Store()
  store.broken.set(place, error)
  const found = await find(store)
  expect(found.cosignFailed).toMatchObject([{ place, code }])
  expect(answers(found)).toContain('failed')
})

test('a blob that is not what its descriptor says makes its place fail', async () => {
  const store = new Store()
  const layer = store.blobOf('{}', BUNDLE)
  store.put(null, { artifactType: BUNDLE, subject, layers: [layer] })
  store.broken.set(layer.digest, new SourceError('DIGEST_MISMATCH', 'expected this, got that'))
  expect((await find(store)).cosignFailed).toMatchObject([{ place: 'referrers', code: 'REGISTRY_INTEGRITY' }])
})

test('unsigned needs an answer from every place, that of attestations too', async () => {
  const store = new Store()
  store.broken.set(`${TAG}.att`, new SourceError('REGISTRY_ERROR', 'status 500'))
  const found = await find(store)
  expect(found.cosignFailed).toMatchObject([{ place: `${TAG}.att` }])
  expect(found.notationFailed).toEqual([])
})

test('an abort is thrown, not told', async () => {
  const store = new Store()
  store.broken.set('referrers', new SourceError('TIMEOUT', 'aborted'))
  await expect(findSignatures(store, 'chart', DIGEST, AbortSignal.abort())).rejects.toThrow('aborted')
})
