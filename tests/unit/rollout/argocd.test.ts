import { describe, expect, test } from 'vitest'
import { rollout, told, valuesOf } from './reading.ts'

const application = (spec: string, name = 'web'): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  project: default
  destination: { server: https://kubernetes.default.svc, namespace: apps }
${spec.replace(/^/gm, '  ')}
`

describe('reposerver/repository/repository.go', () => {
  test('helmTemplate: value files, then the values of the Application, then parameters as flags', () => {
    const { releases, problems } = rollout({
      'app.yaml': application(`sources:
  - repoURL: registry.example.com/charts
    chart: web
    targetRevision: 1.2.x
    helm:
      releaseName: own
      valueFiles: [$values/envs/prod.yaml]
      valuesObject: { replicas: 3, image: { tag: v2 } }
      values: "ignored: true"
      parameters:
        - { name: text, value: "a,b" }
        - { name: list, value: "{x,y}" }
        - { name: number, value: "7", forceString: true }
        - { name: app, value: $ARGOCD_APP_NAME }
      skipCrds: true
      kubeVersion: "1.31"
      apiVersions: [monitoring.coreos.com/v1]
  - { repoURL: https://git.example.com/envs.git, ref: values }`),
      'envs/prod.yaml': 'replicas: 1\nimage: { repository: r, tag: v1 }\n',
    })
    expect(problems).toEqual([])
    expect(releases).toHaveLength(1)
    expect(releases[0]).toMatchObject({
      name: 'own',
      namespace: 'apps',
      cluster: 'https://kubernetes.default.svc',
      chart: { from: 'registry', reference: 'oci://registry.example.com/charts/web' },
      version: '1.2.x',
      includeCrds: false,
      kubeVersion: '1.31',
      apiVersions: ['monitoring.coreos.com/v1'],
      profile: 'helm-3.21',
      own: { kind: 'none' },
    })
    expect(valuesOf(releases[0]!)).toEqual({
      replicas: 3,
      image: { repository: 'r', tag: 'v2' },
      text: 'a,b',
      list: ['x', 'y'],
      number: '7',
      app: 'web',
    })
  })

  test('getResolvedValueFiles: a missing file is an error unless it may be missing; one inside the chart is taken from there', () => {
    const read = rollout({
      'app.yaml': application(`sources:
  - repoURL: https://charts.example.com
    chart: web
    targetRevision: 1.0.0
    helm: { valueFiles: [$v/gone.yaml, inside.yaml] }
  - { repoURL: https://charts.example.com, chart: other, targetRevision: 1.0.0, helm: { valueFiles: [$v/gone.yaml], ignoreMissingValueFiles: true } }
  - { repoURL: https://git.example.com/x.git, ref: v }`),
    })
    expect(read.problems.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'ROLLOUT_FILE_MISSING error',
      'ROLLOUT_FILE_MISSING note',
    ])
    expect(read.releases[0]!.values.map(({ chartFile }) => chartFile)).toEqual([
      { path: 'inside.yaml', optional: false },
    ])
    expect(read.releases.map(({ broken }) => broken)).toEqual([true, false])
  })

  test('a chart in a Git repository is read where its folder is given', () => {
    const source =
      'source: { repoURL: https://git.example.com/x.git, path: charts/web, helm: { valueFiles: [prod.yaml] } }'
    const files = { 'app.yaml': application(source), 'charts/web/prod.yaml': 'a: 1\n' }
    expect(told(rollout(files))).toContain('NOT_A_PACKED_CHART app.yaml:7:59')
    const { releases } = rollout({ ...files, 'charts/web/Chart.yaml': 'name: web\nversion: 1.0.0\n' })
    expect(releases[0]).toMatchObject({ chart: { from: 'folder', path: 'charts/web' }, version: '' })
    expect(valuesOf(releases[0]!)).toEqual({ a: 1 })
  })
})

describe('applicationset/generators', () => {
  const set = (generators: string, template: string, more = ''): string => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: set }
spec:
  ${more}
  generators: ${generators}
  template: ${template}
`
  const template = (name: string, revision: string): string =>
    `{ metadata: { name: '${name}' }, spec: { destination: { namespace: apps }, source: { repoURL: https://c.example.com, chart: web, targetRevision: '${revision}', helm: { valuesObject: { where: '${name}' } } } } }`

  test('list.go: one Application for each element', () => {
    const { releases } = rollout({
      'set.yaml': set(
        '[{ list: { elements: [{ env: dev, v: 1.0.0 }, { env: prod, v: 2.0.0 }] } }]',
        template('web-{{env}}', '{{v}}'),
      ),
    })
    expect(releases.map(({ name, version }) => `${name} ${version}`)).toEqual([
      'web-dev 1.0.0',
      'web-prod 2.0.0',
    ])
    expect(releases.map(valuesOf)).toEqual([{ where: 'web-dev' }, { where: 'web-prod' }])
  })

  test('matrix.go: every pair of two lists, the second seeing the first; Go templates with sprig', () => {
    const lists =
      '[{ matrix: { generators: [{ list: { elements: [{ env: dev }, { env: prod }] } }, { list: { elements: [{ zone: "a-{{ .env }}" }, { zone: b }] } }] } }]'
    const { releases, problems } = rollout({
      'set.yaml': set(lists, template('{{ .env | upper | lower }}-{{ .zone }}', '1.0.0'), 'goTemplate: true'),
    })
    expect(problems).toEqual([])
    expect(releases.map(({ name }) => name)).toEqual(['dev-a-dev', 'dev-b', 'prod-a-prod', 'prod-b'])
  })

  test('what needs a cluster is told, and other generators are read', () => {
    const read = rollout({
      'set.yaml': set(
        '[{ clusters: {} }, { list: { elements: [{ env: x }] } }]',
        template('web-{{env}}', '1'),
      ),
    })
    expect(told(read)).toEqual(['NOT_FOLLOWED set.yaml:6:16'])
    expect(read.releases.map(({ name }) => name)).toEqual(['web-x'])
  })

  test('a template that fails is told, and only its Application is missing', () => {
    const read = rollout({
      'set.yaml': set(
        '[{ list: { elements: [{ env: a }, { other: b }] } }]',
        template('web-{{ .env }}', '1'),
        'goTemplate: true\n  goTemplateOptions: [missingkey=error]',
      ),
    })
    expect(read.releases.map(({ name }) => name)).toEqual(['web-a'])
    expect(read.problems).toMatchObject([{ code: 'TEMPLATE_FAILED', line: 8 }])
  })
})
