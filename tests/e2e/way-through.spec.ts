import { CHART, expect, scripted, test } from './page-watch.ts'

test('from the box to a manifest that changes with a value, and the link that keeps it', async ({
  page,
  context,
}) => {
  await page.goto('/')
  await scripted(page)
  await page.getByRole('textbox', { name: /Find a chart/ }).fill('light')
  const found = page.getByRole('region', { name: 'Charts' }).getByRole('link', { name: /lighthouse/ })
  await expect(found).toBeVisible()
  await page.keyboard.press('Enter')

  await expect(page).toHaveURL(`${CHART}/overview`)
  await expect(page.getByRole('heading', { level: 1, name: 'lighthouse' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'What it creates' })).toBeVisible()
  const views = page.getByRole('navigation', { name: 'Views of this chart' })

  await views.getByRole('link', { name: 'Values' }).click()
  await expect(page.getByRole('button', { name: 'replicaCount', exact: true })).toBeVisible()

  await views.getByRole('link', { name: /Files/ }).click()
  await page.getByRole('link', { name: /deployment\.yaml/ }).click()
  await expect(page.getByRole('region', { name: 'Text of templates/deployment.yaml' })).toContainText(
    'kind: Deployment',
  )

  await views.getByRole('link', { name: /Versions/ }).click()
  await expect(page.getByRole('row', { name: /1\.4\.1\+build\.7/ })).toContainText('Verified')

  await views.getByRole('link', { name: 'Verify' }).click()
  await expect(page.getByText('The archive you would install is the one that was signed.')).toBeVisible()
  await expect(
    page.getByRole('list', { name: 'The chain from tag to config' }).getByRole('listitem'),
  ).toHaveCount(7)

  await views.getByRole('link', { name: 'Preview' }).click()
  const manifests = page.getByRole('region', { name: 'Manifests' }).last()
  await expect(manifests).toContainText('# Source: lighthouse/templates/')
  await expect(page.getByText(/Rendered here in/)).toBeVisible()

  await page.locator('.cm-content').click()
  await page.keyboard.type('replicaCount: 7')
  await page.getByRole('searchbox', { name: /Find in/ }).fill('replicas: 7')
  await expect(page.getByText('1 of 1')).toBeVisible()
  await expect(page).toHaveURL(/#v1\./)

  // the same link, opened by somebody else
  const requested: string[] = []
  const other = await context.newPage()
  other.on('request', (request) => requested.push(request.url()))
  await other.goto(page.url())
  await other.getByRole('searchbox', { name: /Find in/ }).fill('replicas: 7')
  await expect(other.getByText('1 of 1')).toBeVisible()
  expect(
    requested.filter(
      (url) => url.includes('replicaCount') || (url.includes('v1.') && !url.includes('/api/')),
    ),
  ).toEqual([])
})

test('a whole helm line is read as it stands, and leads to a preview with its parts', async ({ page }) => {
  await page.goto('/')
  await scripted(page)
  const box = page.getByRole('textbox', { name: /Find a chart/ })
  await box.fill(
    'helm upgrade --install mon oci://registry.example.com/platform/web --version 1.2.3 -n obs -f prod.yaml --set a=1 --kube-version 1.35 --atomic',
  )
  await expect(page.getByText('A Helm upgrade, read in full')).toBeVisible()
  for (const part of ['1.2.3', 'mon', 'prod.yaml', 'a=1', 'Kubernetes 1.35', '--atomic'])
    await expect(page.locator('dl').filter({ hasText: part }).first()).toBeVisible()
  await box.fill('helm upgrade web ./chart --valuez x')
  await expect(page.getByText('Read, but it leads nowhere from here')).toBeVisible()
})

test('a failing chart says what, where and through which calls, and heals with a value', async ({ page }) => {
  await page.goto('/sample/anchor/1.0.0/preview')
  await expect(page.getByRole('alert')).toContainText('name the host that the Ingress serves')
  await expect(page.getByRole('complementary', { name: 'Why it fails' }).getByRole('link')).toHaveCount(2)
  await page.locator('.cm-content').click()
  await page.keyboard.type('host: anchor.example.com')
  await expect(page.getByRole('region', { name: 'Manifests' }).last()).toContainText('anchor.example.com')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a profile, a release and an operation change what is rendered and stand in the address', async ({
  page,
}) => {
  await page.goto(`${CHART}/preview`)
  await expect(page.getByText(/Rendered here in/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Release name' }).fill('harbour')
  await page.getByRole('combobox', { name: 'Operation' }).selectOption('upgrade')
  await page.getByRole('combobox', { name: 'Helm profile' }).selectOption('helm-3.21')
  await expect(page.getByRole('navigation', { name: 'Objects' })).toContainText('harbour-')
  await expect(page).toHaveURL(/helm=3.*release=harbour.*op=upgrade/)
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Release name' })).toHaveValue('harbour')
})

for (const [chart, words, code] of [
  [
    'cargo/0.8.1',
    'The archive you would install is not the one that Platform Release signed',
    'DIGEST_MISMATCH',
  ],
  ['driftwood/2.1.3', 'by a key that nobody here vouches for', 'UNKNOWN_KEY'],
  ['compass/1.1.0', 'could not be checked', 'UNSUPPORTED_ALGORITHM'],
  ['pilot-book/3.2.0', 'Two things are out of the ordinary', 'KEY_EXPIRED_SINCE'],
] as const)
  test(`the verdict on ${chart} says ${code}, which leads to its explanation`, async ({ page }) => {
    await page.goto(`/sample/${chart}/verify`)
    await expect(page.getByText(words)).toBeVisible()
    await page.getByRole('link', { name: code }).first().click()
    await expect(page).toHaveURL(`/codes/${code}`)
    await expect(page.getByRole('heading', { name: 'What to do' }).first()).toBeVisible()
  })

test('nobody signed it: an answer, drawn unlike a failure to ask', async ({ page }) => {
  await page.goto('/sample/message-bottle/1.0.4/verify')
  await expect(page.getByText('Nobody signed this version.')).toBeVisible()
})
