import { Hourglass, List, ListX, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Problem } from '../../lib/schema/problem.ts'
import type { Listing, Source } from '../../lib/schema/source.ts'
import { connectionHref } from '../../lib/client/routes.ts'
import { buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { RefreshButton } from '../ui/refresh-button.tsx'
import { plural } from '../ui/when.ts'
import { failureWords, listingState } from './listing-words.ts'
import { OpenByName } from './open-by-name.tsx'

/** Words of a problem: what was seen, then what to do. */
export function ProblemWords({ problem }: { problem: Problem }) {
  return (
    <>
      <p>{sentence(problem.message)}</p>
      {problem.detail !== undefined && <p className="font-mono text-label">{problem.detail}</p>}
      {problem.cure !== undefined && <p>{problem.cure}</p>}
    </>
  )
}

const sentence = (text: string): string => {
  const start = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(start) ? start : `${start}.`
}

/** A source that gave no list: not reached, or reached and refusing. */
export function NotReached({ source, problem }: { source: Source; problem: Problem }) {
  return (
    <Notice
      icon={Unplug}
      title={`${source.title} ${failureWords(problem)}`}
      code={problem.code}
      actions={
        <>
          <RefreshButton source={source.name} label="Ask again" words="Ask again" />
          {source.kind !== 'folder' && source.kind !== 'oci-layout' && !source.name.includes(':') && (
            <a href={connectionHref(source.name, true)} className={buttonClass('plain')}>
              Find out why
            </a>
          )}
        </>
      }
    >
      <ProblemWords problem={problem} />
    </Notice>
  )
}

/** An older list, because asking again failed: the code, what was seen, and how old the rows are. */
export function NotRenewed({ source, problem, asked }: { source: Source; problem: Problem; asked: string }) {
  return (
    <Notice
      icon={Unplug}
      title={`The list is of ${asked}: ${source.title} ${failureWords(problem)} since`}
      code={problem.code}
      actions={
        <>
          <RefreshButton source={source.name} label="Ask again" words="Ask again" />
          <a href={connectionHref(source.name, true)} className={buttonClass('plain')}>
            Find out why
          </a>
        </>
      }
    >
      <ProblemWords problem={problem} />
    </Notice>
  )
}

/** What stands above the rows where a listing is not simply whole: refused, in part, empty. Null where there is nothing to say. */
export function ListingNotice({ source, listing }: { source: Source; listing: Listing }): ReactNode {
  const rows = listing.charts.length
  const state = listingState(listing)
  if (state === 'refused')
    return (
      <Notice
        icon={ListX}
        title={source.kind === 'oci' ? 'This registry refuses to list' : 'This source does not list'}
        code={listing.reason?.code}
        actions={<OpenByName source={source} remember />}
      >
        {listing.reason !== null && <ProblemWords problem={listing.reason} />}
        {rows > 0 && <p>{plural(rows, 'repository', 'repositories')} below: those that are named here.</p>}
      </Notice>
    )
  if (state === 'partial')
    return (
      <Notice
        icon={Hourglass}
        title={
          rows === 0
            ? 'Listed in part, and nothing of it is a chart yet'
            : `${plural(rows, 'chart')}, and there may be more`
        }
        code={listing.reason?.code}
        actions={
          <>
            <OpenByName source={source} />
            <RefreshButton source={source.name} label="Ask again" words="Ask again" />
          </>
        }
      >
        {listing.reason !== null && <ProblemWords problem={listing.reason} />}
      </Notice>
    )
  if (rows === 0)
    return (
      <Notice icon={List} title={`No charts in ${source.title}`} actions={<OpenByName source={source} />}>
        {listing.others.length === 0
          ? 'It was asked, it answered in full, and it holds no repository at all.'
          : `It was asked and answered in full: ${plural(listing.others.length, 'repository', 'repositories')}, none of them a chart.`}
      </Notice>
    )
  return null
}
