import { ChevronDown, ChevronUp, Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { RenderedObject } from '../../lib/helm/request.ts'
import { Badge } from '../ui/badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { count } from '../ui/when.ts'
import { CheckMark } from '../verify/verdict-icon.tsx'
import { apiWords } from './api-words.ts'
import { ImagesList } from './images-list.tsx'
import { GROUPINGS, groupObjects, type Grouping } from './object-groups.ts'
import type { ObjectSummary } from './use-object-summary.ts'

interface Props {
  readonly objects: readonly RenderedObject[]
  readonly release: string
  readonly namespace: string
  /** images and warnings, once they are read */
  readonly summary: ObjectSummary | null
  /** index of the object on screen, -1 for none */
  readonly current: number
  readonly onGo: (index: number, line?: number) => void
  /** why there is none */
  readonly empty: string
}

/** Everything that is rendered: objects by kind, namespace, source or hook, or the images that they name. */
export function ObjectRail(props: Props) {
  const { objects, summary, current, onGo } = props
  const [shows, setShows] = useState<'objects' | 'images'>('objects')
  const [wanted, setWanted] = useState('')
  const tab = (which: 'objects' | 'images', n: number | null) => (
    <button
      type="button"
      aria-pressed={shows === which}
      onClick={() => setShows(which)}
      className={`inline-flex h-full items-center gap-1.5 border-b-2 ${shows === which ? 'border-accent font-semibold' : 'border-transparent text-ink-2 hover:text-ink'}`}
    >
      {which === 'objects' ? 'Objects' : 'Images'}
      {n !== null && <span className="font-normal text-ink-3">{count(n)}</span>}
    </button>
  )
  return (
    <nav aria-label="Objects" className="flex min-h-0 flex-1 flex-col bg-rail">
      <div className="flex h-9 shrink-0 items-center gap-3 border-b border-line pr-2 pl-4">
        {tab('objects', objects.length)}
        {tab('images', summary?.images.length ?? null)}
        <span className="flex-1" />
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
      {shows === 'objects' ? (
        <Objects {...props} wanted={wanted} onWanted={setWanted} />
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto py-1">
          {summary === null ? (
            <p className="px-4 py-1 text-ink-3">
              {objects.length === 0 ? props.empty : 'Looking for images'}
            </p>
          ) : (
            <ImagesList images={summary.images} objects={objects} onGo={onGo} />
          )}
        </div>
      )}
    </nav>
  )
}

function Objects({
  objects,
  release,
  namespace,
  summary,
  current,
  onGo,
  empty,
  wanted,
  onWanted,
}: Props & { wanted: string; onWanted: (text: string) => void }) {
  const [by, setBy] = useState<Grouping>('kind')
  const groups = useMemo(() => {
    const text = wanted.trim().toLowerCase()
    return groupObjects(objects, by, namespace)
      .map((group) => ({
        ...group,
        objects:
          text === ''
            ? group.objects
            : group.objects.filter(({ object }) =>
                `${object.kind} ${object.name} ${object.namespace} ${object.source}`
                  .toLowerCase()
                  .includes(text),
              ),
      }))
      .filter((group) => group.objects.length > 0)
  }, [objects, wanted, by, namespace])
  const warned = useMemo(() => {
    const words = new Map<number, string>()
    for (const api of summary?.apis ?? []) words.set(api.object, apiWords(api))
    return words
  }, [summary])
  return (
    <>
      <div className="flex h-8 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4">
        <label className="flex min-w-0 flex-1 items-center gap-1.5 text-ink-3">
          <Icon of={Search} size={14} />
          <input
            type="search"
            aria-label="Find an object"
            placeholder="find"
            value={wanted}
            onChange={(event) => onWanted(event.target.value)}
            className="w-full min-w-0 bg-transparent text-ink outline-none"
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        <label className="inline-flex shrink-0 items-center gap-1 text-label text-ink-3">
          by
          <select
            aria-label="Group objects by"
            value={by}
            onChange={(event) => setBy(event.target.value as Grouping)}
            className="h-6 rounded-cap bg-transparent text-label text-ink hover:bg-hover"
          >
            {GROUPINGS.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto py-1.5">
        {groups.length === 0 && (
          <p className="px-4 py-1 text-ink-3">
            {objects.length === 0 ? empty : 'No object holds these words.'}
          </p>
        )}
        {groups.map((group) => (
          <details
            key={`${by} ${group.name}`}
            open={
              wanted !== '' || objects.length <= 40 || group.objects.some(({ index }) => index === current)
            }
          >
            <summary className="flex h-8 items-center gap-1.5 pr-3 pl-3 hover:bg-hover md:h-[26px]">
              <Icon of={ChevronDown} size={14} className="branch-down text-ink-3" />
              <span className={`truncate ${by === 'source' ? 'font-mono text-label' : ''}`}>
                {group.name}
              </span>
              <span className="flex-1" />
              <span className="text-label text-ink-3">{group.objects.length}</span>
            </summary>
            <ul>
              {group.objects.map(({ object, index }) => (
                <Item
                  key={index}
                  object={object}
                  release={release}
                  by={by}
                  here={index === current}
                  warning={warned.get(index)}
                  onGo={() => onGo(index)}
                />
              ))}
            </ul>
          </details>
        ))}
      </div>
    </>
  )
}

function Item({
  object,
  release,
  by,
  here,
  warning,
  onGo,
}: {
  object: RenderedObject
  release: string
  by: Grouping
  here: boolean
  warning: string | undefined
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
          {by !== 'kind' && <span className="shrink-0 text-label text-ink-3">{object.kind}</span>}
          {by !== 'hook' && object.hooks.length > 0 && (
            <Badge title={object.hooks.join(', ')}>
              {object.hooks.some((hook) => hook.startsWith('test')) ? 'test' : 'hook'}
            </Badge>
          )}
          {object.isCrd && <Badge>crd</Badge>}
          {warning !== undefined && (
            <span className="inline-flex shrink-0 text-caution" title={warning}>
              <CheckMark kind="warning" size={14} />
              <span className="sr-only">{warning}</span>
            </span>
          )}
        </span>
        {here && (
          <span className="w-full truncate text-label text-ink-3">
            {object.source.replace(/^[^/]+\//, '')}
          </span>
        )}
        {here && warning !== undefined && <span className="w-full text-label text-caution">{warning}</span>}
      </button>
    </li>
  )
}
