'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { Copy, Search, SearchX } from 'lucide-react'
import Link from 'next/link'
import { useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react'
import { addressWriter } from '../../lib/client/address-bar.ts'
import { asYaml, setFlag, setJson } from '../../lib/client/set-flag.ts'
import { chartHref, fileHref, type ChartAddress } from '../../lib/client/routes.ts'
import { say } from '../../lib/client/toast.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { useAddressQuery, useScripted } from '../ui/media.ts'
import { Notice } from '../ui/notice.tsx'
import { segmentClass, Segments } from '../ui/segments.tsx'
import { count, plural } from '../ui/when.ts'
import { filterRows, type ValueRow } from './value-row.ts'

interface Props {
  readonly chart: ChartAddress
  readonly rows: readonly ValueRow[]
  readonly subcharts: readonly { readonly name: string; readonly words: string; readonly count: number }[]
  readonly q: string
  readonly subchart: string | null
  readonly show: Show
  /** at the right of the bar: which of table and text are shown */
  readonly shows: ReactNode
  /** the text, beside the table or below it */
  readonly children: ReactNode
}

export type Show = 'table' | 'text' | 'both'

const columns =
  'md:grid md:grid-cols-[minmax(200px,1.9fr)_112px_minmax(90px,0.8fr)_minmax(140px,1.9fr)_96px] md:items-center md:gap-x-3'
const FIRST = 120

/** Every key of the values: found as one types, unfolded to a flag that can be copied. The text stands beside it. */
export function ValuesTable({
  chart,
  rows,
  subcharts,
  q: asked,
  subchart: askedSubchart,
  show,
  shows,
  children,
}: Props) {
  const query = useAddressQuery()
  const [write] = useState(() => addressWriter(250))
  const [everywhere, setEverywhere] = useState(false)
  const [changed, setChanged] = useState<{ q: string; subchart: string | null } | null>(null)
  // coming back to the page, the address says more than its first answer
  const { q, subchart } = changed ?? readState(query) ?? { q: asked, subchart: askedSubchart }
  const change = (next: { q?: string; subchart?: string | null }): void => {
    const state = { q, subchart, ...next }
    setChanged(state)
    write(chartHref(chart, 'values', { ...state, show: show === 'both' ? null : show }))
  }
  const wanted = useDeferredValue(q)
  const found = useMemo(
    () => filterRows(rows, { q: wanted, everywhere, subchart }),
    [rows, wanted, everywhere, subchart],
  )
  return (
    <>
      <div className="inset-page flex shrink-0 flex-col gap-2.5 border-b border-line py-2.5 md:flex-row md:items-center md:gap-3">
        <form
          role="search"
          aria-label="Keys"
          className="md:w-72 md:shrink-0"
          onSubmit={(event) => event.preventDefault()}
        >
          <Field
            type="search"
            name="q"
            label={`Search ${plural(rows.length, 'key')}`}
            placeholder={`Search ${plural(rows.length, 'key')}`}
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
            before={<Icon of={Search} className="text-ink-2" />}
            after={
              q === '' ? (
                <span className="max-md:hidden">
                  <KeyCap>/</KeyCap>
                </span>
              ) : (
                <span className="text-label whitespace-nowrap text-ink-3">
                  {count(found.length)} of {count(rows.length)}
                </span>
              )
            }
          />
        </form>
        {subcharts.length > 1 && (
          <Segments label="Chart" className="min-w-0 shrink">
            {[{ name: null, words: 'All charts', count: rows.length }, ...subcharts].map((each) => (
              <a
                key={each.name ?? ' '}
                href={chartHref(chart, 'values', {
                  q,
                  subchart: each.name,
                  show: show === 'both' ? null : show,
                })}
                aria-current={subchart === each.name ? 'true' : undefined}
                className={segmentClass(subchart === each.name)}
                onClick={(event) => {
                  event.preventDefault()
                  change({ subchart: each.name })
                }}
              >
                {each.words}
                <span className="font-normal text-ink-3">{count(each.count)}</span>
              </a>
            ))}
          </Segments>
        )}
        <span className="flex-1" />
        <label className="js-only inline-flex items-center gap-1.5 text-label whitespace-nowrap text-ink-2">
          <input
            type="checkbox"
            checked={everywhere}
            onChange={(event) => setEverywhere(event.target.checked)}
            className="accent-accent"
          />
          Search descriptions too
        </label>
        {shows}
      </div>
      <div
        className={`grid min-h-0 flex-1 ${show === 'both' ? 'lg:grid-cols-[minmax(0,1fr)_minmax(340px,28%)]' : ''}`}
      >
        {show !== 'text' && (
          <Keys
            chart={chart}
            rows={found}
            wanted={wanted}
            reset={() => change({ q: '', subchart: null })}
            total={rows.length}
          />
        )}
        {children}
      </div>
    </>
  )
}

function readState(query: string | null): { q: string; subchart: string | null } | null {
  if (query === null) return null
  const asked = new URLSearchParams(query)
  return { q: asked.get('q') ?? '', subchart: asked.get('subchart') }
}

function Keys({
  chart,
  rows,
  wanted,
  reset,
  total,
}: {
  chart: ChartAddress
  rows: readonly ValueRow[]
  wanted: string
  reset: () => void
  total: number
}) {
  const [open, setOpen] = useState<string | null>(null)
  const scripted = useScripted()
  const pane = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane.current,
    estimateSize: () => 36,
    getItemKey: (i) => rows[i]!.set,
    overscan: 16,
  })
  const items = virtual.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const indexes =
    scripted && items.length > 0
      ? items.map((item) => item.index)
      : Array.from({ length: Math.min(FIRST, rows.length) }, (_, i) => i)

  return (
    <div
      ref={pane}
      role="table"
      aria-label="Keys of the values"
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      className="min-h-0 min-w-0 -outline-offset-2 max-lg:max-h-[70vh] lg:h-full overflow-auto"
    >
      <div role="rowgroup" className="sticky top-0 z-10 bg-ground max-md:hidden">
        <div
          role="row"
          aria-rowindex={1}
          className={`inset-page h-8 border-b border-line text-label text-ink-3 ${columns}`}
        >
          {['Key', 'Type', 'Default', 'Description', 'Subchart'].map((words) => (
            <span role="columnheader" key={words}>
              {words}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup">
        {scripted && before > 0 && <Gap height={before} />}
        {indexes.map((i) => {
          const row = rows[i]
          if (row === undefined) return null
          return (
            <div key={row.set} ref={scripted ? virtual.measureElement : undefined} data-index={i}>
              <KeyRow
                chart={chart}
                row={row}
                wanted={wanted}
                index={i + 2}
                open={open === row.set}
                onToggle={() => setOpen(open === row.set ? null : row.set)}
              />
            </div>
          )
        })}
        {scripted && after > 0 && <Gap height={after} />}
      </div>
      {rows.length > FIRST && (
        <p className="no-js-only inset-page py-2 text-label text-ink-3">
          The first {FIRST} keys. Search for others, or read the text.
        </p>
      )}
      {rows.length === 0 && (
        <div className="inset-page">
          <Notice
            icon={SearchX}
            title="No key matches"
            actions={<Button onClick={reset}>Show all {count(total)}</Button>}
          >
            Keys of the chart and of the charts inside it were looked at.
          </Notice>
        </div>
      )}
    </div>
  )
}

function Gap({ height }: { height: number }) {
  return (
    <div aria-hidden ref={(element) => void (element !== null && (element.style.height = `${height}px`))} />
  )
}

function KeyRow({
  chart,
  row,
  wanted,
  index,
  open,
  onToggle,
}: {
  chart: ChartAddress
  row: ValueRow
  wanted: string
  index: number
  open: boolean
  onToggle: () => void
}) {
  const last = row.set.length - (row.path.at(-1)?.replace(/[.,=[\]\\]/g, '\\$&').length ?? 0)
  return (
    <div
      className={`border-b border-line ${open ? 'here' : 'hover:bg-rail has-[[data-open]:focus-visible]:here'}`}
    >
      <div
        role="row"
        aria-rowindex={index}
        data-row
        className={`inset-page relative min-h-[35px] py-2 md:py-0 ${columns}`}
      >
        <span role="cell" className="min-w-0 max-md:block md:truncate">
          <button
            type="button"
            data-open
            aria-expanded={open}
            onClick={onToggle}
            title={row.set}
            className="max-w-full truncate text-left font-mono text-label break-all outline-none after:absolute after:inset-0 max-md:whitespace-normal"
          >
            <span className="text-ink-2">
              <Found text={row.set.slice(0, last)} wanted={wanted} />
            </span>
            <span className="font-medium">
              <Found text={row.set.slice(last)} wanted={wanted} />
            </span>
          </button>
        </span>
        <span role="cell" className="truncate font-mono text-label max-md:mr-2" title={row.type}>
          {row.inferred ? (
            <span className="text-ink-2">
              {row.type} <span className="font-sans text-least text-ink-3">inferred</span>
            </span>
          ) : (
            row.type
          )}
        </span>
        <span role="cell" className="truncate font-mono text-label text-value" title={row.shown}>
          {row.shown === 'not set' ? <span className="text-ink-2">not set</span> : row.shown}
        </span>
        <span role="cell" className="truncate text-ink-2 max-md:block" title={row.description}>
          {row.description}
        </span>
        <span role="cell" className="truncate text-ink-2 max-md:text-label">
          {row.subchart === '' ? <span className="max-md:hidden">–</span> : row.subchart}
        </span>
      </div>
      {open && <Unfolded chart={chart} row={row} />}
    </div>
  )
}

/** The part of a key that was looked for, underlined. */
function Found({ text, wanted }: { text: string; wanted: string }): ReactNode {
  const word = wanted.trim().toLowerCase()
  const at = word === '' ? -1 : text.toLowerCase().indexOf(word)
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <span className="underline decoration-accent-line decoration-2 underline-offset-4">
        {text.slice(at, at + word.length)}
      </span>
      {text.slice(at + word.length)}
    </>
  )
}

type Form = '--set' | '--set-json' | 'YAML'

function Unfolded({ chart, row }: { chart: ChartAddress; row: ValueRow }) {
  const [form, setForm] = useState<Form>('--set')
  const text =
    form === 'YAML'
      ? asYaml(row.path, row.json)
      : form === '--set'
        ? setFlag(row.set, row.json).text
        : setJson(row.set, row.json).text
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(
      () => say('Copied', text.split('\n').at(-1)!.trim()),
      () => say('This browser does not let pages copy'),
    )
  }
  return (
    <div className="inset-page pb-3">
      <div className="flex flex-wrap items-start gap-2">
        <code className="max-w-full rounded-control border border-line-strong bg-ground px-2.5 py-[3px] text-label break-all whitespace-pre-wrap">
          {text}
        </code>
        <Button className="md:h-7" onClick={copy}>
          <Icon of={Copy} size={14} /> Copy
        </Button>
        <Segments label="Form" className="bg-ground">
          {(['--set', '--set-json', 'YAML'] as const).map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={form === each}
              className={`${segmentClass(form === each)} ${each === 'YAML' ? '' : 'font-mono text-label'}`}
              onClick={() => setForm(each)}
            >
              {each}
            </button>
          ))}
        </Segments>
      </div>
      <dl className="mt-2 grid grid-cols-[64px_minmax(0,1fr)] gap-y-0.5 [&>dt]:text-ink-3">
        {row.description !== '' && (
          <>
            <dt>Says</dt>
            <dd>{row.description}</dd>
          </>
        )}
        {row.named.length > 0 && (
          <>
            <dt>Named in</dt>
            <dd className="flex flex-wrap gap-x-3 text-ink-2">
              {row.named.map((place) => (
                <Link
                  key={`${place.path}:${place.line}`}
                  className="link font-mono text-label"
                  href={fileHref(chart, place.path, place.line)}
                  prefetch={false}
                >
                  {place.path}:{place.line}
                </Link>
              ))}
            </dd>
          </>
        )}
        <dt>Schema</dt>
        <dd className="text-ink-2">
          {row.schema === '' ? (
            'says nothing about this key'
          ) : (
            <code className="text-label break-all">{row.schema}</code>
          )}
        </dd>
        {row.line !== null && (
          <>
            <dt>Line</dt>
            <dd>
              <a className="link" href={`#V${row.line}`}>
                values.yaml:{row.line}
              </a>
            </dd>
          </>
        )}
      </dl>
    </div>
  )
}
