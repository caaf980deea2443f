import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { configurationDraft } from '../../../lib/rollout/index.ts'
import { Config } from '../../../lib/schema/config.ts'
import { rollout, valuesOf } from './reading.ts'

describe('settings of Helm and Docker', () => {
  test('pkg/repo/v1/repo.go: repositories are connections, passwords only named', () => {
    const read = rollout({
      'repositories.yaml':
        'apiVersion: ""\nrepositories:\n  - { name: stable, url: https://c.example.com, username: u, password: hunter2, caFile: ca.pem, pass_credentials_all: true }\n',
    })
    expect(read.connections).toMatchObject([
      { name: 'stable', username: 'u', password: 'the file itself', caFile: 'ca.pem', passCredentials: true },
    ])
    expect(JSON.stringify(read)).not.toContain('hunter2')
  })

  test('config.json: hosts, each with where its login lies', () => {
    const read = rollout({
      'config.json': JSON.stringify({
        auths: { 'https://index.docker.io/v1/': { auth: 'dTpodW50ZXIy' }, 'reg.example.com:5000': {} },
        credHelpers: { 'gcr.io': 'gcloud' },
      }),
    })
    expect(read.connections.map(({ url, password }) => [url, password])).toEqual([
      ['oci://gcr.io', 'docker-credential-gcloud'],
      ['oci://index.docker.io', 'the file itself'],
      ['oci://reg.example.com:5000', 'the file itself'],
    ])
    expect(JSON.stringify(read)).not.toContain('dTpodW50ZXIy')
  })
})

describe('api/types/helmchartargs.go and HelmChartInflationGenerator.go', () => {
  const kustomization = (merge: string): string => `helmCharts:
  - name: web
    repo: oci://registry.example.com/charts
    version: 1.0.0
    releaseName: web
    namespace: apps
    includeCRDs: true
    valuesFile: base.yaml
    valuesInline: { a: inline, deep: { b: inline } }
    ${merge}
    additionalValuesFiles: [more.yaml]
`
  const files = { 'base.yaml': 'a: file\ndeep: { c: file, b: file }\nd: file\n', 'more.yaml': 'd: more\n' }

  test.each([
    ['', { a: 'inline', deep: { b: 'inline', c: 'file' }, d: 'more' }],
    ['valuesMerge: merge', { a: 'file', deep: { b: 'file', c: 'file' }, d: 'more' }],
    ['valuesMerge: replace', { a: 'inline', deep: { b: 'inline' }, d: 'more' }],
  ])('values of the kustomization: %s', (merge, expected) => {
    const { releases, problems } = rollout({ 'kustomization.yaml': kustomization(merge), ...files })
    expect(problems).toEqual([])
    expect(releases[0]).toMatchObject({
      chart: { reference: 'oci://registry.example.com/charts/web' },
      includeCrds: true,
    })
    expect(valuesOf(releases[0]!)).toEqual(expected)
  })

  test('what kustomize changes afterwards is told', () => {
    const read = rollout({ 'kustomization.yaml': `namespace: x\n${kustomization('')}`, ...files })
    expect(read.releases[0]!.notApplied).toEqual(['namespace'])
    expect(read.problems).toMatchObject([{ code: 'NOT_APPLIED', line: 1, severity: 'warning' }])
  })
})

test('the draft is a configuration that the contract takes', () => {
  const read = rollout(
    {
      'helmfile.yaml': `repositories:
  - { name: Platform Team, url: registry.example.com/platform, oci: true, username: ci, caFile: ./ca.pem, keyring: keys/p.gpg, verify: true }
releases: [{ name: a, chart: Platform Team/web }]
`,
    },
    { entries: ['helmfile.yaml'] },
  )
  const draft = parse(configurationDraft(read)) as unknown
  expect(Config.parse(draft)).toMatchObject({
    sources: [
      {
        name: 'platform-team',
        url: 'oci://registry.example.com/platform',
        auth: { username: 'ci', passwordFile: './secrets/platform-team' },
        tls: { caFile: './ca.pem' },
      },
    ],
    trust: {
      keyrings: [{ name: 'p', file: 'keys/p.gpg' }],
      policies: [
        { match: 'oci://registry.example.com/platform/web', require: [{ provenance: { keyring: 'p' } }] },
      ],
    },
  })
})
