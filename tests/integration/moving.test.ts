import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { placeDependencies } from '../../lib/server/actions/place-dependencies.ts'
import { readArchive } from '../../lib/server/actions/read-archive.ts'
import { sameArchive } from '../../lib/server/actions/same-archive.ts'
import { packFiles } from '../../lib/server/sources/folder/pack-folder.ts'
import { scratch } from './support/chartroom.ts'
import { chartArtifact, packChart, sha256 } from './support/charts.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import { serve } from './support/servers.ts'

let folder = ''
beforeEach(() => {
  folder = scratch()
  vi.stubEnv('CHARTROOM_DATA', folder)
  vi.stubEnv('CHARTROOM_CONFIG', join(folder, 'chartroom.yaml'))
})
const configure = (yaml: string): void => writeFileSync(join(folder, 'chartroom.yaml'), yaml)

const repository = (archives: Readonly<Record<string, Buffer>>): ReturnType<typeof serve> =>
  serve(({ path }) => {
    if (path !== '/index.yaml') {
      const found = archives[path.slice(1).replace('.tgz', '')]
      return found === undefined ? { status: 404, body: 'no' } : { body: found }
    }
    const names = [...new Set(Object.keys(archives).map((file) => file.replace(/-\d.*$/, '')))]
    const entries = names.map((name) => {
      const own = Object.keys(archives).filter((file) => file.startsWith(`${name}-`))
      const items = own.map(
        (file) =>
          `  - name: ${name}\n    version: ${file.slice(name.length + 1)}\n    urls: [${file}.tgz]\n    digest: ${sha256(archives[file]!).slice(7)}`,
      )
      return `  ${name}:\n${items.join('\n')}`
    })
    return { body: `apiVersion: v1\nentries:\n${entries.join('\n')}\n` }
  })

const text = (value: string): Uint8Array => new TextEncoder().encode(value)

describe('dependencies', () => {
  test('lead where they say, with the newest version that satisfies, and only configured sources are asked', async () => {
    const old = await repository({
      'redis-1.0.0': packChart('redis', '1.0.0'),
      'redis-1.4.2': packChart('redis', '1.4.2'),
      'redis-2.0.0': packChart('redis', '2.0.0'),
    })
    const stranger = await serve(() => ({ body: '' }))
    const registry = new FakeRegistry()
    for (const version of ['3.0.0', '3.1.0', '4.0.0-rc.1']) registry.chart('team/libs/common', version)
    const server = await serve(registry.answer)
    const dependencies = [
      `{name: common, version: 3.x, repository: "oci://${server.host}/team/libs"}`,
      `{name: redis, version: ^1.0.0, repository: "${old.url}/"}`,
      `{name: redis, version: ~9, repository: "@old", alias: cache}`,
      `{name: away, version: ">=1", repository: "${stranger.url}/x"}`,
      `{name: afar, version: 1.0.0, repository: "oci://${stranger.host}/y"}`,
      `{name: beside, version: 1.0.0, repository: "file://../beside"}`,
      `{name: unnamed, version: 1.0.0, repository: "@somewhere"}`,
      `{name: packed, version: 1.0.0}`,
    ]
    const chart = Buffer.from(
      packFiles('app', [
        {
          path: 'Chart.yaml',
          data: text(
            `apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies:\n${dependencies.map((d) => `- ${d}\n`).join('')}`,
          ),
        },
        { path: 'charts/packed/Chart.yaml', data: text('apiVersion: v2\nname: packed\nversion: 1.0.0\n') },
      ]),
    )
    const home = await repository({ 'app-1.0.0': chart })
    configure(
      `sources:\n- {name: home, url: "${home.url}"}\n- {name: old, url: "${old.url}"}\n- {name: new, url: "oci://${server.host}/team", plainHttp: true}\n`,
    )
    const places = await placeDependencies('home', 'app', '1.0.0')
    expect(
      places.map(({ leads, at, newest, reason }) => [
        leads,
        at && `${at.source} ${at.repository}`,
        newest,
        reason,
      ]),
    ).toEqual([
      ['configured', 'new libs/common', '3.1.0', null],
      ['configured', 'old redis', '1.4.2', null],
      ['configured', 'old redis', null, null],
      ['elsewhere', `http:${stranger.host}~x away`, null, null],
      ['elsewhere', `oci:${stranger.host}~y afar`, null, null],
      ['nowhere', null, null, null],
      ['nowhere', null, null, null],
      ['inside', null, null, null],
    ])
    expect(stranger.connections).toBe(0)
  })
})

describe('moving from a classic repository to a registry', () => {
  test('the very same archive, one packed anew, and another chart under the same version', async () => {
    const moved = chartArtifact('app', '1.0.0')
    const registry = new FakeRegistry()
    registry.chart('team/app', '1.0.0', moved)
    const server = await serve(registry.answer)
    const same = await repository({ 'app-1.0.0': moved.archive })
    const other = await repository({
      'app-1.0.0': packChart('app', '1.0.0'),
      'lib-1.0.0': packChart('lib', '1.0.0'),
    })
    configure(
      `sources:\n- {name: same, url: "${same.url}"}\n- {name: other, url: "${other.url}"}\n- {name: new, url: "oci://${server.host}", plainHttp: true}\n`,
    )
    const equal = await sameArchive('same', 'app', '1.0.0', 'new')
    expect(equal).toMatchObject({ same: 'bytes', files: [], there: { repository: 'team/app' } })
    expect(equal.here.digest).toBe(sha256(moved.archive))
    const changed = await sameArchive('other', 'app', '1.0.0', 'new')
    expect([changed.same, changed.files.map((f) => f.path)]).toEqual(['different', ['Chart.yaml']])
    await expect(sameArchive('other', 'lib', '1.0.0', 'new')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('a download gives exactly the verified bytes, or nothing', async () => {
    const registry = new FakeRegistry()
    const app = registry.chart('app', '1.0.0')
    let lies = false
    const server = await serve((seen) => {
      const reply = registry.answer(seen)
      if (!lies || !seen.path.includes(`/blobs/${sha256(app.archive)}`)) return reply
      const body = Buffer.from(app.archive)
      body[body.length - 9]! ^= 1
      return { ...reply, body }
    })
    configure(`sources:\n- {name: new, url: "oci://${server.host}", plainHttp: true}\n`)
    vi.stubEnv('CHARTROOM_CACHE', 'off')
    lies = true
    await expect(readArchive('new', 'app', '1.0.0')).rejects.toMatchObject({ code: 'DIGEST_MISMATCH' })
    lies = false
    const { bytes, digest } = await readArchive('new', 'app', '1.0.0')
    expect(Buffer.from(bytes).equals(app.archive)).toBe(true)
    expect(digest).toBe(sha256(app.archive))
  })
})
