import { expect, SAMPLE, STAGE, test } from './fixtures.ts'
import { staged } from './support/addresses.ts'

test.use({ javaScriptEnabled: false })

test('list, open, read, versions and verdicts', async ({ page }) => {
  await page.goto(SAMPLE)
  await page.getByRole('link', { name: 'Open as a list' }).click()
  const rows = page.getByRole('table', { name: 'Charts' }).locator('[data-row]')
  await expect(rows).toHaveCount(9)
  await expect(rows.filter({ hasText: 'cargo' })).toContainText('Verification failed')
  await expect(rows.filter({ hasText: 'lighthouse' })).toContainText('Verified')
  await page.getByRole('link', { name: 'lighthouse', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'What it creates' })).toBeVisible()
  const tabs = page.getByRole('navigation', { name: 'Views of this chart' })
  await tabs.getByRole('link', { name: 'Values' }).click()
  await expect(page.getByRole('table', { name: 'Keys of the values' })).toContainText('site.interval')
  await tabs.getByRole('link', { name: 'Files' }).click()
  await page.getByRole('link', { name: 'values.schema.json' }).click()
  await expect(page.getByRole('region', { name: 'Text of values.schema.json' })).toContainText('"$schema"')
  await tabs.getByRole('link', { name: 'Versions' }).click()
  await expect(page.getByRole('table', { name: 'Versions' }).locator('[data-row]')).toHaveCount(5)
  await page.getByRole('link', { name: /1 pre-release folded/ }).click()
  await expect(page.getByRole('table', { name: 'Versions' }).locator('[data-row]')).toHaveCount(6)
  await tabs.getByRole('link', { name: 'Verify' }).click()
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Signed by Platform Release')
  await expect(page.getByText('Signature is good').first()).toBeVisible()
  await tabs.getByRole('link', { name: 'Preview' }).click()
  await expect(page.getByText('chartroom template release-name')).toBeVisible()
})

test('filter, sort and verdicts of a list are links and forms', async ({ page }) => {
  await page.goto(`${SAMPLE}/sample`)
  await page.getByRole('searchbox').fill('tide')
  await page.getByRole('searchbox').press('Enter')
  await expect(page.getByRole('table', { name: 'Charts' }).locator('[data-row]')).toHaveCount(1)
  await page.goto(`${SAMPLE}/sample`)
  await page.getByRole('link', { name: /^Name/ }).click()
  await expect(page).toHaveURL(/sort=-name/)
  await expect(page.getByRole('table', { name: 'Charts' }).locator('[data-row]').first()).toContainText(
    'tide-tables',
  )
  await page
    .getByRole('group', { name: 'Verdict' })
    .getByRole('link', { name: /Could not check/ })
    .click()
  await expect(page.getByRole('table', { name: 'Charts' }).locator('[data-row]')).toHaveCount(1)
})

test('the box of Home leads to what was pasted', async ({ page }) => {
  await page.goto(STAGE)
  await page
    .getByRole('textbox')
    .fill(`helm template night oci://${staged().harbour}/fleet/lighthouse --version 1.4.0 --verify`)
  await page.getByRole('button', { name: 'Open' }).click()
  await expect(page).toHaveURL(/\/harbour\/lighthouse\/1\.4\.0\/preview/)
  await page.goto(STAGE)
  await page.getByRole('textbox').fill(`oci://${staged().harbour}/fleet/cargo:0.8.1`)
  await page.getByRole('button', { name: 'Open' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'cargo' })).toBeVisible()
  await expect(page.getByRole('link', { name: /Verification failed/ }).first()).toBeVisible()
})

test('a repository is opened by name where the registry refuses to list', async ({ page }) => {
  await page.goto(`${STAGE}/reef`)
  await page.getByRole('textbox', { name: /Repository below/ }).fill('team/web:1.0.0')
  await page.getByRole('button', { name: 'Open by name' }).click()
  await expect(page).toHaveURL('/reef/team~web/1.0.0/overview'.replace(/^/, STAGE))
  await expect(page.getByRole('heading', { level: 1, name: 'web' })).toBeVisible()
})

test('10,000 charts come a hundred at a time', async ({ page }) => {
  await page.goto(`${STAGE}/ocean`)
  const rows = page.getByRole('table', { name: 'Charts' }).locator('[data-row]')
  await expect(rows).toHaveCount(100)
  await page.getByRole('link', { name: 'Next 100' }).click()
  await expect(rows.first()).toContainText('vessel-00100')
})

test('light and dark', async ({ page }) => {
  await page.goto(SAMPLE)
  const root = page.locator('html')
  const before = await root.evaluate((element) => getComputedStyle(element).backgroundColor)
  await page
    .getByRole('button', { name: /theme|dark|light/i })
    .first()
    .click()
  await expect(root).not.toHaveCSS('background-color', before)
})
