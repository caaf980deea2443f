import { expect, live, SAMPLE, test } from './fixtures.ts'

const MAJORS = `${SAMPLE}/compare?from=sample/tide-tables/2.9.0&to=sample/tide-tables/3.0.0`

test('pick two versions, see what sets them apart, walk through the differences', async ({ page }) => {
  await page.goto(`${SAMPLE}/sample/tide-tables/3.0.0/versions`)
  await live(page)
  await page.getByRole('button', { name: 'Pick 3.0.0 to compare' }).click()
  await page.getByRole('button', { name: 'Pick 2.9.0 to compare' }).click()
  const bar = page.getByRole('region', { name: 'Picked to compare' })
  await expect(bar).toContainText('2.9.0')
  await bar.getByRole('link', { name: 'Compare' }).click()
  await expect(page).toHaveURL(
    /\/compare\?from=sample\/tide-tables\/2\.9\.0&to=sample\/tide-tables\/3\.0\.0$/,
  )

  const band = page.getByRole('region', { name: 'What differs' })
  await expect(band).toContainText('+1 added, −3 removed, ~4 changed')
  await expect(band).toContainText('tides/agent 2.9.4 → 3.0.1')
  await expect(band).toContainText('Another signer, both Verified')
  await expect(band).toContainText('7 keys vanished')
  await expect(band).toContainText('4 to look at')

  // next difference: the first one is the whole of what was added
  const pane = page.getByRole('region', { name: 'Differences line by line' })
  await expect(pane.locator('ins').first()).toContainText('apiVersion: policy/v1')
  await page.keyboard.press(']')
  const rail = page.getByRole('navigation', { name: 'Differences' })
  await expect(rail.locator('[aria-current]')).toContainText('+3')
  await page.keyboard.press('n')
  await expect(page.locator('[data-change]:focus')).toBeVisible()

  // one line of noise is behind a bar, which opens; the rule can be turned off
  await rail.getByRole('link', { name: /tide-tables-agent/ }).click()
  await expect(page).toHaveURL(/object=DaemonSet/)
  const agent = pane.locator('[data-section="DaemonSet/release-name-tide-tables-agent"]')
  await expect(agent.locator('mark').filter({ hasText: '3.0.1' })).toBeVisible()
  const label = agent.getByText('helm.sh/chart: tide-tables-3.0.0').first()
  await expect(label).toBeHidden()
  await agent.getByText('folded as noise').first().click()
  await expect(label).toBeVisible()
  await page.keyboard.press('z')
  await expect(page).toHaveURL(/noise=0/)
  await expect(
    agent.locator('ins').filter({ hasText: 'helm.sh/chart: tide-tables-3.0.0' }).first(),
  ).toBeVisible()
  await page.keyboard.press('u')
  await expect(page).toHaveURL(/layout=unified/)
  await expect(pane.locator('.diff-row').first()).toBeVisible()

  await band.getByRole('link', { name: 'CRD removed' }).click()
  await expect(page.getByRole('region', { name: 'Risks' })).toContainText('tides.sample.chartroom.dev')
})

test('own values are compared here: what is no longer read is told, and nothing of them is sent', async ({
  page,
  context,
  watch,
}) => {
  await page.goto(MAJORS)
  await live(page)
  await expect(page.locator('footer')).toContainText('default values')
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Your values' })
  await dialog
    .getByRole('textbox', { name: 'values.yaml' })
    .fill('replicas: 4\nschedule: "7 * * * *"\nrplicas: 3\nhorizon: kittiwake\n')
  await dialog.getByRole('button', { name: 'Compare with these' }).click()
  await expect(page.locator('footer')).toContainText('stay in this browser')
  const band = page.getByRole('region', { name: 'What differs' })
  await expect(band).toContainText('2 of 4 keys to look at')
  await band.getByRole('link', { name: 'schedule' }).click()
  const values = page.getByRole('region', { name: 'Values that differ' })
  await expect(values.getByRole('listitem').filter({ hasText: 'No longer read' })).toContainText('schedule')
  await expect(values.getByRole('listitem').filter({ hasText: 'Read by neither' })).toContainText(
    'did you mean replicas?',
  )

  // the link holds them, behind the sign that no browser sends on
  await expect(page).toHaveURL(/#v1\./)
  const link = page.url()
  expect(watch.sent.filter((request) => /kittiwake|rplicas/.test(request))).toEqual([])
  const other = await context.newPage()
  await other.goto(link)
  await expect(other.getByRole('region', { name: 'What differs' })).toContainText('2 of 4 keys to look at')
})

test('the images of a preview, each with its place; a registry that cannot be asked says so', async ({
  page,
  watch,
}) => {
  watch.allow(/502/)
  await page.goto(`${SAMPLE}/sample/lighthouse/1.5.0/preview`)
  await live(page)
  const rail = page.getByRole('navigation', { name: 'Objects' })
  await expect(page.locator('footer')).toContainText('3 images')
  await rail.getByLabel('Group objects by').selectOption('hook')
  await expect(rail.locator('summary').filter({ hasText: 'test' })).toBeVisible()
  await rail.getByRole('button', { name: /Images/ }).click()
  const image = rail.getByRole('listitem').filter({ hasText: 'lighthouse/logbook:0.15.0' }).first()
  await image.getByRole('button', { name: 'StatefulSet/release-name-logbook' }).click()
  await expect(page.getByRole('region', { name: 'Text of the manifests' })).toContainText('logbook:0.15.0')
  await image.getByRole('button', { name: 'Which digest is it now?' }).click()
  await expect(image.getByRole('status')).toContainText('Ask again')
  await expect(image.getByRole('status').getByRole('link')).toHaveAttribute('href', /\/codes\//)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a comparison is whole: band, lines, files, the version before', async ({ page }) => {
    await page.goto(MAJORS)
    await expect(page.getByRole('region', { name: 'What differs' })).toContainText('−3 removed')
    await expect(page.locator('del').filter({ hasText: 'privileged: false' })).toBeVisible()
    await expect(page.locator('ins').filter({ hasText: 'privileged: true' })).toBeVisible()
    const views = page.getByRole('group', { name: 'What is compared' })
    await views.getByRole('link', { name: 'Values' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'nodeAgent.privileged' })).toBeVisible()
    await views.getByRole('link', { name: 'Files' }).click()
    await expect(page.locator('[data-section="values.yaml"]')).toContainText('nodeAgent')
    await page.goto(`${SAMPLE}/sample/tide-tables/3.0.0/overview`)
    await page.getByRole('link', { name: 'Compare', exact: true }).last().click()
    await expect(page.getByRole('region', { name: 'What differs' })).toContainText('−3 removed')
  })
})
