import { describe, expect, test } from 'vitest'
import { rollout, told, valuesOf } from './reading.ts'

const CONFIG = `apiVersion: k0s.k0sproject.io/v1beta1
kind: ClusterConfig
metadata: { name: k0s }
spec:
  extensions:
    helm:
      repositories:
        - { name: stable, url: https://charts.example.com, caFile: /etc/ca.pem, username: u, password: p }
        - { name: registry, url: "oci://registry.example.com:5000", insecure: true }
        - { name: team, url: "oci://registry.example.com:5000/team", certFile: /c.pem, keyfile: /k.pem }
      charts:
        - { name: a, chartname: stable/web, version: 1.0.0, namespace: apps, values: "replicas: 2" }
        - { name: b, chartname: "oci://registry.example.com:5000/team/web", version: 1.0.0, namespace: apps }
        - { name: c, chartname: "oci://registry.example.com:5000/teams/web", namespace: apps }
        - { name: d, chartname: nowhere/web, namespace: apps }
        - { name: e, chartname: stable/web, namespace: apps, values: { replicas: 3 } }
`

describe('pkg/component/controller/extensions_controller.go', () => {
  const read = rollout({ 'k0s.yaml': CONFIG })

  test('a chart is its repository’s by name, or an address', () => {
    expect(read.releases.map(({ name, chart }) => [name, chart])).toEqual([
      ['a', { from: 'repository', repository: 'https://charts.example.com', name: 'web' }],
      ['b', { from: 'registry', reference: 'oci://registry.example.com:5000/team/web' }],
      ['c', { from: 'registry', reference: 'oci://registry.example.com:5000/teams/web' }],
      ['d', { from: 'elsewhere', what: 'nowhere/web' }],
      ['e', { from: 'repository', repository: 'https://charts.example.com', name: 'web' }],
    ])
  })

  test('a registry’s settings are found by host and longest path, which k0s itself does by host alone', () => {
    const names = read.releases.map(({ connection }) =>
      connection === null ? null : read.connections[connection]!.name,
    )
    expect(names).toEqual(['stable', 'team', 'registry', null, 'stable'])
    expect(read.connections.find(({ name }) => name === 'team')).toMatchObject({
      certFile: '/c.pem',
      keyFile: '/k.pem',
    })
  })

  test('values are a text of YAML', () => {
    expect(valuesOf(read.releases[0]!)).toEqual({ replicas: 2 })
    expect(valuesOf(read.releases[4]!)).toEqual({ replicas: 3 })
  })

  test('what is wrong is told with its place', () => {
    expect(told(read).filter((line) => !line.startsWith('VALUE_REFUSED'))).toEqual([
      'REPOSITORY_UNKNOWN k0s.yaml:15:33',
      'FIELD_TYPE k0s.yaml:16:70',
    ])
    // oci.go: repository URL must not contain a path
    expect(read.problems.find(({ code }) => code === 'VALUE_REFUSED')).toMatchObject({
      severity: 'warning',
      line: 10,
    })
  })
})

test('pkg/apis/helm/v1beta1/chart_types.go: a Chart resource may bring its own repository and name', () => {
  const chart = `apiVersion: helm.k0sproject.io/v1beta1
kind: Chart
metadata: { name: k0s-addon-chart-web, namespace: kube-system }
spec:
  chartName: any/web
  releaseName: web
  version: 1.0.0
  namespace: apps
  repository: { url: https://charts.example.com, caFile: ca.pem }
`
  const { releases, connections, problems } = rollout({ 'chart.yaml': chart })
  expect(problems).toEqual([])
  expect(releases[0]).toMatchObject({
    name: 'web',
    namespace: 'apps',
    chart: { repository: 'https://charts.example.com', name: 'web' },
  })
  expect(connections[0]).toMatchObject({ caFile: 'ca.pem' })
})
