import type { Page } from '@playwright/test'
import { expect, live, SAMPLE, STAGE, test } from './fixtures.ts'
import { staged } from './support/addresses.ts'

const SECRET = 'kraken-of-the-deep'
const manifests = (page: Page) =>
  page.getByRole('region', { name: 'Manifests' }).getByRole('region', { name: 'Manifests' })
const foot = (page: Page) => page.locator('footer')

/** Types into the values, as a person does. */
async function type(page: Page, text: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'Values of values.yaml' })
  await editor.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}

async function find(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox', { name: /Find in/ }).fill(text)
}

test('a typed value changes the manifest, stays in this browser, and travels in a link', async ({
  page,
  watch,
  browser,
}) => {
  await page.goto(`${SAMPLE}/sample/lighthouse/1.5.0/preview`)
  await expect(foot(page)).toContainText('12 objects')
  await expect(manifests(page)).toContainText('kind: NetworkPolicy')

  await type(page, `replicaCount: 4\nsite:\n  title: ${SECRET}\n`)
  await find(page, SECRET)
  await expect(manifests(page)).toContainText(SECRET)
  await expect(page.getByText('1 of 1')).toBeVisible()
  await find(page, 'replicas: 4')
  await expect(manifests(page)).toContainText('replicas: 4')

  await expect(page).toHaveURL(/#v1\./)
  const link = page.url()
  expect(link).not.toContain(SECRET)

  const context = await browser.newContext()
  const asked: string[] = []
  context.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`))
  const elsewhere = await context.newPage()
  await elsewhere.goto(link)
  await find(elsewhere, SECRET)
  await expect(manifests(elsewhere)).toContainText(SECRET)
  await context.close()

  const fragment = link.slice(link.indexOf('#') + 1)
  for (const request of [...watch.sent, ...asked]) {
    expect(request).not.toContain(SECRET)
    expect(request).not.toContain(fragment)
    expect(request, 'nothing is posted').not.toMatch(/^POST /)
  }
})

test('what is missing is said where it is missing, and gone when it is set', async ({ page }) => {
  await page.goto(`${SAMPLE}/sample/anchor/1.0.0/preview`)
  await expect(page.getByRole('alert').first()).toContainText('Rendering stops.')
  await expect(page.getByRole('alert').first()).toContainText('TEMPLATE_FAIL')
  await expect(page.getByRole('link', { name: 'templates/_host.tpl' })).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Why it fails' })).toContainText('ingress.yaml:9:15')

  await page.getByLabel('Add values').click()
  await page.getByRole('button', { name: '--set' }).click()
  await page.getByRole('textbox', { name: 'What --set sets' }).fill('host=anchor.example.com')
  await expect(foot(page)).toContainText('4 objects')
  await find(page, 'anchor.example.com')
  await expect(manifests(page)).toContainText('host: "anchor.example.com"')

  await page.getByRole('textbox', { name: 'What --set sets' }).fill('')
  await expect(page.getByRole('alert').first()).toContainText('Rendering stops.')
})

test('values that are no YAML, and values that the schema refuses, are said where they are typed', async ({
  page,
}) => {
  await page.goto(`${SAMPLE}/sample/lighthouse/1.5.0/preview`)
  await expect(foot(page)).toContainText('12 objects')
  await type(page, 'replicaCount: [')
  await expect(page.getByRole('region', { name: 'Values' }).getByRole('alert')).toContainText('values.yaml')
  // what the last readable values gave stays, and is said to be that
  await expect(page.getByText('The values cannot be read.')).toBeVisible()
  await expect(manifests(page)).toContainText('release-name-lighthouse')
  await type(page, 'replicaCount: many')
  await expect(page.getByRole('alert').first()).toContainText('SCHEMA_VIOLATION')
  await expect(page.getByRole('region', { name: 'Values' }).getByRole('alert')).toContainText('replicaCount')
  await expect(page.locator('.cm-refused')).toHaveText('replicaCount: many')
  await page.getByRole('button', { name: 'Render anyway' }).click()
  await find(page, 'replicas: many')
  await expect(manifests(page)).toContainText('replicas: many')
  await expect(page).toHaveURL(/schema=0/)
  await page.getByRole('button', { name: 'not checked' }).click()
  await expect(page.getByRole('alert').first()).toContainText('SCHEMA_VIOLATION')
  await type(page, 'replicaCount: 2')
  await expect(foot(page)).toContainText('12 objects')
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
})

test('keys of the chart are offered while they are typed, with what they are for', async ({ page }) => {
  await page.goto(`${SAMPLE}/sample/lighthouse/1.5.0/preview`)
  await expect(foot(page)).toContainText('12 objects')
  await page.locator('.cm-content').click()
  await page.keyboard.type('ima')
  const offered = page.getByRole('listbox', { name: 'Completions' })
  await expect(offered.getByRole('option')).toHaveText([/^image ?object/, /^imagePullSecrets/])
  await page.keyboard.press('Enter')
  await expect(page.locator('.cm-line').first()).toHaveText('image:')
  await page.keyboard.type('tag: night')
  await find(page, 'lighthouse/web:night')
  await expect(manifests(page)).toContainText('lighthouse/web:night')
})

test('the declared cluster decides, and is in the address', async ({ page }) => {
  await page.goto(`${SAMPLE}/sample/lighthouse/1.5.0/preview`)
  await expect(foot(page)).toContainText('12 objects')
  await page.getByRole('textbox', { name: 'Release name' }).fill('night')
  await page.getByRole('textbox', { name: 'Namespace' }).fill('watch')
  await expect(manifests(page)).toContainText('night-lighthouse')
  await expect(page).toHaveURL(/release=night/)
  await page.getByLabel('Kubernetes version').fill('1.20')
  await expect(page.getByRole('alert').first()).toContainText('incompatible with Kubernetes')
  await page.getByLabel('Kubernetes version').fill('1.30')
  await page.getByRole('button', { name: 'CRDs' }).click()
  await expect(foot(page)).toContainText('13 objects')
  await page.getByRole('button', { name: /^Hooks/ }).click()
  await expect(foot(page)).toContainText('11 objects')
  await expect(page).toHaveURL(/hooks=/)
  await page.reload()
  await expect(foot(page)).toContainText('11 objects')
  await page.getByRole('button', { name: 'Notes' }).click()
  await expect(page.getByRole('region', { name: 'Notes' })).toContainText('night')
})

test('what the browser renders is what the server renders', async ({ page, request, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${SAMPLE}/sample/tide-tables/3.0.0/preview`)
  await expect(foot(page)).toContainText(/\d+ objects/)
  await page.getByRole('button', { name: 'Copy all manifests' }).click()
  await expect(page.getByText(/lines copied/)).toBeVisible()
  const here = await page.evaluate(() => navigator.clipboard.readText())
  const answer = await request.post(
    `${SAMPLE}/api/v1/sources/sample/charts/tide-tables/versions/3.0.0/render`,
    { data: {} },
  )
  expect(await answer.json()).toMatchObject({ ok: true, stdout: here })
})

test('a dropped file is a layer, and the later one wins', async ({ page }) => {
  await page.goto(`${SAMPLE}/sample/lighthouse/1.5.0/preview`)
  await expect(foot(page)).toContainText('12 objects')
  await page.getByLabel('Values files from this machine').setInputFiles([
    { name: 'base.yaml', mimeType: 'text/yaml', buffer: Buffer.from('replicaCount: 5\n') },
    { name: 'prod.yaml', mimeType: 'text/yaml', buffer: Buffer.from('replicaCount: 7\n') },
  ])
  await find(page, 'replicas: 7')
  await expect(manifests(page)).toContainText('replicas: 7')
  const row = page.getByRole('listitem').filter({ hasText: 'prod.yaml' })
  await row.hover()
  await row.getByRole('button', { name: 'Remove prod.yaml' }).click()
  await find(page, 'replicas: 5')
  await expect(manifests(page)).toContainText('replicas: 5')
})

test('300 objects follow each key press', async ({ page }) => {
  await page.goto(`${STAGE}/dock/armada/1.0.0/preview`)
  await expect(foot(page)).toContainText('300 objects')
  await type(page, 'pennant: blue')
  await expect(manifests(page)).toContainText('pennant: "blue"')
  await page.getByRole('searchbox', { name: 'Find an object' }).fill('ship-299')
  await page.getByRole('button', { name: /ship-299/ }).click()
  await expect(manifests(page)).toContainText('release-name-ship-299')
})

test('a real chart of tens of thousands of lines scrolls and is searched', async ({ page }) => {
  test.skip(!staged().corpus, 'the corpus of real charts is not beside the project')
  await page.goto(`${STAGE}/dock/kube-prometheus-stack/latest/preview`)
  await live(page)
  await expect(foot(page)).toContainText(/1\d\d objects/, { timeout: 30_000 })
  await page.getByRole('button', { name: 'CRDs' }).click()
  await expect(foot(page)).toContainText(/8\d,\d{3} lines/, { timeout: 30_000 })
  // no more than a screenful is drawn
  expect(await manifests(page).locator('code').count()).toBeLessThan(200)
  await page.getByRole('searchbox', { name: 'Find an object' }).fill('alertmanager')
  await page
    .getByRole('navigation', { name: 'Objects' })
    .getByRole('button', { name: /alertmanager/ })
    .last()
    .click()
  await expect(manifests(page)).toContainText('alertmanager')
})
