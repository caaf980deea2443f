import type { RenderRequest, RenderResponse } from '../../lib/helm/request.ts'
import type { FromRenderer, ToRenderer } from '../../lib/worker/protocol.ts'
import { manifestKeeper, type Manifest } from './manifest.ts'

/** A render without the chart's files, which the worker keeps. */
export interface Asked {
  readonly request: Omit<RenderRequest, 'files'>
  readonly seed: string
}

export interface Rendered extends Manifest {
  readonly response: RenderResponse
  /** what the render took in the worker */
  readonly ms: number
}

/** Why the chart cannot be rendered at all. */
export interface Unopened {
  readonly kind: 'failed'
  readonly code: string
  readonly message: string
  readonly cure?: string | undefined
}

export type RendererState =
  | { readonly kind: 'fetching' }
  | Unopened
  | { readonly kind: 'ready' }
  /** a render takes long: whoever asked may stop it or wait */
  | { readonly kind: 'slow'; readonly seconds: number }
  /** it was stopped; nothing newer is asked */
  | { readonly kind: 'stopped'; readonly seconds: number }

/** The part of a browser's worker that is used here. */
export interface RenderWorker {
  onmessage: ((event: MessageEvent<FromRenderer>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  postMessage(message: ToRenderer): void
  terminate(): void
}

/** Milliseconds after which a render is called slow, and those until it is said again to who waits. */
const SLOW = 5000
const SLOWER = 30_000
/** How long a render may hold up a newer one before it is ended for it. */
const PATIENCE = 1500

const READY: RendererState = { kind: 'ready' }

const BROKEN: Unopened = {
  kind: 'failed',
  code: 'INTERNAL',
  message: 'The renderer stopped. Nothing about the chart is said by that.',
}

/**
 * Renders the newest of what is asked in a worker, and skips what was overtaken while it worked. A render that holds up
 * a newer one for too long is ended with its worker, and another worker goes on; so is one that somebody stops.
 */
export class Renderer {
  readonly #spawn: () => RenderWorker
  readonly #tell: (state: RendererState) => void
  readonly #show: (rendered: Rendered) => void
  #archive: Uint8Array | undefined
  #worker: RenderWorker | undefined
  #keep = manifestKeeper()
  #isOpen = false
  #id = 0
  /** when the running render began */
  #since: number | undefined
  #running: Asked | undefined
  #isStopped = false
  #next: Asked | undefined
  #patience = PATIENCE
  #slow: ReturnType<typeof setTimeout> | undefined
  #overtaking: ReturnType<typeof setTimeout> | undefined

  constructor(
    spawn: () => RenderWorker,
    tell: (state: RendererState) => void,
    show: (rendered: Rendered) => void,
  ) {
    this.#spawn = spawn
    this.#tell = tell
    this.#show = show
    this.#start()
  }

  /** The packed chart, once. */
  open(archive: Uint8Array): void {
    this.#archive = archive
    this.#worker?.postMessage({ kind: 'open', archive })
  }

  ask(asked: Asked): void {
    this.#next = asked
    if (this.#isStopped) this.#tell(READY)
    this.#isStopped = false
    if (this.#worker === undefined) this.#start()
    this.#advance()
  }

  /** Ends the render that runs. */
  stop(): void {
    if (this.#since === undefined) return
    const seconds = this.#seconds()
    this.#isStopped = this.#next === undefined
    this.#restart()
    this.#tell(this.#isStopped ? { kind: 'stopped', seconds } : READY)
  }

  /** Lets the render run that is slow, or renders once more what was stopped. */
  goOn(): void {
    if (this.#since !== undefined) {
      this.#tell(READY)
      this.#warnIn(SLOWER)
    } else if (this.#running !== undefined) this.ask(this.#running)
  }

  end(): void {
    this.#quit()
  }

  #start(): void {
    const worker = this.#spawn()
    this.#worker = worker
    worker.onmessage = ({ data }) => this.#heard(data)
    worker.onerror = () => {
      this.#quit()
      this.#tell(BROKEN)
    }
    if (this.#archive !== undefined) worker.postMessage({ kind: 'open', archive: this.#archive })
  }

  /** Ends the worker, and whatever it was at. */
  #quit(): void {
    clearTimeout(this.#slow)
    clearTimeout(this.#overtaking)
    this.#overtaking = undefined
    this.#since = undefined
    this.#isOpen = false
    this.#keep = manifestKeeper()
    if (this.#worker === undefined) return
    this.#worker.onmessage = null
    this.#worker.onerror = null
    this.#worker.terminate()
    this.#worker = undefined
  }

  #restart(): void {
    this.#quit()
    this.#start()
  }

  #heard(data: FromRenderer): void {
    switch (data.kind) {
      case 'opened':
        this.#isOpen = true
        if (!this.#isStopped) this.#tell(READY)
        this.#advance()
        break
      case 'refused':
        this.#tell({ kind: 'failed', code: data.code, message: data.message })
        break
      case 'rendered': {
        clearTimeout(this.#slow)
        clearTimeout(this.#overtaking)
        this.#overtaking = undefined
        this.#since = undefined
        this.#patience = PATIENCE
        const manifest = this.#keep(data.rendered)
        this.#tell(READY)
        if (this.#next === undefined) this.#show({ ...manifest, ms: data.ms })
        else this.#advance()
      }
    }
  }

  #advance(): void {
    const next = this.#next
    if (next === undefined || !this.#isOpen) return
    if (this.#since !== undefined) return this.#overtake(this.#since)
    this.#next = undefined
    this.#running = next
    this.#since = performance.now()
    this.#warnIn(SLOW)
    this.#worker!.postMessage({ kind: 'render', id: ++this.#id, ...next })
  }

  /** A worker that starts anew has the chart to read again: patience doubles until one comes to an end. */
  #overtake(since: number): void {
    if (this.#overtaking !== undefined) return
    const left = Math.max(0, since + this.#patience - performance.now())
    this.#overtaking = setTimeout(() => {
      this.#patience *= 2
      this.#restart()
    }, left)
  }

  #warnIn(ms: number): void {
    clearTimeout(this.#slow)
    this.#slow = setTimeout(() => this.#tell({ kind: 'slow', seconds: this.#seconds() }), ms)
  }

  #seconds(): number {
    return Math.round((performance.now() - (this.#since ?? performance.now())) / 1000)
  }
}
