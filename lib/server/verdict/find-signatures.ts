import { parseManifest, type Descriptor, type ImageManifest } from '../../oci/index.ts'
import type { AskedPlace } from '../../schema/verdict.ts'
import type { FailedPlace, FoundSignature } from '../../verify/cosign/verify.ts'
import type { FoundEnvelope } from '../../verify/notation/found.ts'
import { toSourceError } from '../errors/source-error.ts'
import type { ManifestStore } from '../sources/manifest-store.ts'
import { parallel } from '../sources/parallel.ts'
import { inabilityOf, wordsOf } from './inability.ts'

/** Everything around a manifest that may be a signature of it, and which places answered. */
export interface Surroundings {
  readonly cosign: readonly FoundSignature[]
  readonly notation: readonly FoundEnvelope[]
  /** other things that refer to the manifest, by type */
  readonly others: readonly string[]
  readonly places: readonly AskedPlace[]
  /** places whose silence leaves it open whether there is a cosign signature */
  readonly cosignFailed: readonly FailedPlace[]
  readonly notationFailed: readonly FailedPlace[]
}

interface Gathered {
  readonly cosign: FoundSignature[]
  readonly notation: FoundEnvelope[]
  readonly others: string[]
}

const BUNDLE = /^application\/vnd\.dev\.sigstore\.bundle(?:\.v[\d.]+)?\+json(?:;.*)?$/
const SIMPLE_SIGNING = 'application/vnd.dev.cosign.simplesigning.v1+json'
const COSIGN_ARTIFACT = 'application/vnd.dev.cosign.artifact.sig.v1+json'
const ENVELOPE = 'application/vnd.dsse.envelope.v1+json'
const NOTATION = 'application/vnd.cncf.notary.signature'

const MAX_BLOB = 4 * 1024 * 1024
const MAX_LAYERS = 100
const WIDTH = 6

/**
 * Asks every place where signatures of a manifest may lie: its referrers (or the fallback tag), cosign's `.sig` and `.att` tags.
 * What a referrer is, its own manifest says; index descriptors are not believed. Never throws but for an abort.
 */
export async function findSignatures(
  store: ManifestStore,
  repository: string,
  digest: string,
  signal?: AbortSignal,
): Promise<Surroundings> {
  const tag = digest.replace(':', '-')
  const gathered: Gathered = { cosign: [], notation: [], others: [] }
  const place = (name: string, ask: () => Promise<boolean>) => askPlace(name, ask, signal)
  const [referrers, signatures, attestations] = await Promise.all([
    place('referrers', () => fromReferrers(store, repository, digest, gathered, signal)),
    place(`${tag}.sig`, () => fromTag(store, repository, `${tag}.sig`, gathered, signal)),
    place(`${tag}.att`, () => fromTag(store, repository, `${tag}.att`, gathered, signal)),
  ])
  const failures = (asked: readonly Asked[]) => asked.flatMap((one) => one.failed ?? [])
  return {
    ...gathered,
    places: [referrers, signatures, attestations].map((one) => one.place),
    cosignFailed: failures([referrers, signatures, attestations]),
    notationFailed: failures([referrers]),
  }
}

interface Asked {
  readonly place: AskedPlace
  readonly failed: FailedPlace | undefined
}

async function askPlace(name: string, ask: () => Promise<boolean>, signal?: AbortSignal): Promise<Asked> {
  try {
    return { place: { place: name, answer: (await ask()) ? 'found' : 'empty' }, failed: undefined }
  } catch (error) {
    if (signal?.aborted) throw error
    const reason = toSourceError(error)
    const words = wordsOf(reason)
    return {
      place: { place: name, answer: 'failed', words },
      failed: { place: name, code: inabilityOf(reason), words },
    }
  }
}

async function fromReferrers(
  store: ManifestStore,
  repository: string,
  digest: string,
  into: Gathered,
  signal?: AbortSignal,
): Promise<boolean> {
  const { manifests } = await store.referrers(repository, digest, signal)
  const found = await parallel(manifests, WIDTH, async (descriptor) => {
    const stored = await store.manifest(repository, descriptor.digest, signal)
    const manifest = parseManifest(stored.bytes, stored.mediaType)
    if (manifest.kind !== 'manifest' || manifest.subject?.digest !== digest) return false
    return gather(store, repository, manifest, `referrer ${descriptor.digest}`, into, signal)
  })
  return found.some(Boolean)
}

/** A tag that is not there is an answer; every other failure is none. */
async function fromTag(
  store: ManifestStore,
  repository: string,
  tag: string,
  into: Gathered,
  signal?: AbortSignal,
): Promise<boolean> {
  let stored
  try {
    stored = await store.manifest(repository, tag, signal)
  } catch (error) {
    if (toSourceError(error).code === 'NOT_FOUND') return false
    throw error
  }
  const manifest = parseManifest(stored.bytes, stored.mediaType)
  return manifest.kind === 'manifest' && gather(store, repository, manifest, `tag ${tag}`, into, signal)
}

/** Sorts a manifest's layers by what they are. Returns whether any of them is a signature or attestation. */
async function gather(
  store: ManifestStore,
  repository: string,
  manifest: ImageManifest,
  from: string,
  into: Gathered,
  signal?: AbortSignal,
): Promise<boolean> {
  const type = manifest.artifactType ?? manifest.config.mediaType
  const read = (layer: Descriptor) => store.blob(repository, layer, MAX_BLOB, signal)
  const isNotation = type === NOTATION || manifest.config.mediaType === NOTATION
  const layers = manifest.layers.slice(0, MAX_LAYERS)
  const kinds = layers.map((layer) => kindOf(layer, type))
  if (!isNotation && kinds.every((kind) => kind === undefined)) {
    into.others.push(type)
    return false
  }
  if (isNotation) {
    const envelopes = await parallel(layers, WIDTH, async (layer) => ({
      mediaType: layer.mediaType,
      bytes: await read(layer),
    }))
    into.notation.push({ from, envelopes })
    return true
  }
  const found = await parallel(layers, WIDTH, async (layer, i): Promise<FoundSignature | undefined> => {
    const kind = kinds[i]
    if (kind === undefined) return undefined
    const bytes = await read(layer)
    return kind === 'bundle' ? { kind, from, bytes } : { kind, from, bytes, annotations: layer.annotations }
  })
  into.cosign.push(...found.filter((one) => one !== undefined))
  return true
}

function kindOf({ mediaType }: Descriptor, type: string): FoundSignature['kind'] | undefined {
  if (BUNDLE.test(mediaType)) return 'bundle'
  if (mediaType === SIMPLE_SIGNING || type === COSIGN_ARTIFACT) return 'simple-signing'
  return mediaType === ENVELOPE ? 'envelope' : undefined
}
