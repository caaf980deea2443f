'use client'

import { FilePlus2, FolderOpen, Terminal, X } from 'lucide-react'
import { useRef, useState } from 'react'
import type { FragmentLayer } from '../../lib/client/values-fragment.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'

/** Own values for both sides: files and flags, later ones win. They stay in this browser, and in the address's fragment. */
export function OwnValues({
  layers,
  ownToOnly,
  onUse,
  onClose,
}: {
  layers: readonly FragmentLayer[]
  /** they hold for the second alone */
  ownToOnly: boolean
  onUse: (layers: readonly FragmentLayer[], ownToOnly: boolean) => void
  onClose: () => void
}) {
  const [list, setList] = useState<readonly FragmentLayer[]>(
    layers.length > 0 ? layers : [{ kind: 'file', name: 'values.yaml', text: '' }],
  )
  const [toOnly, setToOnly] = useState(ownToOnly)
  const choose = useRef<HTMLInputElement>(null)
  const change = (at: number, text: string): void =>
    setList(list.map((layer, i) => (i === at ? { ...layer, text } : layer)))
  const take = async (files: Iterable<File>): Promise<void> => {
    const read: FragmentLayer[] = []
    for (const file of files) read.push({ kind: 'file', name: file.name, text: await file.text() })
    setList((before) => [...before.filter(({ text }) => text.trim() !== ''), ...read])
  }
  return (
    <Dialog label="Your values" onClose={onClose} className="max-w-[760px]">
      <div
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          void take([...event.dataTransfer.files])
        }}
      >
        <div className="border-b border-line px-4 py-2.5">
          <h2 className="font-semibold">Your values</h2>
          <p className="text-ink-2">
            They are rendered in this browser and sent nowhere. Drop files here; later ones win.
          </p>
        </div>
        <ul className="max-h-[55dvh] overflow-y-auto">
          {list.map((layer, i) => {
            const name = layer.kind === 'file' ? layer.name : `--${layer.kind}`
            return (
              <li key={i} className="border-b border-line px-4 py-2.5">
                <div className="flex items-center gap-2">
                  <span className="min-w-0 flex-1 truncate font-mono text-label">{name}</span>
                  <IconButton
                    label={`Remove ${name}`}
                    onClick={() => setList(list.filter((_, at) => at !== i))}
                  >
                    <Icon of={X} size={14} />
                  </IconButton>
                </div>
                <textarea
                  aria-label={name}
                  value={layer.text}
                  rows={
                    layer.kind === 'file' ? Math.min(16, Math.max(5, layer.text.split('\n').length + 1)) : 1
                  }
                  spellCheck={false}
                  autoComplete="off"
                  autoCapitalize="off"
                  placeholder={layer.kind === 'file' ? 'replicaCount: 2' : 'replicaCount=2'}
                  onChange={(event) => change(i, event.target.value)}
                  className="mt-1 block w-full resize-y rounded-control border border-control bg-ground px-2 py-1 font-mono text-label leading-5"
                />
              </li>
            )
          })}
        </ul>
        <label className="flex items-center gap-2 border-b border-line px-4 py-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={toOnly}
            onChange={(event) => setToOnly(event.target.checked)}
          />
          For the second one only; the first keeps its defaults
        </label>
        <div className="flex flex-wrap items-center gap-2 px-4 py-2.5">
          <Button
            onClick={() =>
              setList([...list, { kind: 'file', name: `values-${list.length + 1}.yaml`, text: '' }])
            }
          >
            <Icon of={FilePlus2} size={14} /> File
          </Button>
          <Button onClick={() => choose.current?.click()}>
            <Icon of={FolderOpen} size={14} /> From this machine
          </Button>
          <Button onClick={() => setList([...list, { kind: 'set', text: '' }])}>
            <Icon of={Terminal} size={14} /> --set
          </Button>
          <input
            ref={choose}
            type="file"
            multiple
            accept=".yaml,.yml,.json,text/yaml,text/plain"
            aria-label="Values files from this machine"
            tabIndex={-1}
            className="sr-only"
            onChange={(event) => {
              void take([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
          <span className="flex-1" />
          <Button
            kind="primary"
            onClick={() =>
              onUse(
                list.filter(({ text }) => text.trim() !== ''),
                toOnly,
              )
            }
          >
            Compare with these
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
