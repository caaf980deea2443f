import { expect, live, scripted, STAGE, test } from './fixtures.ts'
import { staged } from './support/addresses.ts'

test.use({ baseURL: STAGE })

/** What each source says instead of rows, or above them; never that it is empty where it could not be asked. */
const says = [
  { name: 'reef', title: 'This registry refuses to list', code: 'LIST_UNSUPPORTED', rows: 0 },
  { name: 'lagoon', title: 'This registry refuses to list', code: 'LIST_UNSUPPORTED', rows: 2 },
  { name: 'shoal', title: '5 charts, and there may be more', code: 'REGISTRY_ERROR', rows: 5 },
  { name: 'sandbank', title: 'No charts in Sandbank', rows: 0 },
  { name: 'crates', title: 'No charts in Crates', rows: 0 },
  { name: 'wreck', title: 'Wreck was not reached', code: 'CONNECTION_REFUSED', rows: 0 },
  { name: 'storm', title: 'Storm answers with an error', code: 'REGISTRY_ERROR', rows: 0 },
  { name: 'locked', title: 'Locked refuses this login', code: 'AUTH_REJECTED', rows: 0 },
  { name: 'masked', title: 'Masked was not reached', code: 'TLS_UNKNOWN_CA', rows: 0 },
] as const

for (const { name, title, rows, ...more } of says) {
  test(`${name}: ${title}`, async ({ page }) => {
    await page.goto(`/${name}`)
    await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible()
    await expect(page.locator('[data-row]')).toHaveCount(rows)
    if (!('code' in more)) return
    await expect(page.getByText(/No charts|holds no/)).toHaveCount(0)
    await page.getByRole('link', { name: more.code, exact: true }).click()
    await expect(page.getByRole('heading', { name: 'What to do' }).first()).toBeVisible()
  })
}

test('a full list of a real registry, behind a login and an own authority', async ({ page }) => {
  await page.goto('/harbour')
  const rows = page.getByRole('table', { name: 'Charts' }).locator('[data-row]')
  await expect(rows).toHaveCount(10)
  await expect(rows.filter({ hasText: 'cargo' })).toContainText('Verification failed')
  await expect(rows.filter({ hasText: 'quay' })).toContainText('No signature')
  await expect(page.getByText('as ci · listed in full')).toBeVisible()
  await page.getByRole('link', { name: '1 repository holds no chart' }).click()
  await expect(page.getByRole('region', { name: 'Repositories that hold no chart' })).toContainText(
    'chart-covers',
  )
})

test('Home tells all of them apart', async ({ page }) => {
  await page.goto('/')
  const row = (title: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) })
  await expect(row('Harbour')).toContainText('Listed in full')
  await expect(row('Lagoon')).toContainText('Refuses to list')
  await expect(row('Lagoon')).toContainText('2 named here')
  await expect(row('Reef')).toContainText('not told')
  await expect(row('Shoal')).toContainText('Listed in part')
  await expect(row('Sandbank')).toContainText('0 charts')
  await expect(row('Wreck')).toContainText('Not reached')
  await expect(row('Storm')).toContainText('Answers with an error')
  await expect(row('Locked')).toContainText('Refuses this login')
  await expect(row('Ocean')).toContainText('10,000 charts')
})

test('a list that is on its way keeps the place of its rows, then fills it', async ({ page, context }) => {
  const { gate, fog } = staged()
  // a place that nobody asked before, for lists are remembered
  const place = `${fog}/${Date.now()}`
  await scripted(context)
  await fetch(`${gate}/hold`)
  try {
    await page.goto(`/http:${place.replace('/', '~')}`, { waitUntil: 'commit' })
    await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible()
    await expect(page.getByText(`Asking ${place}`)).toBeAttached()
    await expect(page.getByText('as anonymous · asking')).toBeVisible()
  } finally {
    await fetch(`${gate}/release`)
  }
  await expect(page.locator('[data-row]')).toHaveCount(2)
  await expect(page.getByText('listed in full')).toBeVisible()
})

test('a refused list is asked again when one says so', async ({ page }) => {
  await page.goto('/wreck')
  await live(page)
  const asked = page.waitForResponse(
    (response) => response.url().includes('/wreck') && response.request().resourceType() !== 'document',
  )
  await page.getByRole('main').getByRole('button', { name: 'Ask again' }).last().click()
  await asked
  await expect(page.getByRole('heading', { level: 2, name: 'Wreck was not reached' })).toBeVisible()
})

test.describe('panels of a chart', () => {
  const notices = [
    ['/shoal/team~lost/1.0.0/overview', 'team/lost 1.0.0 could not be opened', 'REGISTRY_ERROR'],
    ['/shoal/team~halfway/1.0.0/versions', 'The versions could not be listed', 'REGISTRY_ERROR'],
    ['/dock/bare/0.1.0/overview', 'This chart has no README', null],
    ['/dock/bare/0.1.0/values', 'This chart has no values', null],
    ['/dock/bare/0.1.0/files', 'No manifest', null],
    ['/dock/knot/0.1.0/values', 'values.yaml is not wholly YAML', null],
    ['/harbour/lighthouse/1.5.0/files?path=no/such.yaml', 'no/such.yaml could not be read', 'NOT_FOUND'],
  ] as const
  for (const [address, title, code] of notices) {
    test(title, async ({ page }) => {
      await page.goto(address)
      await expect(page.getByRole('heading', { name: title })).toBeVisible()
      if (code !== null)
        await expect(page.getByRole('main').getByRole('link', { name: code }).first()).toBeVisible()
    })
  }

  test('an empty file is said to be empty', async ({ page }) => {
    await page.goto('/dock/knot/0.1.0/files?path=templates/empty.yaml')
    await expect(page.getByText('The file is empty.')).toBeVisible()
  })

  test('a chart that renders nothing says so', async ({ page }) => {
    await page.goto('/dock/bare/0.1.0/preview')
    await expect(page.getByText('Nothing is rendered with these values.')).toBeVisible()
  })
})
