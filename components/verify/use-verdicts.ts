import { useQueries } from '@tanstack/react-query'
import { useRef } from 'react'
import { askJson } from '../../lib/client/api.ts'
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

/**
 * Verdicts of rows (those on screen), asked as needed and kept for the life of the list. Starts from what the server
 * already knew. Where a verdict itself cannot be had, that is said as "could not check", with the code.
 */
export function useVerdicts(rows: readonly Judged[], initial: Readonly<Record<string, KnownVerdict>>): ReadonlyMap<string, KnownVerdict> {
  const known = useRef<ReadonlyMap<string, KnownVerdict>>(undefined)
  known.current ??= new Map(Object.entries(initial))
  const open = rows.filter((row) => initial[row.key] === undefined)

  const answers = useQueries({
    queries: open.map(({ chart }) => ({
      queryKey: ['verdict', chart.source, chart.repository, chart.version],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<KnownVerdict> => {
        const verdict = await askJson<Verdict>(api.verdict(chart), signal)
        return { ...summarize(verdict), ...(verdict.digest !== '' && { digest: verdict.digest }) }
      },
      staleTime: Infinity,
      retry: 1,
    })),
  })

  // rows leave the screen and their queries with them; what was answered stays
  const fresh = open.flatMap(({ key }, i): [string, KnownVerdict][] => {
    if (known.current!.has(key)) return []
    const answer = answers[i]!
    if (answer.data !== undefined) return [[key, answer.data]]
    return answer.isError ? [[key, { status: 'unknown', warnings: 0, code: codeOf(answer.error) }]] : []
  })
  if (fresh.length > 0) known.current = new Map([...known.current, ...fresh])
  return known.current
}

const codeOf = (error: unknown): string => (error as { problem?: { code?: string } }).problem?.code ?? 'INTERNAL'
