import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, ask } from '../../lib/client/api.ts'
import { Renderer, type Asked, type Rendered, type RendererState, type RenderWorker } from './renderer.ts'

/** How long manifests stay on screen after a render that failed: what is half typed usually fails for a moment. */
const GRACE = 700

const start = (): RenderWorker =>
  new Worker(new URL('../../lib/worker/render-web.ts', import.meta.url), { type: 'module', name: 'renderer' })

/** Starts while the page is still being put together: reading the engine takes longer than fetching a chart. */
let early = typeof Worker === 'undefined' ? undefined : start()

function spawn(): RenderWorker {
  const worker = early ?? start()
  early = undefined
  return worker
}

/**
 * The renderer in a worker of the visitor's own browser: fetches the packed chart once and renders the newest request.
 * Values go to the worker and nowhere else. A failure is told when it lasts, or when there is nothing else to show.
 */
export function useRenderer(
  archiveUrl: string,
  asked: Asked | null,
): {
  state: RendererState
  rendered: Rendered | null
  /** ends a render that takes long */
  stop: () => void
  /** waits for it, or renders again what was stopped */
  goOn: () => void
} {
  const [state, setState] = useState<RendererState>({ kind: 'fetching' })
  const [rendered, setRendered] = useState<Rendered | null>(null)
  const current = useRef<Renderer | null>(null)

  useEffect(() => {
    const aborted = new AbortController()
    const show = showing(setRendered)
    const renderer = new Renderer(spawn, setState, show.tell)
    current.current = renderer
    ask(archiveUrl, aborted.signal)
      .then((answer) => answer.arrayBuffer())
      .then(
        (buffer) => renderer.open(new Uint8Array(buffer)),
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
      current.current = null
      renderer.end()
    }
  }, [archiveUrl])

  // after the renderer's own effect, so that there is one to ask
  useEffect(() => {
    if (asked !== null) current.current?.ask(asked)
  }, [asked, archiveUrl])

  return {
    state,
    rendered,
    stop: useCallback(() => current.current?.stop(), []),
    goOn: useCallback(() => current.current?.goOn(), []),
  }
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
