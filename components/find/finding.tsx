'use client'

import { QueryClient, QueryClientProvider, useQueries, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect } from 'react'
import { ask, askJson } from '../../lib/client/api.ts'
import type { Opening } from '../../lib/client/open-line.ts'
import { api, type ChartAddress } from '../../lib/client/routes.ts'
import type { ChartRow, Listing, Source } from '../../lib/schema/source.ts'
import type { Verdict } from '../../lib/schema/verdict.ts'
import { summarize } from '../verify/verdict-summary.ts'
import type { KnownVerdict } from '../verify/use-verdicts.ts'

export interface FoundChart {
  readonly source: Source
  readonly row: ChartRow
}

/** What asking found for a text: charts that hold its words, or the verdict on the chart that it names. */
export interface Found {
  readonly charts: readonly FoundChart[]
  readonly verdict: KnownVerdict | undefined
  readonly searching: boolean
}

interface Props {
  readonly opening: Opening
  readonly sources: readonly Source[]
  readonly onFound: (found: Found) => void
}

const MOST = 8
// one for the life of the page, so that lists asked for once stay
const client = new QueryClient()

/** Asks for what a text in the box can mean, and tells it. Draws nothing; loaded when somebody types. */
export default function Finding(props: Props) {
  return (
    <QueryClientProvider client={client}>
      <Asking {...props} />
    </QueryClientProvider>
  )
}

function Asking({ opening, sources, onFound }: Props) {
  const words = useDeferredValue(opening.reading.kind === 'search' ? opening.reading.text.toLowerCase() : '')
  const listings = useQueries({
    queries: sources.map((source) => ({
      queryKey: ['charts', source.name],
      queryFn: ({ signal }: { signal: AbortSignal }) => askJson<Listing>(api.charts(source.name), signal),
      enabled: words !== '',
      staleTime: 60_000,
      retry: false,
    })),
  })
  const chart = opening.placed?.to === 'chart' && opening.placed.source !== null ? opening.placed.chart : null
  const verdict = useQuery({
    queryKey: ['reading', chart?.source, chart?.repository, chart?.version ?? ''],
    queryFn: ({ signal }) => verdictOn(chart!, signal),
    enabled: chart !== null,
    staleTime: 60_000,
    retry: false,
  })
  const searching = listings.some((listing) => listing.isFetching)
  const answered = listings.filter((listing) => listing.data !== undefined).length
  useEffect(() => {
    const rows = sources.flatMap((source, i) =>
      (listings[i]?.data?.charts ?? []).map((row) => ({ source, row })),
    )
    onFound({ charts: words === '' ? [] : rank(words, rows), verdict: verdict.data, searching })
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the lists change identity on every render; how many answered says enough
  }, [words, sources, answered, searching, verdict.data, onFound])
  return null
}

/** Waits a moment, so that half-typed references are not asked for. */
async function verdictOn(chart: ChartAddress, signal: AbortSignal): Promise<KnownVerdict> {
  await new Promise((resolve) => setTimeout(resolve, 400))
  if (signal.aborted) throw new DOMException('', 'AbortError')
  const verdict = (await (await ask(api.verdict(chart), signal)).json()) as Verdict
  return { ...summarize(verdict), ...(verdict.digest !== '' && { digest: verdict.digest }) }
}

/** Charts that hold every word: those named so first, then those that begin so, then the rest. */
export function rank(text: string, all: readonly FoundChart[]): FoundChart[] {
  const wanted = text.split(/\s+/)
  const scored = all.flatMap((found) => {
    const name = found.row.name.toLowerCase()
    const whole = `${found.row.repository} ${found.row.description ?? ''}`.toLowerCase()
    if (!wanted.every((word) => whole.includes(word))) return []
    const score = name === text ? 0 : name.startsWith(text) ? 1 : name.includes(text) ? 2 : 3
    return [{ found, score }]
  })
  return scored
    .sort((a, b) => a.score - b.score || (a.found.row.name < b.found.row.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ found }) => found)
}
