'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, Funnel, SearchX, UnfoldVertical } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useMemo, useRef, useState } from 'react'
import { addressWriter } from '../../lib/client/address-bar.ts'
import { chartHref, type ChartAddress } from '../../lib/client/routes.ts'
import type { VersionRow } from '../../lib/schema/source.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Digest } from '../ui/digest.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { useSettled } from '../ui/settled.ts'
import { useAddressQuery, useMedia, useScripted } from '../ui/media.ts'
import { Notice } from '../ui/notice.tsx'
import { count, plural } from '../ui/when.ts'
import { useVerdicts, type Judged, type KnownVerdict } from '../verify/use-verdicts.ts'
import { VerdictLine } from '../verify/verdict.tsx'
import { PickBar, PickMark, picksAfter } from './pick-bar.tsx'
import { isPrerelease, versionItems, type VersionItem } from './version-list.ts'

/** A version with its day written on the server. */
export interface DatedVersion extends VersionRow {
  readonly day: string
}

interface Props {
  readonly chart: ChartAddress
  readonly versions: readonly DatedVersion[]
  /** the version that is open */
  readonly current: string
  readonly q: string
  readonly unfolded: boolean
  /** tags that were picked to be compared */
  readonly picks: readonly string[]
  readonly verdicts: Readonly<Record<string, KnownVerdict>>
}

const NONE: readonly VersionItem[] = []

const withApp =
  'md:grid md:grid-cols-[minmax(178px,1fr)_minmax(90px,0.7fr)_96px_150px_minmax(260px,1.7fr)] md:items-center md:gap-x-4'
const withoutApp =
  'md:grid md:grid-cols-[minmax(178px,1fr)_96px_150px_minmax(260px,1.7fr)] md:items-center md:gap-x-4'

/** The versions of a chart, newest first: filter, pre-releases folded, a verdict for each as it comes into view. */
export function VersionsTable({
  chart,
  versions,
  current,
  q: asked,
  unfolded: askedUnfolded,
  picks: askedPicks,
  verdicts,
}: Props) {
  const query = useAddressQuery()
  const [write] = useState(() => addressWriter(250))
  const [changed, setChanged] = useState<State | null>(null)
  // coming back to the page, the address says more than its first answer
  const { q, unfolded, picks } = changed ??
    readState(query) ?? { q: asked, unfolded: askedUnfolded, picks: askedPicks }
  const change = (next: Partial<State>): void => {
    const state = { q, unfolded, picks, ...next }
    setChanged(state)
    write(
      chartHref(chart, 'versions', { q: state.q, pre: state.unfolded ? 'shown' : null, pick: state.picks }),
    )
  }
  const items = useMemo(() => versionItems(versions, q, unfolded), [versions, q, unfolded])
  const pre = useMemo(() => versions.filter((row) => isPrerelease(row.version)).length, [versions])
  // most registries would have to be asked once more for each version
  const app = useMemo(() => versions.some((row) => row.appVersion !== null), [versions])
  const columns = app ? withApp : withoutApp
  const scripted = useScripted()
  const wide = useMedia('(width >= 760px)', true)
  const sizeOf = (item: VersionItem | undefined): number => (item?.kind === 'folded' ? 28 : wide ? 36 : 62)

  const [seen, see] = useSettled<readonly VersionItem[]>(NONE)
  const body = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  useEffect(() => setMargin(body.current?.offsetTop ?? 0), [])
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: (i) => sizeOf(items[i]),
    overscan: 8,
    scrollMargin: margin,
  })
  const drawn = virtual.getVirtualItems()
  const from = scripted ? (drawn[0]?.index ?? 0) : 0
  const to = scripted ? (drawn.at(-1)?.index ?? -1) + 1 : items.length
  const before = items.slice(0, from).reduce((sum, item) => sum + sizeOf(item), 0)
  const after = items.slice(to).reduce((sum, item) => sum + sizeOf(item), 0)
  const visible = useMemo(() => items.slice(from, to), [items, from, to])
  useEffect(() => see(visible), [see, visible])

  const open = useMemo(
    () =>
      seen.flatMap((item): Judged[] =>
        item.kind === 'version' && verdicts[item.row.tag] === undefined
          ? [{ key: item.row.tag, chart: { ...chart, version: item.row.tag } }]
          : [],
      ),
    [seen, chart, verdicts],
  )
  const known = useVerdicts(open, verdicts)

  return (
    <div className="min-w-0">
      <div className="inset-page flex flex-wrap items-center gap-3 py-2.5">
        <form
          role="search"
          aria-label="Versions"
          className="w-full md:w-56"
          onSubmit={(event) => event.preventDefault()}
        >
          <Field
            type="search"
            name="q"
            label="Filter versions"
            placeholder="Filter versions"
            value={q}
            onChange={(event) => {
              change({ q: event.target.value })
            }}
            onKeyDown={(event) => {
              if (event.key === 'Escape') change({ q: '' })
            }}
            autoComplete="off"
            spellCheck={false}
            data-find
            before={<Icon of={Funnel} className="text-ink-2" />}
            after={
              <span className="max-md:hidden">
                <KeyCap>/</KeyCap>
              </span>
            }
          />
        </form>
        <span className="text-label text-ink-3">{plural(versions.length, 'version')}</span>
        <span className="flex-1" />
        {pre > 0 && (
          <a
            href={chartHref(chart, 'versions', { q, pre: unfolded ? null : 'shown' })}
            onClick={(event) => {
              event.preventDefault()
              change({ unfolded: !unfolded })
            }}
            className={`inline-flex h-8 items-center rounded-control border border-line-strong px-2.5 font-medium md:h-7 ${unfolded ? '' : 'bg-hover'}`}
          >
            {unfolded ? 'Fold pre-releases' : 'Pre-releases folded'}
          </a>
        )}
      </div>
      <div role="table" aria-label="Versions" aria-rowcount={items.length + 1}>
        <div role="rowgroup" className="sticky top-11 z-10 border-t border-line bg-ground max-md:hidden">
          <div
            role="row"
            aria-rowindex={1}
            className={`inset-page h-8 border-b border-line text-label text-ink-3 ${columns}`}
          >
            <span
              role="columnheader"
              aria-sort="descending"
              className="inline-flex items-center gap-1 font-medium text-ink"
            >
              Version <Icon of={ArrowDown} size={14} className="text-ink-3" />
            </span>
            {app && <span role="columnheader">App</span>}
            <span role="columnheader">Created</span>
            <span role="columnheader">Digest</span>
            <span role="columnheader">Verdict</span>
          </div>
        </div>
        <div role="rowgroup" ref={body} className="max-md:border-t max-md:border-line">
          {before > 0 && <Gap height={before} />}
          {visible.map((item, i) =>
            item.kind === 'folded' ? (
              <Folded
                key={`folded-${item.rows[0]!.tag}`}
                chart={chart}
                rows={item.rows}
                index={from + i + 2}
                onUnfold={() => change({ unfolded: true })}
              />
            ) : (
              <Version
                key={item.row.tag}
                app={app}
                chart={chart}
                row={item.row as DatedVersion}
                current={current}
                verdict={known.get(item.row.tag)}
                place={picks.indexOf(item.row.tag) + 1}
                onPick={() => change({ picks: picksAfter(versions, picks, item.row.tag) })}
                index={from + i + 2}
              />
            ),
          )}
          {after > 0 && <Gap height={after} />}
        </div>
      </div>
      {picks.length > 0 && (
        <>
          <div aria-hidden className="h-12" />
          <PickBar
            chart={chart}
            versions={versions}
            picks={picks}
            onSwap={() => change({ picks: [...picks].reverse() })}
            onClear={() => change({ picks: [] })}
          />
        </>
      )}
      {items.length === 0 && (
        <div className="inset-page">
          <Notice
            icon={SearchX}
            title={<>No version holds “{q}”</>}
            actions={<Button onClick={() => change({ q: '' })}>Show all {count(versions.length)}</Button>}
          />
        </div>
      )}
    </div>
  )
}

interface State {
  readonly q: string
  readonly unfolded: boolean
  readonly picks: readonly string[]
}

function readState(query: string | null): State | null {
  if (query === null) return null
  const asked = new URLSearchParams(query)
  return {
    q: asked.get('q') ?? '',
    unfolded: asked.get('pre') === 'shown',
    picks: asked.getAll('pick').slice(0, 2),
  }
}

function Gap({ height }: { height: number }) {
  return (
    <div aria-hidden ref={(element) => void (element !== null && (element.style.height = `${height}px`))} />
  )
}

function Folded({
  chart,
  rows,
  index,
  onUnfold,
}: {
  chart: ChartAddress
  rows: readonly VersionRow[]
  index: number
  onUnfold: () => void
}) {
  return (
    <div
      role="row"
      aria-rowindex={index}
      className="inset-page flex h-7 items-center gap-2 border-b border-line bg-rail text-label text-ink-2"
    >
      <span role="cell" className="flex min-w-0 items-center gap-2">
        <a
          href={chartHref(chart, 'versions', { pre: 'shown' })}
          onClick={(event) => {
            event.preventDefault()
            onUnfold()
          }}
          className="inline-flex min-w-0 items-center gap-2 hover:text-ink"
        >
          <Icon of={UnfoldVertical} size={14} className="text-ink-3" />
          <span className="truncate">
            {plural(rows.length, 'pre-release')} folded:{' '}
            <span className="font-mono">
              {rows
                .slice(0, 4)
                .map((row) => row.version)
                .join(', ')}
            </span>
            {rows.length > 4 && ` and ${rows.length - 4} more`}
          </span>
        </a>
        <span className="whitespace-nowrap text-ink-3 max-md:hidden">
          a range takes them only with --devel
        </span>
      </span>
    </div>
  )
}

function Version({
  app,
  chart,
  row,
  current,
  verdict,
  place,
  onPick,
  index,
}: {
  app: boolean
  chart: ChartAddress
  row: DatedVersion
  current: string
  verdict: KnownVerdict | undefined
  /** 1 or 2 where it was picked, else 0 */
  place: number
  onPick: () => void
  index: number
}) {
  const address = { ...chart, version: row.tag }
  const digest = row.digest ?? verdict?.digest ?? null
  const here = row.version === current
  return (
    <div
      role="row"
      aria-rowindex={index}
      data-row
      data-href-p={chartHref(address, 'preview')}
      data-digest={digest ?? undefined}
      className={`inset-page relative h-[62px] border-b border-line py-2.5 hover:bg-rail has-[[data-open]:focus-visible]:here md:h-9 md:py-0 ${place > 0 ? 'here' : here ? 'bg-rail' : ''} ${app ? withApp : withoutApp}`}
    >
      <span role="cell" className="flex min-w-0 items-center gap-2 max-md:pr-24">
        <button
          type="button"
          aria-pressed={place > 0}
          aria-label={`Pick ${row.version} to compare`}
          title="Pick to compare"
          data-key="x"
          onClick={onPick}
          className="js-only relative z-10 -ml-2 grid size-8 shrink-0 place-items-center rounded-control max-md:-my-1.5 md:size-7"
        >
          {place > 0 ? (
            <PickMark place={place as 1 | 2} />
          ) : (
            <span className="size-[14px] rounded-[2px] border border-control bg-ground" />
          )}
        </button>
        <Link
          href={chartHref(address)}
          prefetch={false}
          data-open
          aria-current={here ? 'true' : undefined}
          className="truncate font-mono text-label font-medium outline-none after:absolute after:inset-0"
        >
          {row.version}
        </Link>
        {!row.resolvable && (
          <Badge mono title="Helm’s version ranges never choose it">
            No range
          </Badge>
        )}
        {here && <span className="text-label text-ink-3">open</span>}
      </span>
      {app && (
        <span role="cell" className="truncate font-mono text-label text-ink-2 max-md:hidden">
          {row.appVersion}
        </span>
      )}
      <span role="cell" className="text-ink-2 max-md:absolute max-md:top-2.5 max-md:right-4">
        {row.day}
      </span>
      <span
        role="cell"
        className="relative z-10 flex w-fit items-center text-ink-2 max-md:absolute max-md:right-4 max-md:bottom-2.5"
      >
        {digest === null ? (
          <span className="text-ink-3">not asked yet</span>
        ) : (
          <Digest value={digest} prefix={false} />
        )}
      </span>
      <span role="cell" className="flex min-w-0 max-md:pr-36">
        <Link
          href={chartHref(address, 'verify')}
          prefetch={false}
          data-key="v"
          tabIndex={-1}
          className="relative z-10 flex min-w-0 overflow-hidden rounded-cap"
        >
          <VerdictLine
            status={verdict?.status ?? 'checking'}
            reason={verdict?.reason}
            code={verdict?.code}
            warnings={verdict?.warnings ?? 0}
          />
        </Link>
      </span>
    </div>
  )
}
