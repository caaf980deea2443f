import { ChevronsUpDown } from 'lucide-react'
import Link from 'next/link'
import { chartHref, type ChartAddress, type View } from '../../lib/client/routes.ts'
import type { Versions } from '../../lib/schema/source.ts'
import { Badge } from '../ui/badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import { count, shortDay } from '../ui/when.ts'

const SHOWN = 60

export const pickerButton =
  'inline-flex h-9 items-center gap-2 rounded-control border border-line-strong px-2.5 font-mono text-label hover:bg-hover md:h-7'

/** The versions of a chart under the one that is open: newest first, pre-releases folded away behind their count. */
export function VersionPicker({
  chart,
  versions,
  current,
  now,
}: {
  chart: ChartAddress
  versions: Versions
  current: string
  now: number
}) {
  const isPre = (version: string): boolean => /^v?\d+\.\d+\.\d+-/.test(version)
  const stable = versions.versions.filter((row) => !isPre(row.version) || row.version === current)
  const folded = versions.versions.length - stable.length
  return (
    <Popover
      label={`Version ${current}, choose another`}
      className={pickerButton}
      button={
        <>
          <span className="max-w-[180px] truncate">{current}</span>{' '}
          <Icon of={ChevronsUpDown} size={14} className="text-ink-2" />
        </>
      }
    >
      <ul className="max-h-[420px] w-72 overflow-y-auto py-1">
        {stable.slice(0, SHOWN).map((row) => (
          <li key={row.tag}>
            <Link
              href={chartHref({ ...chart, version: row.tag })}
              prefetch={false}
              aria-current={row.version === current ? 'true' : undefined}
              className={`flex h-[34px] items-center gap-2 px-3 -outline-offset-2 ${row.version === current ? 'here' : 'hover:bg-hover'}`}
            >
              <span className="truncate font-mono text-label">{row.version}</span>
              {!row.resolvable && <Badge>No range</Badge>}
              <span className="flex-1" />
              {row.created !== null && (
                <span className="text-label text-ink-3">{shortDay(row.created, now)}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      <p className="border-t border-line px-3 py-2 text-label">
        <Link className="link" href={chartHref(chart, 'versions' satisfies View)} prefetch={false}>
          All {count(versions.versions.length)}
        </Link>
        {folded > 0 && <span className="text-ink-3"> with {count(folded)} pre-releases</span>}
      </p>
    </Popover>
  )
}
