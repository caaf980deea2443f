import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { ConnectionBody } from '../../lib/schema/connection.ts'
import { diagnoseDraft, diagnoseSource } from '../../lib/server/actions/diagnose-source.ts'
import { forgetRepository } from '../../lib/server/actions/forget-repository.ts'
import { listCharts } from '../../lib/server/actions/list-charts.ts'
import { listConnections } from '../../lib/server/actions/list-connections.ts'
import { refreshSource } from '../../lib/server/actions/refresh-source.ts'
import { rememberRepository } from '../../lib/server/actions/remember-repository.ts'
import { removeConnection } from '../../lib/server/actions/remove-connection.ts'
import { saveConnection } from '../../lib/server/actions/save-connection.ts'
import { readStore } from '../../lib/server/connections/connection-store.ts'
import { allSources } from '../../lib/server/sources/sources-in-force.ts'
import { makeCertificate } from './support/certificates.ts'
import { CANARY, scratch, secret } from './support/chartroom.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import { errors } from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

const ann = { who: 'ann', writes: true, by: 'password' } as const
const registry = new FakeRegistry()
registry.chart('team/app', '1.0.0')
registry.chart('other', '1.0.0')
const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

let folder = ''
let logged: string[] = []
beforeAll(() => {
  vi.stubEnv('CHARTROOM_CONFIG', '')
})
beforeEach(() => {
  folder = scratch()
  writeFileSync(join(folder, 'chartroom.yaml'), 'sources: []\n')
  vi.stubEnv('CHARTROOM_DATA', folder)
  vi.stubEnv('CHARTROOM_CONFIG', join(folder, 'chartroom.yaml'))
  logged = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void logged.push(line))
})
afterEach(() => {
  for (const line of logged) expect(line, 'the log holds no secret').not.toContain(CANARY)
  vi.restoreAllMocks()
})

const body = (given: object): ConnectionBody =>
  ConnectionBody.parse({ title: 'Harbour', auth: { kind: 'anonymous' }, ...given })

/** A registry that wants a login. */
const locked = async (user: string, password: string, answer = registry.answer): ReturnType<typeof serve> =>
  serve((seen) =>
    seen.headers.authorization === basic(user, password)
      ? answer(seen)
      : { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' }, body: '{}' },
  )

describe('a connection that is added on the page', () => {
  test('holds at once, is kept encrypted for its owner alone, and shows its secret to nobody', async () => {
    const password = secret('added')
    const server = await locked('ci', password)
    const shown = await saveConnection(
      ann,
      null,
      body({
        url: `oci://${server.host}/team`,
        plainHttp: true,
        auth: { kind: 'password', username: 'ci', password },
      }),
    )
    expect(shown).toMatchObject({
      name: 'harbour',
      auth: { kind: 'password', username: 'ci' },
      changedBy: 'ann',
    })
    expect(JSON.stringify([shown, await listConnections()])).not.toContain(CANARY)
    expect((await listCharts('harbour')).charts.map((c) => c.repository)).toEqual(['app'])
    const file = join(folder, 'connections.sealed')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file).includes(CANARY)).toBe(false)
    expect(readFileSync(file).includes('harbour')).toBe(false)
    expect(JSON.parse(logged[0]!)).toMatchObject({
      audit: 'connection added',
      who: 'ann',
      connection: 'harbour',
    })
  })

  test('keeps its secret when it is edited, but for its own place and no weaker way to it', async () => {
    const password = secret('kept')
    const server = await locked('ci', password)
    const other = await serve(registry.answer)
    const login = { kind: 'password', username: 'ci' } as const
    const first = body({ url: `oci://${server.host}/team`, plainHttp: true, auth: { ...login, password } })
    await saveConnection(ann, null, first)
    const edited = await saveConnection(ann, 'harbour', { ...first, title: 'Port', auth: login })
    expect(edited).toMatchObject({ name: 'harbour', title: 'Port' })
    expect((await listCharts('harbour')).listing).toBe('complete')
    for (const change of [
      { url: `oci://${other.host}/team` },
      { url: `https://${server.host}/team` },
      { proxy: `http://${other.host}` },
      { passCredentials: true },
    ])
      await expect(saveConnection(ann, 'harbour', { ...first, ...change, auth: login })).rejects.toThrow(
        /write it again/,
      )
    await expect(
      saveConnection(ann, 'harbour', { ...first, auth: { kind: 'password', username: 'root' } }),
    ).rejects.toThrow(/a password is needed/)
    expect(other.requests).toHaveLength(0)
    expect(
      (await saveConnection(ann, 'harbour', { ...first, auth: { kind: 'anonymous' } })).auth.setAt,
    ).toBeNull()
    expect(readStore().connections[0]!.auth.secret).toBe('')
  })

  test('is tried before it is saved, with what is kept of it, and tells the certificates', async () => {
    const ca = makeCertificate({ subject: 'Corp Root', ca: true })
    const leaf = makeCertificate({ subject: 'registry', issuer: ca, names: ['127.0.0.1'] })
    const server = await serve(registry.answer, { tls: { cert: leaf.pem, key: leaf.key } })
    const given = body({ url: `oci://${server.host}/team` })
    const steps = async (draft: ConnectionBody): Promise<Record<string, string | null>> => {
      const found: Record<string, string | null> = {}
      for await (const { step, outcome, code } of diagnoseDraft(undefined, draft))
        found[step] = code ?? outcome
      return found
    }
    expect(await steps(given)).toMatchObject({ connect: 'passed', tls: 'TLS_UNKNOWN_CA', list: 'skipped' })
    expect(await steps({ ...given, ca: ca.pem })).toMatchObject({
      tls: 'passed',
      list: 'passed',
      chart: 'passed',
    })
    const saved = await saveConnection(ann, null, { ...given, ca: ca.pem })
    expect(saved.ca).toMatchObject([
      { subject: expect.stringContaining('Corp Root'), sha256: expect.stringMatching(/^([0-9A-F]{2}:){31}/) },
    ])
    const tried = []
    for await (const step of diagnoseSource('harbour')) tried.push(step)
    expect(tried.find(({ step }) => step === 'tls')?.certificates).toHaveLength(1)
    await expect(saveConnection(ann, null, { ...given, ca: 'garbage' })).rejects.toMatchObject({
      code: 'TLS_BAD_CA_FILE',
    })
    await expect(saveConnection(ann, null, { ...given, cert: leaf.pem })).rejects.toMatchObject({
      code: 'TLS_BAD_CLIENT_CERT',
    })
  })

  test('two on one host: the longest path wins, each with its own login', async () => {
    const server = await serve((seen) => {
      const user = seen.path.startsWith('/v2/team/') ? 'team' : 'all'
      return seen.headers.authorization === basic(user, `${user}-password`)
        ? registry.answer(seen)
        : { status: 401, headers: { 'www-authenticate': 'Basic realm="r"' }, body: '{}' }
    })
    for (const [title, path, user] of [
      ['All', '', 'all'],
      ['Team', '/team', 'team'],
    ])
      await saveConnection(
        ann,
        null,
        body({
          title,
          url: `oci://${server.host}${path}`,
          plainHttp: true,
          auth: { kind: 'password', username: user, password: `${user}-password` },
        }),
      )
    const found = async (name: string, repository: string): Promise<number> =>
      (await allSources().get(name)!.charts.versions(repository)).versions.length
    expect([await found('all', 'other'), await found('team', 'app')]).toEqual([1, 1])
    await expect(found('all', 'team/app')).rejects.toMatchObject({ code: 'AUTH_REJECTED' })
  })

  test('is removed with its secrets and what was remembered for it', async () => {
    const server = await serve((seen) =>
      seen.path.startsWith('/v2/_catalog') ? errors(403, 'DENIED', 'no') : registry.answer(seen),
    )
    await saveConnection(ann, null, body({ url: `oci://${server.host}`, plainHttp: true }))
    expect((await listCharts('harbour')).listing).toBe('refused')
    await rememberRepository(ann, 'harbour', '/team/app/')
    expect((await listCharts('harbour')).charts).toMatchObject([{ repository: 'team/app', latest: '1.0.0' }])
    await forgetRepository(ann, 'harbour', 'team/app')
    expect((await listCharts('harbour')).charts).toEqual([])
    for (const wrong of ['', 'team/app:1.0.0', 'UPPER', '../x', 'a b'])
      await expect(rememberRepository(ann, 'harbour', wrong)).rejects.toMatchObject({
        code: 'REQUEST_INVALID',
      })
    await rememberRepository(ann, 'harbour', 'team/app')
    await removeConnection(ann, 'harbour')
    expect(readStore()).toMatchObject({ connections: [], remembered: {} })
    expect(allSources().has('harbour')).toBe(false)
  })

  test('an address that is no place for a connection is refused before anything is kept', async () => {
    for (const url of [
      'file:./charts',
      '/etc',
      'oci-layout:./x',
      'oci://user:pw@host/x',
      'https://user@host/x',
      'oci://host/x:1.0.0',
      'oci://',
      'javascript:alert(1)',
    ])
      await expect(saveConnection(ann, null, body({ url }))).rejects.toMatchObject({
        code: 'REQUEST_INVALID',
      })
    await expect(
      saveConnection(ann, null, body({ url: 'oci://host', proxy: 'http://u:p@proxy' })),
    ).rejects.toThrow(/proxy with a login/)
    expect(readStore().connections).toEqual([])
  })

  test('names: free of what the configuration and the pages are called', async () => {
    writeFileSync(join(folder, 'chartroom.yaml'), 'sources: [{ name: harbour, url: "oci://host/x" }]\n')
    const names = []
    for (const title of ['Harbour', 'Settings', 'Ünïcode & more', '…', 'Harbour'])
      names.push((await saveConnection(ann, null, body({ title, url: 'oci://host/y' }))).name)
    expect(names).toEqual(['harbour-2', 'settings-2', 'unicode-more', 'connection', 'harbour-3'])
  })

  test('another key reads nothing and overwrites nothing', async () => {
    await saveConnection(ann, null, body({ url: 'oci://host/x' }))
    const before = readFileSync(join(folder, 'connections.sealed'))
    vi.stubEnv('CHARTROOM_KEY', 'a wholly different passphrase')
    writeFileSync(join(folder, 'connections.sealed'), before)
    expect(() => allSources()).toThrow(/does not open with this key/)
    await expect(saveConnection(ann, null, body({ url: 'oci://host/y' }))).rejects.toMatchObject({
      code: 'STORE_UNREADABLE',
    })
    expect(readFileSync(join(folder, 'connections.sealed')).equals(before)).toBe(true)
    vi.stubEnv('CHARTROOM_KEY', '')
    rmSync(join(folder, 'connections.sealed'))
    expect(allSources().size).toBe(0)
  })
})

test('asking again asks the source itself, once for all who press at once', async () => {
  const server = await serve(registry.answer)
  await saveConnection(ann, null, body({ url: `oci://${server.host}/team`, plainHttp: true }))
  const asked = (): number => server.requests.filter((r) => r.path.startsWith('/v2/_catalog')).length
  await Promise.all([1, 2, 3].map(() => listCharts('harbour')))
  expect(asked()).toBe(1)
  await refreshSource('harbour')
  await refreshSource('harbour')
  await Promise.all([1, 2, 3].map(() => listCharts('harbour')))
  expect(asked()).toBe(2)
})
