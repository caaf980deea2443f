import { expect, SAMPLE, test } from './fixtures.ts'
import { findFirefox, Firefox } from './support/firefox.ts'

const program = findFirefox()

test.skip(program === undefined, 'no Firefox on this machine: FIREFOX_BIN, or firefox on PATH')

test('Firefox: a preview renders, follows a value, and is found again by its link', async () => {
  const firefox = await Firefox.start(program!)
  try {
    const text = (css: string) =>
      firefox.evaluate(`document.querySelector(${JSON.stringify(css)})?.textContent ?? ''`)
    const shown = () => expect.poll(() => text('main'), { timeout: 30_000 })

    await firefox.goto(`${SAMPLE}/sample/lighthouse/1.5.0/preview`)
    await shown().toContain('Rendered here in')
    await shown().toContain('release-name-lighthouse')

    await expect.poll(() => firefox.evaluate(`document.querySelector('.cm-content') !== null`)).toBe(true)
    await firefox.click('.cm-content')
    await firefox.type('fullnameOverride: seen-in-firefox')
    await shown().toContain('name: seen-in-firefox')
    await expect.poll(() => firefox.evaluate('location.hash.length')).toBeGreaterThan(8)

    const link = String(await firefox.evaluate('location.href'))
    await firefox.goto('about:blank')
    await firefox.goto(link)
    await shown().toContain('name: seen-in-firefox')

    expect(firefox.faults).toEqual([])
    expect(
      firefox.asked.filter((url) => !url.startsWith(SAMPLE) && !/^(?:blob|data|about):/.test(url)),
    ).toEqual([])
  } finally {
    await firefox.stop()
  }
})
