import { fromBytes, toBytes } from '../go/text.ts'
import { Dict, GoError } from '../go/value.ts'
import { mergeMaps, type ChartFile, type RenderRequest, type ValuesLayer } from '../helm/index.ts'
import { marshal, unmarshalMap } from '../yaml/index.ts'
import { markVersion } from './mark-version.ts'
import type { PlacedLayer, Release } from './model.ts'

/** A file of the chart that a release asks for and the chart has not, or cannot give as values. */
export class ChartFileMissing extends Error {
  override name = 'ChartFileMissing'
  readonly path: string
  constructor(path: string, why: string) {
    super(`${path} of the chart ${why}`)
    this.path = path
  }
}

/**
 * A release as Helm is asked to render it: with its tool's name, namespace, capabilities and order of values.
 * @param digest of the chart, which Flux writes into its version
 * @throws ChartFileMissing
 */
export function releaseRequest(release: Release, files: readonly ChartFile[], digest: string): RenderRequest {
  const marked = release.marksVersion ? markVersion(files, digest) : files
  return {
    files: withDefaults(marked, release),
    profile: release.profile,
    values: release.values.flatMap((layer) => filled(layer, files)),
    release: { name: release.name, namespace: release.namespace === '' ? 'default' : release.namespace },
    ...(release.kubeVersion !== null && { kubeVersion: release.kubeVersion }),
    apiVersions: release.apiVersions,
    includeCrds: release.includeCrds,
    noHooks: release.noHooks,
    skipTests: release.skipTests,
    skipSchemaValidation: release.skipSchemaValidation,
  }
}

const textOf = (files: readonly ChartFile[], path: string): string | undefined => {
  const file = files.find((one) => one.path === path)
  return file === undefined ? undefined : fromBytes(file.data)
}

/** A layer with the text of the chart's own file, where it is one; none for a file that may be missing. */
function filled({ layer, chartFile }: PlacedLayer, files: readonly ChartFile[]): ValuesLayer[] {
  if (chartFile === undefined) return [layer]
  const text = textOf(files, chartFile.path)
  if (text !== undefined) return [{ kind: 'file', name: chartFile.path, text }]
  if (chartFile.optional) return []
  throw new ChartFileMissing(chartFile.path, 'is missing')
}

/** Flux takes other files for values.yaml. Mirrors `mergeChartValues` of source-controller's internal/helm/chart/builder.go. */
function withDefaults(files: readonly ChartFile[], { defaults }: Release): readonly ChartFile[] {
  if (defaults === null) return files
  let values = new Dict()
  for (const path of defaults.paths) {
    const text = textOf(files, path)
    if (text === undefined) {
      if (defaults.ignoreMissing) continue
      throw new ChartFileMissing(path, 'is missing')
    }
    try {
      values = mergeMaps(values, unmarshalMap(text))
    } catch (error) {
      if (!(error instanceof GoError)) throw error
      throw new ChartFileMissing(path, `is no YAML: ${error.message}`)
    }
  }
  const own = { path: 'values.yaml', data: toBytes(marshal(values)) }
  return [...files.filter(({ path }) => path !== 'values.yaml'), own]
}
