import { base, dir, join } from '../../go/path/index.ts'
import type { Builder, ReleaseDraft } from '../builder.ts'
import { documentsOf } from '../documents.ts'
import { Fields } from '../fields.ts'
import type { KubeObject, KubeObjects } from '../kubernetes.ts'
import type { ChartAsked } from '../model.ts'
import { startOf, type Place } from '../place.ts'
import { PLAIN } from '../release-shape.ts'
import { helmReleaseName } from './names.ts'
import { fleetValues } from './options.ts'

const GROUP = 'fleet.cattle.io'

/** Reads fleet.yaml files, each for every target that it customises, and HelmOps. */
export function readFleet(paths: readonly string[], objects: KubeObjects, builder: Builder): void {
  for (const repo of objects.entries(GROUP, 'GitRepo'))
    builder.reads({ path: repo.file, tool: 'fleet', what: 'GitRepo' })
  for (const path of paths) fleetYaml(path, objects, builder)
  for (const object of objects.entries(GROUP, 'HelmOp')) {
    builder.reads({ path: object.file, tool: 'fleet', what: 'HelmOp' })
    const spec = object.fields.map('spec')
    if (spec === undefined) continue
    const login = { spec, secret: spec.text('helmSecretName', true), at: object.at }
    bundle(spec, { folder: dir(object.file), name: object.name, at: object.at, login }, objects, builder)
  }
}

interface Around {
  readonly folder: string
  /** of the bundle */
  readonly name: string
  readonly at: Place
  readonly login: { readonly spec: Fields; readonly secret: string; readonly at: Place } | null
}

function fleetYaml(path: string, objects: KubeObjects, builder: Builder): void {
  const [root] = documentsOf(path, builder.files.read(path) ?? '', builder.problems)
  builder.reads({ path, tool: 'fleet', what: 'fleet.yaml' })
  if (root?.kind !== 'map') return
  const fields = new Fields(root, 'fleet.yaml', builder.problems)
  fields.onlyKnow(FLEET_FIELDS)
  const folder = dir(path)
  const repo = gitRepoOf(folder, objects)
  const spec = repo?.fields.map('spec')
  const login = spec === undefined ? null : { spec, secret: spec.text('helmSecretName', true), at: repo!.at }
  const name =
    fields.text('name', true) || (repo === undefined ? folder : `${repo.name}-${folder}`.replace(/-\.$/, ''))
  bundle(fields, { folder, name, at: startOf(path), login }, objects, builder)
}

/** The GitRepo that rolls a folder out, where one of those given names it. */
const gitRepoOf = (folder: string, objects: KubeObjects): KubeObject | undefined =>
  objects.of(GROUP, 'GitRepo').find(({ fields }) => {
    const paths = fields.map('spec')?.texts('paths') ?? []
    return (
      paths.length === 0 || paths.some(({ text }) => text === folder || text.replace(/^\.?\//, '') === folder)
    )
  })

/** A bundle's release for clusters in general, and one for each target that changes it. */
function bundle(spec: Fields, around: Around, objects: KubeObjects, builder: Builder): void {
  const helm = spec.map('helm')
  if (helm === undefined && !builder.files.has(join(around.folder, 'Chart.yaml'))) {
    builder.problems.add(
      around.at,
      'NOT_FOLLOWED',
      { feature: base(around.folder), reason: 'it deploys no Helm chart' },
      'note',
    )
    return
  }
  const targets = [...spec.maps('targets'), ...spec.maps('targetCustomizations')]
  const seen = { tool: 'fleet' as const, name: around.name, namespace: '', at: helm?.at ?? around.at }
  builder.release(seen, () => release(spec, undefined, around, objects, builder))
  for (const target of targets) {
    const changes = ['helm', 'namespace', 'defaultNamespace', 'doNotDeploy'].some((field) =>
      target.has(field),
    )
    if (changes)
      builder.release({ ...seen, at: target.at }, () => release(spec, target, around, objects, builder))
  }
}

function release(
  spec: Fields,
  target: Fields | undefined,
  { folder, name, at, login }: Around,
  objects: KubeObjects,
  builder: Builder,
): ReleaseDraft {
  const helms = [spec.map('helm'), target?.map('helm')].filter((one) => one !== undefined)
  const last = (field: string): Fields | undefined => helms.findLast((one) => one.text(field, true) !== '')
  const text = (field: string): string => last(field)?.text(field, true) ?? ''
  const option = (field: string): string => target?.text(field, true) || spec.text(field, true)
  const namespace = option('namespace') || option('defaultNamespace')
  const left = target?.flag('doNotDeploy') === true ? 'doNotDeploy: true' : null
  const chart = chartOf(text('repo'), text('chart'), folder, last('chart') ?? last('repo'), builder)
  const url =
    chart.from === 'registry' ? chart.reference : chart.from === 'repository' ? chart.repository : ''
  return {
    ...PLAIN,
    tool: 'fleet',
    name: text('releaseName') || helmReleaseName(name),
    namespace,
    cluster: target === undefined ? null : clusterOf(target),
    chart,
    version: chart.from === 'folder' ? '' : text('version'),
    values: fleetValues(helms, folder, namespace || 'default', objects, builder),
    skipSchemaValidation: helms.some((one) => one.flag('skipSchemaValidation') === true),
    profile: 'helm-4.2',
    installed: left === null,
    left,
    needs: spec.maps('dependsOn').map((one) => one.text('name', true)),
    notApplied: notApplied(spec, builder),
    connection: login === null || url === '' ? null : connectionOf(url, login, objects, builder),
    own: { kind: 'none', because: 'Fleet verifies nothing' },
    at: target?.at ?? spec.map('helm')?.at ?? at,
    places: {
      name: last('releaseName')?.place('releaseName') ?? at,
      chart: (last('chart') ?? last('repo'))?.place(last('chart') === undefined ? 'repo' : 'chart') ?? at,
      version: last('version')?.placeOrNull('version') ?? null,
      namespace:
        target?.placeOrNull('namespace') ??
        spec.placeOrNull('namespace') ??
        spec.placeOrNull('defaultNamespace'),
    },
  }
}

/** Mirrors `ChartURL` of internal/bundlereader/charturl.go: a registry's address is the chart's own. */
function chartOf(
  repo: string,
  chart: string,
  folder: string,
  at: Fields | undefined,
  builder: Builder,
): ChartAsked {
  if (repo.startsWith('oci://')) return { from: 'registry', reference: repo.replace(/\/+$/, '') }
  if (repo !== '') return { from: 'repository', repository: repo, name: chart }
  if (/^https?:\/\//.test(chart)) return { from: 'archive', url: chart }
  if (chart.includes('::') || chart.includes('://')) {
    builder.problems.add(at?.place('chart') ?? startOf(folder), 'NOT_A_PACKED_CHART', {
      what: chart,
      where: 'fetched by go-getter',
    })
    return { from: 'elsewhere', what: chart }
  }
  return { from: 'folder', path: join(folder, chart) }
}

function clusterOf(target: Fields): string {
  const named = ['name', 'clusterName', 'clusterGroup']
    .map((field) => target.text(field, true))
    .find((text) => text !== '')
  if (named !== undefined) return named
  const labels = target.map('clusterSelector')?.textMap('matchLabels') ?? new Map<string, string>()
  return [...labels].map(([key, value]) => `${key}=${value}`).join(',') || 'a target'
}

/** The secret's user and certificates, by name. Mirrors `ReadHelmAuthFromSecret` of internal/bundlereader/auth.go. */
function connectionOf(
  url: string,
  { spec, secret, at }: NonNullable<Around['login']>,
  objects: KubeObjects,
  builder: Builder,
): number {
  const object = secret === '' ? undefined : objects.find('', 'Secret', secret, '', at, true)
  const has = (key: string): boolean =>
    object?.fields.map('data')?.has(key) === true || object?.fields.map('stringData')?.has(key) === true
  const username = object?.fields.map('stringData')?.text('username', true) ?? ''
  return builder.connection({
    name: secret || url.replace(/^\w+:\/\//, '').split('/')[0]!,
    url,
    username: username === '' ? null : username,
    password: secret === '' ? null : `Secret ${secret}`,
    caFile: has('cacerts') ? `Secret ${secret} cacerts` : null,
    certFile: null,
    keyFile: null,
    insecureSkipVerify: spec.flag('insecureSkipTLSVerify') === true,
    plainHttp: false,
    passCredentials: false,
    at,
  })
}

function notApplied(spec: Fields, { problems }: Builder): string[] {
  return ['kustomize', 'yaml'].filter((field) => {
    if (!spec.has(field)) return false
    problems.add(
      spec.place(field),
      'NOT_APPLIED',
      { feature: field, effect: 'the objects are shown as the chart renders them' },
      'warning',
    )
    return true
  })
}

/** `FleetYAML` with `BundleSpec` and `BundleDeploymentOptions` in it. */
const FLEET_FIELDS: ReadonlySet<string> = new Set(
  `name labels targetCustomizations imageScans overrideTargets paused rolloutStrategy resources targets targetRestrictions
  dependsOn contentsId helmOpOptions defaultNamespace namespace kustomize helm serviceAccount createNamespace
  forceSyncGeneration yaml diff keepResources deleteNamespace ignore correctDrift namespaceLabels namespaceAnnotations
  deleteCRDResources downstreamResources`.split(/\s+/),
)
