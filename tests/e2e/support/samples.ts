import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packFiles } from '../../../lib/server/sources/folder/pack-folder.ts'
import {
  blob,
  HELM_CHART,
  HELM_CONFIG,
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

export const samples = join(root, 'public/samples')
const bytesOf = (digest: string): Buffer => readFileSync(join(samples, 'blobs', digest.replace(':', '/')))

/** The shipped charts as a client pushes them: `[repository, tag, artifact]`, byte for byte as in the sample. */
export function sampleArtifacts(): (readonly [string, string, ChartArtifact])[] {
  const { manifests } = JSON.parse(readFileSync(join(samples, 'index.json'), 'utf8')) as {
    manifests: Descriptor[]
  }
  return manifests.map((descriptor) => {
    const [repository, tag] = descriptor.annotations!['org.opencontainers.image.ref.name']!.split(':') as [
      string,
      string,
    ]
    const bytes = bytesOf(descriptor.digest)
    const { config, layers } = JSON.parse(bytes.toString()) as { config: Descriptor; layers: Descriptor[] }
    const blobs = [config, ...layers].map(({ mediaType, digest }) => blob(mediaType, bytesOf(digest)))
    return [repository, tag, { manifest: blob(descriptor.mediaType, bytes), blobs, archive: blobs[1]!.bytes }]
  })
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
