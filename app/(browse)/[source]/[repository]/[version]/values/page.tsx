import { FileWarning, FileX } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { CodeView } from '../../../../../../components/chart/code-view.tsx'
import type { ValueRow } from '../../../../../../components/chart/value-row.ts'
import { ValuesTable, type Show } from '../../../../../../components/chart/values-table.tsx'
import { CopyButton } from '../../../../../../components/ui/copy-button.tsx'
import { FootBar } from '../../../../../../components/ui/foot-bar.tsx'
import { Notice } from '../../../../../../components/ui/notice.tsx'
import { segmentClass, Segments } from '../../../../../../components/ui/segments.tsx'
import { count, plural } from '../../../../../../components/ui/when.ts'
import { chartHref, fileHref, type ChartAddress } from '../../../../../../lib/client/routes.ts'
import type { Chart } from '../../../../../../lib/schema/chart.ts'
import { chartOf } from '../../../../asked.ts'
import { chartParams } from '../../chart-params.ts'
import { valueRows } from './value-rows.ts'

export const metadata: Metadata = { title: 'Values' }

const hints = [
  { caps: ['/'], words: 'search' },
  { caps: ['j', 'k'], words: 'move' },
  { caps: ['↵'], words: 'unfold' },
]

export default async function ValuesPage({
  params,
  searchParams,
}: PageProps<'/[source]/[repository]/[version]/values'>) {
  const address = await chartParams(params)
  const asked = await chartOf(address.source, address.repository, address.version)
  if (!asked.ok) return null
  const chart = asked.value
  const query = await searchParams
  const one = (name: string): string | undefined => [query[name]].flat()[0]
  const show = (['table', 'text', 'both'] as const).find((each) => each === one('show')) ?? 'both'
  const { rows, doc, schemaAt } = await valueRows(chart)
  const q = one('q') ?? ''
  const names = [...new Set(rows.map((row) => row.subchart))]
  const subcharts = names.map((name) => ({
    name,
    words: name === '' ? chart.metadata.name : name,
    count: rows.filter((row) => row.subchart === name).length,
  }))
  const subchart = one('subchart') ?? null
  return (
    <>
      <main id="main" data-fill className="flex min-h-0 flex-1 flex-col">
        {doc.problem !== null && (
          <div className="inset-page">
            <Notice icon={FileWarning} title="values.yaml is not wholly YAML">
              <p>{doc.problem}</p>
              <p>What could be read is below; the text is shown as it is.</p>
            </Notice>
          </div>
        )}
        {rows.length === 0 && chart.values.trim() === '' ? (
          <div className="inset-page">
            <Notice icon={FileX} title="This chart has no values">
              Its archive was read; there is no values.yaml in it, or nothing in it. Nothing can be set.
            </Notice>
          </div>
        ) : (
          <ValuesTable
            chart={address}
            rows={rows}
            subcharts={subcharts}
            q={q}
            subchart={subcharts.some((each) => each.name === subchart) ? subchart : null}
            show={show}
            shows={<Shows address={address} show={show} q={q} />}
          >
            {show !== 'table' && (
              <ValuesText
                chart={chart}
                address={address}
                schemaAt={schemaAt}
                rows={rows}
                lines={doc.lines}
                beside={show === 'both'}
              />
            )}
          </ValuesTable>
        )}
      </main>
      <FootBar hints={hints}>{plural(rows.length, 'key')}</FootBar>
    </>
  )
}

function Shows({ address, show, q }: { address: ChartAddress; show: Show; q: string }) {
  const words = { table: 'Table', text: 'Text', both: 'Both' } as const
  return (
    <Segments label="What is shown">
      {(['table', 'text', 'both'] as const).map((each) => (
        <Link
          key={each}
          href={chartHref(address, 'values', { q, show: each === 'both' ? null : each })}
          prefetch={false}
          scroll={false}
          aria-current={each === show ? 'true' : undefined}
          className={segmentClass(each === show)}
        >
          {words[each]}
        </Link>
      ))}
    </Segments>
  )
}

function ValuesText({
  chart,
  address,
  schemaAt,
  rows,
  lines,
  beside,
}: {
  chart: Chart
  address: ChartAddress
  schemaAt: (path: readonly string[]) => { type: string } | null
  rows: readonly ValueRow[]
  lines: number
  beside: boolean
}) {
  const notes = new Map(
    chart.valuesSchema === null
      ? []
      : rows.flatMap((row) =>
          row.line === null
            ? []
            : [[row.line, { text: schemaAt(row.path)?.type ?? 'not in schema' }] as const],
        ),
  )
  return (
    <section
      aria-label="values.yaml"
      className={`flex min-h-0 min-w-0 flex-col ${beside ? 'border-line max-lg:hidden lg:border-l' : ''}`}
    >
      <div className="flex h-8 shrink-0 items-center gap-2 border-b border-line px-4">
        <h2 className="font-mono text-label font-medium">values.yaml</h2>
        <span className="text-label text-ink-3">{plural(lines, 'line')}</span>
        <span className="flex-1" />
        {chart.valuesSchema !== null && (
          <Link
            className="text-label text-ink-2 hover:underline"
            href={fileHref(address, 'values.schema.json')}
            prefetch={false}
          >
            values.schema.json{' '}
            <span className="text-ink-3">{count(chart.valuesSchema.split('\n').length)} lines</span>
          </Link>
        )}
        <CopyButton text={chart.values} label="values.yaml" className="-mr-2" />
      </div>
      <div className="flex min-h-0 flex-1 flex-col [&>.code]:min-h-0 [&>.code]:flex-1">
        <CodeView text={chart.values} language="yaml" label="Text of values.yaml" prefix="V" notes={notes} />
      </div>
    </section>
  )
}
