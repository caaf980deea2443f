import { test as base, expect, type Page } from '@playwright/test'

/** What a page must never do, whatever else is tested: complain, break its own policy, or ask another host. */
export interface Watched {
  readonly complaints: string[]
}

/** Answers that a test asks for; the browser writes each failed one to its console. */
const EXPECTED = /Failed to load resource: the server responded with a status of (?:404|502)/

function watch(page: Page, origin: string, expectFailures: boolean): Watched {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    if (expectFailures && EXPECTED.test(message.text())) return
    complaints.push(`${page.url()} ${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()} ${String(error)}`))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol === 'data:' || url.protocol === 'blob:' || url.origin === origin) return
    complaints.push(`${page.url()} asked ${request.url()}`)
  })
  return { complaints }
}

/** `expectFailures`: the test opens what is not there, so answers of 404 and 502 are no complaint. */
export const test = base.extend<{ expectFailures: boolean; watched: Watched }>({
  expectFailures: [false, { option: true }],
  watched: [
    async ({ page, baseURL, expectFailures }, use) => {
      const watched = watch(page, new URL(baseURL!).origin, expectFailures)
      await use(watched)
      expect(watched.complaints).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** The chart of the sample that has everything. */
export const CHART = '/sample/lighthouse/1.5.0'

/** Waits until scripts run: what a key does before that is lost. */
export async function scripted(page: Page): Promise<void> {
  await expect
    .poll(async () => (await page.context().cookies()).some((cookie) => cookie.name === 'scripted'))
    .toBe(true)
}
