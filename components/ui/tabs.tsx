'use client'

import Link from 'next/link'
import { useRouter, useSelectedLayoutSegment } from 'next/navigation'
import { useEffect, useRef, type ReactNode } from 'react'

export interface Tab {
  readonly segment: string
  readonly href: string
  readonly words: string
  readonly count?: ReactNode
  /** the single key that opens it */
  readonly keys?: string
  /** the tab on which that key means something else */
  readonly keysNotOn?: string
  /** what stands in the fragment goes along: own values, which no server sees */
  readonly takesFragment?: boolean
}

/** Tabs that are links: 36 high, 2 px accent under the current one. Scrolls sideways on a narrow screen. */
export function Tabs({
  label,
  tabs,
  current: given,
}: {
  label: string
  tabs: readonly Tab[]
  /** the tab that is on, where the address does not say it */
  current?: string
}) {
  const segment = useSelectedLayoutSegment()
  const current = given ?? segment
  const router = useRouter()
  const here = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    // on a narrow screen the current tab may lie outside
    here.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  return (
    <nav
      aria-label={label}
      className="no-bar inset-page flex h-10 gap-5 overflow-x-auto border-b border-line md:h-9"
    >
      {tabs.map((tab) => {
        const isHere = tab.segment === current
        return (
          <Link
            key={tab.segment}
            href={tab.href}
            data-key={tab.keysNotOn === current ? undefined : tab.keys}
            ref={isHere ? here : undefined}
            aria-current={isHere ? 'page' : undefined}
            onClick={(event) => {
              const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0
              if (tab.takesFragment !== true || !isPlain || !location.hash.startsWith('#v1.')) return
              event.preventDefault()
              router.push(`${tab.href}${location.hash}`)
            }}
            className={`-mb-px inline-flex shrink-0 items-center gap-1.5 border-b-2 -outline-offset-2 ${
              isHere ? 'border-accent font-medium text-ink' : 'border-transparent text-ink-2 hover:text-ink'
            }`}
          >
            {tab.words}
            {tab.count !== undefined && <span className="font-normal text-ink-3">{tab.count}</span>}
          </Link>
        )
      })}
    </nav>
  )
}
