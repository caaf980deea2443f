import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, live, STAGE, test } from './fixtures.ts'
import { staged, stageFolder } from './support/addresses.ts'

test.use({ baseURL: STAGE })

test('a registry behind a login and an own authority is added step by step, and removed', async ({
  page,
  watch,
}) => {
  const { harbour } = staged()
  await page.goto('/settings/add')
  await live(page)
  const form = page.getByRole('form', { name: 'A new connection' })
  await form.getByLabel('Address').fill(`oci://${harbour}/fleet`)
  await form.getByLabel('Name', { exact: true }).fill('Second harbour')
  await page.getByRole('button', { name: 'Try without saving' }).click()
  const doctor = page.getByRole('region', { name: 'Connection doctor' })
  await expect(doctor.getByRole('status')).toContainText('Stopped at TLS')
  await expect(doctor.getByText('SHA-256')).toBeVisible()
  await expect(doctor.getByRole('link', { name: 'TLS_UNKNOWN_CA' })).toBeVisible()
  await expect(doctor.getByText('not reached').first()).toBeVisible()

  await form
    .getByLabel('CA certificate', { exact: true })
    .fill(readFileSync(join(stageFolder, 'authority.pem'), 'utf8'))
  await page.getByRole('button', { name: 'Password' }).click()
  await form.getByLabel('User name').fill('ci')
  await form.getByLabel('Password', { exact: true }).fill('tide-and-time')
  await page.getByRole('button', { name: 'Add and ask' }).click()
  await expect(page).toHaveURL(/\/settings\/connections\/second-harbour/)
  await expect(doctor.getByRole('status')).toContainText('Everything answered', { timeout: 30_000 })
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('placeholder', /^set on /)
  expect(await page.content()).not.toContain('tide-and-time')

  await page.getByRole('link', { name: 'Its charts' }).click()
  await expect(page.getByRole('table', { name: 'Charts' }).locator('[data-row]')).toHaveCount(10)

  await page.goto('/settings/connections/second-harbour')
  await live(page)
  await page.getByRole('button', { name: 'Remove this connection' }).click()
  await page.getByRole('button', { name: 'Remove it and its secrets' }).click()
  await expect(page).toHaveURL(`${STAGE}/settings/connections`)
  await expect(page.getByRole('main').getByRole('link', { name: 'Second harbour' })).toHaveCount(0)
  expect(watch.sent.some((sent) => sent.includes('tide-and-time') && sent.startsWith('GET'))).toBe(false)
})

test('a repository that the registry does not list is remembered', async ({ page }) => {
  await page.goto('/reef')
  await live(page)
  await page
    .getByRole('main')
    .getByLabel(/^Repository below/)
    .fill('team/web')
  await page.getByRole('button', { name: 'Remember it' }).click()
  const row = page.getByRole('table', { name: 'Charts' }).locator('[data-row]')
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('team/web')
  const forgotten = await page
    .context()
    .request.delete(`${STAGE}/api/v1/sources/reef/repositories/team~web`, {
      headers: { origin: STAGE },
    })
  expect(forgotten.status()).toBe(200)
})
