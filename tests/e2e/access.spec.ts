import { expect, live, test } from './fixtures.ts'
import { LOCKED, PASSWORD } from './support/addresses.ts'

test.use({ baseURL: LOCKED })

const signIn = async (page: import('@playwright/test').Page, password: string): Promise<void> => {
  await page.getByLabel('Name').fill('ann')
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('nobody gets past the sign-in: pages lead there, the API says 401, built files and health answer', async ({
  page,
  request,
}) => {
  await page.goto('/codes/TIMEOUT')
  await expect(page).toHaveURL(/\/sign-in\?to=%2Fcodes%2FTIMEOUT$/)
  const ask = (path: string, headers: Record<string, string> = {}) =>
    request.get(path, { headers, maxRedirects: 0 })
  const refused = await ask('/api/v1/sources')
  expect([refused.status(), (await refused.json()).code]).toEqual([401, 'SIGN_IN_REQUIRED'])
  const tricks: readonly Record<string, string>[] = [
    { purpose: 'prefetch', 'next-router-prefetch': '1' },
    { rsc: '1' },
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { 'x-forwarded-for': '127.0.0.1' },
    { cookie: 'chartroom_session=forged' },
  ]
  for (const headers of tricks) {
    const answer = await ask('/settings/connections', headers)
    expect([answer.status(), answer.headers()['location']]).toEqual([
      303,
      expect.stringContaining('/sign-in'),
    ])
  }
  expect((await ask('/healthz')).status()).toBe(200)
})

test('a wrong password is told, the right one leads to where one wanted to go, signing out ends it', async ({
  page,
}) => {
  await page.goto('/codes/TIMEOUT')
  await signIn(page, 'not the password')
  await expect(page.getByRole('alert').filter({ hasText: 'Name or password is wrong' })).toBeVisible()
  await signIn(page, PASSWORD)
  await expect(page).toHaveURL(`${LOCKED}/codes/TIMEOUT`)
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'chartroom_session')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  expect(cookie!.value).not.toContain('ann')

  await page.goto('/settings/connections')
  await live(page)
  await expect(page.getByRole('region', { name: 'Session' })).toContainText('as ann')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in$/)
  await page.goto('/settings/connections')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('what changes something needs its own origin besides the session', async ({ page }) => {
  await page.goto('/sign-in')
  await signIn(page, PASSWORD)
  await expect(page).toHaveURL(`${LOCKED}/`)
  const body = { title: 'X', url: 'oci://127.0.0.1:1/x', auth: { kind: 'anonymous' } }
  const add = (headers: Record<string, string>) =>
    page.context().request.post('/api/v1/connections', { data: body, headers })
  expect((await add({})).status()).toBe(403)
  expect((await add({ origin: 'http://evil.example' })).status()).toBe(403)
  const added = await add({ origin: LOCKED })
  expect(added.status()).toBe(200)
  expect(await added.json()).toMatchObject({ changedBy: 'ann' })
  const { name } = (await added.json()) as { name: string }
  const gone = await page
    .context()
    .request.delete(`/api/v1/connections/${name}`, { headers: { origin: LOCKED } })
  expect(gone.status()).toBe(200)
})
