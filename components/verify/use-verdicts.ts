import { useEffect, useState } from 'react'
import { ApiError, askJson } from '../../lib/client/api.ts'
import { api, type ChartAddress } from '../../lib/client/routes.ts'
import type { Verdict } from '../../lib/schema/verdict.ts'
import { summarize, type VerdictSummary } from './verdict-summary.ts'

/** A row that wants a verdict. */
export interface Judged {
  readonly key: string
  readonly chart: ChartAddress & { readonly version: string }
}

/** A verdict in one line, and the digest that it is about. */
export interface KnownVerdict extends VerdictSummary {
  readonly digest?: string
}

const AT_A_TIME = 4

/**
 * Verdicts of a list's rows: what the server already knew, then those of `rows`, asked a few at a time. Rows leave the
 * screen and their questions with them; what was answered stays.
 * @param rows those on screen that the server did not know; the same array while nothing changed
 */
export function useVerdicts(
  rows: readonly Judged[],
  initial: Readonly<Record<string, KnownVerdict>>,
): ReadonlyMap<string, KnownVerdict> {
  const [known, setKnown] = useState<ReadonlyMap<string, KnownVerdict>>(
    () => new Map(Object.entries(initial)),
  )
  useEffect(() => {
    const gone = new AbortController()
    const open = rows.filter(({ key }) => !known.has(key))
    const lane = async (): Promise<void> => {
      for (let row = open.shift(); row !== undefined && !gone.signal.aborted; row = open.shift()) {
        const { key, chart } = row
        const verdict = await verdictOn(chart, gone.signal)
        if (!gone.signal.aborted) setKnown((before) => new Map(before).set(key, verdict))
      }
    }
    for (let i = 0; i < AT_A_TIME; i++) void lane()
    return () => gone.abort()
    // what is known grows with every answer; only other rows are a reason to ask anew
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [rows])
  return known
}

/** Where a verdict itself cannot be had, that is said as "could not check", with the code. */
async function verdictOn(chart: Judged['chart'], signal: AbortSignal): Promise<KnownVerdict> {
  try {
    const verdict = await askJson<Verdict>(api.verdict(chart), signal)
    return { ...summarize(verdict), ...(verdict.digest !== '' && { digest: verdict.digest }) }
  } catch (error) {
    return {
      status: 'unknown',
      warnings: 0,
      code: error instanceof ApiError ? error.problem.code : 'INTERNAL',
    }
  }
}
