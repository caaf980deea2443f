import 'server-only'
import { cookies } from 'next/headers'
import { SCRIPTED } from '../../components/ui/stream.tsx'
import { summarize } from '../../components/verify/verdict-summary.ts'
import type { KnownVerdict } from '../../components/verify/use-verdicts.ts'
import { verifyChart } from '../../lib/server/actions/verify-chart.ts'

/** What a browser that runs scripts waits for: what is known at once. The rest fills in. */
const AT_ONCE = 60
/** What a browser waits for that may never run any: its list has to come with its verdicts. */
const WHOLE = 4000
const MOST = 100
const AT_A_TIME = 6

/** A row that wants a verdict. */
export interface Wanted {
  readonly key: string
  readonly source: string
  readonly repository: string
  readonly version: string
}

/**
 * Verdicts for the first rows of a list, as many as are there in time. Rows that are missing are still open.
 * @param atOnce milliseconds that a browser with scripts waits
 */
export async function verdictsWithin(
  rows: readonly Wanted[],
  atOnce = AT_ONCE,
): Promise<Record<string, KnownVerdict>> {
  const budget = (await cookies()).has(SCRIPTED) ? atOnce : WHOLE
  const done: Record<string, KnownVerdict> = {}
  const late = new AbortController()
  const open = rows.slice(0, MOST)
  const lane = async (): Promise<void> => {
    for (let row = open.shift(); row !== undefined && !late.signal.aborted; row = open.shift()) {
      try {
        const verdict = await verifyChart(row.source, row.repository, row.version, late.signal)
        done[row.key] = { ...summarize(verdict), ...(verdict.digest !== '' && { digest: verdict.digest }) }
      } catch {
        // left open: the row asks for itself and says why it cannot
      }
    }
  }
  let stop: NodeJS.Timeout | undefined
  const timer = new Promise<void>((resolve) => {
    stop = setTimeout(resolve, budget)
  })
  await Promise.race([Promise.all(Array.from({ length: AT_A_TIME }, lane)), timer])
  clearTimeout(stop)
  const settled = { ...done }
  late.abort()
  return settled
}
