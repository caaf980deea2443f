import { CHART, expect, test } from './page-watch.ts'

test.use({ javaScriptEnabled: false })

test('sources, charts and verdicts are there', async ({ page }) => {
  await page.goto('/')
  const sample = page.getByRole('table', { name: 'The sample' })
  await expect(sample.getByRole('row', { name: /cargo/ })).toContainText('Verification failed')
  await expect(sample.getByRole('row', { name: /message-bottle/ })).toContainText('No signature')
  await page.getByRole('link', { name: 'Open as a list' }).click()
  await expect(
    page.getByRole('table', { name: 'Charts' }).getByRole('row', { name: /lighthouse/ }),
  ).toContainText('Verified')
  await page.getByRole('link', { name: /Verification failed 1/ }).click()
  await expect(page.getByRole('table', { name: 'Charts' }).getByRole('row')).toHaveCount(2)
})

test('a list can be filtered and sorted', async ({ page }) => {
  await page.goto('/sample')
  await page.getByRole('searchbox', { name: /Filter 9 charts/ }).fill('lig')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=lig/)
  await expect(page.getByRole('table', { name: 'Charts' }).getByRole('row')).toHaveCount(2)
  await page.goto('/sample')
  await page.getByRole('link', { name: 'Updated' }).click()
  await expect(page.getByRole('table', { name: 'Charts' }).getByRole('row').nth(1)).toContainText('cargo')
})

test('a chart can be opened and read in every view', async ({ page }) => {
  await page.goto('/sample/lighthouse')
  await expect(page).toHaveURL(`${CHART}/overview`)
  await expect(page.getByRole('heading', { name: 'What it creates' })).toBeVisible()
  await page.goto(`${CHART}/values?q=replica`)
  await expect(
    page.getByRole('table', { name: 'Keys of the values' }).getByRole('row', { name: /replicaCount/ }),
  ).toBeVisible()
  await page.goto(`${CHART}/files?path=templates/_helpers.tpl`)
  await page.getByRole('link', { name: '"lighthouse.fullname"' }).first().click()
  await expect(page.getByRole('complementary', { name: 'Name lighthouse.fullname' })).toContainText('Used by')
  await page.goto(`${CHART}/versions`)
  await expect(page.getByRole('row', { name: /1\.3\.0/ })).toContainText('Verified')
  await page.goto('/sample/cargo/0.8.1/verify')
  await expect(page.getByText('is not the one that Platform Release signed')).toBeVisible()
  await page.goto(`${CHART}/preview`)
  await expect(page.getByText('rendered by your own browser')).toBeVisible()
})

test('the box leads to what was pasted', async ({ page }) => {
  await page.goto('/')
  await page
    .getByRole('textbox', { name: /Find a chart/ })
    .fill('helm template w sample/lighthouse --version 1.4.0 -n obs')
  await page.getByRole('button', { name: 'Open' }).click()
  await expect(page).toHaveURL('/sample/lighthouse/1.4.0/preview?release=w&namespace=obs')
})

test('the theme can be turned', async ({ page }) => {
  await page.goto('/sample')
  await page.getByRole('button', { name: 'Light or dark' }).first().click()
  await expect(page).toHaveURL('/sample')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})
