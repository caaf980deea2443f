import { Funnel } from 'lucide-react'
import { useMemo } from 'react'
import { changedLines } from '../../lib/objects/drawing.ts'
import type { NoiseRule } from '../../lib/objects/noise.ts'
import { Icon } from '../ui/icon.tsx'
import { ChangeSign, LineCounts } from './change-sign.tsx'
import type { Section } from './section.ts'

/** What differs, by kind or folder; the one on screen is marked. */
export function Rail({
  sections,
  folds,
  release,
  q,
  onQ,
  current,
  hrefOf,
  onGo,
}: {
  sections: readonly Section[]
  folds: ReadonlySet<NoiseRule>
  release: string
  /** words that are looked for */
  q: string
  onQ: (q: string) => void
  current: string
  hrefOf: (id: string) => string
  onGo: (id: string) => void
}) {
  const groups = useMemo(() => {
    const found = new Map<string, Section[]>()
    for (const section of sections) found.set(section.group, [...(found.get(section.group) ?? []), section])
    return [...found]
  }, [sections])
  return (
    <nav
      aria-label="Differences"
      className="flex min-h-0 flex-col border-r border-line bg-rail max-lg:hidden"
    >
      <label className="js-only flex h-9 shrink-0 items-center gap-2 border-b border-line px-4 text-ink-3">
        <Icon of={Funnel} size={14} />
        <input
          type="search"
          aria-label="Filter differences"
          placeholder="Filter"
          value={q}
          onChange={(event) => onQ(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onQ('')
          }}
          data-find
          autoComplete="off"
          spellCheck={false}
          className="h-8 w-full min-w-0 bg-transparent text-ink outline-none"
        />
      </label>
      <div className="min-h-0 flex-1 overflow-y-auto py-1.5">
        {groups.length === 0 && <p className="px-4 py-1 text-ink-3">None holds these words.</p>}
        {groups.map(([group, members]) => (
          <section key={group} aria-label={group}>
            <h3 className="truncate px-4 pt-1.5 text-ink-2">{group}</h3>
            <ul>
              {members.map((section) => {
                const prefix = section.name.startsWith(`${release}-`) ? `${release}-` : ''
                const here = section.id === current
                return (
                  <li key={section.id}>
                    <a
                      href={hrefOf(section.id)}
                      aria-current={here ? 'true' : undefined}
                      title={section.name}
                      onClick={(event) => {
                        if (event.metaKey || event.ctrlKey || event.shiftKey) return
                        event.preventDefault()
                        onGo(section.id)
                      }}
                      className={`flex h-[26px] items-center gap-2 pr-3 pl-4 -outline-offset-2 ${here ? 'here' : 'hover:bg-hover'}`}
                    >
                      <ChangeSign change={section.change} />
                      <span className={`min-w-0 flex-1 truncate ${here ? 'font-medium' : ''}`}>
                        {prefix !== '' && <span className="font-normal text-ink-3">{prefix}</span>}
                        {section.name.slice(prefix.length)}
                      </span>
                      <LineCounts {...changedLines(section, folds)} />
                    </a>
                  </li>
                )
              })}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  )
}
