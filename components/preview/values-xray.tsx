import { useVirtualizer } from '@tanstack/react-virtual'
import { Search } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { EffectiveValue } from '../../lib/helm/trace/answers.ts'
import { Icon } from '../ui/icon.tsx'
import { count, plural } from '../ui/when.ts'

const ROW = 44

/** All values as the templates get them: each with the layer that won, what it hides and how many lines it touches. */
export function ValuesXray({
  values,
  layerName,
  onKey,
  onTouched,
}: {
  values: readonly EffectiveValue[] | null
  layerName: (layer: string) => string
  onKey: (names: readonly (string | number)[], layer: string | null) => void
  onTouched: (path: string) => void
}) {
  const [q, setQ] = useState('')
  const pane = useRef<HTMLDivElement>(null)
  const found = useMemo(() => {
    const wanted = q.trim().toLowerCase()
    return (values ?? []).filter(
      ({ path, value }) => path.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted),
    )
  }, [values, q])
  const virtual = useVirtualizer({
    count: found.length,
    getScrollElement: () => pane.current,
    estimateSize: () => ROW,
    overscan: 12,
  })
  if (values === null)
    return (
      <p role="status" className="animate-late px-4 py-2 text-ink-3">
        Tracing the values
      </p>
    )
  const items = virtual.getVirtualItems()
  return (
    <>
      <label className="flex h-9 shrink-0 items-center gap-2 border-b border-line px-4">
        <Icon of={Search} size={14} className="text-ink-2" />
        <input
          type="search"
          value={q}
          onChange={(event) => setQ(event.target.value)}
          aria-label={`Find in ${count(values.length)} values`}
          placeholder={`Find in ${count(values.length)} values`}
          autoComplete="off"
          spellCheck={false}
          className="h-8 w-full min-w-0 bg-transparent outline-none"
        />
      </label>
      <div
        ref={pane}
        role="region"
        aria-label="Effective values"
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto -outline-offset-2"
      >
        {found.length === 0 && <p className="px-4 py-2 text-ink-3">No value is like that.</p>}
        <ul>
          <Gap height={items[0]?.start ?? 0} />
          {items.map(({ index }) => {
            const { path, names, value, layer, hidden, lines, isRead } = found[index]!
            return (
              <li key={path} className="h-11 border-b border-line px-4 py-0.5 text-label">
                <p className="flex gap-2">
                  <button
                    type="button"
                    className="link min-w-0 flex-1 truncate text-left font-mono"
                    title={path}
                    disabled={names.length === 0}
                    onClick={() => onKey(names, layer)}
                  >
                    {path}
                  </button>
                  {lines > 0 ? (
                    <button
                      type="button"
                      className="link shrink-0 text-ink-2"
                      onClick={() => onTouched(path)}
                    >
                      {plural(lines, 'line')}
                    </button>
                  ) : (
                    <span className="shrink-0 text-ink-3">{isRead ? 'no line' : 'not read'}</span>
                  )}
                </p>
                <p className="flex gap-2">
                  <span className="min-w-0 flex-1 truncate font-mono text-value" title={value}>
                    {value}
                  </span>
                  <span className="shrink-0 text-ink-3">
                    {layer === null ? 'set nowhere' : layerName(layer)}
                    {hidden > 0 && `, hides ${hidden}`}
                  </span>
                </p>
              </li>
            )
          })}
          <Gap height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </ul>
      </div>
    </>
  )
}

function Gap({ height }: { height: number }) {
  return (
    <li aria-hidden ref={(element) => void (element !== null && (element.style.height = `${height}px`))} />
  )
}
