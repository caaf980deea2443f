import { Unplug } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { TagMovesPane } from '../../../../../../components/ledger/tag-moves.tsx'
import { SameElsewhere } from '../../../../../../components/chart/same-elsewhere.tsx'
import { VersionsTable, type DatedVersion } from '../../../../../../components/chart/versions-table.tsx'
import { ProblemWords } from '../../../../../../components/source/listing-notice.tsx'
import { FootBar } from '../../../../../../components/ui/foot-bar.tsx'
import { Notice } from '../../../../../../components/ui/notice.tsx'
import { RefreshButton } from '../../../../../../components/ui/refresh-button.tsx'
import { SkeletonRows } from '../../../../../../components/ui/skeleton.tsx'
import { Stream } from '../../../../../../components/ui/stream.tsx'
import { shortDay } from '../../../../../../components/ui/when.ts'
import { chartHref, type ChartAddress } from '../../../../../../lib/client/routes.ts'
import { chartOf, movesOf, sameOf, sourcesOf, versionsOf } from '../../../../asked.ts'
import { verdictsWithin } from '../../../../verdicts-within.ts'
import { chartParams } from '../../chart-params.ts'

export const metadata: Metadata = { title: 'Versions' }

type Props = PageProps<'/[source]/[repository]/[version]/versions'>

const hints = [
  { caps: ['j', 'k'], words: 'move' },
  { caps: ['↵'], words: 'open' },
  { caps: ['v'], words: 'verify' },
  { caps: ['p'], words: 'preview' },
  { caps: ['x'], words: 'pick to compare' },
  { caps: ['c'], words: 'compare' },
  { caps: ['⇧Y'], words: 'copy digest' },
]

/** Verdicts of the newest come with the page; the rest as they come into view. */
const NEWEST = 10

export default async function VersionsPage({ params, searchParams }: Props) {
  const address = await chartParams(params)
  return (
    <>
      <main id="main" className="flex flex-1 flex-col">
        <Stream fallback={<SkeletonRows rows={14} label="Asking for the versions" />}>
          <Listed address={address} query={await searchParams} />
        </Stream>
      </main>
      <FootBar hints={hints}>newest digests asked, the rest as they come into view</FootBar>
    </>
  )
}

async function Listed({
  address,
  query,
}: {
  address: ChartAddress & { version: string }
  query: Awaited<Props['searchParams']>
}) {
  const [asked, chart] = await Promise.all([
    versionsOf(address.source, address.repository),
    chartOf(address.source, address.repository, address.version),
  ])
  if (!asked.ok)
    return (
      <div className="inset-page">
        <Notice
          icon={Unplug}
          title="The versions could not be listed"
          code={asked.problem.code}
          actions={<RefreshButton source={address.source} label="Ask again" words="Ask again" />}
        >
          <ProblemWords problem={asked.problem} />
        </Notice>
      </div>
    )
  const { versions, otherTags } = asked.value
  const now = Date.now()
  const dated = versions.map((row): DatedVersion => ({
    ...row,
    day: row.created === null ? '' : shortDay(row.created, now),
  }))
  const verdicts = await verdictsWithin(
    versions.slice(0, NEWEST).map((row) => ({
      key: row.tag,
      source: address.source,
      repository: address.repository,
      version: row.tag,
    })),
  )
  // after the verdicts, which note what they saw
  const moves = await movesOf(address.source, address.repository)
  return (
    <div className="grid flex-1 max-lg:content-start lg:grid-cols-[minmax(0,1fr)_348px]">
      <VersionsTable
        chart={address}
        versions={dated}
        current={chart.ok ? chart.value.metadata.version : address.version}
        q={[query.q].flat()[0] ?? ''}
        unfolded={query.pre === 'shown'}
        picks={[query.pick ?? []].flat().slice(0, 2)}
        verdicts={verdicts}
      />
      <aside className="inset-page border-line pt-3 lg:border-l">
        <TagMovesPane {...moves} />
        <Elsewhere address={address} other={[query.same].flat()[0] ?? ''} />
        <section aria-labelledby="other-tags">
          <h2 id="other-tags" className="flex flex-wrap gap-x-2 pb-1.5 font-semibold">
            Tags that are no version{' '}
            <span className="text-label font-normal text-ink-3">not resolvable by a range</span>
          </h2>
          {otherTags.length === 0 ? (
            <p className="border-t border-line py-2 text-ink-2">None: every tag here is a version.</p>
          ) : (
            <ul className="border-t border-line">
              {otherTags.slice(0, 200).map((tag) => (
                <li key={tag} className="border-b border-line">
                  <Link
                    href={chartHref({ ...address, version: tag })}
                    prefetch={false}
                    className="flex min-h-9 items-center font-mono text-label break-all hover:underline md:min-h-[30px]"
                  >
                    {tag}
                  </Link>
                </li>
              ))}
              {otherTags.length > 200 && (
                <li className="py-1.5 text-ink-3">and {otherTags.length - 200} more</li>
              )}
            </ul>
          )}
        </section>
      </aside>
    </div>
  )
}

/** The same version in another source, compared bit for bit, once one is chosen. */
async function Elsewhere({ address, other }: { address: ChartAddress & { version: string }; other: string }) {
  const sources = await sourcesOf()
  const others = (sources.ok ? sources.value : []).filter(({ name }) => name !== address.source)
  if (others.length === 0) return null
  const asked = other === '' ? null : await sameOf(address.source, address.repository, address.version, other)
  return <SameElsewhere chart={address} others={others} other={other} asked={asked} />
}
