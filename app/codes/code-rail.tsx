import Link from 'next/link'
import { codeHref } from '../../lib/client/routes.ts'
import { codeGroups } from './code-groups.ts'

/** All codes at the left of each code's page. */
export function CodeRail({ current }: { current: string }) {
  return (
    <nav
      aria-label="All codes"
      className="bg-rail px-3 py-3 max-lg:hidden lg:sticky lg:top-11 lg:h-[calc(100dvh-44px)] lg:overflow-y-auto lg:border-r lg:border-line"
    >
      {codeGroups.map(({ name, codes }) => (
        <section key={name} aria-label={name} className="pb-2">
          <h2 className="flex h-6 items-center px-3 text-label text-ink-3">{name}</h2>
          <ul>
            {codes.map((code) => (
              <li key={code}>
                <Link
                  href={codeHref(code)}
                  prefetch={false}
                  aria-current={code === current ? 'page' : undefined}
                  className={`flex h-[26px] items-center rounded-control px-3 font-mono text-label ${code === current ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:text-ink'}`}
                >
                  {code}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
