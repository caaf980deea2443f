import { ArrowLeftRight } from 'lucide-react'
import Link from 'next/link'
import { compareHref, type ChartAddress } from '../../lib/client/routes.ts'
import type { VersionRow } from '../../lib/schema/source.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { plural } from '../ui/when.ts'

/** The number of a pick: an accent square. */
export function PickMark({ place }: { place: 1 | 2 }) {
  return (
    <span
      aria-hidden
      className="grid size-[14px] shrink-0 place-items-center rounded-[2px] bg-accent font-mono text-[10px] leading-none font-medium text-ground"
    >
      {place}
    </span>
  )
}

/** Over the foot: the versions that were picked, what sets them apart, and the way to compare them. */
export function PickBar({
  chart,
  versions,
  picks,
  onSwap,
  onClear,
}: {
  chart: ChartAddress
  versions: readonly VersionRow[]
  /** tags, the first is what is compared from */
  picks: readonly string[]
  onSwap: () => void
  onClear: () => void
}) {
  const rows = picks.flatMap((tag) => versions.find((row) => row.tag === tag) ?? [])
  const [from, to] = rows
  if (from === undefined) return null
  return (
    <section
      aria-label="Picked to compare"
      className="inset-page fixed inset-x-0 bottom-0 z-20 flex min-h-11 flex-wrap items-center gap-x-2.5 gap-y-1 border-t border-line bg-ground py-1 md:bottom-8"
    >
      <PickMark place={1} />
      <span className="font-mono text-label font-medium">{from.version}</span>
      {to === undefined ? (
        <span className="text-ink-2">pick one more to compare</span>
      ) : (
        <>
          <span aria-label="to" className="text-ink-3">
            →
          </span>
          <PickMark place={2} />
          <span className="font-mono text-label font-medium">{to.version}</span>
          <span className="ml-1.5 truncate text-ink-2 max-md:hidden">{apart(versions, from, to)}</span>
        </>
      )}
      <span className="flex-1" />
      <Button kind="quiet" onClick={onClear}>
        Clear
      </Button>
      {to !== undefined && (
        <>
          <Button onClick={onSwap} className="max-md:hidden">
            <Icon of={ArrowLeftRight} size={14} /> Swap
          </Button>
          <Link
            data-key="c"
            href={compareHref({ from: { ...chart, version: from.tag }, to: { ...chart, version: to.tag } })}
            prefetch={false}
            className={buttonClass('primary')}
          >
            Compare{' '}
            <span className="max-md:hidden">
              <KeyCap on="ink">c</KeyCap>
            </span>
          </Link>
        </>
      )}
    </section>
  )
}

/** `App v0.93.0 → v0.93.1, 5 releases apart`. */
function apart(versions: readonly VersionRow[], from: VersionRow, to: VersionRow): string {
  const between = Math.abs(versions.indexOf(from) - versions.indexOf(to))
  const app =
    from.appVersion === null || to.appVersion === null || from.appVersion === to.appVersion
      ? ''
      : `App ${from.appVersion} → ${to.appVersion}, `
  return `${app}${plural(between, 'release')} apart`
}

/** The picks after one more was chosen or given back: two at most, the older of them first. */
export function picksAfter(
  versions: readonly VersionRow[],
  picks: readonly string[],
  tag: string,
): readonly string[] {
  if (picks.includes(tag)) return picks.filter((pick) => pick !== tag)
  const order = new Map(versions.map((row, i) => [row.tag, i]))
  const place = (pick: string): number => order.get(pick) ?? 0
  return [...picks.slice(-1), tag].sort((a, b) => place(b) - place(a))
}
