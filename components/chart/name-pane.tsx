import { X } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { chartHref, type ChartAddress } from '../../lib/client/routes.ts'
import { Icon } from '../ui/icon.tsx'
import { plural } from '../ui/when.ts'
import type { Place, TemplateName } from './name-index.ts'

/** Where a name is defined, what its definition includes, and every line that uses it: all links. */
export function NamePane({
  chart,
  name,
  known,
  path,
}: {
  chart: ChartAddress
  name: string
  known: TemplateName | undefined
  path: string
}) {
  const href = (place: Place): string =>
    `${chartHref(chart, 'files', { path: place.path, name })}#L${place.line}`
  const files = new Set(known?.uses.map((use) => use.path)).size
  return (
    <aside
      aria-label={`Name ${name}`}
      className="flex min-h-0 flex-col border-line max-lg:border-t lg:border-l"
    >
      <div className="flex h-9 shrink-0 items-center gap-2 border-b border-line px-4">
        <h2 className="min-w-0 flex-1 truncate font-mono text-label font-medium" title={name}>
          {name}
        </h2>
        <Link
          href={chartHref(chart, 'files', { path })}
          prefetch={false}
          scroll={false}
          aria-label="Close"
          title="Close"
          className="grid size-6 place-items-center rounded-control text-ink-2 hover:bg-hover"
        >
          <Icon of={X} size={14} />
        </Link>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-2">
        {known === undefined || known.definitions.length === 0 ? (
          <p className="text-ink-2">
            No file of this archive defines it. A chart that includes this one may.
          </p>
        ) : (
          <Group
            words={
              known.definitions.length === 1
                ? 'Defined at'
                : `Defined ${known.definitions.length} times, the last one read holds`
            }
          >
            {known.definitions.map((place) => (
              <Row
                key={`${place.path}:${place.line}`}
                href={href(place)}
                place={place}
                from={path}
                end={place.path === path ? 'this file' : ''}
              />
            ))}
          </Group>
        )}
        {known !== undefined && known.includes.length > 0 && (
          <Group words="Includes">
            {known.includes.map(({ name: other, place }, i) => (
              <li key={i} className="border-t border-line">
                <Link
                  href={chartHref(chart, 'files', { path: place.path, name: other })}
                  prefetch={false}
                  scroll={false}
                  className="link-accent flex min-h-[26px] items-center font-mono text-label break-all"
                >
                  {other}
                </Link>
              </li>
            ))}
          </Group>
        )}
        {known !== undefined && (
          <Group
            words={
              known.uses.length === 0
                ? 'Used by no line'
                : `Used by ${plural(known.uses.length, 'line')} in ${plural(files, 'file')}`
            }
          >
            {known.uses.slice(0, 300).map((place, i) => (
              <Row
                key={i}
                href={href(place)}
                place={place}
                from={path}
                end={place.text.replace(/^-\s+/, '').split(/:?\s*\{\{/)[0]!}
              />
            ))}
          </Group>
        )}
      </div>
    </aside>
  )
}

function Group({ words, children }: { words: string; children: ReactNode }) {
  return (
    <section className="mb-2">
      <h3 className="flex h-[26px] items-center text-label text-ink-3">{words}</h3>
      <ul>{children}</ul>
    </section>
  )
}

function Row({ href, place, from, end }: { href: string; place: Place; from: string; end: string }) {
  const short = place.path.split('/').at(-1)!
  return (
    <li className="border-t border-line">
      <Link
        href={href}
        prefetch={false}
        className="flex min-h-[26px] items-center gap-3 hover:bg-rail"
        title={place.path}
      >
        <span className={`shrink-0 font-mono text-label ${place.path === from ? 'font-medium' : ''}`}>
          {short}
          <span className="text-ink-3">:{place.line}</span>
        </span>
        <span className="min-w-0 flex-1 truncate text-right text-ink-3">{end}</span>
      </Link>
    </li>
  )
}
