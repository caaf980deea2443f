import { describe, expect, test } from 'vitest'
import { shortenName } from '../../../lib/rollout/flux/index.ts'
import { rollout, told, valuesOf } from './reading.ts'

const SOURCES = `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: podinfo, namespace: apps }
spec: { url: https://charts.example.com/stable/ }
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: registry, namespace: apps }
spec: { type: oci, url: "oci://registry.example.com/charts", insecure: true }
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: web, namespace: apps }
spec:
  url: oci://registry.example.com/charts/web
  layerSelector: { mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip, operation: copy }
  ref: { semver: ">=1.0.0 <2.0.0", tag: "9.9.9" }
  verify:
    provider: cosign
    matchOIDCIdentity:
      - { issuer: ^https://token.actions.githubusercontent.com$, subject: ^https://github.com/acme/.*$ }
`

const release = (spec: string, name = 'web'): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ${name}, namespace: apps }
spec:
  interval: 10m
${spec.replace(/^/gm, '  ')}
`

const chart = (version: string, repository = 'podinfo'): string =>
  `chart: { spec: { chart: podinfo, version: "${version}", sourceRef: { kind: HelmRepository, name: ${repository} } } }`

describe('helm-controller api/v2/helmrelease_types.go', () => {
  test('the release is called [TARGET-]NAME and installed into the target namespace', () => {
    const { releases } = rollout({
      's.yaml': SOURCES,
      'a.yaml': release(chart('6.x')),
      'b.yaml': release(`${chart('6.x')}\ntargetNamespace: prod`, 'api'),
      'c.yaml': release(`${chart('6.x')}\ntargetNamespace: prod\nreleaseName: own`, 'third'),
    })
    expect(releases.map(({ name, namespace }) => `${namespace}/${name}`)).toEqual([
      'apps/web',
      'prod/prod-api',
      'prod/own',
    ])
  })

  test('a version that is not written is any, and * says the same', () => {
    const { releases } = rollout({ 's.yaml': SOURCES, 'a.yaml': release(chart('*')) })
    expect(releases[0]).toMatchObject({
      version: '',
      chart: { from: 'repository', repository: 'https://charts.example.com/stable', name: 'podinfo' },
    })
  })
})

test('internal/release/name.go: names beyond 53 characters end in a hash', () => {
  expect(shortenName('a'.repeat(53))).toBe('a'.repeat(53))
  const long = `${'release-'.repeat(8)}x`
  // sha256 of that text, by sha256sum
  expect(shortenName(long)).toMatch(/^(release-){5}-[0-9a-f]{12}$/)
  expect(shortenName(long)).toHaveLength(53)
})

describe('source-controller api/v1', () => {
  test('ocirepository_types.go: a digest goes before a range, a range before a tag', () => {
    const reference = 'chartRef: { kind: OCIRepository, name: web }'
    const { releases, problems } = rollout({ 's.yaml': SOURCES, 'a.yaml': release(reference) })
    expect(problems).toEqual([])
    expect(releases[0]).toMatchObject({
      chart: { from: 'registry', reference: 'oci://registry.example.com/charts/web' },
      version: '>=1.0.0 <2.0.0',
      digest: null,
      marksVersion: true,
    })
  })

  test('a registry’s repository and chart are one reference', () => {
    const { releases, connections } = rollout({
      's.yaml': SOURCES,
      'a.yaml': release(chart('1.0.0', 'registry')),
    })
    expect(releases[0]!.chart).toEqual({
      from: 'registry',
      reference: 'oci://registry.example.com/charts/podinfo',
    })
    expect(connections[releases[0]!.connection!]).toMatchObject({
      name: 'registry',
      plainHttp: true,
      password: null,
    })
  })

  test('ociverification_types.go: verify is a policy on that chart, with the patterns as they stand', () => {
    const { trust, releases } = rollout({
      's.yaml': SOURCES,
      'a.yaml': release('chartRef: { kind: OCIRepository, name: web }'),
    })
    expect(trust).toMatchObject([
      {
        kind: 'cosign-identity',
        match: 'oci://registry.example.com/charts/web',
        issuer: '^https://token.actions.githubusercontent.com$',
        subject: '^https://github.com/acme/.*$',
        at: { file: 's.yaml', line: 21 },
      },
    ])
    expect(releases[0]!.own.kind).toBe('cosign')
  })

  test('a password is named by its secret and never read', () => {
    const secret =
      'apiVersion: v1\nkind: Secret\nmetadata: { name: login, namespace: apps }\nstringData: { username: ci, password: hunter2 }\n'
    const sources = SOURCES.replace('stable/ }', 'stable/, secretRef: { name: login } }')
    const read = rollout({ 's.yaml': sources, 'k.yaml': secret, 'a.yaml': release(chart('1')) })
    expect(read.connections[0]).toMatchObject({ username: 'ci', password: 'Secret login' })
    expect(JSON.stringify(read)).not.toContain('hunter2')
  })
})

describe('fluxcd/pkg chartutil/values.go', () => {
  const objects = `apiVersion: v1
kind: ConfigMap
metadata: { name: base, namespace: apps }
data:
  values.yaml: |
    replicas: 1
    list: [a, b]
    deep: { kept: yes, changed: old }
  other: "7"
---
apiVersion: v1
kind: Secret
metadata: { name: token, namespace: apps }
data: { token: czNjcjN0 }
`

  test('references come in order, own values over them, maps merged and lists replaced', () => {
    const spec = `${chart('1')}
valuesFrom: [{ kind: ConfigMap, name: base }]
values: { list: [c], deep: { changed: new } }`
    const { releases, problems } = rollout({ 's.yaml': SOURCES, 'o.yaml': objects, 'a.yaml': release(spec) })
    expect(problems).toEqual([])
    expect(valuesOf(releases[0]!)).toEqual({ replicas: 1, list: ['c'], deep: { kept: true, changed: 'new' } })
    expect(releases[0]!.values.map(({ at }) => `${at.file}:${at.line}`)).toEqual(['o.yaml:5', 'a.yaml:8'])
  })

  test('a targetPath is set over the own values of that moment, typed as --set types it, quoted as a text', () => {
    const spec = `${chart('1')}
valuesFrom:
  - { kind: ConfigMap, name: base }
  - { kind: ConfigMap, name: base, valuesKey: other, targetPath: "list[0]" }
  - { kind: Secret, name: token, valuesKey: token, targetPath: auth.token }
values: { list: [q, r, s] }`
    const { releases, problems } = rollout({ 's.yaml': SOURCES, 'o.yaml': objects, 'a.yaml': release(spec) })
    expect(problems).toEqual([])
    // the list is own, so it comes back at the end; what only the references have stays
    expect(valuesOf(releases[0]!)).toEqual({
      replicas: 1,
      list: ['q', 'r', 's'],
      deep: { kept: true, changed: 'old' },
      auth: { token: 's3cr3t' },
    })
  })

  test('what is not given is named, and only what is not optional breaks the release', () => {
    const spec = `${chart('1')}
valuesFrom:
  - { kind: Secret, name: gone, optional: true }
  - { kind: Secret, name: missing }`
    const read = rollout({ 's.yaml': SOURCES, 'a.yaml': release(spec) })
    expect(told(read)).toEqual(['OBJECT_MISSING a.yaml:8:7', 'OBJECT_MISSING a.yaml:9:7'])
    expect(read.problems.map(({ severity }) => severity)).toEqual(['note', 'error'])
    expect(read.releases[0]!.broken).toBe(true)
  })
})

test('a source that is not there breaks its release alone', () => {
  const read = rollout({
    's.yaml': SOURCES,
    'a.yaml': release(chart('1', 'nowhere'), 'lost'),
    'b.yaml': release(chart('1'), 'found'),
  })
  expect(read.releases.map(({ name, broken }) => [name, broken])).toEqual([
    ['lost', true],
    ['found', false],
  ])
  expect(told(read)).toEqual(['OBJECT_MISSING a.yaml:6:61'])
})

test('what Flux does to the objects afterwards is told', () => {
  const spec = `${chart('1')}
postRenderers: [{ kustomize: { patches: [{ patch: x }], images: [{ name: a }] } }]`
  const { releases, problems } = rollout({ 's.yaml': SOURCES, 'a.yaml': release(spec) })
  expect(releases[0]!.notApplied).toEqual(['postRenderers: 1 patches, 1 images'])
  expect(problems).toMatchObject([{ code: 'NOT_APPLIED', severity: 'warning', line: 7 }])
})
