import { parentPort, workerData } from 'node:worker_threads'
import { nodeHost } from '../../../lib/worker/host-node.ts'
import { nameOf, type CorpusCase } from './cases.ts'
import { difference, readChart, runCase } from './run-case.ts'

/** Part of the corpus, charts whole, with the goldens that they need. */
export interface CorpusJob {
  readonly cases: readonly CorpusCase[]
  readonly goldens: ReadonlyMap<string, Uint8Array>
}

export interface CorpusResult {
  readonly name: string
  readonly status: CorpusCase['status']
  readonly difference: string | undefined
  readonly ms: number
}

const { cases, goldens } = workerData as CorpusJob
const host = nodeHost()
let id = ''
let files: ReturnType<typeof readChart> = []
for (const c of cases) {
  if (c.id !== id) {
    id = c.id
    files = readChart(id)
  }
  const before = performance.now()
  let found: string | undefined
  try {
    found = difference(c, runCase(c, files, host), c.golden === undefined ? undefined : goldens.get(c.golden))
  } catch (error) {
    found = `crashed: ${(error as Error).stack}`
  }
  const result: CorpusResult = {
    name: nameOf(c),
    status: c.status,
    difference: found,
    ms: performance.now() - before,
  }
  parentPort!.postMessage(result)
}
