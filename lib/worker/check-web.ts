import { judgeDropped } from '../verify/dropped/judge.ts'
import { javascriptPrimitives } from '../verify/index.ts'
import type { FromChecker, ToChecker } from './check-protocol.ts'

/** The browser's verifier: judges files that were dropped on a page, where they were dropped. Asks nobody. */
addEventListener('message', ({ data }: MessageEvent<ToChecker>) => {
  const before = performance.now()
  const result = judgeDropped(data.files, javascriptPrimitives, Date.now() / 1000)
  const message: FromChecker = { id: data.id, result, ms: performance.now() - before }
  postMessage(message)
})
