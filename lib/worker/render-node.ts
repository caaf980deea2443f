import { compareCharts } from '../objects/index.ts'
import { nodeHost } from './host-node.ts'
import { seededHost } from './host-seeded.ts'
import { renderWithRandom } from './render-random.ts'
import type { CompareDone, RenderDone, RenderFailed, WorkerJob } from './protocol.ts'

/** The worker process of the server's render pool: one job in, one answer out, and gone when the server is. */
process.on('message', (job: WorkerJob) => void process.send?.(answer(job)))
process.on('disconnect', () => process.exit())

function answer(job: WorkerJob): RenderDone | CompareDone | RenderFailed {
  const { id } = job
  const before = performance.now()
  try {
    if ('compare' in job) {
      const comparison = compareCharts(job.compare, seededHost)
      return { id, comparison, ms: performance.now() - before }
    }
    const { request, seed } = job
    const { response, random } = renderWithRandom(request, () =>
      seed === null ? nodeHost() : seededHost(seed),
    )
    return { id, response, random, ms: performance.now() - before }
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
