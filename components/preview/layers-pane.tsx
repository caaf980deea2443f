import { ArrowDown, ArrowUp, FilePlus2, FolderOpen, Plus, Terminal, X } from 'lucide-react'
import { lazy, Suspense, useRef, useState, type DragEvent, type ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'
import { Popover } from '../ui/popover.tsx'
import { plural } from '../ui/when.ts'
import type { EditorTrace } from './editor-trace.ts'
import type { ValueProblem } from './value-problems.ts'
import { FLAG_KINDS, keyCount, type Chosen, type FlagKind, type Layer, type LayerAct } from './layers.ts'

const ValuesEditor = lazy(() => import('./values-editor.tsx'))

interface Props {
  readonly layers: readonly Layer[]
  readonly defaults: string
  readonly chosen: Chosen
  readonly act: (act: LayerAct) => void
  readonly problem: string | null
  readonly told: { readonly defaults: string; readonly schema: string | null }
  readonly problems: readonly ValueProblem[]
  readonly trace: EditorTrace | null
  readonly goTo: { readonly names: readonly (string | number)[] } | null
  readonly onPath: (path: readonly string[] | null) => void
  /** what comes out of all layers */
  readonly xray: ReactNode
}

/** Layers of values, the winning one on top, and the text of one of them. */
export function LayersPane({
  layers,
  defaults,
  chosen,
  act,
  problem,
  told,
  problems,
  trace,
  goTo,
  onPath,
  xray,
}: Props) {
  const [over, setOver] = useState(false)
  const choose = useRef<HTMLInputElement>(null)
  const edited = layers.find((layer) => layer.id === chosen && layer.kind === 'file')

  const take = async (files: Iterable<File>): Promise<void> => {
    for (const file of files)
      act({ act: 'add', layer: { kind: 'file', name: file.name, text: await file.text() } })
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void take([...event.dataTransfer.files])
  }

  return (
    <section
      aria-label="Values"
      className={`flex min-h-0 flex-1 flex-col ${over ? 'bg-accent-wash' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="flex h-9 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4">
        <h2 className="font-semibold">Values</h2>
        <span className="text-label text-ink-3">later layers win</span>
        <span className="flex-1" />
        <Popover
          label="Add values"
          at="right"
          className="grid size-7 place-items-center rounded-control text-ink-2 hover:bg-hover"
          button={<Icon of={Plus} />}
        >
          <ul className="w-56 py-1">
            <Add
              icon={FilePlus2}
              words="Empty file"
              onClick={() => act({ act: 'add', layer: { kind: 'file', name: nameFor(layers), text: '' } })}
            />
            <Add icon={FolderOpen} words="Files from this machine" onClick={() => choose.current?.click()} />
            <Add
              icon={Terminal}
              words="--set"
              onClick={() => act({ act: 'add', layer: { kind: 'set', text: '' } })}
            />
          </ul>
        </Popover>
        <input
          ref={choose}
          type="file"
          multiple
          accept=".yaml,.yml,.json,text/yaml,text/plain"
          aria-label="Values files from this machine"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            void take([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </div>
      <ol
        aria-label="Layers, the winning one first"
        className="max-h-[40%] shrink-0 overflow-y-auto border-b border-line"
        reversed
      >
        <li className={`flex h-7 items-center ${chosen === 'effective' ? 'bg-hover' : ''}`}>
          <button
            type="button"
            aria-pressed={chosen === 'effective'}
            onClick={() => act({ act: 'choose', chosen: 'effective' })}
            className="flex h-full w-full items-center gap-3 px-4 text-left font-mono text-label -outline-offset-2 hover:bg-hover"
          >
            <span className="w-2 text-ink-3">=</span> effective values
            <span className="flex-1" />
            <span className="font-sans text-ink-3">subcharts too</span>
          </button>
        </li>
        {[...layers].reverse().map((layer, i) => (
          <LayerRow
            key={layer.id}
            layer={layer}
            number={layers.length - i + 1}
            chosen={layer.id === chosen}
            first={i === 0}
            last={i === layers.length - 1}
            onChoose={() => act({ act: 'choose', chosen: layer.id })}
            act={act}
          />
        ))}
        <li className={`flex h-7 items-center ${chosen === 'defaults' ? 'bg-hover' : ''}`}>
          <button
            type="button"
            aria-pressed={chosen === 'defaults'}
            onClick={() => act({ act: 'choose', chosen: 'defaults' })}
            className="flex h-full w-full items-center gap-3 px-4 text-left font-mono text-label -outline-offset-2 hover:bg-hover"
          >
            <span className="w-2 text-ink-3">1</span> chart defaults
            <span className="flex-1" />
            <span className="font-sans text-ink-3">{plural(keyCount(defaults), 'key')}, read only</span>
          </button>
        </li>
      </ol>
      <div className="flex min-h-0 flex-1 flex-col">
        <Suspense fallback={<p className="animate-late px-4 py-2 text-ink-3">Loading the editor</p>}>
          {chosen === 'effective' ? (
            xray
          ) : edited !== undefined ? (
            <ValuesEditor
              key={edited.id}
              label={`Values of ${edited.kind === 'file' ? edited.name : ''}`}
              text={edited.text}
              onChange={(text) => act({ act: 'edit', id: edited.id, text })}
              told={told}
              problems={problems}
              trace={trace}
              goTo={goTo}
              onPath={onPath}
            />
          ) : (
            <ValuesEditor
              key="defaults"
              label="The chart’s default values"
              text={defaults}
              trace={trace}
              goTo={goTo}
              onPath={onPath}
            />
          )}
        </Suspense>
        {problem !== null && (
          <div role="alert" className="shrink-0 border-t border-line">
            <p className="max-h-40 overflow-y-auto border-l-2 border-broken bg-broken-wash px-3 py-2 text-label whitespace-pre-wrap">
              {problem}
            </p>
          </div>
        )}
      </div>
    </section>
  )
}

const nameFor = (layers: readonly Layer[]): string => {
  const names = new Set(layers.flatMap((layer) => (layer.kind === 'file' ? [layer.name] : [])))
  for (let n = 1; ; n++) {
    const name = n === 1 ? 'values.yaml' : `values-${n}.yaml`
    if (!names.has(name)) return name
  }
}

function Add({ icon, words, onClick }: { icon: typeof Plus; words: string; onClick: () => void }) {
  return (
    <li>
      <button
        type="button"
        className="flex h-[34px] w-full items-center gap-2 px-3 text-left -outline-offset-2 hover:bg-hover"
        onClick={(event) => {
          onClick()
          event.currentTarget.closest('details')?.removeAttribute('open')
        }}
      >
        <Icon of={icon} className="text-ink-2" />
        {words}
      </button>
    </li>
  )
}

function LayerRow({
  layer,
  number,
  chosen,
  first,
  last,
  onChoose,
  act,
}: {
  layer: Layer
  number: number
  chosen: boolean
  first: boolean
  last: boolean
  onChoose: () => void
  act: (act: LayerAct) => void
}) {
  const name = layer.kind === 'file' ? layer.name : `--${layer.kind}`
  return (
    <li className={`group relative flex h-8 items-center md:h-7 ${chosen ? 'bg-hover' : 'hover:bg-rail'}`}>
      {layer.kind === 'file' ? (
        <button
          type="button"
          aria-pressed={chosen}
          onClick={onChoose}
          className="flex h-full min-w-0 flex-1 items-center gap-3 px-4 text-left font-mono text-label -outline-offset-2"
        >
          <span className="w-2 text-ink-3">{number}</span>
          <span className={`truncate ${chosen ? 'font-medium' : ''}`}>{name}</span>
          <span className="flex-1" />
          <span className="font-sans whitespace-nowrap text-ink-3">
            {plural(keyCount(layer.text), 'key')}
          </span>
        </button>
      ) : (
        <div className="flex min-w-0 flex-1 items-center gap-2 pl-4 font-mono text-label">
          <span className="w-2 text-ink-3">{number}</span>
          <select
            aria-label="Kind of flag"
            value={layer.kind}
            onChange={(event) => act({ act: 'retype', id: layer.id, kind: event.target.value as FlagKind })}
            className="h-6 appearance-none rounded-cap bg-transparent px-1"
          >
            {FLAG_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                --{kind}
              </option>
            ))}
          </select>
          <input
            aria-label={`What --${layer.kind} sets`}
            value={layer.text}
            placeholder="key=value"
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="off"
            // a flag is added to be written
            autoFocus={layer.text === ''}
            onChange={(event) => act({ act: 'edit', id: layer.id, text: event.target.value })}
            className="h-6 min-w-0 flex-1 rounded-cap bg-transparent px-1 focus:bg-ground"
          />
        </div>
      )}
      <span className="flex shrink-0 bg-hover pl-1 md:absolute md:inset-y-0 md:right-2 md:items-center md:opacity-0 md:group-focus-within:opacity-100 md:group-hover:opacity-100">
        <Small
          label={`Move ${name} up`}
          icon={ArrowUp}
          disabled={first}
          onClick={() => act({ act: 'move', id: layer.id, by: 1 })}
        />
        <Small
          label={`Move ${name} down`}
          icon={ArrowDown}
          disabled={last}
          onClick={() => act({ act: 'move', id: layer.id, by: -1 })}
        />
        <Small label={`Remove ${name}`} icon={X} onClick={() => act({ act: 'remove', id: layer.id })} />
      </span>
    </li>
  )
}

function Small({
  label,
  icon,
  disabled = false,
  onClick,
}: {
  label: string
  icon: typeof Plus
  disabled?: boolean
  onClick: () => void
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className="grid size-6 place-items-center rounded-control text-ink-3 hover:bg-hover hover:text-ink disabled:opacity-30"
    >
      <Icon of={icon} size={14} />
    </button>
  )
}
