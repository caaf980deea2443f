import { readFileSync } from 'node:fs'
import { expect, live, SAMPLE, test } from './fixtures.ts'

interface Case {
  readonly name: string
  readonly provenance: string | null
}
const data = JSON.parse(
  readFileSync(new URL('../fixtures/provenance/out/cases.json', import.meta.url), 'utf8'),
) as {
  readonly cases: readonly Case[]
  readonly archives: Readonly<Record<string, string>>
  readonly keyrings: Readonly<Record<string, string>>
}
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer })
const archive = (which: string) => file('harbour-1.2.0.tgz', Buffer.from(data.archives[which]!, 'base64'))
const provenance = file(
  'harbour-1.2.0.tgz.prov',
  Buffer.from(data.cases.find((one) => one.name === 'good')!.provenance!),
)
const key = file('release.gpg', Buffer.from(data.keyrings['release']!, 'base64'))

test('files are judged where they are dropped, and without a network', async ({ page, context, watch }) => {
  await page.goto(`${SAMPLE}/check`)
  await live(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  // the worker and all that it needs are there before anything is dropped
  await page.waitForLoadState('networkidle')
  const before = watch.sent.length
  await context.setOffline(true)
  await page.getByLabel('Files from this machine').setInputFiles([archive('base'), provenance, key])
  const verdict = page.getByRole('region', { name: 'Verdict' })
  await expect(verdict).toContainText('The archive you dropped is the one that was signed')
  await expect(page.getByRole('list', { name: 'Dropped files' })).toContainText('1 public key')
  await expect(page.getByRole('region', { name: 'Keys you dropped' })).toContainText(/(?:[0-9A-F]{4} ){9}/)

  // the same name again is the same file, dropped anew
  await page.getByLabel('Files from this machine').setInputFiles([archive('tampered')])
  await expect(verdict).toContainText('is not the one that')
  await expect(page.getByRole('link', { name: 'DIGEST_MISMATCH' }).first()).toBeVisible()

  await page.getByRole('button', { name: 'Forget release.gpg' }).click()
  await page.getByRole('button', { name: 'Forget harbour-1.2.0.tgz', exact: true }).click()
  await expect(verdict).toContainText('A signature without what it signs says nothing yet')
  expect(watch.sent.slice(before), 'nothing was asked or sent').toEqual([])
  await context.setOffline(false)
})

test('an archive alone, a folder and a private key get honest answers', async ({ page }) => {
  await page.goto(`${SAMPLE}/check`)
  await live(page)
  const input = page.getByLabel('Files from this machine')
  const verdict = page.getByRole('region', { name: 'Verdict' })
  await input.setInputFiles([archive('base')])
  await expect(verdict).toContainText('An archive alone does not say who signed it')
  await expect(verdict).toContainText('Add its provenance (.tgz.prov) and the signer’s public key')
  await page.getByRole('button', { name: 'Forget these files' }).click()
  await input.setInputFiles([
    file('Chart.yaml', Buffer.from('apiVersion: v2\nname: web\nversion: 1.4.2\n')),
    file('cosign.key', Buffer.from('-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n')),
  ])
  await expect(verdict).toContainText('web 1.4.2 was unpacked')
  await expect(page.getByRole('region', { name: 'Unpacked already?' })).toContainText(
    'web --version 1.4.2 --prov',
  )
  await expect(page.getByRole('list', { name: 'Dropped files' })).toContainText('Not used: a private key')
})
