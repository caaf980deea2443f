import { FileWarning, Plus, Unplug } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { ProblemWords } from '../../../components/source/listing-notice.tsx'
import { buttonClass } from '../../../components/ui/button.tsx'
import { Icon } from '../../../components/ui/icon.tsx'
import { Notice } from '../../../components/ui/notice.tsx'
import { addConnectionHref, connectionHref, settingsHref } from '../../../lib/client/routes.ts'
import { sourcesOf } from '../../(browse)/asked.ts'
import { SettingsFrame } from '../settings-frame.tsx'

export const metadata: Metadata = { title: 'Connections' }

const columns =
  'md:grid md:grid-cols-[minmax(0,1.2fr)_minmax(0,2fr)_minmax(0,1fr)_140px] md:items-center md:gap-x-4'

export default async function ConnectionsPage() {
  const asked = await sourcesOf()
  const sources = asked.ok ? asked.value.filter(({ sample }) => !sample) : []
  return (
    <SettingsFrame current={settingsHref()} trail={[{ words: 'Connections' }]}>
      <div className="inset-page pt-[18px] pb-10">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="text-title font-semibold">Connections</h1>
          <span className="flex-1" />
          <Link href={addConnectionHref()} className={buttonClass('primary')}>
            <Icon of={Plus} size={14} /> Add a registry
          </Link>
        </div>
        <p className="max-w-[760px] pt-1 pb-4 text-prose text-ink-2">
          Where charts are fetched from, and as whom. What is added here is kept encrypted and holds at once;
          what chartroom.yaml names is changed there.
        </p>
        {!asked.ok && (
          <Notice icon={FileWarning} title="The connections cannot be read" code={asked.problem.code}>
            <ProblemWords problem={asked.problem} />
          </Notice>
        )}
        {asked.ok && sources.length === 0 && (
          <Notice icon={Unplug} title="Nothing is connected yet">
            The sample that ships with Chartroom needs no connection.
          </Notice>
        )}
        {sources.length > 0 && (
          <>
            <div
              aria-hidden
              className={`h-8 border-b border-line text-label text-ink-3 max-md:hidden ${columns}`}
            >
              <span>Name</span>
              <span>Address</span>
              <span>Asked as</span>
              <span>Kept</span>
            </div>
            <ul className="max-md:border-t max-md:border-line">
              {sources.map(({ name, title, url, kind, askedAs, added }) => (
                <li
                  key={name}
                  data-row
                  data-reference={url}
                  className={`relative border-b border-line py-2 hover:bg-rail has-[[data-open]:focus-visible]:here md:h-9 md:py-0 ${columns}`}
                >
                  <Link
                    href={connectionHref(name)}
                    prefetch={false}
                    data-open
                    className="block truncate font-medium outline-none after:absolute after:inset-0"
                  >
                    {title}
                  </Link>
                  <code className="block truncate text-label text-ink-2">{url}</code>
                  <span className="truncate text-ink-2 max-md:hidden">
                    {kind === 'folder' || kind === 'oci-layout' ? 'from disk' : askedAs}
                  </span>
                  <span className="text-ink-3 max-md:hidden">{added ? 'added here' : 'chartroom.yaml'}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </SettingsFrame>
  )
}
