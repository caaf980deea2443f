import { useEffect, useRef, useState } from 'react'
import { ApiError, ask } from '../../lib/client/api.ts'
import type { RenderRequest, RenderResponse } from '../../lib/helm/request.ts'
import type { FromRenderer, ToRenderer } from '../../lib/worker/protocol.ts'

/** A render without the chart's files, which the worker keeps. */
export interface Asked {
  readonly request: Omit<RenderRequest, 'files'>
  readonly seed: string
}

export interface Rendered {
  readonly response: RenderResponse
  /** what the render took in the worker */
  readonly ms: number
}

export type RendererState =
  | { readonly kind: 'fetching' }
  | {
      readonly kind: 'failed'
      readonly code: string
      readonly message: string
      readonly cure?: string | undefined
    }
  | { readonly kind: 'ready' }

/** How long manifests stay on screen after a render that failed: what is half typed usually fails for a moment. */
const GRACE = 700

/**
 * The renderer in a worker of the visitor's own browser: fetches the packed chart once, renders the newest request, and
 * skips those that were overtaken while it worked. Values go to the worker and nowhere else. A failure is told when it
 * lasts, or when there is nothing else to show.
 */
export function useRenderer(
  archiveUrl: string,
  asked: Asked | null,
): { state: RendererState; rendered: Rendered | null } {
  const [state, setState] = useState<RendererState>({ kind: 'fetching' })
  const [rendered, setRendered] = useState<Rendered | null>(null)
  const post = useRef<((asked: Asked) => void) | null>(null)

  useEffect(() => {
    const aborted = new AbortController()
    const worker = new Worker(new URL('../../lib/worker/render-web.ts', import.meta.url), {
      type: 'module',
      name: 'renderer',
    })
    const send = (message: ToRenderer): void => worker.postMessage(message)
    const show = showing(setRendered)
    let opened = false
    let busy = false
    let next: Asked | null = null
    let id = 0

    const render = (wanted: Asked): void => {
      if (!opened || busy) {
        next = wanted
        return
      }
      busy = true
      next = null
      send({ kind: 'render', id: ++id, ...wanted })
    }
    worker.onmessage = ({ data }: MessageEvent<FromRenderer>) => {
      switch (data.kind) {
        case 'opened':
          opened = true
          setState({ kind: 'ready' })
          if (next !== null) render(next)
          break
        case 'refused':
          setState({ kind: 'failed', code: data.code, message: data.message })
          break
        case 'rendered':
          busy = false
          if (next === null) show.tell({ response: data.response, ms: data.ms })
          else render(next)
      }
    }
    worker.onerror = () =>
      setState({
        kind: 'failed',
        code: 'INTERNAL',
        message: 'The renderer stopped. Nothing about the chart is said by that.',
      })
    post.current = render

    ask(archiveUrl, aborted.signal)
      .then((answer) => answer.arrayBuffer())
      .then(
        (buffer) => send({ kind: 'open', archive: new Uint8Array(buffer) }),
        (error: unknown) => {
          if (aborted.signal.aborted) return
          const problem = error instanceof ApiError ? error.problem : null
          setState({
            kind: 'failed',
            code: problem?.code ?? 'INTERNAL',
            message: problem?.title ?? String(error),
            cure: problem?.cure,
          })
        },
      )
    return () => {
      aborted.abort()
      show.end()
      post.current = null
      worker.terminate()
    }
  }, [archiveUrl])

  // after the worker's own effect, so that there is one to post to
  useEffect(() => {
    if (asked !== null) post.current?.(asked)
  }, [asked, archiveUrl])

  return { state, rendered }
}

/** Tells what was rendered: manifests at once, a failure after it has lasted where manifests are on screen. */
function showing(set: (rendered: Rendered) => void): { tell: (rendered: Rendered) => void; end: () => void } {
  let whole = false
  let waiting: Rendered | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const now = (rendered: Rendered): void => {
    clearTimeout(timer)
    waiting = null
    whole = rendered.response.ok
    set(rendered)
  }
  return {
    tell(rendered) {
      if (rendered.response.ok || !whole) return now(rendered)
      if (waiting === null) timer = setTimeout(() => now(waiting!), GRACE)
      waiting = rendered
    },
    end: () => clearTimeout(timer),
  }
}
