import { createHash, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makeCertificate } from './support/certificates.ts'
import { chartroom, files, secret, type Run } from './support/chartroom.ts'
import { FakeRegistry } from './support/fake-registry.ts'
import { html, json, type ScriptedServer } from './support/scripted-server.ts'
import { serve } from './support/servers.ts'

const registry = new FakeRegistry()
registry.chart('team/app', '1.0.0')
const password = secret('doctor')
const header = `Basic ${Buffer.from(`ann:${password}`).toString('base64')}`

const doctor = (url: string, ...more: string[]): Promise<Run> =>
  chartroom(['doctor', url, '-o', 'json', ...more])
const outcomes = (run: Run): Record<string, string> =>
  Object.fromEntries(
    run.json.steps.map((s: { step: string; outcome: string; code: string | null }) => [
      s.step,
      s.code ?? s.outcome,
    ]),
  )

describe('doctor', () => {
  test('a healthy private registry with tokens: every step in order', async () => {
    let server: ScriptedServer
    server = await serve((seen) => {
      if (seen.path.startsWith('/token'))
        return seen.authorization === header ? json({ token: 'good' }) : { status: 401 }
      return seen.authorization === 'Bearer good'
        ? registry.answer(seen)
        : {
            status: 401,
            headers: { 'www-authenticate': `Bearer realm="http://${server.host}/token",service="r"` },
          }
    })
    const run = await doctor(
      `oci://${server.host}/team`,
      '--plain-http',
      '--username',
      'ann',
      '--password',
      password,
    )
    expect([run.status, run.json.healthy]).toEqual([0, true])
    expect(outcomes(run)).toEqual({
      settings: 'passed',
      name: 'passed',
      connect: 'passed',
      api: 'passed',
      challenge: 'passed',
      login: 'passed',
      list: 'passed',
      chart: 'passed',
    })
    const bad = await doctor(
      `oci://${server.host}/team`,
      '--plain-http',
      '--username',
      'ann',
      '--password',
      secret('wrong'),
    )
    expect([bad.status, bad.code]).toEqual([1, 'AUTH_REJECTED'])
    expect(outcomes(bad)).toMatchObject({ challenge: 'passed', login: 'AUTH_REJECTED', list: 'skipped' })
  })

  test('a private CA: the chain that was seen, so that a person can decide', async () => {
    const ca = makeCertificate({ subject: 'Corp Root', ca: true })
    const leaf = makeCertificate({ subject: 'registry', issuer: ca, names: ['127.0.0.1'] })
    const server = await serve(registry.answer, { tls: { cert: leaf.pem + ca.pem, key: leaf.key } })
    const run = await doctor(`oci://${server.host}`)
    expect(run.code).toBe('TLS_UNKNOWN_CA')
    const step = run.json.steps.find((s: { step: string }) => s.step === 'tls')
    expect(step.certificates.map((c: { subject: string; issuer: string }) => [c.subject, c.issuer])).toEqual([
      ['CN=registry', 'CN=Corp Root'],
      ['CN=Corp Root', 'CN=Corp Root'],
    ])
    expect(step.certificates[1].sha256).toBe(new X509Certificate(ca.pem).fingerprint256)
    expect(step.certificates[1].sha256.replaceAll(':', '').toLowerCase()).toBe(
      createHash('sha256').update(ca.der).digest('hex'),
    )
    expect(server.requests).toHaveLength(0)
    expect((await doctor(`oci://${server.host}`, '--ca-file', files({ ca: ca.pem }).ca)).status).toBe(0)
  })

  test('a registry that does not list is no fault; the repository is looked into by its name', async () => {
    const server = await serve((seen) =>
      seen.path.startsWith('/v2/_catalog') ? { status: 404 } : registry.answer(seen),
    )
    const run = await doctor(`oci://${server.host}/team/app:1.0.0`, '--plain-http')
    expect([run.status, outcomes(run)['list'], outcomes(run)['chart']]).toEqual([
      0,
      'LIST_UNSUPPORTED',
      'passed',
    ])
  })

  test('not a registry, nobody there, no such name', async () => {
    const server = await serve(() => html('Portal'))
    expect(outcomes(await doctor(`oci://${server.host}`, '--plain-http'))).toMatchObject({
      connect: 'passed',
      api: 'NOT_A_REGISTRY',
      challenge: 'skipped',
    })
    expect(outcomes(await doctor('oci://127.0.0.1:9'))).toMatchObject({
      name: 'passed',
      connect: 'CONNECTION_REFUSED',
      tls: 'skipped',
    })
    expect(outcomes(await doctor('oci://nowhere.invalid'))).toMatchObject({
      settings: 'passed',
      name: 'DNS_NOT_FOUND',
      connect: 'skipped',
    })
    expect((await doctor('oci://127.0.0.1:9', '--ca-file', '/nowhere')).code).toBe('TLS_BAD_CA_FILE')
    expect((await doctor('./here')).code).toBe('REFERENCE_INVALID')
  })

  test('a classic repository', async () => {
    const server = await serve(() => ({ body: 'apiVersion: v1\nentries: {}\n' }))
    const run = await doctor(server.url)
    expect([run.status, outcomes(run)]).toEqual([
      0,
      { settings: 'passed', name: 'passed', connect: 'passed', list: 'passed', chart: 'noted' },
    ])
  })
})
