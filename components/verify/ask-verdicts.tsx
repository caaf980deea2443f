'use client'

import { QueryClient, QueryClientProvider, useQueries } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { askJson } from '../../lib/client/api.ts'
import { api } from '../../lib/client/routes.ts'
import type { Verdict } from '../../lib/schema/verdict.ts'
import type { Judged, KnownVerdict } from './use-verdicts.ts'
import { summarize } from './verdict-summary.ts'

interface Props {
  readonly rows: readonly Judged[]
  readonly onKnown: (fresh: readonly (readonly [string, KnownVerdict])[]) => void
}

// one for the life of the page: what was asked once is not asked again on the next list
const client = new QueryClient()

/** Asks for the verdicts of rows and tells them as they come. Draws nothing; loaded when there is something to ask. */
export default function AskVerdicts(props: Props) {
  return (
    <QueryClientProvider client={client}>
      <Ask {...props} />
    </QueryClientProvider>
  )
}

function Ask({ rows, onKnown }: Props) {
  const answers = useQueries({
    queries: rows.map(({ chart }) => ({
      queryKey: ['verdict', chart.source, chart.repository, chart.version],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<KnownVerdict> => {
        const verdict = await askJson<Verdict>(api.verdict(chart), signal)
        return { ...summarize(verdict), ...(verdict.digest !== '' && { digest: verdict.digest }) }
      },
      staleTime: Infinity,
      retry: 1,
    })),
  })
  const told = useRef(new Set<string>())
  useEffect(() => {
    const fresh = rows.flatMap(({ key }, i): (readonly [string, KnownVerdict])[] => {
      const answer = answers[i]
      if (answer === undefined || told.current.has(key)) return []
      if (answer.data !== undefined) return [[key, answer.data]]
      // where a verdict itself cannot be had, that is said as "could not check", with the code
      return answer.isError ? [[key, { status: 'unknown', warnings: 0, code: codeOf(answer.error) }]] : []
    })
    if (fresh.length === 0) return
    for (const [key] of fresh) told.current.add(key)
    onKnown(fresh)
  }, [answers, rows, onKnown])
  return null
}

const codeOf = (error: unknown): string =>
  (error as { problem?: { code?: string } }).problem?.code ?? 'INTERNAL'
