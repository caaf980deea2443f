import 'server-only'
import { cookies } from 'next/headers'
import type { Row } from '../../components/source/chart-list.ts'
import { SCRIPTED } from '../../components/ui/stream.tsx'
import { summarize, type VerdictSummary } from '../../components/verify/verdict-summary.ts'
import { verifyChart } from '../../lib/server/actions/verify-chart.ts'

/** What a browser that runs scripts waits for: what is known at once. The rest fills in. */
const AT_ONCE = 60
/** What a browser waits for that may never run any: its list has to come with its verdicts. */
const WHOLE = 4000
const MOST = 100
const AT_A_TIME = 6

/** Verdicts on the newest versions of the first rows, as many as are there in time. Rows that are missing are still open. */
export async function verdictsWithin(source: string, rows: readonly Row[]): Promise<Record<string, VerdictSummary>> {
  const budget = (await cookies()).has(SCRIPTED) ? AT_ONCE : WHOLE
  const done: Record<string, VerdictSummary> = {}
  const late = new AbortController()
  const open = rows.filter((row) => row.latest !== null).slice(0, MOST)
  const lane = async (): Promise<void> => {
    for (let row = open.shift(); row !== undefined && !late.signal.aborted; row = open.shift()) {
      try {
        done[row.repository] = summarize(await verifyChart(source, row.repository, row.latest!, late.signal))
      } catch {
        // left open: the row asks for itself and says why it cannot
      }
    }
  }
  const timer = new Promise<void>((resolve) => setTimeout(resolve, budget))
  await Promise.race([Promise.all(Array.from({ length: AT_A_TIME }, lane)), timer])
  const settled = { ...done }
  late.abort()
  return settled
}
