import { expect, SAMPLE, test } from './fixtures.ts'

test.use({ baseURL: SAMPLE })

test('a service manager sees whether the server lives and can work', async ({ request }) => {
  expect(await (await request.get('/healthz')).text()).toBe('ok\n')
  expect(await (await request.get('/readyz')).text()).toBe('ready\n')
})

test('what the server did is counted for Prometheus, without a name of anything', async ({ request }) => {
  const verdict = '/api/v1/sources/sample/charts/cargo/versions/0.8.1/verdict'
  const invalid = async (): Promise<number> => {
    const text = await (await request.get('/metrics')).text()
    expect(text).not.toMatch(/cargo|sample|platform/)
    return Number(/^chartroom_verdicts_total\{status="invalid"\} (\d+)$/m.exec(text)?.[1] ?? 0)
  }
  const before = await invalid()
  await request.get(verdict)
  expect(await invalid()).toBeGreaterThan(before)
})
