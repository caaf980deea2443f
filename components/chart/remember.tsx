'use client'

import { useSelectedLayoutSegment } from 'next/navigation'
import { useEffect } from 'react'
import { keepRecent } from '../../lib/client/recents.ts'
import { VIEWS, type ChartAddress } from '../../lib/client/routes.ts'

/** Notes in this browser that a chart was open, for the list on the home page. Draws nothing. */
export function Remember({ chart, name, version }: { chart: ChartAddress; name: string; version: string }) {
  const segment = useSelectedLayoutSegment()
  useEffect(() => {
    keepRecent({
      source: chart.source,
      repository: chart.repository,
      name,
      version,
      view: VIEWS.find((view) => view === segment) ?? 'overview',
      at: Date.now(),
    })
  }, [chart.source, chart.repository, name, version, segment])
  return null
}
