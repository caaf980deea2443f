import { expect, live, scripted, STAGE, test } from './fixtures.ts'

test('10,000 rows are filtered, sorted and scrolled without a stutter', async ({ page, context }) => {
  await scripted(context)
  await page.goto(`${STAGE}/ocean`)
  await live(page)
  const field = page.getByRole('searchbox')
  const rows = page.getByRole('table', { name: 'Charts' }).locator('[data-row]')
  await expect(field).toHaveAttribute('placeholder', 'Filter 10,000 charts')
  // what is not on screen is not drawn
  await expect.poll(() => rows.count()).toBeLessThan(80)

  await page.evaluate(() => {
    const seen: number[] = []
    new PerformanceObserver((list) => seen.push(...list.getEntries().map((entry) => entry.duration))).observe(
      { type: 'longtask' },
    )
    Object.assign(window, { longTasks: seen })
  })
  await field.click()
  await page.keyboard.type('brigantine', { delay: 40 })
  await expect(page.getByText('20 of 10,000')).toBeVisible()
  await expect(rows.first()).toContainText('vessel-00007')
  await expect(page).toHaveURL(/q=brigantine/)
  await page.keyboard.press('Escape')
  await expect(page.getByText('20 of 10,000')).toHaveCount(0)
  await page.getByRole('link', { name: 'Updated' }).click()
  await expect(rows.first()).toContainText('vessel-00000')
  await page.getByRole('link', { name: 'Updated' }).click()
  await expect(rows.first()).toContainText('vessel-09999')
  // the address follows a sort, and with it the page goes to its top
  await expect(page).toHaveURL(/sort=/)
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    await expect(rows.last()).toContainText('vessel-00000', { timeout: 2000 })
  }).toPass()

  const tasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks)
  const longest = Math.max(0, ...tasks)
  console.log(`10,000 rows: ${tasks.length} tasks over 50 ms, the longest ${longest.toFixed(0)} ms`)
  // a stutter is a tenth of a second; the bar of 50 ms is held by the bench on a quiet machine
  expect(longest).toBeLessThan(200)
})
