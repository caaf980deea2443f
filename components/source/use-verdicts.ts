import { useQueries } from '@tanstack/react-query'
import { useRef } from 'react'
import { askJson } from '../../lib/client/api.ts'
import { api } from '../../lib/client/routes.ts'
import type { Verdict } from '../../lib/schema/verdict.ts'
import { summarize, type VerdictSummary } from '../verify/verdict-summary.ts'
import type { Row } from './chart-list.ts'

/**
 * Verdicts of `rows` (those on screen), asked as needed and kept for the life of the list. Starts from what the server
 * already knew. Where a verdict itself cannot be had, that is said as "could not check", with the code.
 */
export function useVerdicts(
  source: string,
  rows: readonly Row[],
  initial: Readonly<Record<string, VerdictSummary>>,
): ReadonlyMap<string, VerdictSummary> {
  const known = useRef<ReadonlyMap<string, VerdictSummary>>(undefined)
  known.current ??= new Map(Object.entries(initial))
  const open = rows.filter((row) => row.latest !== null && initial[row.repository] === undefined)

  const answers = useQueries({
    queries: open.map((row) => ({
      queryKey: ['verdict', source, row.repository, row.latest],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<VerdictSummary> => {
        const chart = { source, repository: row.repository, version: row.latest! }
        return summarize(await askJson<Verdict>(api.verdict(chart), signal))
      },
      staleTime: Infinity,
      retry: 1,
    })),
  })

  // rows leave the screen and their queries with them; what was answered stays
  const fresh = open.flatMap((row, i): [string, VerdictSummary][] => {
    if (known.current!.has(row.repository)) return []
    const answer = answers[i]!
    if (answer.data !== undefined) return [[row.repository, answer.data]]
    return answer.isError ? [[row.repository, { status: 'unknown', warnings: 0, code: codeOf(answer.error) }]] : []
  })
  if (fresh.length > 0) known.current = new Map([...known.current, ...fresh])
  return known.current
}

const codeOf = (error: unknown): string => (error as { problem?: { code?: string } }).problem?.code ?? 'INTERNAL'
