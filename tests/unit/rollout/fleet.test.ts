import { describe, expect, test } from 'vitest'
import { helmReleaseName } from '../../../lib/rollout/fleet/names.ts'
import { rollout, valuesOf } from './reading.ts'

describe('internal/names/name.go', () => {
  test.each([
    ['simple', 'simple'],
    ['apps/web', 'apps-web'],
    ['a--b-', 'a-b'],
  ])('%s → %s', (bundle, name) => expect(helmReleaseName(bundle)).toBe(name))

  test('what is not allowed in a name, and what is too long, ends in a hash', () => {
    // hashes by md5sum
    expect(helmReleaseName('Apps_Web')).toBe('apps-web-d0de9b36')
    expect(helmReleaseName('x'.repeat(60))).toBe(`${'x'.repeat(47)}-11980`)
  })
})

const FLEET = `defaultNamespace: apps
helm:
  releaseName: web
  chart: web
  repo: https://charts.example.com
  version: 1.x
  values: { replicas: 1, image: { tag: v1 } }
  valuesFiles: [values.yaml]
targetCustomizations:
  - name: prod
    clusterSelector: { matchLabels: { env: prod } }
    namespace: live
    helm: { values: { replicas: 5 }, version: 1.2.0 }
  - { name: off, clusterName: lab, doNotDeploy: true }
`

describe('internal/bundlereader/resources.go and controller/options/calculate.go', () => {
  test('files come over the values beside them, a target’s values over both', () => {
    const { releases, problems } = rollout({
      'web/fleet.yaml': FLEET,
      'web/values.yaml': 'image: { tag: v2 }\nreplicas: 2\n',
    })
    expect(problems).toEqual([])
    expect(
      releases.map(({ cluster, namespace, version, installed }) => [cluster, namespace, version, installed]),
    ).toEqual([
      [null, 'apps', '1.x', true],
      ['prod', 'live', '1.2.0', true],
      ['off', 'apps', '1.x', false],
    ])
    expect(releases.map(valuesOf).slice(0, 2)).toEqual([
      { replicas: 2, image: { tag: 'v2' } },
      { replicas: 5, image: { tag: 'v2' } },
    ])
    expect(releases[0]!.own).toEqual({ kind: 'none', because: 'Fleet verifies nothing' })
  })

  test('charturl.go: the address of a registry is the chart’s own', () => {
    const { releases } = rollout({
      'fleet.yaml': 'name: web\nhelm: { repo: "oci://registry.example.com/charts/web", version: 1.0.0 }\n',
    })
    expect(releases[0]).toMatchObject({
      name: 'web',
      chart: { from: 'registry', reference: 'oci://registry.example.com/charts/web' },
    })
  })

  test('the login of a GitRepo is named by its secret, its certificates too', () => {
    const { connections, releases } = rollout({
      'apps/fleet.yaml': 'helm: { repo: https://c.example.com, chart: web }\n',
      'repo.yaml':
        'apiVersion: fleet.cattle.io/v1alpha1\nkind: GitRepo\nmetadata: { name: main }\nspec: { repo: x, paths: [apps], helmSecretName: login }\n---\napiVersion: v1\nkind: Secret\nmetadata: { name: login }\nstringData: { username: ci, password: hunter2, cacerts: PEM }\n',
    })
    expect(releases[0]!.name).toBe('main-apps')
    expect(connections).toMatchObject([
      { username: 'ci', password: 'Secret login', caFile: 'Secret login cacerts' },
    ])
    expect(JSON.stringify(connections)).not.toContain('hunter2')
  })

  test('values that are filled in from a cluster’s labels are not guessed', () => {
    const read = rollout({
      'fleet.yaml':
        'helm: { repo: https://c.example.com, chart: web, values: { a: "${ .ClusterLabels.env }" } }\n',
    })
    expect(read.problems).toMatchObject([{ code: 'UNKNOWN_VALUE', line: 1, column: 58 }])
    expect(read.releases[0]!.broken).toBe(true)
  })
})

test('helmop_types.go: a HelmOp is a bundle with its own login', () => {
  const { releases, connections } = rollout({
    'op.yaml':
      'apiVersion: fleet.cattle.io/v1alpha1\nkind: HelmOp\nmetadata: { name: web, namespace: fleet-default }\nspec: { namespace: apps, helmSecretName: s, insecureSkipTLSVerify: true, helm: { repo: https://c.example.com, chart: web, version: 2.0.0, values: { a: 1 } } }\n',
  })
  expect(releases[0]).toMatchObject({ tool: 'fleet', name: 'web', namespace: 'apps', version: '2.0.0' })
  expect(connections[releases[0]!.connection!]).toMatchObject({
    insecureSkipVerify: true,
    password: 'Secret s',
  })
})
