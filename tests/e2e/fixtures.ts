import { test as base, expect, type BrowserContext, type ConsoleMessage, type Page } from '@playwright/test'
import { LOCKED, SAMPLE, STAGE } from './support/addresses.ts'

/** What a test says about faults that belong to what it tests. */
interface Watch {
  /** a fault that holds this is meant */
  allow(pattern: RegExp): void
  /** every request of every page so far, as `METHOD address` with the body behind it */
  readonly sent: readonly string[]
}

/**
 * Every page of every test is watched. A console error or warning (React's hydration complaints and the browser's
 * about the content policy among them), an uncaught error, a failed request, or one to any other host fails the test.
 */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context, javaScriptEnabled }, use) => {
      const faults: string[] = []
      const allowed: RegExp[] = []
      const sent: string[] = []
      watchContext(context, (fault) => faults.push(fault), sent)
      // where scripts are off the browser itself blocks the page's own
      if (javaScriptEnabled === false) allowed.push(/^failed: \S+\.js: csp$/)
      await use({ allow: (pattern) => allowed.push(pattern), sent })
      const left = faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault)))
      expect(left, 'what the browser complained about').toEqual([])
    },
    { auto: true },
  ],
})

function watchContext(context: BrowserContext, say: (fault: string) => void, sent: string[]): void {
  const own = new Set([SAMPLE, STAGE, LOCKED])
  const isOwn = (url: string): boolean => /^(?:data|blob):/.test(url) || own.has(new URL(url).origin)
  context.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' || message.type() === 'warning')
      say(`console ${message.type()}: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => say(`uncaught: ${error.error().stack ?? error.error().message}`))
  context.on('request', (request) => {
    sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`)
    if (!isOwn(request.url())) say(`a request to another host: ${request.url()}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400) say(`status ${response.status()}: ${response.url()}`)
  })
  context.on('requestfailed', (request) => {
    // a page that is left takes its open requests with it
    const why = request.failure()?.errorText
    if (why !== 'net::ERR_ABORTED') say(`failed: ${request.url()}: ${why}`)
  })
}

/** Turns the next page loads into those of a browser that has run our scripts before: lists stream in. */
export async function scripted(context: BrowserContext): Promise<void> {
  for (const url of [SAMPLE, STAGE]) await context.addCookies([{ name: 'scripted', value: '1', url }])
}

/** Once React has taken the page over: keys act, links lead without loading. */
export async function live(page: Page): Promise<void> {
  await page.waitForFunction(() => document.cookie.includes('scripted=1'))
}

/** The verdict's words as a row, a chip or the page's own line shows them. */
export const VERDICTS = {
  verified: 'Verified',
  untrusted: 'Signer not trusted',
  invalid: 'Verification failed',
  unsigned: 'No signature',
  unknown: 'Could not check',
} as const

export { expect, SAMPLE, STAGE }
