import { ChevronDown, ChevronUp, Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { RenderedObject } from '../../lib/helm/request.ts'
import { Badge } from '../ui/badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { count } from '../ui/when.ts'
import { groupObjects } from './manifest-text.ts'

interface Props {
  readonly objects: readonly RenderedObject[]
  readonly release: string
  /** index of the object on screen, -1 for none */
  readonly current: number
  readonly onGo: (index: number) => void
  /** why there is none */
  readonly empty: string
}

/** Every object that is rendered, by kind; the one on screen is marked. */
export function ObjectRail({ objects, release, current, onGo, empty }: Props) {
  const [wanted, setWanted] = useState('')
  const groups = useMemo(() => {
    const text = wanted.trim().toLowerCase()
    return groupObjects(objects)
      .map((group) => ({
        ...group,
        objects:
          text === ''
            ? group.objects
            : group.objects.filter(({ object }) =>
                `${object.kind} ${object.name} ${object.source}`.toLowerCase().includes(text),
              ),
      }))
      .filter((group) => group.objects.length > 0)
  }, [objects, wanted])
  return (
    <nav aria-label="Objects" className="flex min-h-0 flex-1 flex-col bg-rail">
      <div className="flex h-9 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4">
        <h2 className="font-semibold">Objects</h2>
        <span className="text-ink-3">{count(objects.length)}</span>
        <label className="ml-1 flex min-w-0 flex-1 items-center gap-1.5 text-ink-3">
          <Icon of={Search} size={14} />
          <input
            type="search"
            aria-label="Find an object"
            placeholder="find"
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            className="w-full min-w-0 bg-transparent text-ink outline-none"
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        <button
          type="button"
          data-key="["
          aria-label="Previous object"
          title="Previous object"
          disabled={current <= 0}
          onClick={() => onGo(current - 1)}
          className="grid size-6 place-items-center rounded-control text-ink-3 hover:bg-hover disabled:opacity-30"
        >
          <Icon of={ChevronUp} size={14} />
        </button>
        <button
          type="button"
          data-key="]"
          aria-label="Next object"
          title="Next object"
          disabled={current >= objects.length - 1}
          onClick={() => onGo(current + 1)}
          className="grid size-6 place-items-center rounded-control text-ink-3 hover:bg-hover disabled:opacity-30"
        >
          <Icon of={ChevronDown} size={14} />
        </button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto py-1.5">
        {groups.length === 0 && (
          <p className="px-4 py-1 text-ink-3">
            {objects.length === 0 ? empty : 'No object holds these words.'}
          </p>
        )}
        {groups.map((group) => (
          <details
            key={group.kind}
            open={
              wanted !== '' || objects.length <= 40 || group.objects.some(({ index }) => index === current)
            }
          >
            <summary className="flex h-8 items-center gap-1.5 pr-3 pl-3 hover:bg-hover md:h-[26px]">
              <Icon of={ChevronDown} size={14} className="branch-down text-ink-3" />
              <span className="truncate">{group.kind}</span>
              <span className="flex-1" />
              <span className="text-label text-ink-3">{group.objects.length}</span>
            </summary>
            <ul>
              {group.objects.map(({ object, index }) => (
                <Item
                  key={index}
                  object={object}
                  release={release}
                  here={index === current}
                  onGo={() => onGo(index)}
                />
              ))}
            </ul>
          </details>
        ))}
      </div>
    </nav>
  )
}

function Item({
  object,
  release,
  here,
  onGo,
}: {
  object: RenderedObject
  release: string
  here: boolean
  onGo: () => void
}) {
  const prefix = object.name.startsWith(`${release}-`) ? `${release}-` : ''
  return (
    <li>
      <button
        type="button"
        aria-current={here ? 'true' : undefined}
        onClick={onGo}
        title={object.source}
        className={`flex min-h-8 w-full flex-col justify-center py-1 pr-3 pl-[26px] text-left -outline-offset-2 md:min-h-[26px] md:py-0.5 ${here ? 'here' : 'hover:bg-hover'}`}
      >
        <span className="flex w-full min-w-0 items-center gap-1.5">
          <span className={`min-w-0 truncate ${here ? 'font-medium' : ''}`}>
            {prefix !== '' && <span className="font-normal text-ink-3">{prefix}</span>}
            {object.name.slice(prefix.length) || 'no name'}
          </span>
          {object.hooks.length > 0 && (
            <Badge title={object.hooks.join(', ')}>
              {object.hooks.some((hook) => hook.startsWith('test')) ? 'test' : 'hook'}
            </Badge>
          )}
          {object.isCrd && <Badge>crd</Badge>}
        </span>
        {here && (
          <span className="w-full truncate text-label text-ink-3">
            {object.source.replace(/^[^/]+\//, '')}
          </span>
        )}
      </button>
    </li>
  )
}
