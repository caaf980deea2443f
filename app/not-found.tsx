import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { AppBar } from '../components/ui/app-bar.tsx'
import { buttonClass } from '../components/ui/button.tsx'
import { Notice } from '../components/ui/notice.tsx'
import { homeHref } from '../lib/client/routes.ts'

export const metadata = { title: 'Nothing is at this address' }

export default function NotFound() {
  return (
    <>
      <AppBar trail={[{ words: 'Not found' }]} />
      <main id="main" className="inset-page mx-auto w-full max-w-[760px] pt-10">
        <Notice
          level={1}
          icon={SearchX}
          title="Nothing is at this address"
          code="NOT_FOUND"
          actions={
            <Link href={homeHref()} className={buttonClass()}>
              All sources
            </Link>
          }
        >
          <p>
            No page, and no source of that name. A link may have been cut, or the source may have been renamed
            or removed.
          </p>
          <p>
            An address is <code className="text-label">/source/repository/version/view</code>, with “/” of a
            repository written “~”.
          </p>
        </Notice>
      </main>
    </>
  )
}
