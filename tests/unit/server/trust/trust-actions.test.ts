import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addKey } from '../../../../lib/server/actions/add-key.ts'
import { previewTrust } from '../../../../lib/server/actions/preview-trust.ts'
import { removeKey } from '../../../../lib/server/actions/remove-key.ts'
import { saveTrust } from '../../../../lib/server/actions/save-trust.ts'
import { showTrust } from '../../../../lib/server/actions/show-trust.ts'
import { verifyChart } from '../../../../lib/server/actions/verify-chart.ts'

const sample = join(import.meta.dirname, '../../../../public/samples')
const who = { who: 'tester', by: 'password', writes: true } as never
const before = { ...process.env }
const folder = mkdtempSync(join(tmpdir(), 'chartroom-trust-'))

beforeAll(() => {
  Object.assign(process.env, {
    CHARTROOM_DATA: folder,
    CHARTROOM_CONFIG: '',
    CHARTROOM_HOME: join(sample, '../..'),
  })
})
afterAll(() => {
  process.env = before
  rmSync(folder, { recursive: true, force: true })
})

const stricter = `- match: oci-layout:.
  require:
    - provenance: { keyring: platform, fingerprints: ["${'0'.repeat(40)}"] }
`

test('keys, policies and how many charts each holds for', async () => {
  const view = await showTrust()
  expect(view.keys.map(({ name, kind }) => [name, kind])).toEqual([
    ['platform', 'openpgp'],
    ['platform', 'openpgp'],
    ['platform', 'openpgp'],
    ['release', 'cosign'],
  ])
  expect(view.policies.map(({ charts }) => charts)).toEqual([8, 1])
  expect(view.saved).toBeNull()
})

test('a draft changes nothing but what is told', async () => {
  const { text } = await showTrust()
  const preview = await previewTrust(stricter)
  expect(preview.changes.length).toBeGreaterThan(3)
  for (const { now, then } of preview.changes) {
    expect(then.status).not.toBe('verified')
    expect(now.status).not.toBe(then.status)
  }
  expect(preview.judged).toBe(preview.charts)
  expect((await showTrust()).text).toBe(text)
  expect(await previewTrust(text)).toMatchObject({ charts: 0, changes: [] })
})

test.each([
  ['- match: [', /line 1/],
  ['- matches: x\n  require: []\n', /line 1/],
  ['- match: x\n  require:\n  - cosign: { key: nobody }\n', /nobody/],
])('a draft that cannot hold is refused: %j', async (text, words) => {
  await expect(previewTrust(text)).rejects.toThrow(words)
  await expect(previewTrust(text)).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
  await expect(saveTrust(who, text)).rejects.toThrow(words)
})

test('saved policies hold at once, and the file’s come back', async () => {
  const status = async () => (await verifyChart('sample', 'lighthouse', '1.5.0')).status
  expect(await status()).toBe('verified')
  const saved = await saveTrust(who, stricter)
  expect(saved).toMatchObject({ text: stricter, file: null, saved: { by: 'tester' } })
  expect(await status()).toBe('untrusted')
  await saveTrust(who, null)
  expect(await status()).toBe('verified')
})

test('a key can be added, used and removed, a private one cannot', async () => {
  const armored = readFileSync(join(sample, 'trust/platform.asc'))
  expect((await addKey(who, 'mine', armored)).keys.filter(({ added }) => added)).toHaveLength(3)
  await expect(addKey(who, 'mine', armored)).rejects.toThrow(/taken/)
  await expect(addKey(who, 'secret', Buffer.from('-----BEGIN PRIVATE KEY-----\nAA==\n'))).rejects.toThrow(
    /private/,
  )
  await saveTrust(who, '- match: oci-layout:.\n  require:\n  - provenance: { keyring: mine }\n')
  expect((await verifyChart('sample', 'lighthouse', '1.5.0')).status).toBe('verified')
  await expect(removeKey(who, 'mine')).rejects.toThrow(/policy/)
  await saveTrust(who, null)
  expect((await removeKey(who, 'mine')).keys.filter(({ added }) => added)).toHaveLength(0)
  await expect(removeKey(who, 'platform')).rejects.toThrow(/configuration/)
})
