import { useEffect, useRef, useState } from 'react'
import type { RenderedObject } from '../../lib/helm/request.ts'
import type { FromLister, ToLister } from '../../lib/worker/protocol.ts'

/** What a render names and risks; null until it is read. */
export type ObjectSummary = Omit<FromLister, 'id'>

/** Typing renders many times a second; images are read once that rests. */
const REST = 200

/** Images, APIs and risks of what is on screen, read in a worker of their own. */
export function useObjectSummary(
  text: () => string,
  objects: readonly RenderedObject[],
  kubeVersion: string,
): ObjectSummary | null {
  const [summary, setSummary] = useState<ObjectSummary | null>(null)
  const worker = useRef<Worker | null>(null)
  const id = useRef(0)
  useEffect(() => () => worker.current?.terminate(), [])
  useEffect(() => {
    if (objects.length === 0) return
    const timer = setTimeout(() => {
      const lister = (worker.current ??= new Worker(
        new URL('../../lib/worker/objects-web.ts', import.meta.url),
        { type: 'module', name: 'lister' },
      ))
      lister.onmessage = ({ data }: MessageEvent<FromLister>) => {
        if (data.id === id.current) setSummary(data)
      }
      const message: ToLister = { id: ++id.current, stdout: text(), objects, kubeVersion }
      lister.postMessage(message)
    }, REST)
    return () => clearTimeout(timer)
  }, [text, objects, kubeVersion])
  return objects.length === 0 ? null : summary
}
