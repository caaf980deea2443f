import { fork, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import type { RenderRequest } from '../helm/request.ts'
import type { CompareJob } from '../objects/index.ts'
import type {
  CompareDone,
  CompareWork,
  RenderDone,
  RenderFailed,
  RenderWork,
  WorkerJob,
} from '../worker/protocol.ts'
import { SourceError } from './errors/source-error.ts'
import { rendererProgram } from './renderer-program.ts'
import { residentMb } from './resident.ts'

export interface PoolLimits {
  readonly workers: number
  /** MiB of JavaScript heap a worker may use before it is ended */
  readonly heapMb: number
  /** ms a render may take before its worker is ended */
  readonly timeout: number
  /** renders that may wait; the next one is refused */
  readonly waiting: number
}

interface Waiting {
  readonly work: RenderWork | CompareWork
  readonly resolve: (done: RenderDone | CompareDone) => void
  readonly reject: (error: Error) => void
}

const DEFAULTS: PoolLimits = {
  workers: Math.max(1, availableParallelism() - 1),
  heapMb: 512,
  timeout: 30_000,
  waiting: 256,
}

/** MiB that a worker holds besides its heap: the program itself, bytes that lie outside, messages. */
const BESIDES_HEAP = 512
/** ms between looks at a worker's memory */
const LOOK = 200

/** Ends what still runs when the server ends; a worker that computes would not hear that it is alone. */
const running = new Set<ChildProcess>()
let bound = false
function endWithServer(worker: ChildProcess): void {
  if (!bound) process.once('exit', () => running.forEach((other) => other.kill('SIGKILL')))
  bound = true
  running.add(worker)
  worker.once('exit', () => running.delete(worker))
}

/** KiB of stack: templates may include themselves until Helm's own limit stops them. Windows has not as much to give. */
const STACK = process.platform === 'win32' ? [] : ['--stack-size=3900']

/**
 * Renders in worker processes. A render that exceeds its time or memory ends with its worker and harms no other: a new
 * worker takes the place, and the next in line goes on. Processes and not threads, because V8 ends the whole process
 * when one thread's heap overflows in a single allocation.
 */
export class RenderPool {
  readonly #limits: PoolLimits
  readonly #program: string
  readonly #idle: ChildProcess[] = []
  readonly #queue: Waiting[] = []
  #alive = 0
  #jobs = 0

  /** @param program that workers run, found beside the server where none is named */
  constructor(limits: Partial<PoolLimits> = {}, program: string = rendererProgram()) {
    this.#limits = { ...DEFAULTS, ...limits }
    this.#program = program
  }

  /** @throws SourceError LIMIT_EXCEEDED when the render outgrew its time or memory, or too many wait already */
  async render(request: RenderRequest, seed: string | null, signal?: AbortSignal): Promise<RenderDone> {
    return (await this.#run({ request, seed }, signal)) as RenderDone
  }

  /** Renders two charts and compares them, within the bounds of one render. @throws SourceError LIMIT_EXCEEDED */
  async compare(job: CompareJob, signal?: AbortSignal): Promise<CompareDone> {
    return (await this.#run({ compare: job }, signal)) as CompareDone
  }

  #run(work: RenderWork | CompareWork, signal?: AbortSignal): Promise<RenderDone | CompareDone> {
    return new Promise((resolve, reject) => {
      if (this.#queue.length >= this.#limits.waiting) {
        reject(tooMuch(`${this.#queue.length} renders wait already`, 'Try again in a minute.'))
        return
      }
      const waiting: Waiting = { work, resolve, reject }
      signal?.addEventListener('abort', () => this.#forget(waiting, signal.reason as Error), { once: true })
      this.#queue.push(waiting)
      this.#next()
    })
  }

  /** Ends the workers that have nothing to do; renders that wait are never answered. */
  close(): void {
    this.#queue.length = 0
    for (const worker of this.#idle) worker.kill('SIGKILL')
  }

  #forget(waiting: Waiting, reason: Error): void {
    const at = this.#queue.indexOf(waiting)
    if (at < 0) return
    this.#queue.splice(at, 1)
    waiting.reject(reason)
  }

  #next(): void {
    if (this.#queue.length === 0) return
    const worker = this.#idle.pop() ?? (this.#alive < this.#limits.workers ? this.#start() : undefined)
    if (worker) this.#give(worker, this.#queue.shift()!)
  }

  #start(): ChildProcess {
    this.#alive++
    const { TZ } = process.env
    const worker = fork(/* turbopackIgnore: true */ this.#program, [], {
      execArgv: [`--max-old-space-size=${this.#limits.heapMb}`, ...STACK],
      // nothing of the server's environment but what says when it is
      env: { NODE_ENV: process.env.NODE_ENV, ...(TZ !== undefined && { TZ }) },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    endWithServer(worker)
    worker.once('exit', () => this.#buried(worker))
    worker.on('error', () => {})
    worker.unref()
    worker.channel?.unref()
    return worker
  }

  /** A worker that ended while it had nothing to do. */
  #buried(worker: ChildProcess): void {
    const at = this.#idle.indexOf(worker)
    if (at < 0) return
    this.#idle.splice(at, 1)
    this.#alive--
  }

  #give(worker: ChildProcess, { work, resolve, reject }: Waiting): void {
    const job: WorkerJob = { id: ++this.#jobs, ...work }
    const settle = (): void => {
      clearTimeout(timer)
      clearInterval(watch)
      worker.off('exit', exited).off('error', failed).off('message', answered)
      worker.channel?.unref()
    }
    const end = (error: Error): void => {
      settle()
      worker.kill('SIGKILL')
      this.#alive--
      reject(error)
      this.#next()
    }
    const exited = (code: number | null, by: NodeJS.Signals | null): void =>
      end(
        outOfMemory(code, by)
          ? tooMuch(`more than ${this.#limits.heapMb} MiB of memory`)
          : new Error(`the renderer ended with ${by ?? code}`),
      )
    const failed = (error: Error): void => end(error)
    const answered = (answer: RenderDone | CompareDone | RenderFailed): void => {
      settle()
      this.#idle.push(worker)
      if ('failure' in answer) reject(new Error(answer.failure))
      else resolve(answer)
      this.#next()
    }
    const timer = setTimeout(
      () => end(tooMuch(`more than ${this.#limits.timeout / 1000} s`)),
      this.#limits.timeout,
    )
    const watch = setInterval(() => {
      const held = residentMb(worker.pid)
      if (held !== undefined && held > this.#limits.heapMb + BESIDES_HEAP)
        end(tooMuch(`${held} MiB of memory`))
    }, LOOK)
    worker.on('exit', exited).on('error', failed).on('message', answered)
    worker.channel?.ref()
    worker.send(job, (error) => error && failed(error))
  }
}

let shared: RenderPool | undefined

/** The pool that all verbs of this server share, made when first asked for. */
export const renderPool = (): RenderPool => (shared ??= new RenderPool())

/** V8 aborts when its heap is full; the system kills when its own memory is. */
const outOfMemory = (code: number | null, by: NodeJS.Signals | null): boolean =>
  by === 'SIGABRT' || by === 'SIGKILL' || by === 'SIGTRAP' || code === 134

const tooMuch = (
  seen: string,
  cure = 'Preview it in the browser, or raise the limit if you trust the chart.',
): SourceError =>
  new SourceError('LIMIT_EXCEEDED', 'rendering this chart needs more than a render may use', {
    phase: 'render',
    seen,
    cure,
  })
