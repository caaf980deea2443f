import 'server-only'
import { cache } from 'react'
import { compareArchives } from '../../../lib/server/actions/compare-archives.ts'
import { compareCharts } from '../../../lib/server/actions/compare-charts.ts'
import { compareQuery } from '../../../lib/server/http/compare-query.ts'
import { settle } from '../settle.ts'

/** A comparison by the query that asks for it, in the form of the HTTP interface. */
export const comparisonOf = cache((query: string) =>
  settle((async () => compareCharts(compareQuery(new URLSearchParams(query))))()),
)

/** The files of two archives that differ; the names are those of the query. */
export const filesOf = cache((from: string, to: string) =>
  settle(
    (async () => {
      const { from: before, to: after } = compareQuery(new URLSearchParams({ from, to }))
      return compareArchives(before, after)
    })(),
  ),
)
