import { ArchiveError, readArchive } from '../archive/index.ts'
import { openSession, type Session } from '../helm/index.ts'
import { seededHost } from './host-seeded.ts'
import type { FromRenderer, ToRenderer } from './protocol.ts'

/** The browser's render worker: keeps one chart open and renders it with the values of each message. */
let session: Session = openSession([])

const tell = (message: FromRenderer): void => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<ToRenderer>) => {
  if (data.kind === 'open') return open(data.archive)
  const before = performance.now()
  const response = session.render(data.request, seededHost(data.seed), data.seed)
  tell({ kind: 'rendered', id: data.id, response, ms: performance.now() - before })
})

function open(archive: Uint8Array): void {
  try {
    const files = readArchive(archive)
    session = openSession(files)
    tell({ kind: 'opened', files: files.map(({ path }) => ({ path })) })
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error
    tell({ kind: 'refused', code: error.code, message: error.message })
  }
}
