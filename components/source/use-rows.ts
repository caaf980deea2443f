import { useEffect, useMemo, useState } from 'react'
import { askJson } from '../../lib/client/api.ts'
import { api } from '../../lib/client/routes.ts'
import type { Problem } from '../../lib/schema/problem.ts'
import type { ChartRow } from '../../lib/schema/source.ts'
import { shortDay } from '../ui/when.ts'
import type { Row } from './chart-list.ts'

const AT_A_TIME = 6
const NOTHING: ReadonlyMap<string, Row> = new Map()

/**
 * Rows of which only the names were told, filled in as they come on the screen. What was found stays; a row that could not
 * be looked into says so.
 * @param seen the rows on the screen; the same array while nothing changed
 */
export function useRows(source: string, rows: readonly Row[], seen: readonly Row[]): readonly Row[] {
  const [found, setFound] = useState(NOTHING)
  useEffect(() => {
    const gone = new AbortController()
    const open = seen.filter((row) => row.unread === true && !found.has(row.repository))
    const lane = async (): Promise<void> => {
      for (let row = open.shift(); row !== undefined && !gone.signal.aborted; row = open.shift()) {
        const filled = await look(source, row, gone.signal)
        if (!gone.signal.aborted) setFound((before) => new Map(before).set(filled.repository, filled))
      }
    }
    for (let i = 0; i < AT_A_TIME; i++) void lane()
    return () => gone.abort()
    // what is found grows with every answer; only other rows are a reason to ask anew
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [source, seen])
  return useMemo(
    () =>
      found.size === 0
        ? rows
        : rows.map((row) => (row.unread === true ? (found.get(row.repository) ?? row) : row)),
    [rows, found],
  )
}

async function look(source: string, unread: Row, signal: AbortSignal): Promise<Row> {
  const row = { ...unread, unread: false }
  try {
    const { chart, reason } = await askJson<{ chart: ChartRow | null; reason: Problem | null }>(
      api.chart({ source, repository: row.repository }),
      signal,
    )
    if (chart === null) return reason === null ? { ...row, noChart: true } : row
    return { ...chart, day: chart.updated === null ? '' : shortDay(chart.updated, Date.now()) }
  } catch {
    return row
  }
}
