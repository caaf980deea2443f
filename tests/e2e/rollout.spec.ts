import AxeBuilder from '@axe-core/playwright'
import { expect, live, STAGE, test, VERDICTS } from './fixtures.ts'

const CANARY = 'tr4ced-value'

/** A Helmfile over the stage's real registry, a values file, and a release that cannot be read. */
const files = (registry: string) => ({
  'helmfile.yaml': `repositories:
  - { name: fleet, url: ${registry.replace('oci://', '')}, oci: true, caFile: ./ca.pem, verify: true, keyring: keys/platform.gpg }
releases:
  - name: beacon
    namespace: coast
    chart: fleet/lighthouse
    version: ~1.4.0
    values: [values.yaml]
  - { name: tide, namespace: coast, chart: fleet/tide-tables, version: 3.x }
  - { name: lost, chart: fleat/cargo }
`,
  'values.yaml': `replicaCount: 7\nnote: ${CANARY}\n`,
})

const chosen = (all: Readonly<Record<string, string>>) =>
  Object.entries(all).map(([name, text]) => ({ name, mimeType: 'text/yaml', buffer: Buffer.from(text) }))

test('a Helmfile is read in the browser: charts by reference alone, values never sent', async ({
  page,
  request,
  watch,
}) => {
  const { sources } = (await (await request.get(`${STAGE}/api/v1/sources`)).json()) as {
    sources: { name: string; url: string }[]
  }
  const registry = sources.find(({ name }) => name === 'harbour')!.url
  await page.goto(`${STAGE}/rollout`)
  await live(page)
  await page.getByLabel('Files from this machine').setInputFiles(chosen(files(registry)))

  const rows = page.getByRole('table', { name: 'Releases' }).getByRole('row')
  const beacon = rows.filter({ hasText: 'beacon' })
  await expect(beacon).toContainText('1.4.1')
  await expect(beacon).toContainText(VERDICTS.verified)
  await expect(beacon).toContainText('helmfile.yaml:4')
  await expect(rows.filter({ hasText: 'tide-tables' })).toContainText('3.0.0')
  const lost = rows.filter({ hasText: 'lost' })
  await expect(lost).toContainText('no repository is named fleat')
  await expect(lost).toContainText('helmfile.yaml:10:26')
  const look = page.getByRole('region', { name: 'The rollout in one look' })
  await expect(look).toContainText('1 of 3 releases cannot be shown whole')
  await expect(look).toContainText('Stop at 1 release')
  await expect(page.getByRole('region', { name: 'Settings in these files' })).toContainText(
    'caFile: ./ca.pem',
  )
  expect(
    watch.sent.filter((sent) => sent.includes(CANARY) || sent.includes('replicaCount')),
    'values in a request',
  ).toEqual([])

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
      colorScheme,
    ).toEqual([])
  }

  // the same files as they were
  const before = files(registry)
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Compare with…' }).click()
  await (
    await choosing
  ).setFiles(
    chosen({
      ...before,
      'helmfile.yaml': before['helmfile.yaml']
        .replace('~1.4.0', '1.3.0')
        .replace(/ {2}- \{ name: tide.*\n/, ''),
    }),
  )
  await expect(look).toContainText('1 changed, 1 added')
  await expect(look).toContainText('1.3.0 → 1.4.1')

  // a release opens with its own values, name and namespace
  await beacon.getByRole('link', { name: 'beacon' }).click()
  await expect(page.locator('footer')).toContainText(/Rendered here/)
  await expect(page).toHaveURL(/\/preview\?.*release=beacon.*namespace=coast/)
  await expect(page.getByText(CANARY).first()).toBeVisible()
  expect(
    watch.sent.filter((sent) => sent.includes(CANARY)),
    'values in a request',
  ).toEqual([])
})

test('a pasted file is read, and what it asks for can be filled in', async ({ page }) => {
  await page.goto(`${STAGE}/rollout`)
  await live(page)
  await page
    .getByLabel('Or paste one file')
    .fill('releases:\n  - name: {{ requiredEnv "NAME" }}\n    chart: ./web\n')
  await page.getByRole('button', { name: 'Read it' }).click()
  const problems = page.getByRole('list', { name: 'Problems', exact: true })
  await expect(problems).toContainText('the variable NAME was not given')
  await expect(problems).toContainText('helmfile.yaml.gotmpl:2:14')
  await page.getByLabel('NAME=').fill('filled')
  await page.getByLabel('NAME=').press('Enter')
  await expect(page.getByRole('row').filter({ hasText: 'filled' })).toContainText(
    'web is not among the files',
  )
  await page.getByRole('button', { name: 'Forget these files' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What would this roll out?')
})
