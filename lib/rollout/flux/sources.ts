import type { Builder } from '../builder.ts'
import type { Fields } from '../fields.ts'
import { dataOf, type KubeObject, type KubeObjects } from '../kubernetes.ts'
import type { ChartAsked, OwnCheck, OwnDefaults, TrustAsked } from '../model.ts'
import { chartMatch } from '../trust-place.ts'

const GROUP = 'source.toolkit.fluxcd.io'

/** Where a HelmRelease's chart comes from, and what its source asks of signatures. */
export interface FluxChart {
  readonly chart: ChartAsked
  readonly version: string
  readonly digest: string | null
  readonly connection: number | null
  readonly trust: readonly TrustAsked[]
  readonly own: OwnCheck
  readonly at: { readonly chart: Fields['at']; readonly version: Fields['at'] | null }
  /** Flux writes the start of the digest into the chart's version (OCIRepository) */
  readonly marksVersion: boolean
  readonly defaults: OwnDefaults | null
}

const NONE: OwnCheck = { kind: 'none', because: 'verify is not asked for' }

/** `spec.chart` or `spec.chartRef` of a HelmRelease. Mirrors the API types of source-controller, api/v1. */
export function fluxChart(
  spec: Fields,
  namespace: string,
  objects: KubeObjects,
  builder: Builder,
): FluxChart | undefined {
  const reference = spec.map('chartRef')
  if (reference !== undefined) return fromReference(reference, namespace, objects, builder)
  const template = spec.map('chart')?.map('spec')
  if (template !== undefined) return fromTemplate(template, namespace, objects, builder)
  builder.problems.add(spec.at, 'FIELD_MISSING', { field: 'chart or chartRef', in: 'spec' })
  return undefined
}

function fromReference(
  reference: Fields,
  namespace: string,
  objects: KubeObjects,
  builder: Builder,
): FluxChart | undefined {
  const kind = reference.needed('kind')
  const name = reference.needed('name', true)
  const where = reference.text('namespace', true) || namespace
  if (kind === 'HelmChart') {
    const chart = objects.find(GROUP, 'HelmChart', name, where, reference.at)
    const spec = chart?.fields.map('spec')
    return spec === undefined ? undefined : fromTemplate(spec, chart?.namespace || where, objects, builder)
  }
  if (kind !== 'OCIRepository') {
    builder.problems.add(reference.place('kind'), 'NOT_FOLLOWED', {
      feature: kind,
      reason: 'only OCIRepository and HelmChart are read here',
    })
    return undefined
  }
  const repository = objects.find(GROUP, 'OCIRepository', name, where, reference.at)
  return repository === undefined ? undefined : fromOciRepository(repository, objects, builder)
}

/** `ref`: a digest before a range before a tag; without any, the tag `latest`. Mirrors OCIRepositoryRef. */
function fromOciRepository(
  object: KubeObject,
  objects: KubeObjects,
  builder: Builder,
): FluxChart | undefined {
  const spec = object.fields.map('spec')
  if (spec === undefined) return undefined
  const url = spec.needed('url').replace(/\/+$/, '')
  const ref = spec.map('ref')
  const [digest, semver, tag] = ['digest', 'semver', 'tag'].map((field) => ref?.text(field, true) ?? '')
  if (ref?.has('semverFilter') === true)
    builder.problems.add(ref.place('semverFilter'), 'NOT_FOLLOWED', {
      feature: 'semverFilter',
      reason: 'the newest version of the range is taken, whatever the filter says',
    })
  const layer = spec.map('layerSelector')
  const mediaType = layer?.text('mediaType') ?? ''
  if (
    layer !== undefined &&
    mediaType !== '' &&
    mediaType !== 'application/vnd.cncf.helm.chart.content.v1.tar+gzip'
  )
    builder.problems.add(
      layer.place('mediaType'),
      'NOT_FOLLOWED',
      { feature: mediaType, reason: 'the chart layer is read, as Helm pushes it' },
      'warning',
    )
  const chart: ChartAsked = { from: 'registry', reference: url }
  const verify = spec.map('verify')
  const judged =
    verify === undefined
      ? { own: NONE, trust: [] }
      : verification(verify, chart, object.namespace, objects, builder)
  return {
    ...judged,
    chart,
    version: semver !== '' ? semver! : tag !== '' ? tag! : digest !== '' ? '' : 'latest',
    digest: digest === '' ? null : digest!,
    connection: connectionOf(object, spec, url, objects, builder),
    at: { chart: spec.place('url'), version: ref?.at ?? null },
    marksVersion: true,
    defaults: null,
  }
}

function fromTemplate(
  spec: Fields,
  namespace: string,
  objects: KubeObjects,
  builder: Builder,
): FluxChart | undefined {
  const { problems, files } = builder
  const name = spec.needed('chart')
  const source = spec.map('sourceRef')
  if (source === undefined) {
    problems.add(spec.at, 'FIELD_MISSING', { field: 'sourceRef', in: 'spec.chart.spec' })
    return undefined
  }
  const paths = spec.texts('valuesFiles').map(({ text }) => text.replace(/^\.\//, ''))
  const defaults =
    paths.length === 0 ? null : { paths, ignoreMissing: spec.flag('ignoreMissingValuesFiles') === true }
  if (defaults !== null) {
    const effect =
      'it is applied to what is rendered here, but a preview starts from the chart’s own values.yaml'
    problems.add(spec.place('valuesFiles'), 'NOT_APPLIED', { feature: 'valuesFiles', effect }, 'warning')
  }
  const kind = source.needed('kind')
  const at = { chart: spec.place('chart'), version: spec.placeOrNull('version') }
  const version = spec.text('version', true)
  const verify = spec.map('verify')
  if (kind === 'GitRepository' || kind === 'Bucket') {
    const path = name.replace(/^\.?\/+/, '')
    const isHere = files.has(`${path}/Chart.yaml`)
    const chart: ChartAsked = isHere
      ? { from: 'folder', path }
      : { from: 'elsewhere', what: `${name} in ${kind} ${source.text('name')}` }
    if (!isHere)
      problems.add(at.chart, 'NOT_A_PACKED_CHART', {
        what: name,
        where: `in the ${kind} ${source.text('name')}`,
      })
    return {
      chart,
      version: '',
      digest: null,
      connection: null,
      trust: [],
      own: NONE,
      at,
      marksVersion: false,
      defaults,
    }
  }
  if (kind !== 'HelmRepository') {
    problems.add(source.place('kind'), 'VALUE_REFUSED', {
      field: 'kind',
      found: kind,
      rule: 'HelmRepository, GitRepository or Bucket',
    })
    return undefined
  }
  const repository = objects.find(
    GROUP,
    'HelmRepository',
    source.needed('name', true),
    source.text('namespace', true) || namespace,
    source.at,
  )
  const about = repository?.fields.map('spec')
  if (repository === undefined || about === undefined) return undefined
  const url = about.needed('url').replace(/\/+$/, '')
  const isOci = about.text('type') === 'oci' || url.startsWith('oci://')
  const chart: ChartAsked = isOci
    ? { from: 'registry', reference: `oci://${url.replace(/^\w+:\/\//, '')}/${name}` }
    : { from: 'repository', repository: url, name }
  let judged: Pick<FluxChart, 'own' | 'trust'> = { own: NONE, trust: [] }
  if (verify !== undefined) {
    judged = isOci
      ? verification(verify, chart, namespace, objects, builder)
      : { own: { kind: 'stops', because: 'Flux verifies charts of registries only' }, trust: [] }
  }
  return {
    ...judged,
    chart,
    version: version === '*' ? '' : version,
    digest: null,
    connection: connectionOf(repository, about, url, objects, builder),
    at,
    marksVersion: false,
    defaults,
  }
}

/** `verify` as a policy: a key's secret, identities, or any identity at all. Mirrors OCIRepositoryVerification. */
function verification(
  verify: Fields,
  chart: ChartAsked,
  namespace: string,
  objects: KubeObjects,
  builder: Builder,
): Pick<FluxChart, 'own' | 'trust'> {
  const provider = verify.text('provider') || 'cosign'
  const match = chartMatch(chart)
  const { at } = verify
  const secret = verify.map('secretRef')?.text('name', true) ?? ''
  if (secret !== '') objects.find('', 'Secret', secret, namespace, verify.place('secretRef'), true)
  if (provider === 'notation')
    return {
      own: { kind: 'notation', asks: `the trust policy in Secret ${secret}` },
      trust: [{ kind: 'notation', secret: secret || null, at, match }],
    }
  if (provider !== 'cosign') {
    builder.problems.add(verify.place('provider'), 'VALUE_REFUSED', {
      field: 'provider',
      found: provider,
      rule: 'cosign or notation',
    })
    return { own: { kind: 'stops', because: `the provider ${provider} is not known` }, trust: [] }
  }
  if (secret !== '')
    return {
      own: { kind: 'cosign', asks: `a signature by a key in Secret ${secret}` },
      trust: [{ kind: 'cosign-key', secret, at, match }],
    }
  const identities = verify.maps('matchOIDCIdentity').map((one) => ({
    issuer: one.needed('issuer'),
    subject: one.needed('subject'),
    at: one.at,
  }))
  if (identities.length === 0)
    return { own: { kind: 'cosign', asks: 'a keyless signature by anybody at all' }, trust: [] }
  return {
    own: {
      kind: 'cosign',
      asks: `a signature by ${identities.map(({ subject, issuer }) => `${subject} of ${issuer}`).join(', or ')}`,
    },
    trust: identities.map((one) => ({ kind: 'cosign-identity' as const, ...one, match })),
  }
}

function connectionOf(
  object: KubeObject,
  spec: Fields,
  url: string,
  objects: KubeObjects,
  builder: Builder,
): number {
  const login = secretOf(spec, 'secretRef', object, objects)
  const certificates = secretOf(spec, 'certSecretRef', object, objects)
  const username = login?.object === undefined ? undefined : dataOf(login.object, 'username')?.text
  const named = (key: string): string | null =>
    certificates === undefined
      ? null
      : certificates.object === undefined || dataOf(certificates.object, key) !== undefined
        ? `Secret ${certificates.name} ${key}`
        : null
  return builder.connection({
    name: object.name,
    url,
    username: username ?? null,
    password: login === undefined ? null : `Secret ${login.name}`,
    caFile: named('ca.crt'),
    certFile: named('tls.crt'),
    keyFile: named('tls.key'),
    insecureSkipVerify: false,
    plainHttp: spec.flag('insecure') === true,
    passCredentials: spec.flag('passCredentials') === true,
    at: object.at,
  })
}

function secretOf(
  spec: Fields,
  field: string,
  { namespace }: KubeObject,
  objects: KubeObjects,
): { name: string; object: KubeObject | undefined } | undefined {
  const reference = spec.map(field)
  const name = reference?.text('name', true) ?? ''
  if (reference === undefined || name === '') return undefined
  return { name, object: objects.find('', 'Secret', name, namespace, reference.at, true) }
}
