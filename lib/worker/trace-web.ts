import { readArchive } from '../archive/index.ts'
import type { ChartFile } from '../helm/index.ts'
import { TraceAnswers } from '../helm/trace/answers.ts'
import { renderTraced } from '../helm/trace/index.ts'
import { seededHost } from './host-seeded.ts'
import type { FromTracer, ToTracer } from './trace-protocol.ts'

/**
 * The browser's worker that traces: apart from the one that renders, so that typing never waits for it. It keeps one
 * chart and the last trace.
 */
let files: readonly ChartFile[] = []
let answers: { readonly id: number; readonly of: TraceAnswers } | undefined

const tell = (message: FromTracer): void => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<ToTracer>) => {
  switch (data.kind) {
    case 'open':
      files = readArchive(data.archive)
      return
    case 'trace': {
      const before = performance.now()
      const traced = renderTraced({ ...data.request, files }, seededHost(data.seed))
      answers = { id: data.id, of: new TraceAnswers(traced, data.request) }
      return tell({
        kind: 'traced',
        id: data.id,
        summary: answers.of.summary(),
        partial: answers.of.partial(),
        ms: performance.now() - before,
      })
    }
    case 'explain':
      if (answers?.id === data.id)
        tell({ kind: 'explained', id: data.id, line: data.line, why: answers.of.explain(data.line) })
      return
    case 'effective':
      if (answers?.id === data.id) tell({ kind: 'values', id: data.id, values: answers.of.effective() })
      return
    case 'touching':
      if (answers?.id === data.id)
        tell({ kind: 'touched', id: data.id, path: data.path, lines: answers.of.touching(data.path) })
  }
})
