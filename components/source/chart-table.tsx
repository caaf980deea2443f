'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, Funnel, SearchX } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { addressWriter } from '../../lib/client/address-bar.ts'
import { sourceHref } from '../../lib/client/routes.ts'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { useSettled } from '../ui/settled.ts'
import { useAddressQuery, useMedia, useScripted } from '../ui/media.ts'
import { Notice } from '../ui/notice.tsx'
import { Button } from '../ui/button.tsx'
import { count } from '../ui/when.ts'
import { useVerdicts, type Judged } from '../verify/use-verdicts.ts'
import type { VerdictSummary } from '../verify/verdict-summary.ts'
import {
  chooseRows,
  countStates,
  orderRows,
  readListState,
  writeListState,
  type ListState,
  type Row,
  type SortKey,
} from './chart-list.ts'
import { ChartTableRow, columns } from './chart-table-row.tsx'
import { useRows } from './use-rows.ts'
import { StateSegments } from './state-segments.tsx'

interface Props {
  readonly source: string
  readonly rows: readonly Row[]
  readonly verdicts: Readonly<Record<string, VerdictSummary>>
  readonly initial: ListState
  /** from 1: which hundred a browser without scripts asked for */
  readonly page: number
  /** at the right of the filter */
  readonly aside?: ReactNode
}

const NONE: readonly Row[] = []
const PAGE = 100
/** Up to here every verdict is asked, so that the counts are whole; beyond it only what comes on screen. */
const ASK_ALL = 200

/** The charts of a source: filter as you type, sort, verdicts filling in, 10,000 rows. Works as plain links and a form without scripts. */
export function ChartTable({ source, rows: listed, verdicts, initial, page, aside }: Props) {
  const [list, change] = useListState(source, initial)
  const scripted = useScripted()
  const wide = useMedia('(width >= 760px)', true)
  const height = wide ? 36 : 62
  const deferred = useDeferredValue(list)

  const [seen, see] = useSettled<readonly Row[]>(NONE)
  const rows = useRows(source, listed, seen)
  const asked = rows.length <= ASK_ALL ? rows : seen
  const open = useMemo(
    () =>
      asked.flatMap((row): Judged[] =>
        row.latest === null || verdicts[row.repository] !== undefined
          ? []
          : [{ key: row.repository, chart: { source, repository: row.repository, version: row.latest } }],
      ),
    [asked, source, verdicts],
  )
  const known = useVerdicts(open, verdicts)
  const { sort, descending, q, state } = deferred
  const ordered = useMemo(() => orderRows(rows, { sort, descending }), [rows, sort, descending])
  // verdicts that come in must not search ten thousand rows again where any of them will do
  const judged = state === 'all' ? null : known
  const chosen = useMemo(() => chooseRows(ordered, q, state, judged), [ordered, q, state, judged])
  const counts = useMemo(() => countStates(rows, known), [rows, known])

  const body = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  useEffect(() => setMargin(body.current?.offsetTop ?? 0), [])
  const virtual = useWindowVirtualizer({
    count: chosen.length,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: margin,
  })
  const items = virtual.getVirtualItems()
  const from = scripted ? (items[0]?.index ?? 0) : (page - 1) * PAGE
  const to = scripted ? (items.at(-1)?.index ?? -1) + 1 : Math.min(chosen.length, from + PAGE)

  const drawn = useMemo(() => chosen.slice(from, to), [chosen, from, to])
  useEffect(() => {
    if (rows.length > ASK_ALL || drawn.some((row) => row.unread === true)) see(drawn)
  }, [see, drawn, rows])

  return (
    <>
      <div className="inset-page flex flex-col gap-3 pb-2.5 md:flex-row md:items-center">
        <form
          role="search"
          aria-label="This list"
          className="md:w-72 md:shrink-0"
          onSubmit={(event) => event.preventDefault()}
        >
          <Field
            type="search"
            name="q"
            label={`Filter ${count(rows.length)} charts`}
            placeholder={`Filter ${count(rows.length)} charts`}
            value={list.q}
            onChange={(event) => change({ q: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && list.q !== '') {
                event.stopPropagation()
                change({ q: '' })
              }
            }}
            autoComplete="off"
            spellCheck={false}
            data-find
            before={<Icon of={Funnel} className="text-ink-2" />}
            after={
              list.q === '' ? (
                <span className="max-md:hidden">
                  <KeyCap>/</KeyCap>
                </span>
              ) : (
                <span className="text-label text-ink-3">
                  {count(chosen.length)} of {count(rows.length)}
                </span>
              )
            }
          />
        </form>
        <StateSegments
          source={source}
          list={list}
          counts={counts}
          asking={rows.length <= ASK_ALL}
          onChoose={(state) => change({ state })}
        />
        <span className="flex-1 max-md:hidden" />
        {aside}
      </div>

      <div role="table" aria-label="Charts" aria-rowcount={chosen.length + 1}>
        <div role="rowgroup" className="sticky top-11 z-10 bg-ground max-md:hidden">
          <div
            role="row"
            aria-rowindex={1}
            className={`inset-page h-8 border-b border-line text-label text-ink-3 ${columns}`}
          >
            <SortHead source={source} list={list} by="name" words="Name" onSort={change} />
            <span role="columnheader" className="max-lg:hidden">
              Description
            </span>
            <span role="columnheader">Newest</span>
            <span role="columnheader" className="max-lg:hidden">
              App
            </span>
            <SortHead
              source={source}
              list={list}
              by="updated"
              words="Updated"
              onSort={change}
              className="md:max-lg:hidden"
            />
            <span role="columnheader">Verdict on the newest version</span>
          </div>
        </div>
        <div role="rowgroup" ref={body} className="max-md:border-t max-md:border-line">
          {scripted && from > 0 && <Spacer height={from * height} />}
          {drawn.map((row, i) => (
            <ChartTableRow
              key={row.repository}
              source={source}
              row={row}
              verdict={known.get(row.repository)}
              index={from + i + 1}
            />
          ))}
          {scripted && to < chosen.length && <Spacer height={(chosen.length - to) * height} />}
        </div>
      </div>
      {chosen.length === 0 && (
        <div className="inset-page">
          <Notice
            icon={SearchX}
            title={list.q === '' ? 'No chart has this verdict' : <>Nothing here matches “{list.q}”</>}
            actions={
              <Button onClick={() => change({ q: '', state: 'all' })}>Show all {count(rows.length)}</Button>
            }
          >
            {count(rows.length)} charts were looked at: their names and descriptions.
          </Notice>
        </div>
      )}
      {chosen.length > PAGE && (
        <Pages source={source} list={list} page={page} last={Math.ceil(chosen.length / PAGE)} />
      )}
    </>
  )
}

/** What the list shows, and the address that says it. Coming back to the page, the address says more than its first answer. */
function useListState(source: string, initial: ListState): [ListState, (next: Partial<ListState>) => void] {
  const query = useAddressQuery()
  const [typed, setTyped] = useState<ListState | null>(null)
  const [write] = useState(() => addressWriter(250))
  const list = useMemo(() => {
    if (typed !== null || query === null) return typed ?? initial
    const asked = new URLSearchParams(query)
    return readListState((name) => asked.get(name))
  }, [typed, query, initial])
  const change = (next: Partial<ListState>): void => {
    const changed = { ...list, ...next }
    setTyped(changed)
    write(sourceHref(source, writeListState(changed)))
  }
  return [list, change]
}

/** Keeps the height of rows that are not drawn. A style set by script, which the page's policy allows. */
function Spacer({ height }: { height: number }) {
  return (
    <div aria-hidden ref={(element) => void (element !== null && (element.style.height = `${height}px`))} />
  )
}

function SortHead({
  source,
  list,
  by,
  words,
  onSort,
  className = '',
}: {
  source: string
  list: ListState
  by: SortKey
  words: string
  onSort: (next: Pick<ListState, 'sort' | 'descending'>) => void
  className?: string
}) {
  const here = list.sort === by
  // a second click turns round; days start with the newest
  const next = { sort: by, descending: here ? !list.descending : by === 'updated' }
  return (
    <span
      role="columnheader"
      aria-sort={here ? (list.descending ? 'descending' : 'ascending') : 'none'}
      className={className}
    >
      <a
        href={sourceHref(source, writeListState({ ...list, ...next }))}
        onClick={(event) => {
          event.preventDefault()
          onSort(next)
        }}
        className={`inline-flex items-center gap-1 rounded-cap ${here ? 'font-medium text-ink' : 'hover:text-ink'}`}
      >
        {words}
        {here && <Icon of={list.descending ? ArrowDown : ArrowUp} size={14} className="text-ink-3" />}
      </a>
    </span>
  )
}

/** Hundreds, for browsers without scripts. */
function Pages({
  source,
  list,
  page,
  last,
}: {
  source: string
  list: ListState
  page: number
  last: number
}) {
  const href = (n: number): string => sourceHref(source, { ...writeListState(list), page: n })
  return (
    <nav aria-label="Pages" className="no-js-only inset-page flex gap-4 py-3">
      {page > 1 && (
        <a className="link" href={href(page - 1)}>
          Previous {PAGE}
        </a>
      )}
      <span className="text-ink-3">
        {page} of {last}
      </span>
      {page < last && (
        <a className="link" href={href(page + 1)}>
          Next {PAGE}
        </a>
      )}
    </nav>
  )
}
