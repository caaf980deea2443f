import Link from 'next/link'
import { chartHref, sourceHref } from '../../lib/client/routes.ts'
import type { ChartRow, Source } from '../../lib/schema/source.ts'
import type { VerdictSummary } from '../verify/verdict-summary.ts'
import { VerdictLine } from '../verify/verdict.tsx'
import { plural } from '../ui/when.ts'
import { sampleLessons, sampleOrder } from './sample-lessons.ts'
import { visible } from '../../lib/schema/visible.ts'

const columns =
  'md:grid md:grid-cols-[minmax(0,1fr)_minmax(0,1.06fr)_minmax(0,2fr)_72px] md:items-center md:gap-x-4'

/** The shipped sample, chart by chart: its verdict and what it is there to show. */
export function SampleTable({
  source,
  charts,
  verdicts,
}: {
  source: Source
  charts: readonly ChartRow[]
  verdicts: Readonly<Record<string, VerdictSummary>>
}) {
  const ordered = [...charts].sort((a, b) => place(a.name) - place(b.name))
  return (
    <section aria-labelledby="sample" className="pt-6">
      <div className="flex flex-wrap items-baseline gap-x-2.5">
        <h2 id="sample" className="font-semibold">
          {source.title}
        </h2>
        <span className="text-label text-ink-3">
          a source that ships with Chartroom, {plural(charts.length, 'chart')}, one for each thing it can say
        </span>
        <span className="flex-1" />
        <Link className="link text-label text-ink-2" href={sourceHref(source.name)} prefetch={false}>
          Open as a list
        </Link>
      </div>
      <div role="table" aria-label="The sample" className="mt-1.5">
        <div
          role="row"
          className={`h-8 border-b border-line text-label text-ink-3 max-md:sr-only ${columns}`}
        >
          <span role="columnheader">Chart</span>
          <span role="columnheader">Verdict</span>
          <span role="columnheader">What it is there to show</span>
          <span role="columnheader" className="text-right">
            Look at
          </span>
        </div>
        {ordered.map((row) => (
          <SampleRow key={row.repository} source={source} row={row} verdict={verdicts[row.repository]} />
        ))}
      </div>
    </section>
  )
}

const place = (name: string): number =>
  sampleOrder.includes(name) ? sampleOrder.indexOf(name) : sampleOrder.length

function SampleRow({
  source,
  row,
  verdict,
}: {
  source: Source
  row: ChartRow
  verdict: VerdictSummary | undefined
}) {
  const chart = { source: source.name, repository: row.repository, version: row.latest ?? undefined }
  const lesson = sampleLessons[row.name] ?? { words: row.description ?? '', view: 'overview' as const }
  return (
    <div
      role="row"
      data-row
      data-href-p={chartHref(chart, 'preview')}
      className={`relative border-b border-line py-2 hover:bg-rail has-[[data-open]:focus-visible]:here md:h-9 md:py-0 ${columns}`}
    >
      <span role="cell" className="flex min-w-0 items-baseline gap-2">
        <Link
          href={chartHref(chart)}
          prefetch={false}
          data-open
          className="truncate font-medium outline-none after:absolute after:inset-0"
        >
          {visible(row.name)}
        </Link>
        <code className="text-label text-ink-2">{row.latest}</code>
      </span>
      <span role="cell" className="flex min-w-0">
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
      </span>
      <span role="cell" className="text-ink-2 md:truncate" title={lesson.words}>
        {lesson.words}
      </span>
      <span role="cell" className="max-md:absolute max-md:top-2 max-md:right-0 md:text-right">
        <Link
          href={chartHref(chart, lesson.view)}
          prefetch={false}
          className="link relative z-10"
          aria-label={`${row.name}: ${lesson.view}`}
        >
          {lesson.view.charAt(0).toUpperCase() + lesson.view.slice(1)}
        </Link>
      </span>
    </div>
  )
}
