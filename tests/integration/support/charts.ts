import { createHash } from 'node:crypto'
import { packFiles } from '../../../lib/server/sources/folder/pack-folder.ts'

export const HELM_CONFIG = 'application/vnd.cncf.helm.config.v1+json'
export const HELM_CHART = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip'
export const HELM_PROVENANCE = 'application/vnd.cncf.helm.chart.provenance.v1.prov'
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json'
export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json'

let count = 0

/** A chart's archive, never the same twice, so that nothing an earlier test read can stand in for it. */
export function packChart(name: string, version: string): Buffer {
  const text = (value: string): Uint8Array => new TextEncoder().encode(value)
  return Buffer.from(
    packFiles(name, [
      {
        path: 'Chart.yaml',
        data: text(
          `apiVersion: v2\nname: ${name}\nversion: ${version}\nappVersion: "9.9"\nannotations:\n  made: "${process.pid}-${count++}"\n`,
        ),
      },
      { path: 'values.yaml', data: text('replicas: 1\n') },
      { path: 'README.md', data: text(`# ${name}\n`) },
      { path: 'templates/map.yaml', data: text('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n') },
    ]),
  )
}

export const sha256 = (bytes: Uint8Array | string): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`

export interface Blob {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly bytes: Buffer
}

export const blob = (mediaType: string, bytes: Buffer | string): Blob => {
  const buffer = Buffer.from(bytes)
  return { mediaType, digest: sha256(buffer), size: buffer.length, bytes: buffer }
}

/** Manifest and blobs of a chart, the layers in the order given. */
export interface ChartArtifact {
  readonly manifest: Blob
  readonly blobs: readonly Blob[]
  readonly archive: Buffer
}

interface Shape {
  readonly mediaType?: string
  readonly configType?: string
  readonly artifactType?: string
  readonly chartType?: string
  /** layers besides the chart's, before or after it */
  readonly before?: readonly Blob[]
  readonly after?: readonly Blob[]
}

export function chartArtifact(name: string, version: string, shape: Shape = {}): ChartArtifact {
  const {
    mediaType = OCI_MANIFEST,
    configType = HELM_CONFIG,
    artifactType,
    chartType = HELM_CHART,
    before = [],
    after = [],
  } = shape
  const archive = packChart(name, version)
  const config = blob(configType, JSON.stringify({ name, version, apiVersion: 'v2', appVersion: '9.9' }))
  const layers = [...before, blob(chartType, archive), ...after]
  const descriptor = ({ mediaType, digest, size }: Blob): object => ({ mediaType, digest, size })
  const manifest = blob(
    mediaType,
    JSON.stringify({
      schemaVersion: 2,
      mediaType,
      ...(artifactType !== undefined && { artifactType }),
      config: descriptor(config),
      layers: layers.map(descriptor),
      annotations: { 'org.opencontainers.image.created': '2026-01-02T03:04:05Z' },
    }),
  )
  return { manifest, blobs: [config, ...layers], archive }
}
