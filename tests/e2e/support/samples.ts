import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packFiles } from '../../../lib/server/sources/folder/pack-folder.ts'
import {
  blob,
  HELM_CHART,
  HELM_CONFIG,
  OCI_INDEX,
  OCI_MANIFEST,
  type ChartArtifact,
} from '../../integration/support/charts.ts'
import { root } from './addresses.ts'

interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly annotations?: Readonly<Record<string, string>>
}

interface Manifest {
  readonly config: Descriptor
  readonly layers: readonly Descriptor[]
  readonly subject?: Descriptor
  readonly artifactType?: string
}

export const samples = join(root, 'public/samples')
const bytesOf = (digest: string): Buffer => readFileSync(join(samples, 'blobs', digest.replace(':', '/')))

/** The shipped charts and their signatures as clients push them, byte for byte: `[repository, tag or digest, artifact]`. */
export function sampleArtifacts(): (readonly [string, string, ChartArtifact])[] {
  const { manifests } = JSON.parse(readFileSync(join(samples, 'index.json'), 'utf8')) as {
    manifests: Descriptor[]
  }
  const places = new Map<string, string>()
  const charts: (readonly [string, string, ChartArtifact])[] = []
  const signatures: (readonly [string, string, ChartArtifact])[] = []
  for (const descriptor of manifests) {
    const bytes = bytesOf(descriptor.digest)
    const { config, layers, subject, artifactType } = JSON.parse(bytes.toString()) as Manifest
    const blobs = [config, ...layers].map(({ mediaType, digest }) => blob(mediaType, bytesOf(digest)))
    const artifact = { manifest: blob(descriptor.mediaType, bytes), blobs, archive: blobs[1]!.bytes }
    const named = descriptor.annotations?.['org.opencontainers.image.ref.name']
    if (named !== undefined) {
      const [repository, tag] = named.split(':') as [string, string]
      places.set(descriptor.digest, repository)
      charts.push([repository, tag, artifact])
    } else if (subject !== undefined) {
      const repository = places.get(subject.digest)!
      // a registry without the referrers API is told by the tag that clients keep instead
      const { mediaType, digest, size } = descriptor
      const index = blob(
        OCI_INDEX,
        JSON.stringify({
          schemaVersion: 2,
          mediaType: OCI_INDEX,
          manifests: [{ mediaType, digest, size, artifactType: artifactType ?? config.mediaType }],
        }),
      )
      signatures.push(
        [repository, digest, artifact],
        [repository, subject.digest.replace(':', '-'), { manifest: index, blobs: [], archive: index.bytes }],
      )
    }
  }
  return [...charts, ...signatures]
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A packed chart of the files given; Chart.yaml is made. */
export const packed = (name: string, version: string, files: Readonly<Record<string, string>> = {}): Buffer =>
  Buffer.from(
    packFiles(name, [
      { path: 'Chart.yaml', data: encode(`apiVersion: v2\nname: ${name}\nversion: ${version}\n`) },
      ...Object.entries(files).map(([path, text]) => ({ path, data: encode(text) })),
    ]),
  )

/** The same as an artifact, with more layers where a test wants them. */
export function artifactOf(
  name: string,
  version: string,
  archive: Buffer,
  more: ReturnType<typeof blob>[] = [],
): ChartArtifact {
  const config = blob(HELM_CONFIG, JSON.stringify({ name, version, apiVersion: 'v2' }))
  const layers = [blob(HELM_CHART, archive), ...more]
  const described = ({ mediaType, digest, size }: ReturnType<typeof blob>): object => ({
    mediaType,
    digest,
    size,
  })
  const manifest = blob(
    OCI_MANIFEST,
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: described(config),
      layers: layers.map(described),
    }),
  )
  return { manifest, blobs: [config, ...layers], archive }
}

/** 300 objects from one template, each with a line that a value decides. */
export const armada = (): Buffer =>
  packed('armada', '1.0.0', {
    'values.yaml': 'ships: 300\npennant: white\n',
    'templates/ships.yaml': [
      '{{- range $n := until (int .Values.ships) }}',
      '---',
      'apiVersion: v1',
      'kind: ConfigMap',
      'metadata:',
      '  name: {{ $.Release.Name }}-ship-{{ $n }}',
      'data:',
      '  pennant: {{ $.Values.pennant | quote }}',
      '{{- end }}',
      '',
    ].join('\n'),
  })

/** An index of 10,000 charts, as a large classic repository serves it. */
export function largeIndex(count = 10_000): string {
  const entries = Array.from({ length: count }, (_, i) => {
    const name = `vessel-${String(i).padStart(5, '0')}`
    const day = new Date(Date.UTC(2026, 0, 1) - i * 3_600_000).toISOString()
    return `  ${name}:\n  - {apiVersion: v2, name: ${name}, version: 1.${i % 40}.${i % 7}, appVersion: "${i % 9}.0", created: "${day}", description: ${i % 500 === 7 ? 'The brigantine of the fleet' : 'A ship among many'}, urls: [${name}-1.${i % 40}.${i % 7}.tgz]}`
  })
  return `apiVersion: v1\nentries:\n${entries.join('\n')}\ngenerated: "2026-01-01T00:00:00Z"\n`
}
