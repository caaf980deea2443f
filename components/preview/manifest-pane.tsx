import { ChevronDown, ChevronUp, Copy, Download, Search } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { DeclaredCluster } from '../../lib/client/declared-cluster.ts'
import { say } from '../../lib/client/toast.ts'
import type { RenderedObject } from '../../lib/helm/request.ts'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { segmentClass, Segments } from '../ui/segments.tsx'
import { count } from '../ui/when.ts'
import { linesWith } from './manifest-text.ts'
import { ManifestView } from './manifest-view.tsx'

interface Props {
  readonly name: string
  /** all of it, for who takes it away */
  readonly text: () => string
  readonly lines: readonly string[]
  readonly inBlock: (line: number) => boolean
  readonly objects: readonly RenderedObject[]
  readonly notes: string
  readonly cluster: DeclaredCluster
  readonly onCluster: (next: Partial<DeclaredCluster>) => void
  readonly goTo: { readonly line: number } | null
  readonly onTop: (line: number) => void
  readonly cursor: number | null
  readonly onCursor: (line: number) => void
  readonly lit: ReadonlySet<number>
  readonly random: ReadonlySet<number>
}

/** The manifests, with find, copy, download, and what belongs to them or not. */
export function ManifestPane({
  name,
  text,
  lines,
  inBlock,
  objects,
  notes,
  cluster,
  onCluster,
  goTo,
  onTop,
  cursor,
  onCursor,
  lit,
  random,
}: Props) {
  const [q, setQ] = useState('')
  const [at, setAt] = useState(0)
  const [showNotes, setShowNotes] = useState(false)
  const wanted = useDeferredValue(q.toLowerCase())
  const found = useMemo(() => linesWith(lines, wanted), [lines, wanted])
  const foundSet = useMemo(() => new Set(found), [found])
  const current = found.length === 0 ? null : found[((at % found.length) + found.length) % found.length]!

  const hooks = objects.filter((object) => object.hooks.length > 0 && !isTest(object)).length
  const tests = objects.filter(isTest).length
  const download = (): void => {
    const url = URL.createObjectURL(new Blob([text().toWellFormed()], { type: 'application/yaml' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${name}.yaml`
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <section aria-label="Manifests" className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 border-b border-line pr-2 pl-4 max-md:py-1.5">
        <label className="flex min-w-0 flex-[1_1_110px] items-center gap-2">
          <Icon of={Search} size={14} className="text-ink-2" />
          <input
            type="search"
            aria-label={`Find in ${count(lines.length)} lines`}
            placeholder={`Find in ${count(lines.length)} lines`}
            value={q}
            onChange={(event) => {
              setQ(event.target.value)
              setAt(0)
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') setAt(at + (event.shiftKey ? -1 : 1))
              if (event.key === 'Escape') setQ('')
            }}
            data-find
            autoComplete="off"
            spellCheck={false}
            className="h-8 w-full min-w-0 bg-transparent outline-none"
          />
        </label>
        {q !== '' && (
          <span className="inline-flex items-center text-label whitespace-nowrap text-ink-3">
            {found.length === 0
              ? 'not found'
              : `${count(found.indexOf(current!) + 1)} of ${count(found.length)}`}
            <IconButton
              label="Previous match"
              data-key="N"
              disabled={found.length === 0}
              onClick={() => setAt(at - 1)}
            >
              <Icon of={ChevronUp} size={14} />
            </IconButton>
            <IconButton
              label="Next match"
              data-key="n"
              disabled={found.length === 0}
              onClick={() => setAt(at + 1)}
            >
              <Icon of={ChevronDown} size={14} />
            </IconButton>
          </span>
        )}
        <Segments label="What is rendered" className="md:h-6">
          <Toggle
            on={cluster.hooks}
            words="Hooks"
            n={hooks}
            onClick={() => onCluster({ hooks: !cluster.hooks })}
          />
          <Toggle
            on={cluster.tests && cluster.hooks}
            words="Tests"
            n={tests}
            onClick={() => onCluster({ tests: !cluster.tests })}
          />
          <Toggle
            on={cluster.crds}
            words="CRDs"
            n={null}
            onClick={() => onCluster({ crds: !cluster.crds })}
          />
          <Toggle on={showNotes} words="Notes" n={null} onClick={() => setShowNotes(!showNotes)} />
        </Segments>
        <IconButton
          label="Copy all manifests"
          onClick={() => {
            void navigator.clipboard
              .writeText(text().toWellFormed())
              .then(() => say(`${count(lines.length)} lines copied`))
          }}
        >
          <Icon of={Copy} size={14} />
        </IconButton>
        <IconButton label="Download the manifests" onClick={download}>
          <Icon of={Download} size={14} />
        </IconButton>
      </div>
      {showNotes ? (
        <div
          role="region"
          aria-label="Notes"
          tabIndex={0}
          className="min-h-0 flex-1 overflow-auto p-4 -outline-offset-2"
        >
          {notes.trim() === '' ? (
            <p className="text-ink-3">The chart prints no notes.</p>
          ) : (
            <pre className="font-mono text-label leading-5 whitespace-pre-wrap">{notes.toWellFormed()}</pre>
          )}
        </div>
      ) : (
        <ManifestView
          lines={lines}
          inBlock={inBlock}
          goTo={goTo}
          found={foundSet}
          currentFound={current}
          wanted={wanted}
          onTop={onTop}
          cursor={cursor}
          onCursor={onCursor}
          lit={lit}
          random={random}
        />
      )}
    </section>
  )
}

const isTest = (object: RenderedObject): boolean => object.hooks.some((hook) => hook.startsWith('test'))

function Toggle({
  on,
  words,
  n,
  onClick,
}: {
  on: boolean
  words: string
  n: number | null
  onClick: () => void
}) {
  return (
    <button type="button" aria-pressed={on} onClick={onClick} className={`${segmentClass(on)} text-label`}>
      {words}
      {on && n !== null && <span className="text-ink-3">{n}</span>}
    </button>
  )
}
