import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ChartTable } from '../../../components/source/chart-table.tsx'
import { readListState, type Row } from '../../../components/source/chart-list.ts'
import { ListingNotice, NotReached, NotRenewed } from '../../../components/source/listing-notice.tsx'
import { askedAs, failureWords, listingWords } from '../../../components/source/listing-words.ts'
import { RenewSoon } from '../../../components/source/renew-soon.tsx'
import { RecentlyOpened } from '../../../components/source/recently-opened.tsx'
import { AppBar } from '../../../components/ui/app-bar.tsx'
import { CopyButton } from '../../../components/ui/copy-button.tsx'
import { FootBar } from '../../../components/ui/foot-bar.tsx'
import { RefreshButton } from '../../../components/ui/refresh-button.tsx'
import { SkeletonRows } from '../../../components/ui/skeleton.tsx'
import { Stream } from '../../../components/ui/stream.tsx'
import { ago, plural, shortDay } from '../../../components/ui/when.ts'
import { readSegment, sourceHref } from '../../../lib/client/routes.ts'
import type { Source } from '../../../lib/schema/source.ts'
import { chartsOf, sourceOf } from '../asked.ts'
import { verdictsWithin } from '../verdicts-within.ts'

type Props = PageProps<'/[source]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const source = await sourceOf(readSegment((await params).source))
  return source === undefined ? {} : { title: source.title }
}

const hints = [
  { caps: ['j', 'k'], words: 'move' },
  { caps: ['↵'], words: 'open' },
  { caps: ['v'], words: 'verify' },
  { caps: ['p'], words: 'preview' },
  { caps: ['y'], words: 'copy reference' },
]

export default async function SourcePage({ params, searchParams }: Props) {
  const source = await sourceOf(readSegment((await params).source))
  if (source === undefined) notFound()
  const query = await searchParams
  return (
    <>
      <AppBar trail={[{ words: source.title }]} />
      <main id="main" data-reference={source.url}>
        <Stream
          fallback={
            <>
              <Head source={source} words="asking" />
              <SkeletonRows rows={16} label={`Asking ${source.title}`} />
            </>
          }
        >
          <Charts source={source} query={query} />
        </Stream>
      </main>
      <FootBar hints={hints} />
    </>
  )
}

function Head({ source, words }: { source: Source; words: string }) {
  return (
    <div className="inset-page flex flex-wrap items-center gap-x-3 gap-y-1 pt-[11px] pb-[9px]">
      <h1 className="text-title font-semibold">{source.title}</h1>
      <span className="flex min-w-0 items-center gap-1 max-md:hidden">
        <code className="truncate text-label text-ink-2">{source.url}</code>
        <CopyButton text={source.url} label="address" />
      </span>
      <span className="flex-1" />
      <span className="inline-flex items-center gap-1 text-label text-ink-2">
        {[askedAs(source), words].filter((part) => part !== null).join(' · ')}
        <RefreshButton source={source.name} label="Ask again" />
      </span>
    </div>
  )
}

async function Charts({ source, query }: { source: Source; query: Awaited<Props['searchParams']> }) {
  const asked = await chartsOf(source.name)
  if (!asked.ok)
    return (
      <>
        <Head source={source} words={failureWords(asked.problem).replace(/^was /, '')} />
        <div className="inset-page border-t border-line">
          <NotReached source={source} problem={asked.problem} />
        </div>
      </>
    )
  const listing = asked.value
  const now = Date.now()
  const rows = listing.charts.map((chart): Row => ({
    ...chart,
    day: chart.updated === null ? '' : shortDay(chart.updated, now),
  }))
  const one = (name: string): string | undefined => {
    const value = query[name]
    return Array.isArray(value) ? value[0] : value
  }
  const notice = ListingNotice({ source, listing })
  const showOthers = one('others') === '1'
  return (
    <>
      <Head
        source={source}
        words={`${listingWords(listing)} · asked ${ago(listing.askedAt, now)}${listing.renewing === true ? ', asking again' : ''}`}
      />
      {listing.renewing === true && <RenewSoon askedAt={listing.askedAt} />}
      {listing.notRenewed !== undefined && (
        <div className="inset-page mb-3 border-t border-line">
          <NotRenewed source={source} problem={listing.notRenewed} asked={ago(listing.askedAt, now)} />
        </div>
      )}
      {notice !== null && <div className="inset-page mb-3 border-t border-line">{notice}</div>}
      {listing.listing !== 'complete' && (
        <div className="inset-page pb-3">
          <RecentlyOpened source={source.name} />
        </div>
      )}
      {rows.length > 0 && (
        <ChartTable
          source={source.name}
          rows={rows}
          verdicts={await verdictsWithin(
            rows.flatMap((row) =>
              row.latest === null
                ? []
                : [
                    {
                      key: row.repository,
                      source: source.name,
                      repository: row.repository,
                      version: row.latest,
                    },
                  ],
            ),
          )}
          initial={readListState(one)}
          page={Math.max(1, Number.parseInt(one('page') ?? '1', 10) || 1)}
          aside={
            listing.others.length > 0 && (
              <a
                className="link text-label text-ink-2"
                href={sourceHref(source.name, { others: showOthers ? null : '1' })}
              >
                {plural(listing.others.length, 'repository holds', 'repositories hold')} no chart
              </a>
            )
          }
        />
      )}
      {(showOthers || (rows.length === 0 && listing.others.length > 0)) && (
        <section aria-label="Repositories that hold no chart" className="inset-page py-4">
          <h2 className="text-label text-ink-3">No chart in these</h2>
          <ul>
            {listing.others.map((name) => (
              <li
                key={name}
                className="flex h-9 items-center border-b border-line font-mono text-label text-ink-2"
              >
                {name}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
