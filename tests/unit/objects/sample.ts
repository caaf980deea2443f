import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readArchive } from '../../../lib/archive/index.ts'
import type { ChartFile, RenderRequest, ValuesLayer } from '../../../lib/helm/index.ts'

const samples = join(import.meta.dirname, '../../../public/samples')
const blob = (digest: string): Buffer => readFileSync(join(samples, 'blobs', digest.replace(':', '/')))

/** The files of a shipped chart: `tide-tables:3.0.0`. */
export function sampleChart(tag: string): ChartFile[] {
  const { manifests } = JSON.parse(readFileSync(join(samples, 'index.json'), 'utf8')) as {
    manifests: { digest: string; annotations?: Record<string, string> }[]
  }
  const found = manifests.find((m) => m.annotations?.['org.opencontainers.image.ref.name'] === tag)!
  const { layers } = JSON.parse(blob(found.digest).toString()) as {
    layers: { mediaType: string; digest: string }[]
  }
  const layer = layers.find(({ mediaType }) => mediaType.includes('chart.content'))!
  return readArchive(blob(layer.digest))
}

/** A request as a comparison makes it. */
export const requestFor = (
  files: readonly ChartFile[],
  values: readonly ValuesLayer[] = [],
): RenderRequest => ({
  files,
  profile: 'helm-4.2',
  values,
  release: { name: 'web', namespace: 'default' },
  includeCrds: true,
})

/** A chart of the texts given; Chart.yaml is made. */
export const chartOf = (version: string, files: Readonly<Record<string, string>>): ChartFile[] =>
  Object.entries({ 'Chart.yaml': `apiVersion: v2\nname: thing\nversion: ${version}\n`, ...files }).map(
    ([path, text]) => ({ path, data: new TextEncoder().encode(text) }),
  )
