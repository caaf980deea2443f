import { render } from '../helm/index.ts'
import { nodeHost } from './host-node.ts'
import { seededHost } from './host-seeded.ts'
import type { RenderDone, RenderFailed, RenderJob } from './protocol.ts'

/** The worker process of the server's render pool: one job in, one answer out, and gone when the server is. */
process.on('message', (job: RenderJob) => void process.send?.(answer(job)))
process.on('disconnect', () => process.exit())

function answer({ id, request, seed }: RenderJob): RenderDone | RenderFailed {
  const before = performance.now()
  try {
    const response = render(request, seed === null ? nodeHost() : seededHost(seed))
    return { id, response, ms: performance.now() - before }
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
