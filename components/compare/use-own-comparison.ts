import { useEffect, useRef, useState } from 'react'
import { ApiError, ask } from '../../lib/client/api.ts'
import type { RenderRequest } from '../../lib/helm/request.ts'
import type { ChartComparison } from '../../lib/objects/compare-charts.ts'
import type { FromComparer, ToComparer } from '../../lib/worker/protocol.ts'

/** What both sides are rendered with. */
export interface OwnRequest {
  readonly request: Omit<RenderRequest, 'files'>
  readonly seed: string
  /** values of the first one, where they are not those of the request */
  readonly fromValues?: RenderRequest['values']
}

export type OwnComparison =
  | { readonly kind: 'none' }
  | { readonly kind: 'working' }
  | {
      readonly kind: 'failed'
      readonly code: string
      readonly message: string
      readonly cure?: string | undefined
    }
  | { readonly kind: 'done'; readonly comparison: ChartComparison; readonly ms: number }

/**
 * Compares both charts with own values in a worker of the visitor's own browser, where the values stay. Nothing is
 * fetched and no worker is started while there are none (`wanted` is null).
 */
export function useOwnComparison(
  archives: readonly [before: string, after: string],
  wanted: OwnRequest | null,
): OwnComparison {
  const [state, setState] = useState<OwnComparison>({ kind: 'none' })
  const comparer = useRef<Comparer | null>(null)
  const [before, after] = archives
  useEffect(
    () => () => {
      comparer.current?.end()
      comparer.current = null
    },
    [before, after],
  )
  useEffect(() => {
    if (wanted === null) return
    comparer.current ??= new Comparer(before, after, setState)
    comparer.current.compare(wanted)
  }, [wanted, before, after])
  return wanted === null ? { kind: 'none' } : state.kind === 'none' ? { kind: 'working' } : state
}

/** The worker with its two charts; answers the newest request, skips those that were overtaken. */
class Comparer {
  readonly #worker = new Worker(new URL('../../lib/worker/compare-web.ts', import.meta.url), {
    type: 'module',
    name: 'comparer',
  })
  readonly #aborted = new AbortController()
  readonly #set: (state: OwnComparison) => void
  #id = 0
  #opened = false
  #next: OwnRequest | null = null

  constructor(before: string, after: string, set: (state: OwnComparison) => void) {
    this.#set = set
    this.#worker.onmessage = ({ data }: MessageEvent<FromComparer>) => this.#heard(data)
    this.#worker.onerror = () =>
      set({
        kind: 'failed',
        code: 'INTERNAL',
        message: 'The comparison stopped. Nothing about the charts is said by that.',
      })
    void this.#fetch(before, after)
  }

  compare(wanted: OwnRequest): void {
    this.#set({ kind: 'working' })
    if (this.#opened) this.#send({ kind: 'compare', id: ++this.#id, ...wanted })
    else this.#next = wanted
  }

  end(): void {
    this.#aborted.abort()
    this.#worker.terminate()
  }

  #send(message: ToComparer): void {
    this.#worker.postMessage(message)
  }

  #heard(message: FromComparer): void {
    switch (message.kind) {
      case 'opened':
        this.#opened = true
        if (this.#next !== null) this.compare(this.#next)
        return
      case 'refused':
        return this.#set({ kind: 'failed', code: message.code, message: message.message })
      case 'compared':
        if (message.id === this.#id)
          this.#set({ kind: 'done', comparison: message.comparison, ms: message.ms })
    }
  }

  async #fetch(before: string, after: string): Promise<void> {
    const bytes = async (url: string): Promise<Uint8Array> =>
      new Uint8Array(await (await ask(url, this.#aborted.signal)).arrayBuffer())
    try {
      const [a, b] = await Promise.all([bytes(before), bytes(after)])
      this.#send({ kind: 'open', before: a, after: b })
    } catch (error) {
      if (this.#aborted.signal.aborted) return
      const problem = error instanceof ApiError ? error.problem : null
      this.#set({
        kind: 'failed',
        code: problem?.code ?? 'INTERNAL',
        message: problem?.title ?? String(error),
        cure: problem?.cure,
      })
    }
  }
}
