import type { Page } from '@playwright/test'
import { expect, SAMPLE, test } from './fixtures.ts'

const manifests = (page: Page) =>
  page.getByRole('region', { name: 'Manifests' }).getByRole('region', { name: 'Manifests' })
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Why this line is here' })
const line = (page: Page, text: string) => manifests(page).locator('[data-line]').filter({ hasText: text })

test('find why a line is there, follow it to a value, change it, see it change', async ({ page }) => {
  await page.goto(`${SAMPLE}/sample/lighthouse/1.5.0/preview`)
  await expect(page.locator('footer')).toContainText('12 objects')

  await page.getByRole('searchbox', { name: /Find in/ }).fill('replicas: ')
  await line(page, 'replicas: ').first().click()
  await expect(inspector(page)).toContainText('Written by')
  await expect(
    inspector(page)
      .getByRole('link', { name: /\.yaml:\d+/ })
      .first(),
  ).toHaveAttribute('href', /files\?path=/)
  const key = inspector(page)
    .getByRole('button', { name: /replicaCount$/ })
    .first()
  const path = (await key.textContent())!
  await expect(inspector(page)).toContainText('chart defaults')

  // follow it: the editor goes to the key among the defaults
  await key.click()
  await expect(page.getByRole('textbox', { name: 'The chart’s default values' })).toBeFocused()

  // change it: in a file of one's own
  await page
    .getByRole('button', { name: /values\.yaml/ })
    .first()
    .click()
  await page.getByRole('textbox', { name: 'Values of values.yaml' }).click()
  await page.keyboard.insertText(`${path}: 7`)
  await expect(line(page, 'replicas: 7').first()).toBeVisible()
  await line(page, 'replicas: 7').first().click()
  await expect(inspector(page).getByRole('button', { name: 'values.yaml' }).first()).toBeVisible()
  await expect(inspector(page)).toContainText('over')

  // and back: the key under the cursor lights up what it touches
  await page.getByRole('textbox', { name: 'Values of values.yaml' }).click()
  await expect(page.locator('.cm-touches')).toContainText(/[1-9]/)
})

test('a key that nothing reads is said so, with the one that was meant', async ({ page }) => {
  await page.goto(`${SAMPLE}/sample/lighthouse/1.5.0/preview`)
  await expect(page.locator('footer')).toContainText('12 objects')
  await page.getByRole('textbox', { name: 'Values of values.yaml' }).click()
  await page.keyboard.insertText('replicas: 3')
  await expect(page.getByText('Nothing reads replicas')).toBeVisible()
  await page.getByRole('button', { name: 'use replicaCount' }).click()
  await page.getByRole('searchbox', { name: /Find in/ }).fill('replicas: 3')
  await expect(line(page, 'replicas: 3').first()).toBeVisible()
  await expect(page.getByText('Nothing reads')).toHaveCount(0)
})

test('all of it by keyboard', async ({ page }) => {
  await page.goto(`${SAMPLE}/sample/lighthouse/1.5.0/preview`)
  await expect(page.locator('footer')).toContainText('12 objects')
  await manifests(page).focus()
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('heading', { name: 'Why line 4 is here' })).toBeVisible()
  await expect(inspector(page)).toContainText('Written by')
})

test('what renders is shown although something fails, and what is missing can be given', async ({ page }) => {
  await page.goto(`${SAMPLE}/sample/anchor/1.0.0/preview`)
  await expect(page.getByRole('alert').first()).toContainText('Rendering stops.')
  await expect(page.getByText(/objects? all the same/)).toBeVisible()
  await expect(manifests(page)).toContainText('kind: ')
  await page.getByRole('textbox', { name: 'host' }).fill('anchor.example.com')
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  await expect(page.locator('footer')).toContainText('4 objects')
  await expect(page.getByText('Rendering stops.')).toHaveCount(0)
})
