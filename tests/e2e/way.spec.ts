import { expect, live, SAMPLE, STAGE, test } from './fixtures.ts'
import { staged } from './support/addresses.ts'

test.describe('the sample, from Home to every view of a chart', () => {
  test.use({ baseURL: SAMPLE })

  test('Home shows the sample with a verdict for each chart, and its box has the focus', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toContainText(
      'The sample source below works without a network',
    )
    const rows = page.getByRole('table', { name: 'The sample' }).getByRole('row')
    for (const [chart, verdict] of [
      ['lighthouse', 'Verified'],
      ['cargo', 'Verification failed DIGEST_MISMATCH'],
      ['driftwood', 'Signer not trusted UNKNOWN_KEY'],
      ['message-bottle', 'No signature'],
      ['compass', 'Could not check UNSUPPORTED_ALGORITHM'],
      ['pilot-book', '2 warnings'],
    ] as const)
      await expect(rows.filter({ hasText: chart })).toContainText(new RegExp(verdict.replaceAll(' ', '\\s*')))
    await expect(page.getByRole('textbox')).toBeFocused()
  })

  test('a name finds a chart; Source, Overview, Values, Files and Versions follow by links', async ({
    page,
  }) => {
    await page.goto('/')
    await live(page)
    await page.getByRole('textbox').fill('lightho')
    await page
      .getByRole('region', { name: 'Charts' })
      .getByRole('link', { name: /lighthouse/ })
      .click()
    await expect(page).toHaveURL('/sample/lighthouse/1.5.0/overview')
    await expect(page.getByRole('heading', { level: 1, name: 'lighthouse' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'What it creates' })).toBeVisible()

    await page
      .getByRole('navigation', { name: 'Where you are' })
      .getByRole('link', { name: 'Sample' })
      .click()
    await expect(page.getByRole('table', { name: 'Charts' }).locator('[data-row]')).toHaveCount(9)
    await page.getByRole('searchbox').fill('status page')
    await expect(page.getByRole('table', { name: 'Charts' }).locator('[data-row]')).toHaveCount(1)
    await expect(page).toHaveURL('/sample?q=status+page')
    await page.getByRole('table', { name: 'Charts' }).getByRole('link', { name: 'lighthouse' }).click()

    const tabs = page.getByRole('navigation', { name: 'Views of this chart' })
    await tabs.getByRole('link', { name: 'Values' }).click()
    const values = page.getByRole('table', { name: 'Keys of the values' })
    await expect(values).toContainText('autoscaling.targetCPU')
    await expect(values).toContainText('Average use of the CPU request, in percent')
    await page.getByRole('searchbox').fill('targetcpu')
    await expect(values.locator('[data-row]')).toHaveCount(1)

    await tabs.getByRole('link', { name: 'Files' }).click()
    await page.getByRole('link', { name: '_helpers.tpl' }).click()
    await expect(page.getByRole('region', { name: 'Text of templates/_helpers.tpl' })).toContainText(
      'define "lighthouse.fullname"',
    )
    await page.getByRole('link', { name: 'lighthouse.fullname' }).first().click()
    await expect(page).toHaveURL(/name=lighthouse\.fullname/)

    await tabs.getByRole('link', { name: 'Versions' }).click()
    const versions = page.getByRole('table', { name: 'Versions' }).locator('[data-row]')
    await expect(versions.getByRole('link', { name: /^1\./ })).toHaveText([
      '1.5.0',
      '1.4.1+build.7',
      '1.4.1',
      '1.4.0',
      '1.3.0',
    ])
    await page.getByRole('link', { name: /1 pre-release folded/ }).click()
    await expect(versions).toHaveCount(6)
    await expect(versions.filter({ hasText: 'Verified' })).toHaveCount(6)
    await versions.getByRole('link', { name: '1.4.0' }).click()
    await expect(page).toHaveURL('/sample/lighthouse/1.4.0/overview')
  })

  test('Files shows what the registry holds, byte for byte', async ({ page, request }) => {
    await page.goto('/sample/lighthouse/1.5.0/files')
    const { text, provenance, layers } = await (
      await request.get('/api/v1/sources/sample/charts/lighthouse/versions/1.5.0/manifest')
    ).json()
    const held = page.getByRole('region', { name: 'As the registry holds it' })
    for (const { digest } of layers) {
      expect(text).toContain(digest)
      await expect(held).toContainText(digest)
    }
    await held.getByRole('link', { name: '.prov' }).click()
    await expect(held).toContainText('-----BEGIN PGP SIGNED MESSAGE-----')
    await expect(held).toContainText(provenance.split('\n').at(-3))
    await held.getByRole('link', { name: 'Config' }).click()
    await expect(held).toContainText('"appVersion"')
  })

  test('a version that is left out leads to the newest stable one; a digest opens what it names', async ({
    page,
  }) => {
    await page.goto('/sample/lighthouse')
    await expect(page).toHaveURL('/sample/lighthouse/1.5.0/overview')
    const digest = await page.locator('[data-digest]').first().getAttribute('data-digest')
    await page.goto(`/sample/lighthouse/${digest}/verify`)
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('Signed by Platform Release')
  })

  test('what is at no address says so', async ({ page, watch }) => {
    watch.allow(/404/)
    await page.goto('/nothing-here')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Nothing is at this address')
    await page.goto('/sample/no-such-chart/1.0.0/overview')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('could not be opened')
    await expect(page.getByRole('link', { name: 'NOT_FOUND' })).toBeVisible()
  })

  test('a reference to a private address is not followed for strangers', async ({ page }) => {
    await page.goto('/')
    await live(page)
    await page.getByRole('textbox').fill(`oci://${staged().harbour}/fleet/lighthouse:1.5.0`)
    await page.getByRole('button', { name: 'Open chart' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('could not be opened')
    await expect(page.getByRole('link', { name: 'ADDRESS_BLOCKED' })).toBeVisible()
  })
})

test.describe('a real registry', () => {
  test.use({ baseURL: STAGE })

  test('a pasted reference opens the chart as the configured login, with the authority it needs', async ({
    page,
  }) => {
    await page.goto('/')
    await live(page)
    await page.getByRole('textbox').fill(`oci://${staged().harbour}/fleet/lighthouse:1.4.1`)
    await expect(page.getByText('from Harbour, as ci')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL('/harbour/lighthouse/1.4.1/overview')
    await expect(page.getByRole('heading', { level: 1, name: 'lighthouse' })).toBeVisible()
    await expect(page.getByRole('link', { name: /Verified/ }).first()).toBeVisible()
  })

  test('a whole helm line opens the preview with release, namespace and values', async ({ page, watch }) => {
    const { harbour } = staged()
    await page.goto('/')
    await live(page)
    await page
      .getByRole('textbox')
      .fill(
        `helm upgrade --install status oci://${harbour}/fleet/lighthouse --version 1.5.0 -n watch --set site.title=Night --set replicaCount=3 --kube-version 1.33 --atomic`,
      )
    const box = page.locator('[data-own-finder]')
    await expect(box).toContainText('A Helm upgrade, read in full')
    await expect(box).toContainText('--atomic')
    await expect(box).toContainText('Verified')
    await page.getByRole('button', { name: 'Open preview' }).click()
    await expect(page).toHaveURL(/\/harbour\/lighthouse\/1\.5\.0\/preview\?.*release=status/)
    await expect(page.getByRole('textbox', { name: 'Release name' })).toHaveValue('status')
    await expect(page.getByRole('textbox', { name: 'Namespace' })).toHaveValue('watch')
    await expect(page.getByRole('combobox', { name: 'Operation' })).toHaveValue('upgrade')
    await page
      .getByRole('navigation', { name: 'Objects' })
      .getByRole('button', { name: 'status-lighthouse', exact: true })
      .first()
      .click()
    await page.getByRole('searchbox', { name: /Find in/ }).fill('replicas: 3')
    await expect(page.getByRole('region', { name: 'Manifests' }).getByRole('region')).toContainText(
      'replicas: 3',
    )
    expect(watch.sent.join('\n')).not.toContain('site.title')
  })

  test('a pasted reference to a registry with an unknown authority says which check failed', async ({
    page,
  }) => {
    await page.goto('/')
    await live(page)
    await page.getByRole('textbox').fill(`oci://${staged().stranger}/team/web:1.0.0`)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('could not be opened')
    await page.getByRole('link', { name: 'TLS_UNKNOWN_CA' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'TLS_UNKNOWN_CA' })).toBeVisible()
  })

  test('an index.yaml of a classic repository leads to its list', async ({ page }) => {
    await page.goto('/')
    await live(page)
    await page.getByRole('textbox').fill(`${staged().ocean}/index.yaml`)
    await page.getByRole('button', { name: 'Open source' }).click()
    await expect(page).toHaveURL('/ocean')
    await expect(page.getByRole('heading', { level: 1, name: 'Ocean' })).toBeVisible()
  })
})
