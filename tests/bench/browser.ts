import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright'
import { probe, type Measured } from './browser-probe.ts'
import { corpus, median, program } from './peers.ts'
import { builtServer, served } from './served.ts'

const PORT = 3394
const PRESSES = 12
const SAMPLE = 9
/** a frame at 60 Hz, and half of the next */
const DROPPED = 25

interface Typed {
  readonly chart: string
  readonly first: number
  readonly press: number
  readonly worst: number
  /** ms that the longest task of the main thread worked while typing */
  readonly task: number
}

/**
 * A person at the preview of the built server, in a real Chromium: how long a chart takes to open, a key press to show,
 * the main thread to be free again, and whether 80,000 lines scroll smoothly. Charts are drawn evenly by size.
 */
export async function browser(): Promise<void> {
  const server = builtServer()
  const folder = corpus()
  const executablePath = program('chromium', 'CHROMIUM_BIN')
  if (!server || !folder || !executablePath)
    return console.log(
      `browser: skipped, ${!server ? 'nothing is built' : !folder ? 'no corpus' : 'no Chromium'}`,
    )
  const work = mkdtempSync(join(tmpdir(), 'chartroom-bench-'))
  const config = join(work, 'chartroom.yaml')
  writeFileSync(config, `sources:\n  - { name: corpus, url: 'file:${join(folder, 'charts')}' }\n`)
  const env = { CHARTROOM_CONFIG: config, CHARTROOM_CACHE: join(work, 'cache') }
  await served(server, PORT, env, async (address) => {
    const chrome = await chromium.launch({ executablePath })
    try {
      const sized = await charts(address, join(folder, 'charts'))
      const named = drawn(sized)
      const rows: Typed[] = []
      for (const name of named) {
        const row = await type(chrome, address, name, 'nameOverride: q', undefined)
        if (row !== undefined) rows.push(row)
        if (rows.length === SAMPLE) break
      }
      report(`${rows.length} charts of all sizes, a name that nearly every object bears`, rows)
      const stack = sized.find((name) => name.startsWith('kube-prometheus-stack/'))!
      const whole = await type(chrome, address, stack, 'nameOverride: q', undefined)
      if (whole !== undefined) report(`${stack}, a name that nearly every object bears`, [whole])
      const one = await type(
        chrome,
        address,
        stack,
        'alertmanager:\n  alertmanagerSpec:\n    logLevel: q',
        'alertmanager/alertmanager.yaml',
      )
      if (one !== undefined) report(`${stack}, one field of one object`, [one])
      await scroll(chrome, address, stack)
    } finally {
      await chrome.close()
    }
  })
}

/** Charts as `name/version`, the smallest archive first. */
async function charts(address: string, folder: string): Promise<string[]> {
  const answer = await fetch(`${address}/api/v1/sources/corpus/charts?limit=1000`)
  const listed = (await answer.json()) as {
    charts: { name: string; latest: string | null }[]
  }
  const known = new Map(listed.charts.map(({ name, latest }) => [name, latest]))
  return readdirSync(folder)
    .map((file) => ({
      name: file.replace(/^.*__/, '').replace(/\.tgz$/, ''),
      size: statSync(join(folder, file)).size,
    }))
    .flatMap(({ name, size }) => {
      const version = known.get(name)
      return version ? [{ name: `${name}/${version}`, size }] : []
    })
    .toSorted((a, b) => a.size - b.size)
    .map(({ name }) => name)
}

/** Some evenly by size, each with others behind it should it not do. */
function drawn(sized: readonly string[]): string[] {
  const step = sized.length / SAMPLE
  const rounds = [0.5, 0.25, 0.75]
  return rounds.flatMap((shift) =>
    Array.from({ length: SAMPLE }, (_, i) => sized[Math.floor((i + shift) * step)]!),
  )
}

async function open(chrome: Browser, address: string, chart: string): Promise<Page | undefined> {
  const page = await chrome.newPage({ viewport: { width: 1440, height: 900 } })
  const url = `${address}/corpus/${chart}/preview`
  // once for the server's memory and the browser's cache
  await page.goto(url)
  const footer = page.locator('footer')
  try {
    await footer.filter({ hasText: /\d+ objects/ }).waitFor({ timeout: 20_000 })
  } catch {
    await page.close()
    return undefined
  }
  await page.addInitScript(probe)
  await page.goto(url)
  await footer.filter({ hasText: /\d+ objects/ }).waitFor({ timeout: 20_000 })
  return page
}

const measured = (page: Page): Promise<Measured> =>
  page.evaluate(() => (window as unknown as { measured: Measured }).measured)

async function type(
  chrome: Browser,
  address: string,
  chart: string,
  text: string,
  /** of the object to look at; the first one where there is none */
  file: string | undefined,
): Promise<Typed | undefined> {
  const page = await open(chrome, address, chart)
  if (page === undefined) return undefined
  try {
    const { first } = await until(page, (now) => (now.first ?? -1) > 0)
    const manifest = page.getByRole('region', { name: 'Text of the manifests' })
    await page.getByRole('textbox', { name: 'Values of values.yaml' }).click()
    await page.keyboard.insertText(text)
    if (file !== undefined) {
      const objects = page.getByRole('navigation', { name: 'Objects' })
      await objects.getByRole('searchbox').fill(file)
      await objects.getByRole('listitem').getByRole('button').first().click()
      await page.getByRole('textbox', { name: 'Values of values.yaml' }).focus()
    }
    try {
      await manifest.getByText(/q/).first().waitFor({ timeout: 5000 })
      await press(page, 'a')
    } catch {
      return undefined
    }
    await page.evaluate(
      () => void ((window as unknown as { measured: Measured }).measured.presses.length = 0),
    )
    await chrome.startTracing(page, {
      categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
    })
    for (let i = 0; i < PRESSES; i++) await press(page, 'bcdefghijklmnop'[i]!)
    const task = longestTask(await chrome.stopTracing())
    const { presses } = await measured(page)
    return { chart, first: first!, press: median(presses), worst: Math.max(...presses), task }
  } finally {
    await page.close()
  }
}

/** Presses a key and waits until its change is on screen. */
async function press(page: Page, key: string): Promise<void> {
  const { length } = (await measured(page)).presses
  await page.keyboard.press(key)
  await until(page, (now) => now.presses.length > length)
}

/** What the page measured once it has what is waited for. (The page's policy lets no condition be evaluated in it.) */
async function until(page: Page, has: (now: Measured) => boolean): Promise<Measured> {
  for (let i = 0; i < 250; i++) {
    const now = await measured(page)
    if (has(now)) return now
    await page.waitForTimeout(20)
  }
  throw new Error('nothing changed on screen')
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** µs that the thread itself worked, whatever else ran on the machine */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** ms of the longest task of the main thread of a page; the browser's own processes do not count. */
function longestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  const main = new Set(
    traceEvents.flatMap((e) =>
      e.name === 'thread_name' && e.args?.name === 'CrRendererMain' ? [`${e.pid} ${e.tid}`] : [],
    ),
  )
  const tasks = traceEvents.filter(
    (e) => e.ph === 'X' && e.name.endsWith('RunTask') && main.has(`${e.pid} ${e.tid}`),
  )
  return Math.max(0, ...tasks.map((e) => (e.tdur ?? 0) / 1000))
}

async function scroll(chrome: Browser, address: string, chart: string): Promise<void> {
  const page = await open(chrome, address, chart)
  if (page === undefined) return
  await page.getByRole('button', { name: 'CRDs' }).click()
  await page
    .locator('footer')
    .filter({ hasText: /\d\d,\d{3} lines/ })
    .waitFor()
  const lines = /([\d,]+) lines/.exec(await page.locator('footer').innerText())?.[1]
  await page.getByRole('region', { name: 'Text of the manifests' }).hover()
  await page.evaluate(() => void ((window as unknown as { measured: Measured }).measured.frames = []))
  for (let i = 0; i < 120; i++) {
    await page.mouse.wheel(0, i < 60 ? 600 : 6000)
    await page.waitForTimeout(16)
  }
  const frames = (await measured(page)).frames!
  const dropped = frames.filter((ms) => ms > DROPPED).length
  console.log(
    `scrolling ${lines} lines: ${frames.length} frames, ${dropped} late, the longest ${Math.max(...frames).toFixed(0)} ms`,
  )
  await page.close()
}

function report(what: string, rows: readonly Typed[]): void {
  const mid = (pick: (row: Typed) => number): string => median(rows.map(pick)).toFixed(0)
  console.log(`preview, ${what}:`)
  console.log(
    `  first manifest ${mid((r) => r.first)} ms, key press to changed manifest ${mid((r) => r.press)} ms (worst ${Math.max(...rows.map((r) => r.worst)).toFixed(0)}), longest task while typing ${Math.max(...rows.map((r) => r.task)).toFixed(0)} ms`,
  )
  if (rows.length > 1)
    for (const { chart, first, press: ms, worst, task } of rows)
      console.log(`  ${chart}: ${[first, ms, worst, task].map((n) => n.toFixed(0)).join(', ')}`)
}
