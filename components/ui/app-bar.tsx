import { Menu } from 'lucide-react'
import Link from 'next/link'
import { homeHref } from '../../lib/client/routes.ts'
import { FindBox, FindButton } from './find-box.tsx'
import { Icon } from './icon.tsx'
import { Mark } from './mark.tsx'
import { places } from './places.ts'
import { ThemeButton } from './theme-button.tsx'

export interface Crumb {
  readonly words: string
  /** none for the page one is on */
  readonly href?: string
}

/**
 * The bar over every page: where one is, the box to find or paste, the few places there are. 44 high (48 on a phone,
 * where the trail shrinks to its most telling part). The places fold into a menu before they take the trail's room.
 */
export function AppBar({
  trail = [],
  find = true,
  outside = false,
  narrow,
}: {
  trail?: readonly Crumb[]
  find?: boolean
  /** for who is not signed in yet: there is nowhere to go */
  outside?: boolean
  narrow?: string
}) {
  return (
    <header className="inset-page sticky top-0 z-30 flex h-12 shrink-0 items-center gap-3 border-b border-line bg-rail md:h-11">
      <Link
        href={homeHref()}
        className="inline-flex items-center gap-2 font-semibold"
        aria-label="Chartroom, home"
      >
        <Mark />
        <span className={trail.length > 0 ? 'max-md:hidden' : ''}>Chartroom</span>
      </Link>
      {trail.length > 0 && (
        <nav aria-label="Where you are" className="min-w-0 flex-1">
          <ol className="flex min-w-0 items-center gap-2 max-md:hidden">
            {trail.map(({ words, href }, i) => (
              <li
                key={i}
                className={`flex min-w-0 items-center gap-2 ${i === trail.length - 1 ? '' : 'shrink'}`}
              >
                <span aria-hidden className="text-ink-3">
                  /
                </span>
                {href === undefined ? (
                  <span aria-current="page" className="truncate font-medium">
                    {words}
                  </span>
                ) : (
                  <Link
                    href={href}
                    prefetch={false}
                    className="truncate text-ink-2 hover:text-ink hover:underline"
                  >
                    {words}
                  </Link>
                )}
              </li>
            ))}
          </ol>
          <p className="flex min-w-0 items-center gap-2 md:hidden">
            <span aria-hidden className="text-ink-3">
              /
            </span>
            <span className="truncate font-medium">{narrow ?? trail.at(-1)!.words}</span>
          </p>
        </nav>
      )}
      {trail.length === 0 && <span className="flex-1" />}
      {find && <FindBox />}
      {find && <FindButton />}
      <nav aria-label="Places" className="flex items-center gap-4 max-xl:hidden">
        {(outside ? [] : places).map((place) => (
          <a key={place.href} href={place.href} className="text-ink-2 hover:text-ink">
            {place.words}
          </a>
        ))}
      </nav>
      <span className="max-xl:hidden">
        <ThemeButton />
      </span>
      <details className="relative xl:hidden">
        <summary aria-label="Menu" className="grid size-8 place-items-center rounded-control">
          <Icon of={Menu} />
        </summary>
        <div className="absolute top-10 right-0 w-52 rounded-float border border-line-strong bg-ground py-1 shadow-float">
          {(outside ? [] : places).map((place) => (
            <a key={place.href} href={place.href} className="flex h-9 items-center px-3 hover:bg-hover">
              {place.words}
            </a>
          ))}
          <div className="flex h-10 items-center justify-between border-t border-line pr-1 pl-3">
            Light or dark <ThemeButton />
          </div>
        </div>
      </details>
    </header>
  )
}
