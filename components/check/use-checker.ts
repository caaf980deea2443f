import { useEffect, useRef, useState } from 'react'
import type { FromChecker, ToChecker } from '../../lib/worker/check-protocol.ts'
import type { DroppedFile } from './read-drop.ts'

export type Checked = Pick<FromChecker, 'result' | 'ms'>

/**
 * The verifier in a worker of the visitor's own browser. It is loaded with the page, so that the network can be turned off
 * before anything is dropped; the newest set of files counts.
 * @returns `judged` of exactly `files`, null while that is being worked out; `stopped` when the worker broke
 */
export function useChecker(files: readonly DroppedFile[]): { judged: Checked | null; stopped: boolean } {
  const [answer, setAnswer] = useState<{ files: readonly DroppedFile[]; checked: Checked } | null>(null)
  const [stopped, setStopped] = useState(false)
  const post = useRef<((files: readonly DroppedFile[]) => void) | null>(null)

  useEffect(() => {
    const worker = new Worker(new URL('../../lib/worker/check-web.ts', import.meta.url), {
      type: 'module',
      name: 'verifier',
    })
    let id = 0
    let asked: readonly DroppedFile[] = []
    worker.onmessage = ({ data }: MessageEvent<FromChecker>) => {
      if (data.id === id) setAnswer({ files: asked, checked: { result: data.result, ms: data.ms } })
    }
    worker.onerror = () => setStopped(true)
    post.current = (now) => {
      asked = now
      const message: ToChecker = { id: ++id, files: now.map(({ name, bytes }) => ({ name, bytes })) }
      worker.postMessage(message)
    }
    return () => {
      post.current = null
      worker.terminate()
    }
  }, [])

  // after the worker's own effect, so that there is one to post to
  useEffect(() => {
    if (files.length > 0) post.current?.(files)
  }, [files])

  return { judged: answer?.files === files ? answer.checked : null, stopped }
}
