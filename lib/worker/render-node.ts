import { parentPort } from 'node:worker_threads'
import { render } from '../helm/index.ts'
import { nodeHost } from './host-node.ts'
import { seededHost } from './host-seeded.ts'
import type { RenderDone, RenderJob } from './protocol.ts'

/** The worker thread of the server's render pool: one job in, one answer out. */
parentPort?.on('message', ({ id, request, seed }: RenderJob) => {
  const before = performance.now()
  const response = render(request, seed === null ? nodeHost() : seededHost(seed))
  const done: RenderDone = { id, response, ms: performance.now() - before }
  parentPort?.postMessage(done)
})
