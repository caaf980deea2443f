import { ArchiveError, readArchive } from '../archive/index.ts'
import { openSession, type Session } from '../helm/index.ts'
import { seededHost } from './host-seeded.ts'
import { partSender } from './part-sender.ts'
import type { FromRenderer, ToRenderer } from './protocol.ts'

/** The browser's render worker: keeps one chart open and renders it with the values of each message. */
let session: Session = openSession([])
let sender = partSender()

const tell = (message: FromRenderer): void => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<ToRenderer>) => {
  if (data.kind === 'open') return open(data.archive)
  const before = performance.now()
  const rendering = session.renderParts(data.request, seededHost(data.seed), data.seed)
  const ms = performance.now() - before
  tell({ kind: 'rendered', id: data.id, rendered: rendering.ok ? sender(rendering) : rendering, ms })
})

function open(archive: Uint8Array): void {
  try {
    const files = readArchive(archive)
    session = openSession(files)
    sender = partSender()
    tell({ kind: 'opened', files: files.map(({ path }) => ({ path })) })
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error
    tell({ kind: 'refused', code: error.code, message: error.message })
  }
}
