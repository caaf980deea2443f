'use client'

import { X } from 'lucide-react'
import { useId, useState } from 'react'
import { API_SETS, holdsSet, readVersions, withSet } from '../../lib/client/api-sets.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'

/** Which APIs the cluster has beside those of Kubernetes itself: whole add-ons, and versions one by one. */
export function ApiDialog({
  declared,
  onChange,
  onClose,
}: {
  declared: readonly string[]
  onChange: (versions: readonly string[]) => void
  onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const id = useId()
  const inSets = new Set(API_SETS.filter((set) => holdsSet(declared, set)).flatMap((set) => set.versions))
  const own = declared.filter((version) => !inSets.has(version))
  return (
    <Dialog label="APIs of the cluster" onClose={onClose}>
      <div className="max-h-[70vh] overflow-y-auto p-4 md:p-6">
        <h2 className="font-semibold">APIs of the cluster</h2>
        <p className="mt-1 text-ink-2">
          Charts ask with <code className="text-label">.Capabilities.APIVersions.Has</code>. Kubernetes&rsquo;
          own are always there.
        </p>
        <fieldset className="mt-4">
          <legend className="sr-only">Add-ons</legend>
          <ul className="grid border-t border-line md:grid-cols-2 md:gap-x-6">
            {API_SETS.map((set) => (
              <li key={set.name} className="border-b border-line">
                <label className="flex min-h-10 cursor-pointer items-center gap-2.5 hover:bg-hover md:min-h-9">
                  <input
                    type="checkbox"
                    checked={holdsSet(declared, set)}
                    onChange={(event) => onChange(withSet(declared, set, event.target.checked))}
                    className="size-4 shrink-0 accent-accent"
                  />
                  <span className="shrink-0">{set.name}</span>
                  <span className="ml-auto min-w-0 truncate font-mono text-label text-ink-3">
                    {set.versions[0]}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        {own.length > 0 && (
          <ul aria-label="Added one by one" className="mt-4 flex flex-wrap gap-1.5">
            {own.map((version) => (
              <li
                key={version}
                className="inline-flex h-7 items-center gap-1 rounded-cap border border-line pl-2 font-mono text-label"
              >
                {version}
                <button
                  type="button"
                  aria-label={`Remove ${version}`}
                  onClick={() => onChange(declared.filter((each) => each !== version))}
                  className="inline-flex size-7 items-center justify-center text-ink-3 hover:text-ink"
                >
                  <Icon of={X} size={14} />
                </button>
              </li>
            ))}
          </ul>
        )}
        <form
          className="mt-4"
          onSubmit={(event) => {
            event.preventDefault()
            onChange([...new Set([...declared, ...readVersions(typed)])])
            setTyped('')
          }}
        >
          <label htmlFor={id} className="font-medium">
            Others
          </label>
          <p className="text-label text-ink-2">
            For instance what <code>kubectl api-versions</code> printed.
          </p>
          <textarea
            id={id}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            rows={3}
            spellCheck={false}
            className="mt-1.5 w-full rounded-control border border-control bg-ground p-2 font-mono text-label"
          />
          <div className="mt-3 flex justify-between gap-2">
            <Button type="submit" disabled={typed.trim() === ''}>
              Add
            </Button>
            <Button type="button" onClick={onClose}>
              Done
            </Button>
          </div>
        </form>
      </div>
    </Dialog>
  )
}
