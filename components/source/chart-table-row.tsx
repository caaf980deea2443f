import Link from 'next/link'
import { chartHref } from '../../lib/client/routes.ts'
import { Badge } from '../ui/badge.tsx'
import { VerdictLine } from '../verify/verdict.tsx'
import type { VerdictSummary } from '../verify/verdict-summary.ts'
import type { Row } from './chart-list.ts'
import { visible } from '../../lib/schema/visible.ts'

/** Columns of head and rows alike; on a phone a row is two lines. */
export const columns =
  'md:grid md:grid-cols-[minmax(180px,1.4fr)_minmax(0,1fr)_minmax(240px,1.6fr)] lg:grid-cols-[264px_minmax(0,1fr)_88px_88px_84px_minmax(300px,26vw)] md:items-center md:gap-x-4'

/** One chart of a source. The whole row leads to it; the verdict leads to its checks. */
export function ChartTableRow({
  source,
  row,
  verdict,
  index,
}: {
  source: string
  row: Row
  verdict: VerdictSummary | undefined
  /** from 1, among all rows that are shown */
  index: number
}) {
  const chart = { source, repository: row.repository, version: row.latest ?? undefined }
  const path = row.repository.includes('/')
    ? row.repository.slice(0, row.repository.lastIndexOf('/') + 1)
    : ''
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      data-row
      data-href-p={chartHref(chart, 'preview')}
      className={`inset-page relative h-[62px] border-b border-line py-2.5 hover:bg-rail has-[[data-open]:focus-visible]:here md:h-9 md:py-0 ${columns}`}
    >
      <span role="cell" className="flex min-w-0 items-center gap-2 max-md:pr-28">
        <Link
          href={chartHref(chart)}
          prefetch={false}
          data-open
          className="truncate font-medium outline-none after:absolute after:inset-0"
        >
          {path !== '' && <span className="font-normal text-ink-3">{path}</span>}
          {visible(row.name)}
        </Link>
        {row.deprecated && <Badge>Deprecated</Badge>}
      </span>
      <span
        role="cell"
        className="truncate text-ink-3 max-lg:hidden"
        title={row.description === null ? undefined : visible(row.description)}
      >
        {visible(row.description ?? '')}
      </span>
      <span
        role="cell"
        className="truncate font-mono text-label max-md:absolute max-md:top-2.5 max-md:right-4"
      >
        {row.latest ?? (
          <span className="font-sans text-ink-3">
            {row.noChart === true ? 'no chart' : row.unread === true ? '' : 'not known'}
          </span>
        )}
      </span>
      <span role="cell" className="truncate font-mono text-label text-ink-2 max-lg:hidden">
        {visible(row.appVersion ?? '')}
      </span>
      <span
        role="cell"
        className="text-ink-2 max-md:absolute max-md:right-4 max-md:bottom-2.5 md:max-lg:hidden"
      >
        {row.day}
      </span>
      <span role="cell" className="flex min-w-0 max-md:pr-24">
        {row.latest !== null && (
          <Link
            href={chartHref(chart, 'verify')}
            prefetch={false}
            data-key="v"
            tabIndex={-1}
            className="relative z-10 flex min-w-0 overflow-hidden rounded-cap"
          >
            <VerdictLine
              status={verdict?.status ?? 'checking'}
              reason={verdict?.reason}
              code={verdict?.code}
              warnings={verdict?.warnings ?? 0}
            />
          </Link>
        )}
      </span>
    </div>
  )
}
