'use client'

import Link from 'next/link'
import { useMemo, useState, useSyncExternalStore } from 'react'
import { forgetRecents, onRecents, parseRecents, recentsText } from '../../lib/client/recents.ts'
import { chartHref } from '../../lib/client/routes.ts'
import { ago } from '../ui/when.ts'

const MOST = 6

/**
 * What was open in this browser. It is kept there alone, so it appears once scripts run.
 * @param source only what is of this source: where it does not list, this is the list
 */
export function RecentlyOpened({ source }: { source?: string }) {
  const kept = useSyncExternalStore(onRecents, recentsText, () => '')
  const [now] = useState(() => Date.now())
  const recents = useMemo(
    () => parseRecents(kept).filter((recent) => source === undefined || recent.source === source),
    [kept, source],
  )
  if (recents.length === 0) return null
  return (
    <section aria-labelledby="recent" className="max-w-[760px] animate-float">
      <div className="flex items-center justify-between pb-1.5">
        <h2 id="recent" className="font-semibold">
          {source === undefined ? 'Recently opened' : 'Opened here before'}{' '}
          <span className="ml-1 text-label font-normal text-ink-3">kept in this browser alone</span>
        </h2>
        {source === undefined && (
          <button
            type="button"
            onClick={forgetRecents}
            className="text-label text-ink-2 hover:text-ink hover:underline"
          >
            Forget
          </button>
        )}
      </div>
      <ul className="border-t border-line">
        {recents.slice(0, source === undefined ? MOST : undefined).map((recent) => (
          <li
            key={`${recent.source}/${recent.repository}/${recent.version}`}
            data-row
            className="relative flex h-10 items-center gap-2 border-b border-line hover:bg-rail has-[[data-open]:focus-visible]:here md:h-9"
          >
            <Link
              href={chartHref(recent, recent.view)}
              prefetch={false}
              data-open
              className="truncate font-medium outline-none after:absolute after:inset-0"
            >
              {recent.name}
            </Link>
            <code className="truncate text-label text-ink-2">{recent.version}</code>
            <span className="flex-1" />
            <span className="w-20 text-ink-2 max-md:hidden">
              {recent.view.charAt(0).toUpperCase() + recent.view.slice(1)}
            </span>
            <span className="w-24 text-right whitespace-nowrap text-ink-3">
              {ago(new Date(recent.at).toISOString(), now)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
