import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { RenderRequest } from '../helm/request.ts'
import type { RenderDone, RenderJob } from '../worker/protocol.ts'
import { SourceError } from './errors/source-error.ts'

interface PoolLimits {
  readonly workers: number
  /** MiB of JavaScript heap a worker may use before it is ended */
  readonly heapMb: number
  /** ms a render may take before its worker is ended */
  readonly timeout: number
}

interface Waiting {
  readonly request: RenderRequest
  readonly seed: string | null
  readonly resolve: (done: RenderDone) => void
  readonly reject: (error: Error) => void
}

const DEFAULTS: PoolLimits = {
  workers: Math.max(1, availableParallelism() - 1),
  heapMb: 512,
  timeout: 30_000,
}

/**
 * Renders in worker threads. A render that exceeds its time or memory ends with its worker and harms no other: a new
 * worker takes the place, and the next in line goes on.
 */
export class RenderPool {
  readonly #limits: PoolLimits
  readonly #idle: Worker[] = []
  readonly #queue: Waiting[] = []
  #alive = 0
  #jobs = 0

  constructor(limits: Partial<PoolLimits> = {}) {
    this.#limits = { ...DEFAULTS, ...limits }
  }

  /** @throws SourceError LIMIT_EXCEEDED when the render outgrew its time or memory */
  render(request: RenderRequest, seed: string | null): Promise<RenderDone> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ request, seed, resolve, reject })
      this.#next()
    })
  }

  #next(): void {
    if (this.#queue.length === 0) return
    const worker = this.#idle.pop() ?? (this.#alive < this.#limits.workers ? this.#start() : undefined)
    if (worker) this.#give(worker, this.#queue.shift()!)
  }

  #start(): Worker {
    this.#alive++
    const worker = new Worker(new URL('../worker/render-node.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMb },
      env: {},
    })
    worker.unref()
    return worker
  }

  #give(worker: Worker, { request, seed, resolve, reject }: Waiting): void {
    const job: RenderJob = { id: ++this.#jobs, request, seed }
    const end = (error: Error): void => {
      clearTimeout(timer)
      forget(worker)
      // a terminated worker may still report; nobody is left to hear it
      worker.on('error', () => {})
      void worker.terminate()
      this.#alive--
      reject(error)
      this.#next()
    }
    const timer = setTimeout(
      () => end(tooMuch(`more than ${this.#limits.timeout / 1000} s`)),
      this.#limits.timeout,
    )
    worker.once('error', (error: NodeJS.ErrnoException) =>
      end(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? tooMuch(`more than ${this.#limits.heapMb} MiB of memory`)
          : error,
      ),
    )
    worker.once('message', (done: RenderDone) => {
      clearTimeout(timer)
      forget(worker)
      this.#idle.push(worker)
      resolve(done)
      this.#next()
    })
    worker.postMessage(job)
  }
}

/** Each by its name: without one, Node drops its own listeners too, and the worker never answers again. */
const forget = (worker: Worker): void => {
  for (const event of ['message', 'error']) worker.removeAllListeners(event)
}

const tooMuch = (seen: string): SourceError =>
  new SourceError('LIMIT_EXCEEDED', 'rendering this chart needs more than a render may use', {
    phase: 'render',
    seen,
    cure: 'Preview it in the browser, or raise the limit if you trust the chart.',
  })
