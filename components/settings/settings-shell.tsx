import Link from 'next/link'
import type { ReactNode } from 'react'
import { addConnectionHref, connectionHref, settingsHref } from '../../lib/client/routes.ts'
import type { Source } from '../../lib/schema/source.ts'
import { AppBar, type Crumb } from '../ui/app-bar.tsx'
import { Button } from '../ui/button.tsx'

/** A group of the rail: what can be set, each a link. */
export interface RailGroup {
  readonly name: string
  readonly items: readonly { readonly words: string; readonly href: string; readonly note?: string }[]
}

/** The frame of every settings page: what can be set at the left, one of it in the rest. */
export function SettingsShell({
  trail,
  current,
  sources,
  groups = [],
  signedIn,
  children,
}: {
  trail: readonly Crumb[]
  /** the address of the page one is on */
  current: string
  sources: readonly Source[]
  groups?: readonly RailGroup[]
  /** who came with a session, and can end it */
  signedIn: string | null
  children: ReactNode
}) {
  const connections: RailGroup = {
    name: 'Connections',
    items: [
      ...sources.map(({ name, title, added }) => ({
        words: title,
        href: connectionHref(name),
        note: added ? '' : 'in file',
      })),
      { words: 'Add a registry', href: addConnectionHref() },
    ],
  }
  return (
    <>
      <AppBar
        trail={[{ words: 'Settings', href: settingsHref() }, ...trail]}
        narrow={trail.at(-1)?.words ?? 'Settings'}
      />
      <div className="flex flex-1 max-lg:flex-col">
        <nav
          aria-label="Settings"
          className="shrink-0 border-line bg-rail px-3 pt-3 pb-4 max-lg:border-b lg:w-[224px] lg:border-r"
        >
          {[connections, ...groups].map(({ name, items }) => (
            <section key={name} aria-label={name} className="pb-3">
              <h2 className="px-3 text-label leading-[30px] text-ink-3">{name}</h2>
              <ul className="max-lg:flex max-lg:flex-wrap">
                {items.map(({ words, href, note }) => (
                  <li key={href}>
                    <Link
                      href={href}
                      prefetch={false}
                      aria-current={href === current ? 'page' : undefined}
                      className={`flex min-h-8 items-center gap-3 rounded-control px-3 md:min-h-[30px] ${href === current ? 'bg-hover font-medium' : 'hover:bg-hover'}`}
                    >
                      <span className="min-w-0 flex-1 truncate">{words}</span>
                      {note !== undefined && note !== '' && (
                        <span className="text-label font-normal text-ink-3">{note}</span>
                      )}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          {signedIn !== null && (
            <section aria-label="Session" className="px-3 pt-1">
              <h2 className="text-label leading-[30px] text-ink-3">Signed in</h2>
              <p className="truncate pb-2">as {signedIn}</p>
              <form action="/sign-out" method="post">
                <Button type="submit">Sign out</Button>
              </form>
            </section>
          )}
        </nav>
        <main id="main" className="min-w-0 flex-1">
          {children}
        </main>
      </div>
    </>
  )
}
