import { GitCompareArrows, Unplug } from 'lucide-react'
import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { Compare } from '../../../components/compare/compare.tsx'
import { comparedOf, type Side } from '../../../components/compare/compared.ts'
import { fileSections, withheld } from '../../../components/compare/sections.ts'
import { SidePicker } from '../../../components/compare/side-picker.tsx'
import { StartForm } from '../../../components/compare/start-form.tsx'
import { ProblemWords } from '../../../components/source/listing-notice.tsx'
import { AppBar } from '../../../components/ui/app-bar.tsx'
import { Notice } from '../../../components/ui/notice.tsx'
import { RefreshButton } from '../../../components/ui/refresh-button.tsx'
import { Bar } from '../../../components/ui/skeleton.tsx'
import { SCRIPTED, Stream } from '../../../components/ui/stream.tsx'
import { readCompareState } from '../../../lib/client/compare-state.ts'
import { readCluster } from '../../../lib/client/declared-cluster.ts'
import {
  chartHref,
  compareHref,
  readSide,
  sourceHref,
  writeSide,
  type ChartAddress,
} from '../../../lib/client/routes.ts'
import type { ComparedCharts } from '../../../lib/server/actions/compare-charts.ts'
import { chartOf, sourceOf, versionsOf } from '../asked.ts'
import { ChartFrame, ChartWaiting, shownVersion } from '../[source]/[repository]/[version]/chart-frame.tsx'
import { comparisonOf, filesOf } from './compared.ts'
import { namedSide } from './named-side.ts'
import { previousOf } from './previous.ts'

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}
type Named = ChartAddress & { readonly version: string }

/** Lines that travel with the page: for a browser with scripts the rest follows, another one gets as much as is bearable. */
const MOST = { scripted: 3000, whole: 6000 } as const

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams
  const [from, to] = [readSide(one(query['from'])), readSide(one(query['to']))]
  if (to === null) return { title: 'Compare' }
  const before =
    from === null
      ? ''
      : `${from.repository === to.repository ? '' : `${from.repository} `}${shownVersion(from.version)} → `
  return { title: `Compare · ${to.repository} ${before}${shownVersion(to.version)}` }
}

const one = (value: string | string[] | undefined): string | undefined => [value].flat()[0]

export default async function ComparePage({ searchParams }: Props) {
  const query = await searchParams
  const [first, second] = await Promise.all([namedSide(one(query['from'])), namedSide(one(query['to']))])
  const problem = [first, second].find((side) => side.kind === 'unread')?.words
  if (second.kind !== 'side' || problem !== undefined || query['other'] !== undefined)
    return (
      <>
        <AppBar trail={[{ words: 'Compare' }]} />
        <StartForm from={one(query['from']) ?? ''} to={one(query['to']) ?? ''} problem={problem} />
      </>
    )
  const to = await withVersion(second.side)
  const from = first.kind === 'side' ? await withVersion(first.side) : null
  // references and the newest version stand in the form that stays
  const isKept =
    to === second.side &&
    !second.isReference &&
    (first.kind !== 'side' || (from === first.side && !first.isReference))
  if (!isKept) {
    const { from: _, to: __, ...rest } = query
    redirect(compareHref({ from, to }, rest))
  }
  const source = await sourceOf(to.source)
  if (source === undefined) notFound()
  const trail = [
    { words: source.title, href: sourceHref(source.name) },
    { words: to.repository, href: chartHref({ ...to, version: undefined }) },
    { words: 'Compare' },
  ]
  return (
    <>
      <AppBar trail={trail} narrow={to.repository} />
      <Stream fallback={<ChartWaiting address={to} />}>
        <ChartFrame source={source} address={to} current="compare">
          <Stream fallback={<Comparing />}>
            <Both from={from} to={to} query={query} />
          </Stream>
        </ChartFrame>
      </Stream>
    </>
  )
}

/** The newest version by its name; the side itself where it names one, or where there is none to be had. */
async function withVersion(side: Named): Promise<Named> {
  if (side.version !== '') return side
  const chart = await chartOf(side.source, side.repository, '')
  return chart.ok ? { ...side, version: chart.value.tag } : side
}

async function Both({
  from: asked,
  to,
  query,
}: {
  from: Named | null
  to: Named
  query: Awaited<Props['searchParams']>
}) {
  const from = asked ?? (await previousOf(to))
  if (from === null)
    return (
      <main id="main" className="inset-page">
        <Notice
          icon={GitCompareArrows}
          title="There is no version before this one"
          actions={
            <Link className="link" href={chartHref(to, 'versions')}>
              Choose two of its versions
            </Link>
          }
        >
          Any other chart can stand at the left: choose one below.
        </Notice>
        <StartForm from="" to={writeSide(to)} isInside />
      </main>
    )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const each of [value ?? []].flat())
      if (!['from', 'to', 'noise'].includes(name)) search.append(name, each)
  search.set('from', writeSide(from))
  search.set('to', writeSide(to))
  const state = readCompareState((name) => one(query[name]))
  const [answer, files] = await Promise.all([
    comparisonOf(search.toString()),
    state.view === 'files' ? filesOf(writeSide(from), writeSide(to)) : null,
  ])
  if (!answer.ok)
    return (
      <main id="main" className="inset-page">
        <Notice
          icon={Unplug}
          title={`${from.repository} ${shownVersion(from.version)} and ${to.repository} ${shownVersion(to.version)} could not be compared`}
          code={answer.problem.code}
          actions={<RefreshButton source={to.source} label="Ask again" words="Ask again" />}
        >
          <ProblemWords problem={answer.problem} />
        </Notice>
      </main>
    )
  const isScripted = (await cookies()).has(SCRIPTED)
  const most = isScripted ? MOST.scripted : MOST.whole
  const { from: before, to: after, ms, ...comparison } = answer.value
  const compared = comparedOf(comparison, ms)
  const all = (name: string): string[] => [query[name] ?? []].flat()
  const cluster = { ...readCluster((name) => one(query[name]), all), crds: one(query['crds']) !== '0' }
  const [sideFrom, sideTo] = [sideOf(from, before), sideOf(to, after)]
  const picker = (side: 'from' | 'to'): ReactNode => <Picker side={side} from={sideFrom} to={sideTo} />
  return (
    <Compare
      key={search.toString()}
      from={sideFrom}
      to={sideTo}
      pickers={{ from: picker('from'), to: picker('to') }}
      initial={{ ...compared, sections: withheld(compared.sections, most, state.object) }}
      files={files?.ok === true ? withheld(fileSections(files.value), most, state.object) : null}
      state={state}
      cluster={cluster}
      isScripted={isScripted}
    />
  )
}

function sideOf(address: Named, side: ComparedCharts['from']): Side {
  const { status, mechanisms, policy } = side.verdict
  return {
    address: { ...address, version: address.version === '' ? side.chartVersion : address.version },
    pinned: { ...address, version: side.digest },
    name: side.name,
    version: side.chartVersion,
    appVersion: side.appVersion,
    verdict: {
      status,
      mechanisms: mechanisms.map(({ mechanism, status: own, signer }) => ({
        mechanism,
        status: own,
        ...(signer && { signer }),
      })),
      policy: policy === null || policy === undefined ? null : { match: policy.match, met: policy.met },
    },
  }
}

/** The versions of one side; choosing one keeps the other. */
async function Picker({ side, from, to }: { side: 'from' | 'to'; from: Side; to: Side }) {
  const own = side === 'from' ? from : to
  const label = from.address.repository === to.address.repository ? own.version : `${own.name} ${own.version}`
  const versions = await versionsOf(own.address.source, own.address.repository)
  const sides = { from: from.address, to: to.address }
  return (
    <SidePicker
      label={side === 'from' ? 'First version' : 'Second version'}
      shown={label}
      rows={(versions.ok ? versions.value.versions : []).map((row) => ({
        version: row.version,
        isHere: row.version === own.version,
        href: compareHref({ ...sides, [side]: { ...own.address, version: row.tag } }),
      }))}
      otherHref={`/compare${`?${side === 'from' ? 'to' : 'from'}=${encodeURIComponent(writeSide(side === 'from' ? to.address : from.address))}`}&other=1`}
    />
  )
}

function Comparing() {
  return (
    <main id="main" role="status" aria-label="Comparing">
      <div className="h-10 border-b border-line bg-rail md:h-9" />
      <div className="animate-late inset-page grid gap-6 border-b border-line py-4 md:grid-cols-5">
        {[40, 32, 40, 32, 40].map((width, i) => (
          <div key={i} className="min-w-0 space-y-3 overflow-hidden">
            <Bar width={12} />
            <Bar width={width as 32 | 40} />
            <Bar width={24} />
          </div>
        ))}
      </div>
      <p className="animate-late inset-page pt-3 text-ink-3">Rendering both</p>
    </main>
  )
}
