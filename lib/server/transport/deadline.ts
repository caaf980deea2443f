import { SourceError, type Phase } from '../errors/source-error.ts'

/** A time limit over several steps, which says in which of them it ran out. */
export class Deadline {
  readonly signal: AbortSignal
  phase: Phase = 'name'
  readonly #timer: NodeJS.Timeout
  readonly #detach: () => void
  #late = false

  constructor(milliseconds: number, outer?: AbortSignal) {
    const controller = new AbortController()
    this.signal = controller.signal
    this.#timer = setTimeout(() => {
      this.#late = true
      controller.abort()
    }, milliseconds)
    const pass = (): void => controller.abort(outer?.reason)
    outer?.addEventListener('abort', pass, { once: true })
    this.#detach = () => outer?.removeEventListener('abort', pass)
  }

  /** Gives up waiting when the time is over, also for work that cannot be stopped. */
  async race<R>(work: Promise<R>): Promise<R> {
    let give: () => void
    const over = new Promise<never>((_, reject) => {
      give = (): void => reject(this.signal.reason as Error)
      this.signal.addEventListener('abort', give, { once: true })
    })
    try {
      return await Promise.race([work, over])
    } finally {
      this.signal.removeEventListener('abort', give!)
    }
  }

  /** What an error that came while working really was. */
  reason(error: unknown, host: string, milliseconds: number): unknown {
    if (!this.#late) return error
    const words = { name: 'no address of', proxy: 'no answer of the proxy to', tls: 'no TLS handshake with' }[
      this.phase as string
    ]
    return new SourceError(
      'TIMEOUT',
      `${words ?? 'no connection to'} ${host} within ${seconds(milliseconds)}`,
      { host, phase: this.phase },
    )
  }

  clear(): void {
    clearTimeout(this.#timer)
    this.#detach()
  }
}

export const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`
