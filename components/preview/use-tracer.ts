import { useCallback, useEffect, useRef, useState } from 'react'
import { ask } from '../../lib/client/api.ts'
import type {
  EffectiveValue,
  Explanation,
  PartialRender,
  TraceSummary,
} from '../../lib/helm/trace/answers.ts'
import type { FromTracer, ToTracer } from '../../lib/worker/trace-protocol.ts'
import type { Asked } from './renderer.ts'

/** How long values rest before they are traced: who types is not to wait for it. */
const REST = 250

/** What is known of the manifests on screen; null until they are traced. */
export interface Traced extends TraceSummary {
  /** the render that was traced */
  readonly asked: Asked
  /** what renders, where something fails */
  readonly partial: PartialRender | null
}

/**
 * Traces what is on screen, in a worker of its own that is started when it is first wanted: after the render, and never
 * in its way.
 * @param asked the render on screen, asked to keep going where it failed; null while there is none
 * @param line the line to explain, from 0
 * @param path the value whose lines are wanted, as `--set` writes it
 */
export function useTracer(
  archiveUrl: string,
  asked: Asked | null,
  line: number | null,
  path: string | null,
  /** whether all values are wanted too */
  wantsValues = false,
): {
  traced: Traced | null
  /** null while it is looked up, or where Helm itself wrote the line */
  why: Explanation | null
  touched: ReadonlySet<number>
  /** all values as the templates get them; null until they are asked for and known */
  values: readonly EffectiveValue[] | null
} {
  const [traced, setTraced] = useState<Traced | null>(null)
  const [why, setWhy] = useState<Explanation | null>(null)
  const [touched, setTouched] = useState<{ path: string; lines: ReadonlySet<number> } | null>(null)
  const [values, setValues] = useState<{ of: Asked; list: readonly EffectiveValue[] } | null>(null)
  const worker = useRef<Worker | null>(null)
  const opened = useRef<Promise<void> | null>(null)
  const id = useRef(0)
  const send = useCallback((message: ToTracer) => worker.current?.postMessage(message), [])

  useEffect(
    () => () => {
      worker.current?.terminate()
      worker.current = null
      opened.current = null
    },
    [archiveUrl],
  )

  useEffect(() => {
    if (asked === null) return
    const timer = setTimeout(() => {
      if (worker.current === null) {
        const made = new Worker(new URL('../../lib/worker/trace-web.ts', import.meta.url), {
          type: 'module',
          name: 'tracer',
        })
        worker.current = made
        opened.current = ask(archiveUrl, new AbortController().signal)
          .then((answer) => answer.arrayBuffer())
          .then((buffer) => send({ kind: 'open', archive: new Uint8Array(buffer) }))
      }
      const mine = ++id.current
      worker.current.onmessage = ({ data }: MessageEvent<FromTracer>) => {
        if (data.id !== id.current) return
        if (data.kind === 'traced') setTraced({ ...data.summary, partial: data.partial, asked })
        else if (data.kind === 'explained') setWhy(data.why)
        else if (data.kind === 'values') setValues({ of: asked, list: data.values })
        else setTouched({ path: data.path, lines: new Set(data.lines) })
      }
      opened.current?.then(
        () =>
          mine === id.current && send({ kind: 'trace', id: mine, request: asked.request, seed: asked.seed }),
        () => {
          // the page says already that the chart cannot be fetched
        },
      )
    }, REST)
    return () => clearTimeout(timer)
  }, [archiveUrl, asked, send])

  useEffect(() => {
    if (traced !== null && line !== null) send({ kind: 'explain', id: id.current, line })
  }, [traced, line, send])
  useEffect(() => {
    if (traced !== null && path !== null) send({ kind: 'touching', id: id.current, path })
  }, [traced, path, send])

  useEffect(() => {
    if (traced !== null && wantsValues) send({ kind: 'effective', id: id.current })
  }, [traced, wantsValues, send])

  return {
    traced: traced?.asked === asked ? traced : null,
    why: line !== null && why?.line === line ? why : null,
    touched: path !== null && touched?.path === path ? touched.lines : NONE,
    values: wantsValues ? (values?.list ?? null) : null,
  }
}

const NONE: ReadonlySet<number> = new Set()
