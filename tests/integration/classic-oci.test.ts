import { describe, expect, test, vi } from 'vitest'
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { listCharts } from '../../lib/server/actions/list-charts.ts'
import { openChart } from '../../lib/server/actions/open-chart.ts'
import { readArchive } from '../../lib/server/actions/read-archive.ts'
import { verifyChart } from '../../lib/server/actions/verify-chart.ts'
import { chartroom, scratch, secret } from './support/chartroom.ts'
import { chartArtifact, packChart, sha256 } from './support/charts.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import { json } from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

const index = (name: string, version: string, url: string, digest = ''): string =>
  `apiVersion: v1\nentries:\n  ${name}:\n  - name: ${name}\n    version: ${version}\n    urls:\n    - ${url}\n${digest === '' ? '' : `    digest: ${digest}\n`}`

const withIndex = async (text: string): ReturnType<typeof serve> =>
  serve(({ path }) => (path === '/index.yaml' ? { body: text } : { status: 404, body: 'no' }))

describe('a classic index that leads to a registry', () => {
  const registry = new FakeRegistry()
  const app = registry.chart('team/app', '1.2.0+b')

  test('is followed as Helm 4 follows it, with the version where the reference has none', async () => {
    const server = await serve(registry.answer)
    for (const url of [`oci://${server.host}/team/app:1.2.0_b`, `oci://${server.host}/team/app`]) {
      const repo = await withIndex(index('app', '1.2.0+b', url, sha256(app.archive).slice(7)))
      const run = await chartroom(['show', 'chart', 'app', '--repo', repo.url, '--plain-http', '-o', 'json'])
      expect([run.status, run.stderr]).toEqual([0, ''])
      expect(run.json).toMatchObject({
        name: 'app',
        digest: app.manifest.digest,
        reference: `oci://${server.host}/team/app:1.2.0_b`,
      })
    }
  })

  test('the login of the repository stays with the repository; the registry’s own is used', async () => {
    const locked = await serve((seen) =>
      seen.authorization === `Basic ${Buffer.from(`reg:${secret('own')}`).toString('base64')}`
        ? registry.answer(seen)
        : { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' }, body: '{}' },
    )
    const repo = await withIndex(index('app', '1.2.0+b', `oci://${locked.host}/team/app:1.2.0_b`))
    const args = ['show', 'chart', 'app', '--repo', repo.url, '--plain-http']
    const explicit = ['--username', 'ann', '--password', secret('repo')]
    const without = await chartroom([...args, ...explicit, '--pass-credentials'])
    expect(without.code).toBe('AUTH_REQUIRED')
    expect(locked.requests.every((r) => r.authorization === undefined)).toBe(true)
    const folder = scratch()
    const auth = Buffer.from(`reg:${secret('own')}`).toString('base64')
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ auths: { [locked.host]: { auth } } }))
    const run = await chartroom([...args, ...explicit, '--registry-config', join(folder, 'config.json')])
    expect([run.status, run.stderr]).toEqual([0, ''])
  })

  test('bytes that are not the ones the index names are discarded', async () => {
    const server = await serve(registry.answer)
    const repo = await withIndex(index('app', '1.2.0+b', `oci://${server.host}/team/app`, 'ab'.repeat(32)))
    const run = await chartroom(['show', 'chart', 'app', '--repo', repo.url, '--plain-http'])
    expect([run.status, run.code, run.stdout]).toEqual([1, 'DIGEST_MISMATCH', ''])
  })
})

/** A configuration of its own for what the server's actions do. */
function configure(yaml: string): void {
  const folder = scratch()
  writeFileSync(join(folder, 'chartroom.yaml'), yaml)
  vi.stubEnv('CHARTROOM_DATA', folder)
  vi.stubEnv('CHARTROOM_CONFIG', join(folder, 'chartroom.yaml'))
}

describe('on the server', () => {
  test('an index that leads to a registry: opened, read and judged by the manifest’s digest too', async () => {
    const registry = new FakeRegistry()
    const app = registry.chart('team/app', '1.0.0')
    const server = await serve(registry.answer)
    const repo = await withIndex(index('app', '1.0.0', `oci://${server.host}/team/app`))
    configure(
      `sources:\n- {name: old, url: "${repo.url}"}\n- {name: new, url: "oci://${server.host}/team", plainHttp: true}\n`,
    )
    const chart = await openChart('old', 'app', '1.0.0')
    expect(chart.digest).toBe(app.manifest.digest)
    expect(sha256((await readArchive('old', 'app', chart.digest)).bytes)).toBe(sha256(app.archive))
    expect((await verifyChart('old', 'app', '1.0.0')).status).toBe('unsigned')
  })

  test('a listed version whose archive is gone could not be checked, with why; a version that is not listed is not there', async () => {
    const repo = await withIndex(index('app', '1.0.0', 'app-1.0.0.tgz', 'cd'.repeat(32)))
    const bare = await withIndex(index('app', '1.0.0', 'app-1.0.0.tgz'))
    configure(`sources:\n- {name: old, url: "${repo.url}"}\n- {name: bare, url: "${bare.url}"}\n`)
    for (const source of ['old', 'bare']) {
      const verdict = await verifyChart(source, 'app', '1.0.0')
      expect(verdict.status).toBe('unknown')
      expect(JSON.stringify(verdict.mechanisms)).toContain('NOT_FOUND')
      await expect(verifyChart(source, 'app', '2.0.0')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })

  test('a single archive opens by its address, without any source', async () => {
    const archive = packChart('app', '1.0.0')
    const server = await serve(({ path }) =>
      path === '/x/app-1.0.0.tgz' ? { body: archive } : { status: 404, body: 'no' },
    )
    configure('allowPrivateReferences: true\nsources: []\n')
    const name = `http:${server.host}~x~app-1.0.0.tgz`
    const chart = await openChart(name, 'app', '')
    expect([chart.metadata.name, chart.digest]).toEqual(['app', sha256(archive)])
    expect((await verifyChart(name, 'app', chart.digest)).status).toBe('unsigned')
    expect((await listCharts(name)).charts).toHaveLength(1)
    await expect(openChart(`http:${server.host}~x~gone-1.0.0.tgz`, 'gone', '')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('a list that cannot be renewed is told with its age and why', async () => {
    const registry = new FakeRegistry()
    registry.chart('team/app', '1.0.0')
    let broken = false
    const server = await serve((seen) => (broken ? { status: 500, body: '{}' } : registry.answer(seen)))
    configure(`sources:\n- {name: reg, url: "oci://${server.host}/team", plainHttp: true}\n`)
    const before = await listCharts('reg')
    const { allSources } = await import('../../lib/server/sources/sources-in-force.ts')
    broken = true
    allSources().get('reg')!.refresh()
    const after = await listCharts('reg')
    expect(after).toMatchObject({ ...before, notRenewed: { code: 'REGISTRY_ERROR' } })
    broken = false
    allSources().get('reg')!.refresh()
    expect((await listCharts('reg')).notRenewed).toBeUndefined()
  })
})

describe('what never ends', () => {
  test('pages of referrers that name nothing: stopped after ten, with a code, and never “unsigned”', async () => {
    const registry = new FakeRegistry()
    registry.chart('app', '1.0.0', chartArtifact('app', '1.0.0'))
    let page = 0
    const server = await serve((seen) =>
      /\/referrers\//.test(seen.path)
        ? json(
            { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: [] },
            {
              headers: {
                link: `<${seen.path.split('?')[0]}?next=${page++}>; rel="next"`,
                'content-type': 'application/vnd.oci.image.index.v1+json',
              },
            },
          )
        : registry.answer(seen),
    )
    const run = await chartroom(['verify', `oci://${server.host}/app:1.0.0`, '--plain-http', '-o', 'json'])
    expect(run.status).toBe(5)
    expect(run.stdout).toContain('LIMIT')
    expect(server.asked(/\/referrers\//).length).toBeLessThanOrEqual(12)
  })

  test('an answer that drips: --timeout is the time for all of it, as Helm’s', async () => {
    const server = await serve(() => ({
      raw: (response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const timer = setInterval(() => response.write(' '), 50)
        response.on('close', () => clearInterval(timer))
      },
    }))
    const started = performance.now()
    const run = await chartroom([
      'versions',
      `oci://${server.host}/app`,
      '--plain-http',
      '--timeout',
      '600ms',
    ])
    expect(run.code).toBe('TIMEOUT')
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
