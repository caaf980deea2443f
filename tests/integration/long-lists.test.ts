import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { firstCharts, listCharts } from '../../lib/server/actions/list-charts.ts'
import { listVersions } from '../../lib/server/actions/list-versions.ts'
import { lookIntoChart } from '../../lib/server/actions/look-into-chart.ts'
import { openChart } from '../../lib/server/actions/open-chart.ts'
import { scratch } from './support/chartroom.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import { json, type ScriptedServer } from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

const COUNT = 10_000
const name = (i: number): string => `fleet/ship-${String(i).padStart(5, '0')}`

let configure: (url: string) => void
beforeEach(() => {
  const folder = scratch()
  vi.stubEnv('CHARTROOM_DATA', folder)
  vi.stubEnv('CHARTROOM_CONFIG', join(folder, 'chartroom.yaml'))
  configure = (url) =>
    writeFileSync(join(folder, 'chartroom.yaml'), `sources:\n- {name: big, url: "${url}", plainHttp: true}\n`)
})

test('10,000 repositories: the first rows while later pages are still held back, looked into only as they are asked for', async () => {
  const registry = new FakeRegistry()
  for (const i of [0, 7777]) registry.chart(name(i), '1.2.3')
  let release = (): void => undefined
  const held = new Promise<void>((done) => (release = done))
  const server: ScriptedServer = await serve(async (seen) => {
    if (!seen.path.startsWith('/v2/_catalog')) return registry.answer(seen)
    const from = Number(seen.query.get('from') ?? 0)
    if (from > 0) await held
    const repositories = Array.from({ length: 1000 }, (_, i) => name(from + i))
    const next = from + 1000
    const link = next < COUNT ? `</v2/_catalog?from=${next}&n=1000>; rel="next"` : undefined
    return json({ repositories }, { headers: link === undefined ? {} : { link } })
  })
  configure(`oci://${server.host}/fleet`)
  const first = await firstCharts('big')
  expect(first).toMatchObject({ listing: 'partial', renewing: true, reason: null })
  expect(first.charts).toHaveLength(1000)
  expect(server.asked(/tags|manifests|blobs/)).toEqual([])
  release()
  // who asks for all of it gets all of it
  const whole = await listCharts('big')
  expect([whole.charts.length + whole.others.length, whole.renewing]).toEqual([COUNT, undefined])
  expect(server.asked(/_catalog/)).toHaveLength(10)
  expect(new Set(server.asked(/tags/).map((r) => r.path)).size).toBeLessThanOrEqual(40)
  expect(await lookIntoChart('big', 'ship-07777')).toMatchObject({ chart: { latest: '1.2.3' }, reason: null })
  await lookIntoChart('big', 'ship-07777')
  expect(server.asked(/ship-07777\/tags/)).toHaveLength(1)
})

test('50 page views at once: one token, one list of tags, each manifest and blob once', async () => {
  const registry = new FakeRegistry()
  registry.chart('team/app', '1.0.0')
  const server = await serve((seen) => {
    if (seen.path.startsWith('/token')) return json({ token: 'T' })
    return seen.authorization === 'Bearer T'
      ? registry.answer(seen)
      : { status: 401, headers: { 'www-authenticate': 'Bearer realm="/token",service="s"' }, body: '{}' }
  })
  configure(`oci://${server.host}/team`)
  await Promise.all(
    Array.from({ length: 50 }, () => Promise.all([openChart('big', 'app', ''), listVersions('big', 'app')])),
  )
  expect(server.asked(/^\/token/)).toHaveLength(1)
  const answered = server.requests.filter((r) => r.authorization !== undefined)
  expect(answered.filter((r) => r.path.includes('/tags/list'))).toHaveLength(1)
  expect(answered.filter((r) => r.path.includes('/manifests/1.0.0'))).toHaveLength(1)
  expect(new Set(answered.map((r) => r.path)).size).toBe(answered.length)
})
