import { ChevronDown } from 'lucide-react'
import Link from 'next/link'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import { count } from '../ui/when.ts'

const SHOWN = 100

/** One side of a comparison and what may stand in its place: links all of them. */
export function SidePicker({
  label,
  shown,
  rows,
  otherHref,
}: {
  label: string
  shown: string
  rows: readonly { readonly version: string; readonly isHere: boolean; readonly href: string }[]
  otherHref: string
}) {
  return (
    <Popover
      label={`${label} ${shown}, choose another`}
      className="inline-flex h-7 items-center gap-1 rounded-cap px-1 font-mono text-label hover:bg-hover"
      button={
        <>
          <span className="max-w-[220px] truncate">{shown}</span>
          <Icon of={ChevronDown} size={14} className="text-ink-3" />
        </>
      }
    >
      <ul className="max-h-[420px] w-64 overflow-y-auto py-1">
        {rows.slice(0, SHOWN).map(({ version, isHere, href }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={isHere ? 'true' : undefined}
              className={`flex h-[34px] items-center px-3 font-mono text-label -outline-offset-2 ${isHere ? 'here' : 'hover:bg-hover'}`}
            >
              <span className="truncate">{version}</span>
            </Link>
          </li>
        ))}
        {rows.length > SHOWN && (
          <li className="px-3 py-1 text-ink-3">and {count(rows.length - SHOWN)} more</li>
        )}
      </ul>
      <p className="border-t border-line px-3 py-2 text-label">
        <Link className="link" href={otherHref} prefetch={false}>
          Another chart
        </Link>
      </p>
    </Popover>
  )
}
