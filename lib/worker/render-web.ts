import { ArchiveError, readArchive } from '../archive/index.ts'
import { render, type ChartFile } from '../helm/index.ts'
import { seededHost } from './host-seeded.ts'
import type { FromRenderer, ToRenderer } from './protocol.ts'

/** The browser's render worker: keeps one chart unpacked and renders it with the values of each message. */
let files: readonly ChartFile[] = []

const tell = (message: FromRenderer): void => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<ToRenderer>) => {
  if (data.kind === 'open') return open(data.archive)
  const before = performance.now()
  const response = render({ ...data.request, files }, seededHost(data.seed))
  tell({ kind: 'rendered', id: data.id, response, ms: performance.now() - before })
})

function open(archive: Uint8Array): void {
  try {
    files = readArchive(archive)
    tell({ kind: 'opened', files: files.map(({ path }) => ({ path })) })
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error
    tell({ kind: 'refused', code: error.code, message: error.message })
  }
}
