import { sha256 } from '@noble/hashes/sha2.js'
import { toBytes } from '../../go/text.ts'
import type { Builder, ReleaseDraft } from '../builder.ts'
import type { Fields } from '../fields.ts'
import type { KubeObject, KubeObjects } from '../kubernetes.ts'
import { fluxChart } from './sources.ts'
import { fluxValues } from './values.ts'

const GROUP = 'helm.toolkit.fluxcd.io'
const LONGEST_NAME = 53
const HASH = 12

/** Reads HelmReleases with the sources and objects they refer to. Mirrors helm-controller's api/v2 and internal/action. */
export function readFlux(objects: KubeObjects, builder: Builder): void {
  for (const object of objects.entries(GROUP, 'HelmRelease')) {
    builder.reads({ path: object.file, tool: 'flux', what: 'HelmRelease' })
    const { name, namespace, at } = object
    builder.release({ tool: 'flux', name, namespace, at }, () => helmRelease(object, objects, builder))
  }
  for (const kind of ['HelmRepository', 'OCIRepository', 'HelmChart'])
    for (const object of objects.entries('source.toolkit.fluxcd.io', kind))
      builder.reads({ path: object.file, tool: 'flux', what: kind })
}

function helmRelease(object: KubeObject, objects: KubeObjects, builder: Builder): ReleaseDraft | undefined {
  const { problems } = builder
  const spec = object.fields.map('spec')
  if (spec === undefined) {
    problems.add(object.at, 'FIELD_MISSING', { field: 'spec', in: 'HelmRelease' })
    return undefined
  }
  spec.onlyKnow(SPEC_FIELDS)
  const found = fluxChart(spec, object.namespace, objects, builder)
  if (found === undefined) return undefined
  for (const asked of found.trust) builder.trust(asked)
  const target = spec.text('targetNamespace', true)
  const install = spec.map('install')
  const suspended = spec.flag('suspend') === true
  return {
    tool: 'flux',
    name: shortenName(releaseName(spec, object.name)),
    namespace: target || object.namespace,
    cluster: clusterOf(spec),
    chart: found.chart,
    version: found.version,
    digest: found.digest,
    devel: false,
    values: fluxValues(spec, object.namespace, objects, builder),
    kubeVersion: null,
    apiVersions: [],
    includeCrds: install?.text('crds') !== 'Skip' && install?.flag('skipCRDs') !== true,
    noHooks: install?.flag('disableHooks') === true,
    skipTests: false,
    skipSchemaValidation: install?.flag('disableSchemaValidation') === true,
    profile: 'helm-4.2',
    installed: !suspended,
    left: suspended ? 'suspend: true' : null,
    needs: spec.maps('dependsOn').map((one) => one.text('name', true)),
    notApplied: notApplied(spec, builder),
    connection: found.connection,
    trust: found.trust,
    own: found.own,
    marksVersion: found.marksVersion,
    defaults: found.defaults,
    at: object.at,
    places: {
      name: object.fields.map('metadata')?.place('name') ?? object.at,
      chart: found.at.chart,
      version: found.at.version,
      namespace: spec.placeOrNull('targetNamespace'),
    },
  }
}

/** `[TARGET-]NAME` unless it is named. Mirrors `GetReleaseName` of api/v2/helmrelease_types.go. */
const releaseName = (spec: Fields, name: string): string => {
  const target = spec.text('targetNamespace', true)
  return spec.text('releaseName', true) || (target === '' ? name : `${target}-${name}`)
}

/** Mirrors `ShortenName` of internal/release/name.go. */
export function shortenName(name: string): string {
  if (name.length <= LONGEST_NAME) return name
  const hex = Array.from(sha256(toBytes(name)), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${name.slice(0, LONGEST_NAME - HASH - 1)}-${hex.slice(0, HASH)}`
}

function clusterOf(spec: Fields): string | null {
  const config = spec.map('kubeConfig')
  const name = config?.map('secretRef')?.text('name', true) ?? config?.map('configMapRef')?.text('name', true)
  return name === undefined || name === '' ? null : `kubeConfig ${name}`
}

/** What Flux changes in the objects after Helm rendered them: shown, and not done here. */
function notApplied(spec: Fields, { problems }: Builder): string[] {
  const found: string[] = []
  const tell = (at: Fields['at'], feature: string): void => {
    found.push(feature)
    problems.add(
      at,
      'NOT_APPLIED',
      { feature, effect: 'the objects are shown as the chart renders them' },
      'warning',
    )
  }
  for (const renderer of spec.maps('postRenderers')) {
    const kustomize = renderer.map('kustomize')
    if (kustomize === undefined) continue
    const parts = ['patches', 'images'].flatMap((field) => {
      const { length } = kustomize.list(field)
      return length === 0 ? [] : [`${length} ${field}`]
    })
    tell(kustomize.at, `postRenderers: ${parts.join(', ') || 'kustomize'}`)
  }
  if (spec.has('commonMetadata')) tell(spec.place('commonMetadata'), 'commonMetadata')
  return found
}

/** `HelmReleaseSpec` */
const SPEC_FIELDS: ReadonlySet<string> = new Set(
  `chart chartRef interval kubeConfig suspend releaseName targetNamespace storageNamespace dependsOn timeout maxHistory
  serviceAccountName persistentClient driftDetection install upgrade test rollback uninstall valuesFrom values commonMetadata
  postRenderers postRenderStrategy waitStrategy healthCheckExprs`.split(/\s+/),
)
