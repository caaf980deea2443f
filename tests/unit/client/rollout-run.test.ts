import { afterEach, expect, test, vi } from 'vitest'
import { RolloutRun, type RolloutView, type RolloutWorker } from '../../../lib/client/rollout-run.ts'
import { releasePreviewHref } from '../../../lib/client/rollout-preview.ts'
import { readFragment } from '../../../lib/client/values-fragment.ts'
import { configurationDraft, readRollout } from '../../../lib/rollout/index.ts'
import type { RolloutChartsBody } from '../../../lib/schema/rollout.ts'
import type { FromRolloutWorker, ToRolloutWorker } from '../../../lib/worker/rollout-protocol.ts'
import { seededHost } from '../../../lib/worker/host-seeded.ts'

afterEach(() => vi.unstubAllGlobals())

/** A worker in this thread that reads for real and says that every release renders to one object. */
function worker(seen: ToRolloutWorker[]): RolloutWorker {
  const self: RolloutWorker = {
    onmessage: null,
    terminate: () => {},
    postMessage: (message) => void answer(message),
  }
  const answer = async (message: ToRolloutWorker): Promise<void> => {
    seen.push(message)
    await Promise.resolve()
    let data: FromRolloutWorker
    if (message.kind === 'read') {
      const { id, files, environment, env } = message
      const rollout = readRollout({ files, environment, env }, seededHost('1'))
      data = { kind: 'read', id, rollout, draft: configurationDraft(rollout), ms: 0 }
    } else {
      const results = message.releases.map(({ id }) => ({
        release: id,
        objects: [{ name: 'ConfigMap x', hash: id }],
        values: null,
        images: ['a:1'],
        warnings: [],
        failure: null,
      }))
      data = { kind: 'rendered', id: message.id, version: '1.5.0', results }
    }
    self.onmessage?.({ data } as MessageEvent<FromRolloutWorker>)
  }
  return self
}

/** The server: every chart below oci://r has one digest, another place has none. */
function server(requests: { url: string; body: string }[]): typeof fetch {
  return (async (input: string, init?: RequestInit) => {
    requests.push({ url: input, body: String(init?.body ?? '') })
    if (!input.endsWith('/rollouts/charts')) return new Response(new Uint8Array([1, 2, 3]))
    const { charts } = JSON.parse(String(init!.body)) as RolloutChartsBody
    const steps = charts.map(({ url }, index) => {
      const name = url.split('/').at(-1)!
      const resolved = {
        version: '1.5.0',
        digest: `sha256:${name}`,
        reference: `${url}:1.5.0`,
        source: 'oci:r',
        repository: name,
      }
      const found = url.startsWith('oci://r/')
      const data = {
        index,
        resolved: found ? resolved : null,
        verdict: found ? { status: 'verified', signer: 'Platform', codes: [], policy: null } : null,
        provenance: found ? 'verified' : null,
        failure: found ? null : { code: 'NOT_FOUND', message: 'no such chart', cure: '' },
      }
      return `event: step\ndata: ${JSON.stringify(data)}\n\n`
    })
    return new Response(`${steps.join('')}event: done\ndata: {}\n\n`, {
      headers: { 'content-type': 'text/event-stream' },
    })
  }) as typeof fetch
}

const SECRET = 'n3ver-sent'
const helmfile = `repositories: [{ name: p, url: r, oci: true }, { name: q, url: elsewhere, oci: true }]
releases:
  - { name: a, namespace: apps, chart: p/web, version: 1.x, values: [{ token: ${SECRET} }], set: [{ name: f, file: f.txt }] }
  - { name: b, chart: p/web, version: 1.5.0 }
  - { name: c, chart: q/web }
  - { name: d, chart: p/api, installed: false }
  - { name: e, chart: nowhere/web }
`

async function run(): Promise<{
  views: RolloutView[]
  requests: { url: string; body: string }[]
  seen: ToRolloutWorker[]
}> {
  const requests: { url: string; body: string }[] = []
  const seen: ToRolloutWorker[] = []
  const views: RolloutView[] = []
  vi.stubGlobal('fetch', server(requests))
  const files = [
    { path: 'helmfile.yaml', text: helmfile },
    { path: 'f.txt', text: 'from a file' },
  ]
  const work = new RolloutRun(worker(seen), (view) => views.push(view))
  await work.run({ files, environment: 'default', env: {} })
  work.end()
  return { views, requests, seen }
}

test('the server is asked for charts by reference, each archive once, and never for values', async () => {
  const { views, requests, seen } = await run()
  const last = views.at(-1)!
  expect(last.progress.phase).toBe('done')
  expect(last.rows.map(({ name, state, objects }) => [name, state, objects])).toEqual([
    ['a', 'ready', 1],
    ['b', 'ready', 1],
    ['c', 'failed', null],
    ['d', 'left-out', null],
    ['e', 'unreadable', null],
  ])
  expect(last.rows[0]).toMatchObject({
    verdict: { status: 'verified', signer: 'Platform' },
    resolved: { version: '1.5.0' },
  })
  expect(requests.map(({ url }) => url)).toEqual([
    '/api/v1/rollouts/charts',
    '/api/v1/sources/oci:r/charts/web/versions/sha256:web/archive',
  ])
  expect(JSON.parse(requests[0]!.body)).toEqual({
    charts: [
      { url: 'oci://r/web', name: '', version: '1.x', devel: false },
      { url: 'oci://r/web', name: '', version: '1.5.0', devel: false },
      { url: 'oci://elsewhere/web', name: '', version: '', devel: false },
    ],
  })
  expect(JSON.stringify(requests)).not.toContain(SECRET)
  expect(seen.filter(({ kind }) => kind === 'render')).toHaveLength(1)
  expect(last.compared.map(({ name, objects }) => [name, objects?.length ?? null])).toEqual([
    ['a', 1],
    ['b', 1],
    ['c', null],
    ['e', null],
  ])
})

test('a release opens with its own values in the fragment, its name and namespace', async () => {
  const { views } = await run()
  const { rollout, rows } = views.at(-1)!
  const href = (await releasePreviewHref(rollout.releases[0]!, rows[0]!))!
  const [address, fragment] = href.split('#')
  expect(address).toBe('/oci:r/web/sha256:web/preview?release=a&namespace=apps&crds=1')
  expect(address).not.toContain(SECRET)
  expect(await readFragment(fragment!)).toEqual([
    { kind: 'file', name: 'helmfile.yaml:3', text: `token: ${SECRET}\n` },
    { kind: 'set-literal', text: 'f=from a file' },
  ])
  expect(await releasePreviewHref(rollout.releases[2]!, rows[2]!)).toBeNull()
})
