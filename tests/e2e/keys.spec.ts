import { expect, live, SAMPLE, test } from './fixtures.ts'

test.use({ baseURL: SAMPLE })

test('/ and ⌘K find, ? lists the keys, esc closes and gives the focus back', async ({ page }) => {
  await page.goto('/sample')
  await live(page)
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('searchbox')).not.toBeFocused()

  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Find, paste, go' })
  await expect(palette.getByRole('textbox')).toBeFocused()
  await page.keyboard.type('sextant')
  await expect(palette.getByRole('link', { name: /sextant/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/sample/sextant/0.4.2/overview')
  await expect(palette).toHaveCount(0)

  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'All keys' })
  await expect(keys).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(keys).toHaveCount(0)
})

test('j and k move, the row that has the focus shows it, and enter, v and p open', async ({ page }) => {
  await page.goto('/sample')
  await live(page)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const second = page.getByRole('link', { name: 'cargo', exact: true })
  await expect(second).toBeFocused()
  const row = page.locator('[data-row]').filter({ has: second })
  const other = page.locator('[data-row]').last()
  const ground = (of: typeof row): Promise<string> =>
    of.evaluate((element) => getComputedStyle(element).backgroundColor)
  expect(await ground(row)).not.toBe(await ground(other))
  await page.keyboard.press('k')
  await expect(page.getByRole('link', { name: 'anchor', exact: true })).toBeFocused()
  await page.keyboard.press('v')
  await expect(page).toHaveURL('/sample/anchor/1.0.0/verify')
  await page.goBack()
  await page.keyboard.press('j')
  await page.keyboard.press('p')
  await expect(page).toHaveURL(/\/preview$/)
  await page.goBack()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/overview$/)
})

test('the views of a chart have keys, and the focus is visible on what has it', async ({ page }) => {
  await page.goto('/sample/lighthouse/1.5.0/overview')
  await live(page)
  for (const [key, view] of [
    ['l', 'values'],
    ['f', 'files'],
    ['r', 'versions'],
    ['v', 'verify'],
    ['o', 'overview'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page).toHaveURL(new RegExp(`/${view}$`))
  }
  await page.keyboard.press('f')
  await expect(page).toHaveURL(/\/files$/)
  await page.keyboard.press('t')
  await expect(page.getByRole('searchbox', { name: /Find in 26 files/ })).toBeFocused()
})

test('tab reaches the skip link first, then everything with a visible outline', async ({ page }) => {
  await page.goto('/sample/lighthouse/1.5.0/overview')
  await live(page)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused()
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press('Tab')
    const seen = await page.evaluate(() => {
      const shown = (element: Element | null): boolean => {
        for (let at = element, depth = 0; at !== null && depth < 3; at = at.parentElement, depth++) {
          const { outlineStyle, outlineWidth } = getComputedStyle(at)
          if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) return true
        }
        return false
      }
      const here = document.activeElement
      return { html: here?.outerHTML.slice(0, 120), visible: here === document.body || shown(here) }
    })
    expect(seen.visible, `stop ${i + 1}: ${seen.html}`).toBe(true)
  }
})

test('keys of one letter can be turned off, and stay off', async ({ page }) => {
  await page.goto('/sample')
  await live(page)
  await page.keyboard.press('?')
  await page.getByRole('checkbox', { name: 'Keys of one letter' }).uncheck()
  await page.keyboard.press('Escape')
  await page.reload()
  await live(page)
  await page.keyboard.press('j')
  await expect(page.locator('[data-open]:focus')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('y and ⇧Y copy the reference and the digest', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/sample/lighthouse/1.5.0/overview')
  await live(page)
  await page.keyboard.press('y')
  await expect(page.getByText('Reference copied')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/lighthouse:1\.5\.0$/)
  await page.keyboard.press('Shift+Y')
  await expect(page.getByText('Digest copied')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^sha256:[0-9a-f]{64}$/)
})

test('reduced motion moves nothing', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/sample')
  await live(page)
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  // what would move is over within a millisecond
  const moving = () =>
    page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)
  await expect.poll(moving, { intervals: [20], timeout: 200 }).toBe(0)
})
