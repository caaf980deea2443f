import { ArchiveError, readArchive } from '../archive/index.ts'
import type { ChartFile } from '../helm/index.ts'
import { compareCharts } from '../objects/index.ts'
import { seededHost } from './host-seeded.ts'
import type { FromComparer, ToComparer } from './protocol.ts'

/** The browser's comparing worker: keeps two charts unpacked and compares them with the values of each message. */
let sides: readonly [before: readonly ChartFile[], after: readonly ChartFile[]] | undefined

const tell = (message: FromComparer): void => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<ToComparer>) => {
  if (data.kind === 'open') return open(data.before, data.after)
  if (sides === undefined) return
  const start = performance.now()
  const { request, seed, id, fromValues = request.values } = data
  const comparison = compareCharts(
    {
      before: { ...request, values: fromValues, files: sides[0] },
      after: { ...request, files: sides[1] },
      seed,
    },
    seededHost,
  )
  tell({ kind: 'compared', id, comparison, ms: performance.now() - start })
})

function open(before: Uint8Array, after: Uint8Array): void {
  try {
    sides = [readArchive(before), readArchive(after)]
    tell({ kind: 'opened' })
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error
    tell({ kind: 'refused', code: error.code, message: error.message })
  }
}
