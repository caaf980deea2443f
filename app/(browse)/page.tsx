import { FileWarning, Plus } from 'lucide-react'
import Link from 'next/link'
import { FindInPage } from '../../components/find/find-in-page.tsx'
import { FirstStart } from '../../components/source/first-start.tsx'
import { ProblemWords } from '../../components/source/listing-notice.tsx'
import { WhatMoved } from '../../components/ledger/what-moved.tsx'
import { RecentlyOpened } from '../../components/source/recently-opened.tsx'
import { RenewSoon } from '../../components/source/renew-soon.tsx'
import { SampleTable } from '../../components/source/sample-table.tsx'
import {
  askedWords,
  ListingState,
  NotReachedState,
  sourceColumns,
  SourceRow,
} from '../../components/source/source-rows.tsx'
import { AppBar } from '../../components/ui/app-bar.tsx'
import { FootBar } from '../../components/ui/foot-bar.tsx'
import { Icon } from '../../components/ui/icon.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { Bar, SkeletonRows } from '../../components/ui/skeleton.tsx'
import { Stream } from '../../components/ui/stream.tsx'
import { count } from '../../components/ui/when.ts'
import { addConnectionHref, connectionHref } from '../../lib/client/routes.ts'
import type { Source } from '../../lib/schema/source.ts'
import { allMovesOf, chartsOf, sourcesOf } from './asked.ts'
import { verdictsWithin } from './verdicts-within.ts'
import { version } from './version.ts'

const hints = [
  { caps: ['/'], words: 'find' },
  { caps: ['j', 'k'], words: 'move' },
  { caps: ['↵'], words: 'open' },
]

export default async function HomePage() {
  const asked = await sourcesOf()
  const sources = asked.ok ? asked.value : []
  const first = asked.ok && sources.every((source) => source.sample)
  return (
    <>
      <AppBar find={false} />
      <main id="main" className="mx-auto w-full max-w-[1296px] flex-1 px-4 pt-3 pb-10 md:px-6 md:pt-6">
        <FindInPage sources={sources} />
        {!asked.ok && (
          <div className="pt-4">
            <Notice
              level={1}
              icon={FileWarning}
              title="The configuration cannot be used"
              code={asked.problem.code}
            >
              <ProblemWords problem={asked.problem} />
            </Notice>
          </div>
        )}
        {first && <FirstStart />}
        {first ? (
          sources.map((source) => <Sample key={source.name} source={source} />)
        ) : (
          <Sources sources={sources} />
        )}
        <div className="pt-7">
          <RecentlyOpened />
        </div>
        <Moved />
      </main>
      <FootBar hints={hints}>Chartroom {version}</FootBar>
    </>
  )
}

function Sample({ source }: { source: Source }) {
  return (
    <Stream fallback={<SkeletonRows rows={9} label="Reading the sample" />}>
      <SampleCharts source={source} />
    </Stream>
  )
}

async function SampleCharts({ source }: { source: Source }) {
  const asked = await chartsOf(source.name)
  if (!asked.ok)
    return (
      <div className="pt-6">
        <Notice icon={FileWarning} title="The sample cannot be read" code={asked.problem.code}>
          <ProblemWords problem={asked.problem} />
        </Notice>
      </div>
    )
  const { charts } = asked.value
  // a local read: the page can wait for all of it
  const verdicts = await verdictsWithin(
    charts.flatMap((row) =>
      row.latest === null
        ? []
        : [{ key: row.repository, source: source.name, repository: row.repository, version: row.latest }],
    ),
    2000,
  )
  return <SampleTable source={source} charts={charts} verdicts={verdicts} />
}

function Sources({ sources }: { sources: readonly Source[] }) {
  return (
    <section aria-labelledby="sources" className="pt-6">
      <div className="flex items-center gap-3">
        <h1 id="sources" className="flex-1 font-semibold">
          Sources <span className="ml-1 font-normal text-ink-3">{sources.length}</span>
        </h1>
        <Link
          href={addConnectionHref()}
          prefetch={false}
          className="inline-flex items-center gap-1.5 text-ink-2 hover:text-ink"
        >
          <Icon of={Plus} size={14} /> Add a registry
        </Link>
      </div>
      <div
        aria-hidden
        className={`mt-1.5 h-8 border-b border-line text-label text-ink-3 max-md:hidden ${sourceColumns}`}
      >
        <span>Name and address</span>
        <span>Asked as</span>
        <span>Listing</span>
        <span className="text-right">Charts</span>
        <span>Asked</span>
      </div>
      <ul className="max-md:mt-2 max-md:border-t max-md:border-line">
        {sources.map((source) => (
          <Stream
            key={source.name}
            fallback={<SourceRow source={source} state={<Asking />} charts="" asked="" />}
          >
            <Listed source={source} />
          </Stream>
        ))}
      </ul>
      {sources.length === 0 && (
        <Notice icon={FileWarning} title="No source is configured">
          The box above opens any reference all the same. Sources are added in Settings, or named in{' '}
          <code className="text-label">chartroom.yaml</code>.
        </Notice>
      )}
    </section>
  )
}

const Asking = () => (
  <span className="animate-late">
    <Bar width={32} />
  </span>
)

async function Listed({ source }: { source: Source }) {
  const asked = await chartsOf(source.name)
  if (!asked.ok)
    return (
      <SourceRow
        source={source}
        state={<NotReachedState problem={asked.problem} />}
        charts={<span className="text-ink-3">–</span>}
        asked={
          <a className="link relative z-10" href={connectionHref(source.name, true)}>
            Find out why
          </a>
        }
      />
    )
  const listing = asked.value
  return (
    <SourceRow
      source={source}
      state={
        listing.notRenewed === undefined ? (
          <ListingState listing={listing} />
        ) : (
          <NotReachedState
            problem={listing.notRenewed}
            more={`list is of ${askedWords(listing, Date.now())}`}
          />
        )
      }
      charts={
        listing.listing === 'refused' && listing.charts.length === 0 ? (
          <span className="text-ink-3">not told</span>
        ) : (
          count(listing.charts.length)
        )
      }
      asked={
        <>
          {askedWords(listing, Date.now())}
          {listing.renewing === true && <RenewSoon askedAt={listing.askedAt} />}
        </>
      }
    />
  )
}

async function Moved() {
  return <WhatMoved {...await allMovesOf()} now={Date.now()} />
}
