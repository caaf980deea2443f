import { Worker } from 'node:worker_threads'
import { readCases, type CorpusCase } from './cases.ts'
import { readGoldens } from './goldens.ts'
import type { CorpusResult } from './worker.ts'

/** Runs all cases that `chosen` takes, in worker threads; the charts that take longest go first. */
export async function runCorpus(
  threads: number,
  chosen: (c: CorpusCase) => boolean = () => true,
): Promise<CorpusResult[]> {
  const cases = readCases().filter(chosen)
  const masked = new Set(cases.flatMap((c) => (c.status === 'masked' ? [c.golden!] : [])))
  const goldens = new Map([
    ...(await readGoldens('helm-3.21', masked)),
    ...(await readGoldens('helm-4.2', masked)),
  ])
  const results = await Promise.all(
    shares(cases, threads).map((share) =>
      runShare(share, new Map([...goldens].filter(([name]) => share.some((c) => c.golden === name)))),
    ),
  )
  return results.flat()
}

/** Charts dealt out whole, each to the share that has the least to print so far. */
function shares(cases: readonly CorpusCase[], threads: number): CorpusCase[][] {
  const byChart = Map.groupBy(cases, (c) => c.id)
  const weight = (list: readonly CorpusCase[]): number =>
    list.reduce((sum, c) => sum + 200_000 + ((c as { bytes?: number }).bytes ?? 0), 0)
  const dealt = Array.from({ length: threads }, () => ({ total: 0, cases: [] as CorpusCase[] }))
  for (const list of [...byChart.values()].sort((a, b) => weight(b) - weight(a))) {
    const least = dealt.reduce((a, b) => (b.total < a.total ? b : a))
    least.total += weight(list)
    least.cases.push(...list)
  }
  return dealt.map((share) => share.cases)
}

function runShare(
  cases: readonly CorpusCase[],
  goldens: ReadonlyMap<string, Uint8Array>,
): Promise<CorpusResult[]> {
  if (cases.length === 0) return Promise.resolve([])
  const results: CorpusResult[] = []
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { cases, goldens },
      env: { ...process.env, TZ: 'UTC' },
      resourceLimits: { maxOldGenerationSizeMb: 2048 },
    })
    worker.on('message', (result: CorpusResult) => results.push(result))
    worker.on('error', reject)
    worker.on('exit', () => resolve(results))
  })
}
