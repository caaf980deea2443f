import { marshalPretty } from '../../yaml/index.ts'
import type { Builder, ReleaseDraft } from '../builder.ts'
import type { Fields } from '../fields.ts'
import type { KubeObject, KubeObjects } from '../kubernetes.ts'
import { readValues } from '../merged-values.ts'
import type { ChartAsked, PlacedLayer } from '../model.ts'
import { PLAIN } from '../release-shape.ts'
import { valuesOfNode } from '../values-node.ts'

/** Reads `spec.extensions.helm` of a ClusterConfig and Chart resources. Mirrors k0s' extensions_controller.go. */
export function readK0s(objects: KubeObjects, builder: Builder): void {
  for (const object of objects.entries('k0s.k0sproject.io', 'ClusterConfig')) {
    const helm = object.fields.map('spec')?.map('extensions')?.map('helm')
    if (helm === undefined) continue
    builder.reads({ path: object.file, tool: 'k0s', what: 'ClusterConfig' })
    const repositories = helm.maps('repositories')
    for (const repository of repositories) repositoryOf(repository, builder)
    for (const chart of helm.maps('charts')) {
      chart.onlyKnow(CHART_FIELDS)
      const seen = {
        tool: 'k0s' as const,
        name: chart.text('name', true),
        namespace: chart.text('namespace', true),
        at: chart.at,
      }
      builder.release(seen, () =>
        release(
          chart,
          { name: chart.needed('name', true), chartField: 'chartname', repositories, object },
          builder,
        ),
      )
    }
  }
  for (const object of objects.entries('helm.k0sproject.io', 'Chart')) {
    const spec = object.fields.map('spec')
    if (spec === undefined) continue
    builder.reads({ path: object.file, tool: 'k0s', what: 'Chart' })
    const own = spec.map('repository')
    const repositories = own !== undefined ? [own] : clusterRepositories(objects)
    const seen = {
      tool: 'k0s' as const,
      name: object.name,
      namespace: spec.text('namespace', true),
      at: object.at,
    }
    builder.release(seen, () =>
      release(
        spec,
        {
          name: spec.text('releaseName', true) || object.name,
          chartField: 'chartName',
          repositories,
          own,
          object,
        },
        builder,
      ),
    )
  }
}

const clusterRepositories = (objects: KubeObjects): Fields[] =>
  objects
    .of('k0s.k0sproject.io', 'ClusterConfig')
    .flatMap(({ fields }) => fields.map('spec')?.map('extensions')?.map('helm')?.maps('repositories') ?? [])

interface Around {
  readonly name: string
  readonly chartField: 'chartname' | 'chartName'
  readonly repositories: readonly Fields[]
  /** the Chart resource's own repository */
  readonly own?: Fields | undefined
  readonly object: KubeObject
}

function release(chart: Fields, around: Around, builder: Builder): ReleaseDraft | undefined {
  const { name, chartField, repositories, own, object } = around
  const text = chart.needed(chartField)
  if (text === '') return undefined
  const at = chart.place(chartField)
  const found = chartOf(text, repositories, own, at, builder)
  return {
    ...PLAIN,
    tool: 'k0s',
    name,
    namespace: chart.needed('namespace', true),
    cluster: object.kind === 'ClusterConfig' ? object.name || null : null,
    chart: found.chart,
    version: chart.text('version', true),
    values: valuesOf(chart, builder),
    profile: 'helm-3.21',
    connection: found.repository === undefined ? null : repositoryOf(found.repository, builder),
    own: { kind: 'none', because: 'k0s verifies nothing' },
    at: chart.at,
    places: {
      name: chart.place('name'),
      chart: at,
      version: chart.placeOrNull('version'),
      namespace: chart.placeOrNull('namespace'),
    },
  }
}

/** `repository/chart` by a repository's name, `oci://…`, or a path. Mirrors `extractAndLookupRepository`. */
function chartOf(
  text: string,
  repositories: readonly Fields[],
  own: Fields | undefined,
  at: Fields['at'],
  builder: Builder,
): { chart: ChartAsked; repository: Fields | undefined } {
  if (text.startsWith('oci://'))
    return { chart: { from: 'registry', reference: text }, repository: registryFor(text, repositories) }
  if (text.startsWith('/') || text.startsWith('.'))
    return { chart: { from: 'folder', path: text }, repository: undefined }
  const slash = text.indexOf('/')
  const [alias, name] = [text.slice(0, Math.max(slash, 0)), text.slice(slash + 1)]
  const repository = own ?? repositories.find((one) => one.text('name', true) === alias)
  if (repository === undefined || slash < 0) {
    const known = repositories.map((one) => one.text('name', true)).join(', ')
    builder.problems.add(at, 'REPOSITORY_UNKNOWN', { name: alias || text, known })
    return { chart: { from: 'elsewhere', what: text }, repository: undefined }
  }
  const url = repository.text('url').replace(/\/+$/, '')
  if (url.startsWith('oci://'))
    return { chart: { from: 'registry', reference: `${url}/${name}` }, repository }
  return { chart: { from: 'repository', repository: url, name }, repository }
}

/**
 * The registry that a chart's address lies in: same host and port, and the longest path that covers it. k0s goes by the host
 * alone, so two logins on one host are one to it (k0s#5901).
 */
function registryFor(reference: string, repositories: readonly Fields[]): Fields | undefined {
  const wanted = place(reference)
  let best: Fields | undefined
  let length = -1
  for (const repository of repositories) {
    const own = place(repository.text('url'))
    if (own === undefined || own.host !== wanted?.host) continue
    const covers = own.path === '' || wanted.path === own.path || wanted.path.startsWith(`${own.path}/`)
    if (!covers || own.path.length <= length) continue
    best = repository
    length = own.path.length
  }
  return best
}

function place(url: string): { host: string; path: string } | undefined {
  const match = /^oci:\/\/([^/]+)\/?(.*?)\/*$/.exec(url)
  return match === null ? undefined : { host: match[1]!.toLowerCase(), path: match[2]! }
}

function repositoryOf(repository: Fields, builder: Builder): number {
  const url = repository.text('url')
  if (place(url)?.path)
    builder.problems.add(
      repository.place('url'),
      'VALUE_REFUSED',
      { field: 'url', found: url, rule: 'k0s takes no path in a registry’s address' },
      'warning',
    )
  const username = repository.text('username', true)
  return builder.connection({
    name: repository.text('name', true) || url,
    url,
    username: username === '' ? null : username,
    password: repository.has('password') ? 'the file itself' : null,
    caFile: repository.text('caFile') || null,
    certFile: repository.text('certFile') || null,
    // the ClusterConfig writes it small, the Chart resource as the others
    keyFile: repository.text('keyfile') || repository.text('keyFile') || null,
    insecureSkipVerify: repository.flag('insecure') === true,
    plainHttp: false,
    passCredentials: false,
    at: repository.at,
  })
}

/** Values are a text of YAML; a map, which k0s would refuse, is told and read all the same. */
function valuesOf(chart: Fields, { problems }: Builder): PlacedLayer[] {
  const node = chart.value('values')
  if (node === undefined) return []
  const name = `${node.at.file}:${node.at.line}`
  if (node.kind === 'map') {
    problems.add(node.at, 'FIELD_TYPE', { field: 'values', expected: 'a text of YAML', found: 'a map' })
    return [{ layer: { kind: 'file', name, text: marshalPretty(valuesOfNode(node, problems)) }, at: node.at }]
  }
  const text = chart.text('values')
  const values = text === '' ? undefined : readValues(text, node.at, problems)
  return values === undefined ? [] : [{ layer: { kind: 'file', name, text }, at: node.at }]
}

/** `Chart` of pkg/apis/k0s/v1beta1/extensions.go */
const CHART_FIELDS: ReadonlySet<string> = new Set([
  'name',
  'chartname',
  'version',
  'values',
  'namespace',
  'timeout',
  'forceUpgrade',
  'order',
])
