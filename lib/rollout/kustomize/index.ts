import { Dict } from '../../go/value.ts'
import { dir, join } from '../../go/path/index.ts'
import { mergeMaps } from '../../helm/index.ts'
import type { Builder, ReleaseDraft } from '../builder.ts'
import { documentsOf } from '../documents.ts'
import { Fields } from '../fields.ts'
import { fileLayer, readValues } from '../merged-values.ts'
import type { ChartAsked, PlacedLayer } from '../model.ts'
import { PLAIN } from '../release-shape.ts'
import { valuesOfNode } from '../values-node.ts'

/** What kustomize changes in every object afterwards. */
const AFTERWARDS = [
  'namespace',
  'namePrefix',
  'nameSuffix',
  'labels',
  'commonLabels',
  'commonAnnotations',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'images',
  'replicas',
  'replacements',
  'transformers',
]

/** Reads `helmCharts` of a kustomization. Mirrors types.HelmChart and HelmChartInflationGenerator of sigs.k8s.io/kustomize/api. */
export function readKustomize(path: string, builder: Builder): void {
  const { files, problems } = builder
  const [root] = documentsOf(path, files.read(path) ?? '', problems)
  if (root?.kind !== 'map') return
  const fields = new Fields(root, 'the kustomization', problems)
  const charts = fields.maps('helmCharts')
  if (charts.length === 0) return
  builder.reads({ path, tool: 'kustomize', what: 'kustomization' })
  const changes = AFTERWARDS.filter((field) => fields.has(field))
  for (const chart of charts) {
    const name = chart.text('releaseName', true)
    const seen = { tool: 'kustomize' as const, name, namespace: chart.text('namespace', true), at: chart.at }
    builder.release(seen, () => release(chart, fields, dir(path), changes, builder))
  }
}

function release(
  chart: Fields,
  whole: Fields,
  folder: string,
  changes: readonly string[],
  builder: Builder,
): ReleaseDraft {
  const { problems } = builder
  chart.onlyKnow(CHART_FIELDS, 'error')
  const releaseName = chart.text('releaseName', true)
  if (releaseName === '')
    problems.add(
      chart.at,
      'NOT_FOLLOWED',
      { feature: 'a release without releaseName', reason: 'Helm makes up its name, another at each build' },
      'warning',
    )
  if (chart.has('nameTemplate'))
    problems.add(chart.place('nameTemplate'), 'NOT_FOLLOWED', {
      feature: 'nameTemplate',
      reason: 'the release is named release-name',
    })
  for (const field of changes)
    problems.add(
      whole.place(field),
      'NOT_APPLIED',
      { feature: field, effect: 'the objects are shown as the chart renders them' },
      'warning',
    )
  const asked = chartOf(chart, whole, folder)
  return {
    ...PLAIN,
    tool: 'kustomize',
    name: releaseName || 'release-name',
    namespace: chart.text('namespace', true),
    chart: asked,
    version: asked.from === 'folder' ? '' : chart.text('version', true),
    devel: chart.flag('devel') === true,
    values: valuesOf(chart, folder, builder),
    kubeVersion: chart.text('kubeVersion', true) || null,
    apiVersions: chart.texts('apiVersions').map(({ text }) => text),
    includeCrds: chart.flag('includeCRDs') === true,
    noHooks: chart.flag('skipHooks') === true,
    skipTests: chart.flag('skipTests') === true,
    // it asks helm for a version in a way that Helm 4 refuses
    profile: 'helm-3.21',
    notApplied: [...changes],
    own: { kind: 'none', because: 'kustomize does not verify charts' },
    at: chart.at,
    places: {
      name: chart.place('releaseName'),
      chart: chart.place('name'),
      version: chart.placeOrNull('version'),
      namespace: chart.placeOrNull('namespace'),
    },
  }
}

/** A chart without a repository lies below `helmGlobals.chartHome`, `charts` by default. */
function chartOf(chart: Fields, whole: Fields, folder: string): ChartAsked {
  const name = chart.needed('name')
  const repo = chart.text('repo').replace(/\/+$/, '')
  if (repo === '')
    return {
      from: 'folder',
      path: join(folder, whole.map('helmGlobals')?.text('chartHome') || 'charts', name),
    }
  if (repo.startsWith('oci://')) return { from: 'registry', reference: `${repo}/${name}` }
  return { from: 'repository', repository: repo, name }
}

/** The file and the values of the kustomization as one (`valuesMerge`), then further files. Mirrors `mergeValues`. */
function valuesOf(chart: Fields, folder: string, builder: Builder): PlacedLayer[] {
  const { files, problems } = builder
  const read = (written: string, at: Fields['at']): PlacedLayer | undefined => {
    const path = join(folder, written)
    const text = files.read(path)
    if (text !== undefined) return { layer: { kind: 'file', name: path, text }, at }
    problems.add(at, 'ROLLOUT_FILE_MISSING', { path, asked: 'helmCharts' })
    return undefined
  }
  const layers: PlacedLayer[] = []
  const file = chart.text('valuesFile')
  const first = file === '' ? undefined : read(file, chart.place('valuesFile'))
  const inline = chart.map('valuesInline')
  const merge = chart.text('valuesMerge') || 'override'
  if (!['merge', 'override', 'replace'].includes(merge))
    problems.add(chart.place('valuesMerge'), 'VALUE_REFUSED', {
      field: 'valuesMerge',
      found: merge,
      rule: 'merge, override or replace',
    })
  if (inline === undefined) {
    if (first !== undefined) layers.push(first)
  } else {
    const own = valuesOfNode(inline.node, problems)
    const base =
      first === undefined || first.layer.kind !== 'file'
        ? new Dict()
        : (readValues(first.layer.text, first.at, problems) ?? new Dict())
    const values = merge === 'replace' ? own : merge === 'merge' ? mergeMaps(own, base) : mergeMaps(base, own)
    layers.push(fileLayer(`${inline.at.file}:${inline.at.line}`, values, inline.at))
  }
  for (const { text, at } of chart.texts('additionalValuesFiles')) {
    const layer = read(text, at)
    if (layer !== undefined) layers.push(layer)
  }
  return layers
}

/** `HelmChart` of api/types/helmchartargs.go */
const CHART_FIELDS: ReadonlySet<string> = new Set(
  `name version repo releaseName namespace additionalValuesFiles valuesFile valuesInline valuesMerge includeCRDs skipHooks
  apiVersions kubeVersion nameTemplate skipTests devel debug`.split(/\s+/),
)
