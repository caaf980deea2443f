import { Hourglass, List, ListX, Unplug } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { sourceHref } from '../../lib/client/routes.ts'
import type { Problem } from '../../lib/schema/problem.ts'
import type { Listing, Source } from '../../lib/schema/source.ts'
import { CodeName } from '../ui/code-name.tsx'
import { Icon } from '../ui/icon.tsx'
import { ago, count, plural } from '../ui/when.ts'
import { askedAs, failureWords, listingState } from './listing-words.ts'

export const sourceColumns =
  'md:grid md:grid-cols-[minmax(0,1.7fr)_120px_minmax(0,1.5fr)_96px_104px] md:items-center md:gap-x-4'

/** How completely a source told what it holds: icon, words, code. Neutral, for none of it is a verdict. */
export function ListingState({ listing }: { listing: Listing }) {
  const named = listing.charts.length
  switch (listingState(listing)) {
    case 'complete':
      return (
        <State icon={List} words="Listed in full">
          {plural(named, 'chart')}
          {listing.others.length > 0 && `, ${count(listing.others.length)} other`}
        </State>
      )
    case 'partial':
      return (
        <State icon={Hourglass} words="Listed in part" code={listing.reason?.code}>
          {plural(named, 'chart')} so far
        </State>
      )
    case 'refused':
      return (
        <State icon={ListX} words="Refuses to list" code={listing.reason?.code}>
          {named > 0 && `${count(named)} named here`}
        </State>
      )
  }
}

export function NotReachedState({ problem, more }: { problem: Problem; more?: string }) {
  return (
    <State icon={Unplug} words={sentence(failureWords(problem))} code={problem.code}>
      {more}
    </State>
  )
}

const sentence = (words: string): string => {
  const bare = words.replace(/^was /, '')
  return bare.charAt(0).toUpperCase() + bare.slice(1)
}

function State({
  icon,
  words,
  code,
  children,
}: {
  icon: typeof List
  words: string
  code?: string | undefined
  children?: ReactNode
}) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Icon of={icon} className="text-ink-2" />
      <span className="font-medium whitespace-nowrap">{words}</span>
      {code !== undefined && (
        <span className="relative z-10 truncate">
          <CodeName code={code} />
        </span>
      )}
      <span className="truncate text-ink-3">{children}</span>
    </span>
  )
}

/** A source among the others; what it holds fills in as it answers. */
export function SourceRow({
  source,
  state,
  charts,
  asked,
}: {
  source: Source
  state: ReactNode
  charts: ReactNode
  asked: ReactNode
}) {
  return (
    <li
      data-row
      data-reference={source.url}
      className={`relative border-b border-line py-2.5 hover:bg-rail has-[[data-open]:focus-visible]:here md:h-9 md:py-0 ${sourceColumns}`}
    >
      <span className="flex min-w-0 items-center gap-2.5">
        <Link
          href={sourceHref(source.name)}
          prefetch={false}
          data-open
          className="font-medium whitespace-nowrap outline-none after:absolute after:inset-0"
        >
          {source.title}
        </Link>
        <code className="truncate text-label text-ink-3 max-md:hidden">{source.url}</code>
      </span>
      <span className="truncate text-ink-2 max-md:hidden">
        {askedAs(source)?.replace(/^as /, '') ?? 'from disk'}
      </span>
      <span className="flex min-w-0">{state}</span>
      <span className="text-right max-md:absolute max-md:top-2.5 max-md:right-0">{charts}</span>
      <span className="text-ink-2 max-md:hidden">{asked}</span>
    </li>
  )
}

export const askedWords = (listing: Listing, now: number): string => ago(listing.askedAt, now)
