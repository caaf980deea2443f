'use client'

import { Package, Search } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import {
  lazy,
  Suspense,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { openLine, type Opening } from '../../lib/client/open-line.ts'
import { chartHref } from '../../lib/client/routes.ts'
import { writeFragment } from '../../lib/client/values-fragment.ts'
import type { Source } from '../../lib/schema/source.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import type { Found } from './finding.tsx'
import { PastedText } from './pasted-text.tsx'
import { ReadingFacts, readingWords } from './reading-panel.tsx'

const Finding = lazy(() => import('./finding.tsx'))

const NOTHING: Found = { charts: [], verdict: undefined, searching: true }

interface Props {
  readonly sources: readonly Source[]
  readonly text: string
  readonly place: 'page' | 'palette'
  /** what stands below while nothing is typed, or what it matches */
  readonly rest?: (text: string) => ReactNode
  readonly onGone?: () => void
}

const PLACEHOLDER = 'Find a chart, or paste a reference, an index.yaml, or a whole helm line'

/**
 * The box: reads what is typed or pasted as one goes, says what it read, finds charts by name. Without scripts it is a
 * form that leads to `/open`.
 */
export function Finder({ sources, text: initial, place, rest, onGone }: Props) {
  const router = useRouter()
  const [text, setText] = useState(initial)
  const opening = useMemo(() => openLine(text, sources), [text, sources])
  const [{ charts, verdict, searching }, setFound] = useState(NOTHING)
  const field = useRef<HTMLTextAreaElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const pasted = opening.reading.kind === 'helm' || opening.reading.kind === 'target'
  const parts =
    opening.reading.kind === 'helm' || opening.reading.kind === 'target' ? opening.reading.parts : []

  useEffect(() => {
    if (place === 'palette') field.current?.focus()
  }, [place])

  const go = async (href: string): Promise<void> => {
    const fragment = href === opening.href ? await writeFragment(opening.layers) : ''
    onGone?.()
    router.push(fragment === '' ? href : `${href}#${fragment}`)
  }
  const first =
    opening.href ??
    (charts[0] === undefined || opening.reading.kind !== 'search'
      ? null
      : chartHref({
          source: charts[0].source.name,
          repository: charts[0].row.repository,
          version: charts[0].row.latest ?? undefined,
        }))

  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && event.target === field.current) {
      event.preventDefault()
      const href = event.altKey && opening.verifyHref !== null ? opening.verifyHref : first
      if (href !== null) void go(href)
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const links = [...(box.current?.querySelectorAll<HTMLElement>('[data-result]') ?? [])]
      const at = links.indexOf(document.activeElement as HTMLElement)
      if (at < 0 && (event.key === 'ArrowUp' || pasted)) return
      event.preventDefault()
      const next = at + (event.key === 'ArrowDown' ? 1 : -1)
      if (next < 0) field.current?.focus()
      else links[next]?.focus()
    } else if (event.key === 'Escape' && text !== '' && place === 'page') {
      event.preventDefault()
      setText('')
      field.current?.focus()
    }
  }

  const below = pasted
    ? 'reading'
    : charts.length > 0 && opening.reading.kind === 'search'
      ? 'charts'
      : opening.reading.kind === 'search' && place === 'page'
        ? 'none'
        : null
  return (
    <div
      ref={box}
      onKeyDown={press}
      className={
        place === 'page'
          ? 'rounded-float border border-control bg-ground has-[textarea:focus-visible]:border-accent has-[textarea:focus-visible]:shadow-[0_0_0_1px_var(--color-accent)]'
          : ''
      }
    >
      <Suspense>
        {text.trim() !== '' && <Finding opening={opening} sources={sources} onFound={setFound} />}
      </Suspense>
      <form
        action="/open"
        method="post"
        role="search"
        className={`flex items-start gap-3 ${place === 'page' ? 'min-h-[46px] px-3.5 py-[11px]' : 'min-h-11 px-3 py-[10px]'}`}
        onSubmit={(event) => {
          event.preventDefault()
          if (first !== null) void go(first)
        }}
      >
        <Icon of={Search} className="mt-1 text-ink-2" />
        <div
          className={`relative min-w-0 flex-1 ${text === '' ? 'text-prose' : pasted ? 'font-mono text-body leading-6' : 'text-prose leading-6'}`}
        >
          <div aria-hidden className="min-h-6 wrap-anywhere whitespace-pre-wrap">
            <PastedText text={text} parts={parts} />
          </div>
          <textarea
            ref={field}
            name="q"
            rows={1}
            value={text}
            onChange={(event) => setText(event.target.value)}
            aria-label={PLACEHOLDER}
            placeholder={place === 'page' ? PLACEHOLDER : 'Find, or paste a reference'}
            // the box is what one comes to this page for
            autoFocus={place === 'page'}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            data-find
            className="absolute inset-0 h-full w-full resize-none overflow-hidden bg-transparent wrap-anywhere whitespace-pre-wrap text-transparent caret-accent outline-none placeholder:truncate"
          />
        </div>
        <span className="js-only mt-0.5 max-md:hidden">
          <KeyCap>{place === 'page' ? '⌘K' : 'esc'}</KeyCap>
        </span>
        <Button type="submit" className="no-js-only">
          Open
        </Button>
      </form>
      <div aria-live="polite">
        {below === 'reading' && (
          <div className={`border-t border-line bg-rail ${place === 'page' ? 'rounded-b-[5px]' : ''}`}>
            <ReadingBar opening={opening} onGo={(href) => void go(href)} />
            <div className="border-t border-line">
              <ReadingFacts opening={opening} verdict={verdict} />
            </div>
          </div>
        )}
        {below === 'charts' && (
          <section aria-label="Charts" className="border-t border-line py-1">
            <h2 className="flex h-7 items-center px-3 text-label text-ink-3">Charts</h2>
            <ul>
              {charts.map(({ source, row }) => (
                <li key={`${source.name}/${row.repository}`}>
                  <Link
                    href={chartHref({
                      source: source.name,
                      repository: row.repository,
                      version: row.latest ?? undefined,
                    })}
                    prefetch={false}
                    data-result
                    onClick={onGone}
                    className="flex h-10 items-center gap-2 px-3 outline-none hover:bg-hover focus-visible:here md:h-[34px]"
                  >
                    <Icon of={Package} className="text-ink-2" />
                    <span className="truncate font-medium">{row.repository}</span>
                    <span className="truncate text-ink-3">{source.title}</span>
                    <span className="flex-1" />
                    <code className="text-label text-ink-2">{row.latest}</code>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
        {below === 'none' && (
          <p className="border-t border-line px-3.5 py-2.5 text-ink-2">
            {searching
              ? 'Looking'
              : sources.length === 0
                ? 'No source is there to look in.'
                : 'No chart of the listed sources holds these words.'}
          </p>
        )}
      </div>
      {below !== 'reading' && rest?.(opening.reading.kind === 'search' ? opening.reading.text : '')}
    </div>
  )
}

function ReadingBar({ opening, onGo }: { opening: Opening; onGo: (href: string) => void }) {
  const { title, more } = readingWords(opening)
  const { href, view, verifyHref, placed } = opening
  const words =
    placed?.to === 'source'
      ? 'Open source'
      : view === 'preview'
        ? 'Open preview'
        : view === 'verify'
          ? 'Verify'
          : view === 'values'
            ? 'Open values'
            : 'Open chart'
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3.5 py-1.5">
      <p className="min-w-0 flex-[1_1_200px]">
        <span className="font-medium">{title}</span>
        {more !== '' && (
          <span
            className={`ml-2.5 text-ink-3 ${opening.placed?.to === 'nowhere' || (opening.reading.kind === 'helm' && opening.reading.problems.length > 0) ? '' : 'max-md:hidden'}`}
          >
            {more}
          </span>
        )}
      </p>
      {verifyHref !== null && view !== 'verify' && (
        <button
          type="button"
          onClick={() => onGo(verifyHref)}
          className="inline-flex h-8 items-center gap-2 rounded-control px-2 text-ink-2 hover:text-ink max-md:hidden md:h-7"
        >
          Verify <KeyCap>⌥↵</KeyCap>
        </button>
      )}
      {href !== null && (
        <button type="button" onClick={() => onGo(href)} className={buttonClass('primary')}>
          {words}{' '}
          <span className="max-md:hidden">
            <KeyCap on="ink">↵</KeyCap>
          </span>
        </button>
      )}
    </div>
  )
}
