import type { Builder, ReleaseDraft } from '../builder.ts'
import type { Fields } from '../fields.ts'
import type { ChartAsked } from '../model.ts'
import type { Place } from '../place.ts'
import { PLAIN } from '../release-shape.ts'
import { argoValues } from './values.ts'

/** An Application, or one that an ApplicationSet makes. */
export interface Application {
  readonly name: string
  readonly spec: Fields
  readonly file: string
  readonly at: Place
  readonly nameAt: Place
}

/** Every source of an Application that holds a chart is a release. Mirrors ApplicationSpec of pkg/apis/application/v1alpha1. */
export function readApplication(app: Application, builder: Builder): void {
  const { spec, name } = app
  spec.onlyKnow(SPEC_FIELDS)
  const many = spec.maps('sources')
  const one = spec.map('source')
  const sources = many.length > 0 ? many : one === undefined ? [] : [one]
  if (sources.length === 0) builder.problems.add(spec.at, 'FIELD_MISSING', { field: 'source', in: 'spec' })
  const refs = new Set(sources.map((source) => source.text('ref', true)).filter((ref) => ref !== ''))
  for (const source of sources) {
    source.onlyKnow(SOURCE_FIELDS)
    const hasChart =
      source.has('chart') || source.has('helm') || builder.files.has(`${pathOf(source)}/Chart.yaml`)
    if (!hasChart) {
      if (!source.has('ref'))
        builder.problems.add(
          source.at,
          'NOT_FOLLOWED',
          { feature: source.text('path') || source.text('repoURL'), reason: 'it holds no Helm chart' },
          'note',
        )
      continue
    }
    const namespace = spec.map('destination')?.text('namespace', true) ?? ''
    builder.release({ tool: 'argocd', name, namespace, at: source.at }, () =>
      release(app, source, refs, builder),
    )
  }
}

const pathOf = (source: Fields): string => source.text('path').replace(/^\.?\/+|\/+$/g, '')

function release(
  app: Application,
  source: Fields,
  refs: ReadonlySet<string>,
  builder: Builder,
): ReleaseDraft {
  const { name, spec, file } = app
  const helm = source.map('helm')
  helm?.onlyKnow(HELM_FIELDS)
  const destination = spec.map('destination')
  const chart = chartOf(source, builder)
  const revision = source.text('targetRevision', true)
  const namespace = helm?.text('namespace', true) || destination?.text('namespace', true) || ''
  const env = {
    ARGOCD_APP_NAME: name,
    ARGOCD_APP_NAMESPACE: namespace,
    ARGOCD_APP_SOURCE_REPO_URL: source.text('repoURL'),
    ARGOCD_APP_SOURCE_PATH: source.text('path'),
    ARGOCD_APP_SOURCE_TARGET_REVISION: revision,
  }
  const folder = chart.from === 'folder' ? chart.path : null
  return {
    ...PLAIN,
    tool: 'argocd',
    name: helm?.text('releaseName', true) || name,
    namespace,
    cluster: destination?.text('name', true) || destination?.text('server', true) || null,
    chart,
    version: folder === null ? revision : '',
    values: helm === undefined ? [] : argoValues(helm, { refs, folder, file, env, builder }),
    kubeVersion: helm?.text('kubeVersion', true) || null,
    apiVersions: helm?.texts('apiVersions').map(({ text }) => text) ?? [],
    includeCrds: helm?.flag('skipCrds') !== true,
    skipTests: helm?.flag('skipTests') === true,
    skipSchemaValidation: helm?.flag('skipSchemaValidation') === true,
    profile: 'helm-3.21',
    connection: folder === null ? connectionOf(source, chart, builder) : null,
    own: { kind: 'none', because: 'Argo CD does not verify charts' },
    at: app.at,
    places: {
      name: helm?.placeOrNull('releaseName') ?? app.nameAt,
      chart: source.has('chart') ? source.place('chart') : source.place('repoURL'),
      version: source.placeOrNull('targetRevision'),
      namespace: destination?.placeOrNull('namespace') ?? null,
    },
  }
}

/** A chart of a repository or registry, or a folder of a Git repository. */
function chartOf(source: Fields, builder: Builder): ChartAsked {
  const url = source.needed('repoURL').replace(/\/+$/, '')
  const name = source.text('chart')
  if (name === '') {
    if (url.startsWith('oci://')) return { from: 'registry', reference: url }
    const path = pathOf(source)
    if (builder.files.has(`${path}/Chart.yaml`)) return { from: 'folder', path }
    builder.problems.add(source.place('path'), 'NOT_A_PACKED_CHART', {
      what: path || '.',
      where: `in the Git repository ${url}`,
    })
    return { from: 'elsewhere', what: `${path || '.'} in ${url}` }
  }
  // registries are written without a scheme
  if (/^https?:\/\//.test(url)) return { from: 'repository', repository: url, name }
  return { from: 'registry', reference: `oci://${url.replace(/^oci:\/\//, '')}/${name}` }
}

function connectionOf(source: Fields, chart: ChartAsked, builder: Builder): number | null {
  if (chart.from === 'elsewhere') return null
  const url = source.text('repoURL')
  return builder.connection({
    name: url.replace(/^\w+:\/\//, ''),
    url: chart.from === 'registry' && !url.includes('://') ? `oci://${url}` : url,
    username: null,
    password: null,
    caFile: null,
    certFile: null,
    keyFile: null,
    insecureSkipVerify: false,
    plainHttp: false,
    passCredentials: source.map('helm')?.flag('passCredentials') === true,
    at: source.at,
  })
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))
const SPEC_FIELDS = words(
  'source sources destination project syncPolicy ignoreDifferences info revisionHistoryLimit sourceHydrator',
)
const SOURCE_FIELDS = words('repoURL path targetRevision helm kustomize directory plugin chart ref name')
const HELM_FIELDS = words(
  `valueFiles parameters releaseName values fileParameters version passCredentials ignoreMissingValueFiles skipCrds
  valuesObject namespace kubeVersion apiVersions skipTests skipSchemaValidation`,
)
