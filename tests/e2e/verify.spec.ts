import { expect, SAMPLE, STAGE, test, VERDICTS } from './fixtures.ts'

const cases = [
  {
    status: 'verified',
    at: `${SAMPLE}/sample/lighthouse/1.5.0/verify`,
    says: 'The archive you would install is the one that was signed.',
    differs: 0,
  },
  {
    status: 'verified',
    at: `${STAGE}/harbour/sextant/0.4.2/verify`,
    says: 'The archive you would install is the one that was signed.',
    differs: 0,
  },
  {
    status: 'invalid',
    at: `${SAMPLE}/sample/cargo/0.8.1/verify`,
    says: 'is not the one that Platform Release signed',
    code: 'DIGEST_MISMATCH',
    differs: 1,
  },
  {
    status: 'untrusted',
    at: `${SAMPLE}/sample/driftwood/2.1.3/verify`,
    says: 'by a key that nobody here vouches for',
    code: 'UNKNOWN_KEY',
    differs: 0,
  },
  {
    status: 'unsigned',
    at: `${SAMPLE}/sample/message-bottle/1.0.4/verify`,
    says: 'Nobody signed this version.',
  },
  {
    status: 'unknown',
    at: `${SAMPLE}/sample/compass/1.1.0/verify`,
    says: 'could not be checked',
    code: 'UNSUPPORTED_ALGORITHM',
  },
  {
    status: 'unknown',
    at: `${STAGE}/shoal/team~doubt/1.0.0/verify`,
    says: 'could not be checked',
    code: 'REGISTRY_ERROR',
  },
] as const

for (const { status, at, says, ...more } of cases) {
  test(`${status}: ${new URL(at).pathname}`, async ({ page }) => {
    await page.goto(at)
    const verdict = page.getByRole('region', { name: 'Verdict' })
    await expect(verdict).toContainText(VERDICTS[status])
    await expect(verdict).toContainText(says)
    // the chip in the head says the same, and leads here
    await expect(
      page.locator('a[href$="/verify"]').filter({ hasText: VERDICTS[status] }).first(),
    ).toBeVisible()
    if ('code' in more) {
      await expect(page.getByRole('link', { name: more.code }).first()).toBeVisible()
      await expect(page.getByText('Why it matters').first()).toBeVisible()
      await expect(page.getByText('What to do').first()).toBeVisible()
    }
    if ('differs' in more)
      await expect(
        page.getByRole('region', { name: 'Chain' }).getByText('hash differs').filter({ visible: true }),
      ).toHaveCount(more.differs)
    await expect(page.getByRole('heading', { name: 'What this does not prove' })).toBeVisible()
  })
}

test('warnings stand beside a verdict that holds', async ({ page }) => {
  await page.goto(`${SAMPLE}/sample/pilot-book/3.2.0/verify`)
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(
    'Two things are out of the ordinary',
  )
  for (const code of ['TAG_VERSION_MISMATCH', 'KEY_EXPIRED'])
    await expect(page.getByRole('link', { name: code }).first()).toBeVisible()
})

test('the page shows what was signed and what was fetched, and agrees with the API', async ({
  page,
  request,
}) => {
  const verdict = await (
    await request.get(`${SAMPLE}/api/v1/sources/sample/charts/cargo/versions/0.8.1/verdict`)
  ).json()
  const failed = verdict.mechanisms[0].checks.find((check: { outcome: string }) => check.outcome === 'failed')
  await page.goto(`${SAMPLE}/sample/cargo/0.8.1/verify`)
  await expect(page.getByText(failed.expected, { exact: true })).toBeVisible()
  await expect(page.getByText(failed.actual, { exact: true })).toBeVisible()
  await expect(page.getByText('installs it without a word')).toBeVisible()
})

test('a verdict can be taken along as JSON, Markdown and commands', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`${SAMPLE}/sample/lighthouse/1.5.0/verify`)
  const copied = async (name: string): Promise<string> => {
    await page.getByRole('button', { name, exact: true }).click()
    await expect(page.getByText(`Verdict copied as ${name}`)).toBeVisible()
    return page.evaluate(() => navigator.clipboard.readText())
  }
  expect(JSON.parse(await copied('JSON'))).toMatchObject({ status: 'verified' })
  expect(await copied('Markdown')).toContain('lighthouse 1.5.0')
  expect(await copied('Commands')).toMatch(/verify/)
})
