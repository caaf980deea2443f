import { expect, test } from 'vitest'
import { seededHost } from '../../../lib/worker/host-seeded.ts'
import { compareCharts, compareRenders, type RenderComparison } from '../../../lib/objects/index.ts'
import { chartOf, requestFor, sampleChart } from './sample.ts'

const compare = (before: string, after: string): RenderComparison =>
  compareCharts(
    { before: requestFor(sampleChart(before)), after: requestFor(sampleChart(after)), seed: '1' },
    seededHost,
  ).render!

const made = (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  noise?: [],
): RenderComparison => {
  const compared = compareCharts(
    {
      before: requestFor(chartOf('1.0.0', before)),
      after: requestFor(chartOf('2.0.0', after)),
      seed: '1',
      ...(noise && { noise }),
    },
    seededHost,
  )
  expect(compared.refused).toEqual({ before: null, after: null })
  return compared.render!
}

test('two majors of the sample: what comes, goes and changes, and what is risky about it', () => {
  const { objects, counts, images, risks } = compare('tide-tables:2.9.0', 'tide-tables:3.0.0')
  expect(Object.fromEntries(objects.map((o) => [o.id, `${o.change} +${o.added} -${o.removed}`]))).toEqual({
    'PodDisruptionBudget/web-tide-tables': 'added +10 -0',
    'ClusterRole/web-tide-tables': 'changed +3 -0',
    'Service/web-tide-tables': 'changed +3 -3',
    'DaemonSet/web-tide-tables-agent': 'changed +10 -2',
    'Deployment/web-tide-tables': 'changed +8 -11',
    'CustomResourceDefinition/tides.sample.chartroom.dev': 'removed +0 -18',
    'Secret/web-tide-tables': 'removed +0 -11',
    'CronJob/web-tide-tables': 'removed +0 -21',
  })
  expect(counts).toMatchObject({ added: 1, removed: 3, changed: 4, renamed: 0, noise: 0 })
  expect(counts.before - counts.removed + counts.added).toBe(counts.after)
  expect(images.map((i) => `${i.change} ${i.name}`)).toEqual([
    'changed registry.example.com/tides/agent',
    'added registry.example.com/tides/tide',
    'removed registry.example.com/tides/forecaster',
  ])
  expect(risks.map((r) => `${r.code} ${r.object} ${r.seen}`)).toEqual([
    'wider-rights ClusterRole/web-tide-tables get deployments/scale.apps, update deployments/scale.apps, patch deployments/scale.apps and 3 more',
    'crd-removed CustomResourceDefinition/tides.sample.chartroom.dev tides.sample.chartroom.dev',
    'host-path DaemonSet/web-tide-tables-agent /proc',
    'privileged DaemonSet/web-tide-tables-agent privileged: true',
  ])
})

test('an equal chart has no differences at all', () => {
  const { objects, counts, risks } = compare('lighthouse:1.5.0', 'lighthouse:1.5.0')
  expect(objects).toEqual([])
  expect(risks).toEqual([])
  expect(counts.same).toBe(counts.after)
})

test('labels that follow the chart’s version are noise until their rule is turned off', () => {
  const template = {
    'templates/a.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    helm.sh/chart: thing-{{ .Chart.Version }}\n  annotations:\n    checksum/config: {{ .Chart.Version | sha256sum }}\ndata: {}\n',
  }
  const [folded] = made(template, template).objects
  expect(folded).toMatchObject({ change: 'noise', added: 0, removed: 0 })
  expect(folded!.diff.noise).toEqual({ 'chart-label': 1, checksum: 1 })
  expect(made(template, template, []).objects[0]).toMatchObject({ change: 'changed', added: 2, removed: 2 })
})

test('random values are found by another seed, and only they are folded', () => {
  const secret = (extra: string): Record<string, string> => ({
    'templates/s.yaml': `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\nstringData:\n${extra}  password: {{ randAlphaNum 12 }}\n  user: fixed\n`,
  })
  const [changed] = made(secret(''), secret('  # moved\n  host: db\n')).objects
  expect(changed).toMatchObject({ change: 'changed', added: 2, removed: 0 })
  expect(changed!.diff.noise).toEqual({ random: 1 })
})

test('an API that moved stays the same object; one that got another name is found where that can be shown', () => {
  const old = {
    'templates/i.yaml': 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: i\nspec: {}\n',
    'templates/c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\ndata:\n  a: b\n',
    'templates/d.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: lonely\ndata:\n  x: y\n',
  }
  const now = {
    'templates/i.yaml': 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: i\nspec: {}\n',
    'templates/c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: two\ndata:\n  a: b\n',
    'templates/e.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: stranger\ndata:\n  q: r\n  s: t\n',
  }
  const { objects, apis } = made(old, now)
  expect(objects.map((o) => `${o.change} ${o.before?.name ?? ''} ${o.after?.name ?? ''}`).sort()).toEqual([
    'added  stranger',
    'changed i i',
    'removed lonely ',
    'renamed one two',
  ])
  expect(apis).toEqual([])
})

test('fields that Kubernetes refuses to change are told; what it fills in by itself is not', () => {
  const set = (app: string, storage: string, more = ''): Record<string, string> => ({
    'templates/s.yaml': `apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: s\nspec:\n  selector:\n    matchLabels: {app: ${app}}\n${more}  volumeClaimTemplates:\n    - metadata: {name: d}\n      spec: {resources: {requests: {storage: ${storage}}}}\n`,
  })
  expect(made(set('a', '1Gi'), set('b', '2Gi')).risks).toMatchObject([
    { code: 'immutable-field', part: 'spec.selector', seen: 'matchLabels.app: a → b' },
    { code: 'immutable-field', part: 'spec.volumeClaimTemplates' },
  ])
  expect(made(set('a', '1Gi'), set('a', '1Gi', '  podManagementPolicy: Parallel\n')).risks).toEqual([])
})

test('a side that does not render is said, and the values are compared all the same', () => {
  const compared = compareCharts(
    {
      before: requestFor(chartOf('1.0.0', { 'values.yaml': 'a: 1\n' })),
      after: requestFor(chartOf('2.0.0', { 'values.yaml': 'b: 1\n', 'templates/x.yaml': '{{ fail "no" }}' })),
      seed: '1',
    },
    seededHost,
  )
  expect(compared.render).toBeNull()
  expect(compared.refused.before).toBeNull()
  expect(compared.refused.after).toMatchObject({ code: 'TEMPLATE_FAIL' })
  expect(compared.values!.map((v) => `${v.state} ${v.path}`)).toEqual(['vanished a', 'added b'])
})

test('plain manifests of two namespaces match: what names none goes into the release’s own', () => {
  const print = (namespace: string, image: string): string =>
    `---\n# Source: c/templates/p.yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n${namespace}spec:\n  containers: [{name: c, image: "${image}"}]\n`
  const { objects, images } = compareRenders(
    { stdout: print('  namespace: old\n', 'redis:7'), namespace: 'old' },
    { stdout: print('', 'redis:8'), namespace: 'new' },
  )
  expect(objects.map(({ id, change, added, removed }) => [id, change, added, removed])).toEqual([
    ['Pod/p', 'changed', 1, 2],
  ])
  expect(images).toEqual([
    { change: 'changed', name: 'docker.io/library/redis', before: ['redis:7'], after: ['redis:8'] },
  ])
})
