import { isDigest } from './digest.ts'
import { OciError } from './error.ts'
import {
  bareMediaType,
  DOCKER_LIST,
  DOCKER_MANIFEST,
  HELM_CHART,
  HELM_CONFIG,
  HELM_PROVENANCE,
  LEGACY_CHART,
  OCI_INDEX,
  OCI_MANIFEST,
} from './media-type.ts'

export interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly artifactType: string | null
  readonly annotations: Readonly<Record<string, string>>
}

export interface ImageManifest {
  readonly kind: 'manifest'
  readonly mediaType: string
  readonly artifactType: string | null
  readonly config: Descriptor
  readonly layers: readonly Descriptor[]
  readonly subject: Descriptor | null
  readonly annotations: Readonly<Record<string, string>>
}

export interface ImageIndex {
  readonly kind: 'index'
  readonly mediaType: string
  readonly artifactType: string | null
  readonly manifests: readonly Descriptor[]
  readonly annotations: Readonly<Record<string, string>>
}

type Json = { readonly [key: string]: unknown }

/**
 * Reads a manifest or an index; what it is decides its own `mediaType`, then the content type, then its shape.
 * @throws OciError MALFORMED_RESPONSE
 */
export function parseManifest(bytes: Uint8Array, contentType = ''): ImageManifest | ImageIndex {
  const value = parseObject(bytes)
  const own = typeof value['mediaType'] === 'string' ? value['mediaType'] : ''
  const mediaType = bareMediaType(own === '' ? contentType : own)
  const isIndex =
    mediaType === OCI_INDEX ||
    mediaType === DOCKER_LIST ||
    (mediaType !== OCI_MANIFEST && mediaType !== DOCKER_MANIFEST && Array.isArray(value['manifests']))
  const artifactType = typeof value['artifactType'] === 'string' ? value['artifactType'] : null
  if (value['schemaVersion'] === 1)
    throw malformed('the manifest is of Docker’s first schema, which nothing current writes')
  if (isIndex) {
    return {
      kind: 'index',
      mediaType: mediaType === DOCKER_LIST ? DOCKER_LIST : OCI_INDEX,
      artifactType,
      manifests: descriptors(value['manifests'], 'manifests'),
      annotations: annotations(value['annotations']),
    }
  }
  if (value['config'] === undefined && value['layers'] === undefined) {
    throw malformed('the manifest has neither a config nor layers', snippet(bytes))
  }
  return {
    kind: 'manifest',
    mediaType: mediaType === DOCKER_MANIFEST ? DOCKER_MANIFEST : OCI_MANIFEST,
    artifactType,
    config: descriptor(value['config'], 'config'),
    layers: descriptors(value['layers'] ?? [], 'layers'),
    subject:
      value['subject'] === undefined || value['subject'] === null
        ? null
        : descriptor(value['subject'], 'subject'),
    annotations: annotations(value['annotations']),
  }
}

/** What a chart is made of. */
export interface ChartParts {
  readonly config: Descriptor
  readonly chart: Descriptor
  readonly provenance: Descriptor | null
}

/** Whether a manifest calls itself a Helm chart, by its config's type or its artifact type. */
export const isChart = (manifest: ImageManifest): boolean =>
  bareMediaType(manifest.config.mediaType) === HELM_CONFIG ||
  bareMediaType(manifest.artifactType ?? '') === HELM_CONFIG

/**
 * The chart's config, archive and provenance, found by media type: Helm sorts layers by digest, so position says nothing.
 * @throws OciError NOT_A_CHART, AMBIGUOUS_CHART, with the media types that were found
 */
export function chartParts(manifest: ImageManifest): ChartParts {
  const found = [manifest.config, ...manifest.layers].map((d) => d.mediaType).join(', ')
  if (!isChart(manifest)) {
    throw new OciError(
      'NOT_A_CHART',
      `the config is of type ${manifest.config.mediaType}, a chart's is ${HELM_CONFIG}`,
      found,
    )
  }
  const charts = manifest.layers.filter((l) => isOf(l, HELM_CHART, LEGACY_CHART))
  const provenances = manifest.layers.filter((l) => isOf(l, HELM_PROVENANCE))
  const [chart] = charts
  if (chart === undefined) throw new OciError('NOT_A_CHART', `no layer is of type ${HELM_CHART}`, found)
  if (charts.length > 1)
    throw new OciError('AMBIGUOUS_CHART', `${charts.length} layers are chart archives`, found)
  if (provenances.length > 1) {
    throw new OciError('AMBIGUOUS_CHART', `${provenances.length} layers are provenance files`, found)
  }
  return { config: manifest.config, chart, provenance: provenances[0] ?? null }
}

const isOf = ({ mediaType }: Descriptor, ...types: readonly string[]): boolean =>
  types.includes(bareMediaType(mediaType))

/** The start of what was received, made fit to show: one line, printable, at most 120 characters. */
export const snippet = (bytes: Uint8Array): string =>
  new TextDecoder()
    .decode(bytes.subarray(0, 160))
    .replaceAll(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 120)

/** @throws OciError MALFORMED_RESPONSE unless the bytes are one JSON object */
export function parseObject(bytes: Uint8Array): Json {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw malformed('the answer is not JSON', snippet(bytes))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('the answer is not a JSON object', snippet(bytes))
  }
  return value as Json
}

const malformed = (message: string, seen = ''): OciError => new OciError('MALFORMED_RESPONSE', message, seen)

function descriptors(value: unknown, where: string): Descriptor[] {
  if (!Array.isArray(value)) throw malformed(`"${where}" is not a list`)
  return value.map((entry, i) => descriptor(entry, `${where}[${i}]`))
}

function descriptor(value: unknown, where: string): Descriptor {
  if (typeof value !== 'object' || value === null) throw malformed(`"${where}" is not a descriptor`)
  const { mediaType, digest, size, artifactType, annotations: notes } = value as Json
  if (typeof digest !== 'string' || !isDigest(digest)) throw malformed(`"${where}" has no valid digest`)
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
    throw malformed(`"${where}" has no valid size`)
  return {
    mediaType: typeof mediaType === 'string' ? mediaType : '',
    digest,
    size,
    artifactType: typeof artifactType === 'string' ? artifactType : null,
    annotations: annotations(notes),
  }
}

function annotations(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((e): e is [string, string] => typeof e[1] === 'string'),
  )
}
