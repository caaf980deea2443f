import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { dispatch } from '../../../lib/cli/dispatch.ts'
import { archiveOf, bytesOf, cases, keyringBytes } from '../verify/provenance/fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'chartroom-verify-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = (name: string) => join(folder, name)
const samples = resolve(import.meta.dirname, '../../../public/samples')

async function chartroom(...args: string[]) {
  let out = ''
  let err = ''
  const io = {
    out: (s: string) => void (out += s),
    err: (s: string) => void (err += s),
    stdin: () => new Uint8Array(),
    env: {},
  }
  const status = await dispatch(['verify', ...args], io)
  return { status, out, err }
}

const put = (name: string, caseName: string, archive = 'base') => {
  writeFileSync(path(name), archiveOf(archive))
  const { provenance } = cases.find((one) => one.name === caseName)!
  if (provenance !== null) writeFileSync(path(`${name}.prov`), bytesOf(provenance))
  return path(name)
}
writeFileSync(path('ring.gpg'), keyringBytes('release'))
const ring = ['--keyring', path('ring.gpg')]

test('the JSON is the one that is written down, nothing more', async () => {
  const file = put('harbour-1.2.0.tgz', 'good')
  const { status, out } = await chartroom(file, ...ring, '-o', 'json')
  expect(status).toBe(0)
  const verdict = JSON.parse(out)
  expect(Object.keys(verdict)).toEqual(['reference', 'digest', 'checkedAt', 'status', 'mechanisms'])
  expect(Object.keys(verdict.mechanisms[0])).toEqual(['mechanism', 'status', 'signer', 'checks', 'warnings'])
  expect(verdict).toMatchObject({
    reference: file,
    status: 'verified',
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  })
  for (const check of verdict.mechanisms[0].checks)
    expect(['passed', 'failed', 'not-applicable']).toContain(check.outcome)
})

test.each([
  ['untrusted', 2, 'unknown key', 'base'],
  ['invalid', 3, 'good', 'tampered'],
  ['unsigned', 4, 'unsigned', 'base'],
])('%s exits %i', async (word, status, name, archive) => {
  const file = put(`harbour-${word}.tgz`, name, archive)
  const result = await chartroom(file, ...ring, '-o', 'json')
  expect(result.status).toBe(status)
  expect(JSON.parse(result.out).status).toBe(word)
})

test('what cannot be checked exits 5: a keyring of secret keys, an unpacked folder', async () => {
  writeFileSync(path('secret.gpg'), keyringBytes('secret'))
  const file = put('harbour-1.2.0.tgz', 'good')
  expect((await chartroom(file, '--keyring', path('secret.gpg'))).status).toBe(5)
  const unpacked = await chartroom(folder, ...ring, '-o', 'json')
  expect(unpacked.status).toBe(5)
  expect(JSON.parse(unpacked.out).mechanisms[0].checks[0]).toMatchObject({
    code: 'UNPACKED',
    outcome: 'failed',
  })
})

test('nothing there or bad usage exits 1', async () => {
  expect((await chartroom()).status).toBe(1)
  expect((await chartroom(path('missing.tgz'), ...ring)).status).toBe(1)
  const missing = await chartroom(`oci-layout:${samples}:lighthouse:9.9.9`)
  expect(missing.status).toBe(1)
  expect(missing.err).toContain('[NOT_FOUND]')
})

test('a signature without anybody to trust is untrusted', async () => {
  const { status, out } = await chartroom(put('harbour-1.2.0.tgz', 'good'))
  expect(status).toBe(2)
  expect(out).toContain('NO_POLICY')
})

test('a layout is judged by the policy of a configuration', async () => {
  const config = ['--config', join(samples, 'chartroom.yaml')]
  expect((await chartroom(`oci-layout:${samples}:lighthouse:1.5.0`, ...config)).status).toBe(0)
  expect((await chartroom(`oci-layout:${samples}:cargo:0.8.1`, ...config)).status).toBe(3)
  expect((await chartroom(`oci-layout:${samples}:message-bottle:1.0.4`, ...config)).status).toBe(4)
})

test('an explicit keyring wins over the configuration', async () => {
  const args = [
    `oci-layout:${samples}:lighthouse:1.5.0`,
    '--config',
    join(samples, 'chartroom.yaml'),
    ...ring,
  ]
  expect((await chartroom(...args)).status).toBe(2)
})

test('names from elsewhere are shown, not obeyed', async () => {
  const { out } = await chartroom(put('harbour-\u001b[31m\u202e.tgz', 'good'), ...ring)
  expect(out).not.toMatch(/[\u001b\u202e]/)
  expect(out).toContain('<U+001B>[31m<U+202E>')
})
