import { gzipSync } from 'node:zlib'
import AxeBuilder from '@axe-core/playwright'
import { CHART, expect, scripted, test } from './page-watch.ts'

const browse = [
  '/',
  '/sample',
  `${CHART}/overview`,
  `${CHART}/values`,
  `${CHART}/files?path=templates/_helpers.tpl&name=lighthouse.fullname`,
  `${CHART}/versions`,
  '/sample/cargo/0.8.1/verify',
  '/codes',
  '/codes/TIMEOUT',
]
const all = [...browse, `${CHART}/preview`, '/sample/anchor/1.0.0/preview']

for (const theme of ['light', 'dark'] as const)
  for (const width of [1440, 390] as const)
    test(`axe finds nothing, ${theme}, ${width} wide`, async ({ page }) => {
      test.setTimeout(120_000)
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
      for (const path of all) {
        await page.goto(path)
        if (path.includes('preview')) await expect(page.getByText(/Rendered here in/)).toBeVisible()
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze()
        expect(
          violations.map(
            (v) =>
              `${path} ${v.id}: ${v.nodes
                .map((n) => n.target.join(' '))
                .slice(0, 3)
                .join(' | ')}`,
          ),
        ).toEqual([])
      }
    })

test('nothing is wider than the window, from 320 px to 4K', async ({ page }) => {
  test.setTimeout(120_000)
  for (const width of [320, 760, 1080, 3840]) {
    await page.setViewportSize({ width, height: 900 })
    for (const path of all) {
      await page.goto(path)
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        `${path} at ${width}`,
      ).toBeLessThanOrEqual(0)
    }
  }
})

test('the first load of browse pages stays below 170 KB of script, packed', async ({ page }) => {
  for (const path of browse) {
    let bytes = 0
    const reading: Promise<void>[] = []
    const count = (response: import('@playwright/test').Response): void => {
      if (response.request().resourceType() !== 'script') return
      reading.push(response.body().then((body) => void (bytes += gzipSync(body, { level: 6 }).length)))
    }
    page.on('response', count)
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    await Promise.all(reading)
    page.off('response', count)
    expect(bytes / 1024, path).toBeLessThan(170)
    await page.goto('about:blank')
  }
})

test('every page comes with a policy that names nobody else and no inline script', async ({ request }) => {
  const answer = await request.get('/sample')
  const policy = answer.headers()['content-security-policy']!
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/)
  expect(policy).not.toContain('unsafe')
  expect(policy).not.toMatch(/https?:/)
  const other = await request.get('/sample')
  expect(other.headers()['content-security-policy']).not.toBe(policy)
  const html = await answer.text()
  const nonce = /'nonce-([^']+)'/.exec(policy)![1]!
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`)
  expect(html).not.toMatch(/\sstyle="/)
  expect(html).not.toMatch(/\son\w+="/)
})

test('a chosen theme is there before the first paint, and forgotten when it is the system’s', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/sample')
  await scripted(page)
  await page.getByRole('button', { name: 'Light or dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const html = await (await page.request.get('/sample')).text()
  expect(html).toMatch(/<html[^>]*data-theme="dark"/)
  await page.reload()
  await expect(page.locator('body')).toHaveCSS('color', 'rgb(233, 236, 239)')
  await page.getByRole('button', { name: 'Light or dark' }).click()
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', /./)
  expect((await page.context().cookies()).some((cookie) => cookie.name === 'theme')).toBe(false)
})

test('coming back to a list finds it as it was left', async ({ page }) => {
  await page.goto('/sample')
  await scripted(page)
  await page.getByRole('searchbox', { name: /Filter/ }).fill('e')
  await page.getByRole('link', { name: 'Updated' }).click()
  await expect(page).toHaveURL(/q=e&sort=-updated/)
  await page.getByRole('link', { name: 'lighthouse' }).click()
  await expect(page).toHaveURL(`${CHART}/overview`)
  await page.goBack()
  await expect(page.getByRole('searchbox', { name: /Filter/ })).toHaveValue('e')
})

test.describe('what is not there', () => {
  test.use({ expectFailures: true })

  test('an unknown address, source, chart, version and code are said as such', async ({ page, request }) => {
    expect((await request.get('/nosuch')).status()).toBe(404)
    await page.goto('/nosuch')
    await expect(page.getByRole('heading', { name: /Nothing is at this address/ })).toBeVisible()
    await page.goto('/sample/nosuch')
    await expect(page.getByRole('heading', { name: /nosuch could not be opened/ })).toContainText('NOT_FOUND')
    await page.goto('/sample/lighthouse/9.9.9/overview')
    await expect(page.getByRole('heading', { name: /could not be opened/ })).toContainText('NOT_FOUND')
    expect((await request.get('/codes/NO_SUCH_CODE')).status()).toBe(404)
  })

  test('a place that may not be asked is not drawn as empty', async ({ page }) => {
    await page.goto('/oci:127.0.0.1:1~team')
    await expect(page.getByRole('heading', { name: /was not reached/ })).toContainText('ADDRESS_BLOCKED')
    await expect(page.getByText('No charts in')).toHaveCount(0)
  })
})
