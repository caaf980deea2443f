import { gzipSync } from 'node:zlib'
import type { Response } from '@playwright/test'
import { expect, live, SAMPLE, test } from './fixtures.ts'

test.use({ baseURL: SAMPLE })

const CHART = '/sample/lighthouse/1.5.0'
const browse = [
  '/',
  '/sample',
  `${CHART}/overview`,
  `${CHART}/values`,
  `${CHART}/files?path=templates/_helpers.tpl&name=lighthouse.fullname`,
  `${CHART}/versions`,
  '/sample/cargo/0.8.1/verify',
  '/compare?from=sample/tide-tables/2.9.0&to=sample/tide-tables/3.0.0',
  '/codes',
  '/codes/TIMEOUT',
]

test('nothing is wider than the window, up to 4K', async ({ page }) => {
  test.setTimeout(120_000)
  for (const width of [760, 1080, 3840]) {
    await page.setViewportSize({ width, height: 900 })
    for (const path of [...browse, `${CHART}/preview`]) {
      await page.goto(path)
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(over, `${path} at ${width}`).toBeLessThanOrEqual(0)
    }
  }
})

test('the first load of browse pages stays below 170 KB of script, packed', async ({ page }) => {
  for (const path of browse) {
    let bytes = 0
    const reading: Promise<void>[] = []
    const count = (response: Response): void => {
      if (response.request().resourceType() !== 'script') return
      reading.push(
        response.body().then((body) => {
          bytes += gzipSync(body, { level: 6 }).length
        }),
      )
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

test('a page holds no inline script without its nonce, no inline style and no handler', async ({
  request,
}) => {
  for (const path of browse) {
    const answer = await request.get(path)
    const policy = answer.headers()['content-security-policy']!
    expect(policy).not.toContain('unsafe')
    const nonce = /'nonce-([^']+)'/.exec(policy)![1]!
    const html = await answer.text()
    const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
    expect(tags.length).toBeGreaterThan(0)
    for (const tag of tags) expect(tag).toContain(`nonce="${nonce}"`)
    expect(html, path).not.toMatch(/<[^>]+\sstyle="/)
    expect(html, path).not.toMatch(/<[^>]+\son\w+="/)
  }
})

test('a chosen theme is there before the first paint, and forgotten when it is the system’s', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/sample')
  await live(page)
  await page.getByRole('button', { name: 'Light or dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  const html = await (await page.request.get('/sample')).text()
  expect(html).toMatch(/<html[^>]*data-theme="dark"/)
  await page.reload()
  await expect(page.locator('html')).toHaveCSS('color', 'rgb(233, 236, 239)')
  await live(page)
  await page.getByRole('button', { name: 'Light or dark' }).click()
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', /./)
  expect((await page.context().cookies()).some((cookie) => cookie.name === 'theme')).toBe(false)
})

test('coming back to a list finds it as it was left', async ({ page }) => {
  await page.goto('/sample')
  await live(page)
  await page.getByRole('searchbox', { name: /Filter/ }).fill('e')
  await page.getByRole('link', { name: 'Updated' }).click()
  await expect(page).toHaveURL(/q=e&sort=-updated/)
  await page.getByRole('link', { name: 'lighthouse' }).click()
  await expect(page).toHaveURL(`${CHART}/overview`)
  await page.goBack()
  await expect(page.getByRole('searchbox', { name: /Filter/ })).toHaveValue('e')
})
