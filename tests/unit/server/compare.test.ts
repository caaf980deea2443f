import { expect, test } from 'vitest'
import { CompareBody, Comparison } from '../../../lib/schema/compare.ts'
import { Images } from '../../../lib/schema/images.ts'
import { RenderBody } from '../../../lib/schema/render.ts'
import { compareCharts } from '../../../lib/server/actions/compare-charts.ts'
import { listImages } from '../../../lib/server/actions/list-images.ts'
import { resolveImage } from '../../../lib/server/actions/resolve-image.ts'
import { compareQuery } from '../../../lib/server/http/compare-query.ts'

const query = (text: string): CompareBody => compareQuery(new URLSearchParams(text))

test('two majors of the sample: the answer is what its contract says, verdicts of both with it', async () => {
  const answer = await compareCharts(query('from=sample/tide-tables/2.9.0&to=sample/tide-tables'))
  const sent = JSON.parse(JSON.stringify(answer)) as unknown
  expect(Comparison.parse(sent)).toEqual(sent)
  expect(answer.from).toMatchObject({ chartVersion: '2.9.0', appVersion: '2.9.4' })
  expect(answer.to).toMatchObject({ chartVersion: '3.0.0', verdict: { status: 'verified' } })
  expect(answer.render!.counts).toMatchObject({ added: 1, removed: 3, changed: 4 })
  expect(answer.upgrade).toBeNull()
})

test('own values are judged against the new version', async () => {
  const body = CompareBody.parse({
    from: { source: 'sample', repository: 'tide-tables', version: '2.9.0' },
    to: { source: 'sample', repository: 'tide-tables', version: '3.0.0' },
    values: [{ kind: 'file', name: 'mine.yaml', text: 'replicas: 5\ndatabase:\n  host: mine\n' }],
  })
  const { upgrade, render } = await compareCharts(body)
  expect(upgrade!.findings.map(({ path, state }) => `${path} ${state}`)).toEqual(['database.host gone'])
  const deployment = render!.objects.find(({ id }) => id.startsWith('Deployment/'))!
  expect(deployment.diff.lines.filter((line) => line.includes('replicas: '))).toEqual(['  replicas: 5'])
})

test('the query names what is rendered; what is no name is refused', () => {
  expect(
    query('from=s/a~b/1.0.0&to=s/a~b&helm=3&kube=1.30&noise=checksum&crds=0&hooks=0&api=x/v1&api=y/v1'),
  ).toMatchObject({
    from: { source: 's', repository: 'a/b', version: '1.0.0' },
    to: { version: '' },
    profile: 'helm-3.21',
    kubeVersion: '1.30',
    noise: ['checksum'],
    includeCrds: false,
    noHooks: true,
    apiVersions: ['x/v1', 'y/v1'],
  })
  for (const bad of ['', 'from=s/a/1', 'from=s&to=s/a', 'from=s/a/1/x&to=s/a', 'from=s/a&to=s/a&noise=loud'])
    expect(() => query(bad), bad).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }))
})

test('images of a chart, hooks and tests among them, with the lines that name them', async () => {
  const answer = await listImages('sample', 'lighthouse', '1.5.0', RenderBody.parse({}))
  expect(Images.parse(answer)).toEqual(answer)
  expect(answer.images.map(({ image, places }) => [image, places.map(({ object }) => object)])).toEqual([
    ['registry.example.com/lighthouse/logbook:0.15.0', ['StatefulSet/release-name-logbook']],
    [
      'registry.example.com/lighthouse/web:2.0.0',
      ['Deployment/release-name-lighthouse', 'Job/release-name-lighthouse-migrate'],
    ],
    ['registry.example.com/tools/curl:8.9.1', ['Pod/release-name-lighthouse-page']],
  ])
})

test('an image on an address that nobody allowed is not asked for', async () => {
  await expect(resolveImage('127.0.0.1:1/x:1')).rejects.toMatchObject({ code: 'ADDRESS_BLOCKED' })
  await expect(resolveImage('not an image')).rejects.toMatchObject({ code: 'REFERENCE_INVALID' })
})
