import { expect, live, SAMPLE, test } from './fixtures.ts'

test('keys and policies are shown, and a draft is tried without being saved', async ({ page, watch }) => {
  watch.allow(/status 400/)
  watch.allow(/400 \(Bad Request\)/)
  await page.goto(`${SAMPLE}/settings/trust`)
  const keys = page.getByRole('list', { name: 'Keys' })
  await expect(keys).toContainText('Platform Release')
  await expect(keys).toContainText(/(?:[0-9A-F]{4} ){9}[0-9A-F]{4}/)
  await expect(keys).toContainText('expired 10 Jan 2026')
  await expect(page.getByRole('list', { name: 'Policies' })).toContainText('8 charts')
  await live(page)

  const text = page.getByRole('textbox', { name: 'Policies' })
  const show = page.getByRole('button', { name: 'Show what would change' })
  await text.fill('- match: oci-layout:.\n  require:\n  - cosign: { key: nobody }\n')
  await show.click()
  await expect(page.getByRole('alert').filter({ hasText: 'nobody' })).toBeVisible()

  await text.fill(
    `- match: oci-layout:.\n  require:\n  - provenance: { keyring: platform, fingerprints: ["${'0'.repeat(40)}"] }\n`,
  )
  await show.click()
  await expect(page.getByText(/verdicts would change: \d+ lose Verified/)).toBeVisible()
  await expect(
    page
      .getByRole('list', { name: 'What would change' })
      .getByRole('listitem')
      .filter({ hasText: 'lighthouse' }),
  ).toContainText('Signer not trusted')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(text).toHaveValue(/oci-layout:\.\/lighthouse/)

  await page.getByText('Import from Flux, Kyverno or Notary').click()
  await page
    .getByRole('textbox', { name: /A Flux object/ })
    .fill(
      'kind: OCIRepository\nspec: {url: "oci://a.example/b", verify: {provider: cosign, secretRef: {name: pub}}}',
    )
  await page.getByRole('button', { name: 'Add to the draft' }).click()
  await expect(page.getByText('Read as Flux')).toBeVisible()
  await expect(text).toHaveValue(/oci:\/\/a\.example\/b/)
})
