import { expect, test } from 'vitest'
import { releaseRequest } from '../../../lib/rollout/index.ts'
import { rollout } from './reading.ts'

const file = (path: string, text: string) => ({ path, data: new TextEncoder().encode(text) })
const chart = [
  file('Chart.yaml', 'apiVersion: v2\nname: web\nversion: "1.2.3" # pinned\n'),
  file('values.yaml', 'a: default\nb: default\n'),
  file('prod.yaml', 'b: prod\nc: { d: 1 }\n'),
  file('eu.yaml', 'c: { e: 2 }\n'),
]
const textOf = (files: readonly { path: string; data: Uint8Array }[], path: string): string =>
  new TextDecoder().decode(files.find((one) => one.path === path)!.data)

const flux = (chartSpec: string, sources: string) =>
  rollout({
    'a.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web, namespace: apps }
spec: ${chartSpec}
---
${sources}`,
  }).releases[0]!

const REPOSITORY = `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: { name: r, namespace: apps }
spec: { url: https://c.example.com }
`

test('source-controller internal/helm/chart/builder.go: files of the chart in place of its values.yaml', () => {
  const spec = (more: string): string =>
    `{ chart: { spec: { chart: web, sourceRef: { kind: HelmRepository, name: r }, valuesFiles: [prod.yaml, gone.yaml, eu.yaml]${more} } } }`
  const lenient = releaseRequest(flux(spec(', ignoreMissingValuesFiles: true'), REPOSITORY), chart, '')
  expect(textOf(lenient.files, 'values.yaml')).toBe('b: prod\nc:\n  d: 1\n  e: 2\n')
  expect(() => releaseRequest(flux(spec(''), REPOSITORY), chart, '')).toThrow(
    'gone.yaml of the chart is missing',
  )
})

test('helm-controller helmrelease_controller.go: the digest of an OCIRepository’s artefact stands in the chart’s version', () => {
  const repository = `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: { name: o, namespace: apps }
spec: { url: "oci://r.example.com/web", ref: { tag: 1.2.3 } }
`
  const release = flux('{ chartRef: { kind: OCIRepository, name: o } }', repository)
  const { files } = releaseRequest(release, chart, `sha256:${'0123456789abcdef'.repeat(4)}`)
  expect(textOf(files, 'Chart.yaml')).toBe(
    'apiVersion: v2\nname: web\nversion: "1.2.3+0123456789ab" # pinned\n',
  )
})

test('reposerver/repository/repository.go: value files within a fetched chart are layers in their place', () => {
  const { releases } = rollout({
    'app.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web }
spec:
  destination: { namespace: apps }
  source: { repoURL: https://c.example.com, chart: web, targetRevision: 1.2.3, helm: { valueFiles: [./prod.yaml, eu.yaml], values: "b: mine" } }
`,
  })
  const { values } = releaseRequest(releases[0]!, chart, '')
  expect(values.map((layer) => (layer.kind === 'file' ? [layer.name, layer.text] : []))).toEqual([
    ['prod.yaml', 'b: prod\nc: { d: 1 }\n'],
    ['eu.yaml', 'c: { e: 2 }\n'],
    ['app.yaml:6', 'b: mine'],
  ])
})
