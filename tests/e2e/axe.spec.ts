import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, live, test } from './fixtures.ts'
import { pages } from './pages.ts'

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await live(page)
  if (url.includes('/preview')) await expect(page.locator('footer')).toContainText(/Rendered here/)
  // verdicts that still fill in would be judged in passing
  await expect(page.getByText('Checking', { exact: true }).filter({ visible: true })).toHaveCount(0)
}

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

for (const [name, url] of Object.entries(pages)) {
  test(`axe: ${name}`, async ({ page, watch }) => {
    watch.allow(/404/)
    await page.setViewportSize({ width: 1440, height: 900 })
    await open(page, url)
    for (const [colorScheme, width] of [
      ['light', 1440],
      ['light', 390],
      ['dark', 390],
      ['dark', 1440],
    ] as const) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const axe = new AxeBuilder({ page })
      // a theme changes colours and nothing else
      if (colorScheme === 'dark') axe.withRules(['color-contrast'])
      else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      const { violations } = await axe.analyze()
      const found = violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map((node) => `${node.html} ${node.any.map(({ message }) => message).join(' ')}`)
            .slice(0, 3)
            .join(' | ')}`,
      )
      expect.soft(found, `${colorScheme}, ${width} px`).toEqual([])
      expect.soft(await overflow(page), `sideways scrolling at ${width} px`).toBe(0)
    }
    await page.setViewportSize({ width: 320, height: 640 })
    expect.soft(await overflow(page), 'sideways scrolling at 320 px').toBe(0)
    await expect(page.locator('h1').filter({ visible: true })).toHaveCount(1)
    await expect(page).toHaveTitle(/Chartroom/)
  })
}
