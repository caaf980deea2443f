import type { Metadata } from 'next'
import Link from 'next/link'
import { AppBar } from '../../components/ui/app-bar.tsx'
import { codeHref } from '../../lib/client/routes.ts'
import { codeGroups, meaningsOf } from './code-groups.ts'

export const metadata: Metadata = { title: 'Codes' }

export default function CodesPage() {
  return (
    <>
      <AppBar trail={[{ words: 'Codes' }]} />
      <main id="main" className="mx-auto w-full max-w-[1080px] px-4 pt-5 pb-12 md:px-6">
        <h1 className="text-title font-semibold">Codes</h1>
        <p className="max-w-[760px] text-prose text-ink-2">
          Every refusal, failure and warning carries one of these, the same on pages, in the API and on the
          command line.
        </p>
        {codeGroups.map(({ name, codes }) => (
          <section key={name} aria-label={name} className="pt-6">
            <h2 className="pb-1.5 font-semibold">{name}</h2>
            <ul className="border-t border-line">
              {codes.map((code) => (
                <li
                  key={code}
                  data-row
                  className="relative grid gap-x-4 border-b border-line py-1.5 hover:bg-rail has-[[data-open]:focus-visible]:here md:grid-cols-[260px_minmax(0,1fr)] md:items-center"
                >
                  <Link
                    href={codeHref(code)}
                    prefetch={false}
                    data-open
                    className="truncate font-mono text-label font-medium outline-none after:absolute after:inset-0"
                  >
                    {code}
                  </Link>
                  <span className="text-ink-2">{meaningsOf(code)[0]?.title}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </main>
    </>
  )
}
