import { useQueries, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { ask, askJson } from '../../lib/client/api.ts'
import { openLine, type Opening } from '../../lib/client/open-line.ts'
import { api, type ChartAddress } from '../../lib/client/routes.ts'
import type { ChartRow, Listing, Source } from '../../lib/schema/source.ts'
import type { Verdict } from '../../lib/schema/verdict.ts'
import { summarize } from '../verify/verdict-summary.ts'
import type { KnownVerdict } from '../verify/use-verdicts.ts'

export interface FoundChart {
  readonly source: Source
  readonly row: ChartRow
}

const MOST = 8

/** Everything that a text in the box can mean: what is read from it, and charts of the sources that hold its words. */
export function useFinding(text: string, known: readonly Source[] | undefined): { opening: Opening; charts: readonly FoundChart[]; sources: readonly Source[]; verdict: KnownVerdict | undefined; searching: boolean } {
  const asked = useQuery({
    queryKey: ['sources'],
    queryFn: async ({ signal }) => (await askJson<{ sources: Source[] }>(api.sources, signal)).sources,
    enabled: known === undefined,
    staleTime: 60_000,
  })
  const sources = known ?? asked.data ?? []
  const opening = useMemo(() => openLine(text, sources), [text, sources])
  const words = useDeferredValue(opening.reading.kind === 'search' ? opening.reading.text.toLowerCase() : '')

  // lists are asked once somebody types, and kept
  const listings = useQueries({
    queries: sources.map((source) => ({
      queryKey: ['charts', source.name],
      queryFn: ({ signal }: { signal: AbortSignal }) => askJson<Listing>(api.charts(source.name), signal),
      enabled: words !== '',
      staleTime: 60_000,
      retry: false,
    })),
  })
  const charts = words === '' ? [] : rank(words, sources.flatMap((source, i) => (listings[i]?.data?.charts ?? []).map((row) => ({ source, row }))))

  const chart = opening.placed?.to === 'chart' && opening.placed.source !== null ? opening.placed.chart : null
  const verdict = useQuery({
    queryKey: ['reading', chart?.source, chart?.repository, chart?.version ?? ''],
    queryFn: ({ signal }) => verdictOn(chart!, signal),
    enabled: chart !== null,
    staleTime: 60_000,
    retry: false,
  })
  return { opening, charts, sources, verdict: verdict.data, searching: listings.some((listing) => listing.isFetching) }
}

/** Waits a moment, so that half-typed references are not asked for. */
async function verdictOn(chart: ChartAddress, signal: AbortSignal): Promise<KnownVerdict> {
  await new Promise((resolve) => setTimeout(resolve, 400))
  if (signal.aborted) throw new DOMException('', 'AbortError')
  const verdict = (await (await ask(api.verdict(chart), signal)).json()) as Verdict
  return { ...summarize(verdict), ...(verdict.digest !== '' && { digest: verdict.digest }) }
}

function rank(text: string, all: readonly FoundChart[]): FoundChart[] {
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
