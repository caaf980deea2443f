import type { APIRequestContext, APIResponse } from '@playwright/test'
import { operations, type Operation } from '../../lib/schema/operations.ts'
import { ProblemDetails } from '../../lib/schema/problem.ts'
import { RenderAnswer } from '../../lib/schema/render.ts'
import { expect, SAMPLE, STAGE, test } from './fixtures.ts'
import { staged } from './support/addresses.ts'

test.use({ baseURL: SAMPLE })

const EXAMPLE: Readonly<Record<string, string>> = {
  source: 'sample',
  repository: 'lighthouse',
  version: '1.5.0',
  path: 'values.yaml',
  in: 'sample',
  from: 'sample/lighthouse/1.4.0',
  to: 'sample/lighthouse/1.5.0',
}
const BODY: Readonly<Record<string, object>> = {
  compareChartsWith: {
    from: { source: 'sample', repository: 'tide-tables', version: '2.9.0' },
    to: { source: 'sample', repository: 'tide-tables', version: '3.0.0' },
    values: [{ kind: 'set', text: 'replicas=9' }],
  },
  previewTrust: { policies: '[]' },
  importTrust: { text: 'kind: HelmRelease\nspec: { chart: { spec: { verify: { provider: cosign } } } }\n' },
  readRollout: {
    files: [
      {
        path: 'helmfile.yaml',
        text: 'releases: [{ name: web, chart: oci://127.0.0.1:9/web, version: 1.0.0 }]\n',
      },
    ],
  },
  resolveRolloutCharts: { charts: [{ url: 'oci://127.0.0.1:9/web', version: '1.0.0' }] },
}
const DIGEST = /^sha256:[0-9a-f]{64}$/

function ask(
  request: APIRequestContext,
  { id, method, path, parameters }: Operation,
  given = EXAMPLE,
): Promise<APIResponse> {
  const at = `/api/v1${path}`.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given[name]!))
  const query = Object.entries(parameters).filter(
    ([, parameter]) => parameter.in === 'query' && parameter.required,
  )
  const params = Object.fromEntries(query.map(([name]) => [name, given[name]!]))
  return method === 'post'
    ? request.post(at, { params, data: BODY[id] ?? {}, headers: { origin: SAMPLE } })
    : request.get(at, { params })
}

// what changes something, or shows what was added, is tested with the connections
const reading = (operations as readonly Operation[]).filter(
  ({ changes, id }) => changes !== true && id !== 'showConnection',
)

for (const operation of reading) {
  test(`${operation.id} answers as its contract says`, async ({ request }) => {
    // the sample is a folder: it has no connection to be tried
    const tried = operation.id === 'diagnoseSource'
    const answer = tried
      ? await request.get(`${STAGE}/api/v1/sources/harbour/diagnosis`)
      : operation.id === 'resolveImage' // any manifest of a registry has a digest, a chart's too
        ? await request.get(`${STAGE}/api/v1/images?image=${staged().harbour}/fleet/lighthouse:1.5.0`)
        : await ask(request, operation)
    expect(answer.status()).toBe(200)
    expect(answer.headers()['x-content-type-options']).toBe('nosniff')
    if (typeof operation.answer === 'string') {
      expect(answer.headers()['content-type']).toContain(operation.answer)
      expect((await answer.body()).length).toBeGreaterThan(100)
    } else {
      const body: unknown = await answer.json()
      // nothing that the contract does not name either
      expect(operation.answer.parse(body)).toEqual(body)
    }
  })
}

test('the OpenAPI document names every operation, and only parameters that its paths hold', async ({
  request,
}) => {
  const document = await (await request.get('/api/v1/openapi.json')).json()
  expect(document.openapi).toMatch(/^3\.1\./)
  expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
  const ids: string[] = []
  for (const [path, methods] of Object.entries<Record<string, never>>(document.paths)) {
    for (const [method, operation] of Object.entries<{
      operationId: string
      parameters?: { name: string; in: string; required: boolean; schema: object }[]
      responses: Record<string, { description: string; content?: object }>
      requestBody?: { content: object }
    }>(methods)) {
      ids.push(operation.operationId)
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      const named = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      expect(new Set(named.map(({ name }) => name))).toEqual(new Set(inPath))
      for (const parameter of operation.parameters ?? []) expect(parameter.schema).toBeDefined()
      for (const parameter of named) expect(parameter.required).toBe(true)
      for (const response of Object.values(operation.responses)) expect(response.description).toBeTruthy()
      expect(operation.responses['200']?.content).toBeDefined()
      if (method === 'post' || method === 'put') expect(operation.requestBody?.content).toBeDefined()
    }
  }
  expect(ids.sort()).toEqual(operations.map(({ id }) => id as string).sort())
  const text = JSON.stringify(document)
  for (const [, pointer] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = pointer!
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key.replaceAll('~1', '/')], document)
    expect(found, pointer).toBeDefined()
  }
})

test('failures are problem details with a code that has a page', async ({ request }) => {
  const failures = [
    [SAMPLE, '/api/v1/sources/nobody/charts', 404, 'SOURCE_UNKNOWN'],
    [SAMPLE, '/api/v1/sources/sample/charts/nothing/versions', 404, 'NOT_FOUND'],
    [SAMPLE, '/api/v1/sources/sample/charts/lighthouse/versions/9.9.9', 404, 'NOT_FOUND'],
    [
      SAMPLE,
      '/api/v1/sources/sample/charts/lighthouse/versions/1.5.0/file?path=../../etc/passwd',
      404,
      'NOT_FOUND',
    ],
    [STAGE, '/api/v1/sources/wreck/charts', 502, 'CONNECTION_REFUSED'],
    [STAGE, '/api/v1/sources/storm/charts', 502, 'REGISTRY_ERROR'],
    [STAGE, '/api/v1/sources/masked/charts', 502, 'TLS_UNKNOWN_CA'],
    [STAGE, '/api/v1/sources/locked/charts', 502, 'AUTH_REJECTED'],
  ] as const
  for (const [server, path, status, code] of failures) {
    const answer = await request.get(`${server}${path}`)
    expect(answer.status(), path).toBe(status)
    expect(answer.headers()['content-type']).toContain('application/problem+json')
    const problem = ProblemDetails.parse(await answer.json())
    expect(problem).toMatchObject({ code, status, type: `/codes/${code}` })
    expect((await request.get(`${server}${problem.type}`)).status()).toBe(200)
    expect(JSON.stringify(problem)).not.toContain('not-the-password')
  }
})

test('a chart renders on the server: as told, the same for the same seed, with what is random told apart', async ({
  request,
}) => {
  const at = '/api/v1/sources/sample/charts/lighthouse/versions/1.3.0/render'
  const ask = async (seed: string) => {
    const values = [{ kind: 'set', text: 'replicaCount=4' }]
    const answer = RenderAnswer.parse(await (await request.post(at, { data: { seed, values } })).json())
    if (!answer.ok) throw new Error(answer.error.text)
    return answer
  }
  const [one, again, other] = await Promise.all([ask('kelp'), ask('kelp'), ask('rope')])
  expect(one.stdout).toContain('replicas: 4')
  expect(again.stdout).toBe(one.stdout)
  const lines = other.stdout.split('\n')
  const differing = one.stdout.split('\n').flatMap((line, i) => (line === lines[i] ? [] : [i]))
  expect(differing.length).toBeGreaterThan(0)
  expect(one.random).toEqual(differing)
})

test('a body that is not as described is refused, naming the field', async ({ request }) => {
  const at = '/api/v1/sources/sample/charts/lighthouse/versions/1.5.0/render'
  const answer = await request.post(at, { data: { profile: 'helm-2' } })
  expect(answer.status()).toBe(400)
  expect(await answer.json()).toMatchObject({
    code: 'REQUEST_INVALID',
    title: expect.stringContaining('profile'),
  })
})

test('what is known is not sent again; what is addressed by digest may be kept for ever', async ({
  request,
}) => {
  const at = '/api/v1/sources/sample/charts/lighthouse/versions'
  const first = await request.get(`${at}/1.5.0`)
  expect(first.headers()['cache-control']).toContain('no-cache')
  const again = await request.get(`${at}/1.5.0`, { headers: { 'if-none-match': first.headers()['etag']! } })
  expect(again.status()).toBe(304)
  expect((await again.body()).length).toBe(0)

  const { digest } = await first.json()
  expect(digest).toMatch(DIGEST)
  for (const path of [
    `${digest}`,
    `${digest}/archive`,
    `${digest}/manifest`,
    `${digest}/file?path=Chart.yaml`,
  ]) {
    const answer = await request.get(`${at}/${path}`)
    expect(answer.headers()['cache-control'], path).toContain('immutable')
  }
  // what is trusted may change
  expect((await request.get(`${at}/${digest}/verdict`)).headers()['cache-control']).not.toContain('immutable')
})

test('an answer carries the id of its request', async ({ request }) => {
  const answer = await request.get('/api/v1/sources', { headers: { 'x-request-id': 'watch-7' } })
  expect(answer.headers()['x-request-id']).toBe('watch-7')
})

test('pages carry a strict policy with a nonce of their own', async ({ request }) => {
  const policies = await Promise.all(
    [0, 1].map(async () => (await request.get('/')).headers()['content-security-policy']!),
  )
  expect(policies[0]).not.toBe(policies[1])
  for (const policy of policies) {
    expect(policy).toContain("default-src 'none'")
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=-]+' 'strict-dynamic'/)
    expect(policy).not.toContain('unsafe')
    expect(policy).toContain("connect-src 'self'")
  }
})
