import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A Firefox on this machine; undefined where there is none. */
export function findFirefox(): string | undefined {
  const named = process.env['FIREFOX_BIN']
  return [...(named ? [named] : []), 'firefox-esr', 'firefox'].find(
    (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0,
  )
}

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly params?: {
    readonly level?: string
    readonly text?: string
    readonly request?: { readonly url: string }
  }
  readonly result?: Readonly<Record<string, unknown>>
  readonly message?: string
}

/**
 * A Firefox that is driven as WebDriver BiDi says, since Playwright drives none but its own builds.
 * @see https://w3c.github.io/webdriver-bidi/
 */
export class Firefox {
  /** errors of the console and uncaught ones */
  readonly faults: string[] = []
  /** addresses of all requests */
  readonly asked: string[] = []
  readonly #process: ChildProcess
  readonly #profile: string
  readonly #socket: WebSocket
  readonly #open = new Map<number, (answer: Answer) => void>()
  #last = 0
  #tab = ''

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process
    this.#profile = profile
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => this.#read(JSON.parse(String(data)) as Answer))
  }

  static async start(program: string): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'chartroom-firefox-'))
    const args = [
      '--headless',
      '--no-remote',
      '--profile',
      profile,
      '--remote-debugging-port',
      '0',
      'about:blank',
    ]
    const process = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    const socket = new WebSocket(`${await announced(process)}/session`)
    await new Promise((done, failed) => {
      socket.addEventListener('open', done, { once: true })
      socket.addEventListener('error', failed, { once: true })
    })
    const firefox = new Firefox(process, profile, socket)
    await firefox.#send('session.new', { capabilities: {} })
    await firefox.#send('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent'] })
    const { contexts } = (await firefox.#send('browsingContext.getTree', {})) as {
      contexts: [{ context: string }]
    }
    firefox.#tab = contexts[0].context
    await firefox.#send('browsingContext.setViewport', {
      context: firefox.#tab,
      viewport: { width: 1440, height: 900 },
    })
    await firefox.#send('browsingContext.activate', { context: firefox.#tab })
    return firefox
  }

  /** Opens an address and waits until it is loaded. */
  async goto(url: string): Promise<void> {
    await this.#send('browsingContext.navigate', { context: this.#tab, url, wait: 'complete' })
  }

  /** The value of an expression in the page: text, a number, a truth or null. */
  async evaluate(expression: string): Promise<string | number | boolean | null> {
    const target = { context: this.#tab }
    const { result, exceptionDetails } = (await this.#send('script.evaluate', {
      expression,
      target,
      awaitPromise: true,
    })) as { result?: { value?: string | number | boolean }; exceptionDetails?: { text: string } }
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
    return result?.value ?? null
  }

  /** Clicks into the middle of the first element that a selector finds. */
  async click(css: string): Promise<void> {
    const middle = await this.evaluate(
      `(({ left, top, width, height }) => [left + width / 2, top + height / 2].map(Math.round).join())(document.querySelector(${JSON.stringify(css)}).getBoundingClientRect())`,
    )
    const [x, y] = String(middle).split(',').map(Number)
    const actions = [
      { type: 'pointerMove', x, y },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]
    await this.#send('input.performActions', {
      context: this.#tab,
      actions: [{ type: 'pointer', id: 'mouse', actions }],
    })
  }

  /** Presses and lets go of each key in turn, as a person at the keyboard. */
  async type(text: string): Promise<void> {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ])
    await this.#send('input.performActions', {
      context: this.#tab,
      actions: [{ type: 'key', id: 'keys', actions }],
    })
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.#process.once('exit', done))
    this.#socket.close()
    this.#process.kill()
    await gone
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }

  #send(method: string, params: object): Promise<Readonly<Record<string, unknown>>> {
    const id = ++this.#last
    return new Promise((done, failed) => {
      this.#open.set(id, ({ result, message }) => {
        if (result === undefined) failed(new Error(`${method}: ${message}`))
        else done(result)
      })
      this.#socket.send(JSON.stringify({ id, method, params }))
    })
  }

  #read(answer: Answer): void {
    const { id, method, params } = answer
    if (id !== undefined) {
      this.#open.get(id)?.(answer)
      this.#open.delete(id)
    } else if (method === 'log.entryAdded' && params?.level === 'error') this.faults.push(params.text ?? '')
    else if (method === 'network.beforeRequestSent') this.asked.push(params?.request?.url ?? '')
  }
}

/** The address that Firefox says it can be driven at. */
function announced(firefox: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let said = ''
    firefox.stderr?.on('data', (data: Buffer) => {
      said += data.toString()
      const address = /ws:\/\/\S+/.exec(said)?.[0]
      if (address !== undefined) done(address)
    })
    firefox.once('exit', () => failed(new Error(`Firefox ended: ${said}`)))
  })
}
