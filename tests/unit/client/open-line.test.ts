import { describe, expect, test } from 'vitest'
import { openLine } from '../../../lib/client/open-line.ts'
import { unconfigured, urlOfUnconfigured } from '../../../lib/client/place.ts'
import { readFragment, writeFragment, type FragmentLayer } from '../../../lib/client/values-fragment.ts'
import { chartHref, readRepository, readSegment } from '../../../lib/client/routes.ts'
import { defaultCluster, readCluster, writeCluster } from '../../../lib/client/declared-cluster.ts'
import type { Source } from '../../../lib/schema/source.ts'

const source = (name: string, url: string, kind: Source['kind']): Source => ({
  name,
  title: name,
  url,
  kind,
  askedAs: 'anonymous',
  sample: false,
  added: false,
})
const sources = [
  source('prod', 'oci://registry.example.com/platform', 'oci'),
  source('whole', 'oci://registry.example.com', 'oci'),
  source('bitnami', 'https://charts.example.com/bitnami', 'classic'),
]
const href = (text: string): string | null => openLine(text, sources).href

describe('where a text leads', () => {
  test.each([
    ['oci://registry.example.com/platform/web:1.2.3', '/prod/web/1.2.3/overview'],
    ['oci://registry.example.com/platform/team/web', '/prod/team~web'],
    ['oci://registry.example.com/platform', '/prod'],
    ['oci://registry.example.com/platformer/web:1', '/whole/platformer~web/1/overview'],
    ['oci://other.example.com:5000/a/b/web:1.0.0+x', '/oci:other.example.com:5000~a~b/web/1.0.0+x/overview'],
    ['oci://other.example.com/web', '/oci:other.example.com/web'],
    ['https://charts.example.com/bitnami/index.yaml', '/bitnami'],
    ['https://charts.example.com/other', '/https:charts.example.com~other'],
    ['https://charts.example.com/bitnami/nginx-1.2.3.tgz', '/bitnami/nginx/1.2.3/overview'],
    ['helm install web bitnami/nginx --version 1.2.3', '/bitnami/nginx/1.2.3/preview?release=web'],
    ['helm pull nginx --repo https://charts.example.com/bitnami --prov', '/bitnami/nginx?view=verify'],
    ['helm show values oci://registry.example.com/platform/web --version 2.0.0', '/prod/web/2.0.0/values'],
    [
      'helm upgrade -i mon oci://registry.example.com/platform/web --version 2.0.0 -n obs --kube-version v1.35 -a a/v1 -a b/v1 --include-crds',
      '/prod/web/2.0.0/preview?kube=1.35&api=a/v1&api=b/v1&release=mon&namespace=obs&op=upgrade&crds=1',
    ],
    ['helm upgrade web ./chart', null],
    ['helm upgrade web unknown/chart', null],
    ['nginx', null],
  ])('%s', (text, expected) => {
    expect(href(text)).toBe(expected)
  })

  test('values go into the fragment, never into the query', () => {
    const { href: to, layers } = openLine(
      `helm template w oci://registry.example.com/platform/web:1 --set a=secret --set-string b=2 --set-file c=x`,
      sources,
    )
    expect(to).not.toContain('secret')
    expect(layers).toEqual([
      { kind: 'set', text: 'a=secret' },
      { kind: 'set-string', text: 'b=2' },
    ])
  })
})

test('addresses come back as they were', () => {
  for (const [repository, version] of [
    ['a/b.c/d-e', '1.0.0+b'],
    ['web', `sha256:${'0'.repeat(64)}`],
    ['x', 'a%2Fb'],
  ] as const) {
    const [, s, r, v] = chartHref({ source: 'oci:h:1~p', repository, version }).split('/')
    expect([readSegment(s!), readRepository(r!), readSegment(v!)]).toEqual(['oci:h:1~p', repository, version])
  }
  for (const url of ['oci://h.example.com:5000/a/b', 'https://h.example.com', 'http://localhost:8080/x'])
    expect(urlOfUnconfigured(unconfigured(url))).toBe(url)
  expect(urlOfUnconfigured('prod')).toBeNull()
})

test('a declared cluster comes back from its query', () => {
  const cluster = {
    ...defaultCluster,
    profile: 'helm-3.21' as const,
    kubeVersion: '1.30',
    apiVersions: ['a/v1', 'b/v1'],
    release: 'x',
    upgrade: true,
    seed: '7',
    hooks: false,
  }
  const query = writeCluster(cluster)
  expect(
    readCluster(
      (name) => query[name] as string | null,
      (name) => (query[name] as string[]) ?? [],
    ),
  ).toEqual(cluster)
  expect(
    Object.values(writeCluster(defaultCluster)).every(
      (value) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
    ),
  ).toBe(true)
})

describe('values in a fragment', () => {
  const layers: FragmentLayer[] = [
    { kind: 'file', name: 'prod.yaml', text: 'a: ü\n' },
    { kind: 'set', text: 'b=1' },
    { kind: 'set-json', text: 'c=[1]' },
  ]
  test('come back as they were', async () => {
    const fragment = await writeFragment(layers)
    expect(fragment).toMatch(/^v1\.[\w-]+$/)
    expect(await readFragment(`#${fragment}`)).toEqual(layers)
    expect(await writeFragment([])).toBe('')
  })
  test('are refused where they are damaged, foreign or a bomb', async () => {
    expect(await readFragment('#L12')).toBeNull()
    expect(await readFragment('#v1.AAAA')).toBeNull()
    expect(
      await readFragment(
        `#${await writeFragment([{ kind: 'exec', text: 'x' } as unknown as FragmentLayer])}`,
      ),
    ).toBeNull()
    expect(
      await readFragment(
        `#${await writeFragment([{ kind: 'file', name: 'x', text: 'a'.repeat(5_000_000) }])}`,
      ),
    ).toBeNull()
  })
})
