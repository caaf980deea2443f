'use client'

import { useState } from 'react'
import { setSingleKeys, singleKeysOn } from '../../lib/client/single-keys.ts'
import { Dialog } from './dialog.tsx'
import { KeyCap } from './key-cap.tsx'

const groups: readonly {
  readonly name: string
  readonly keys: readonly (readonly [caps: readonly string[], words: string])[]
}[] = [
  {
    name: 'Everywhere',
    keys: [
      [['/'], 'Find in this page, or anywhere'],
      [['⌘K'], 'Find, paste, go'],
      [['?'], 'These keys'],
      [['esc'], 'Back, close'],
    ],
  },
  {
    name: 'In a list',
    keys: [
      [['j', 'k'], 'Next, previous row'],
      [['↵'], 'Open'],
      [['v'], 'Verify'],
      [['p'], 'Preview'],
      [['x'], 'Pick to compare'],
      [['y'], 'Copy the reference'],
      [['⇧Y'], 'Copy the digest'],
    ],
  },
  {
    name: 'On a chart',
    keys: [
      [['o'], 'Overview'],
      [['l'], 'Values'],
      [['f'], 'Files'],
      [['t'], 'Find a file'],
      [['v'], 'Verify'],
      [['p'], 'Preview'],
      [['c'], 'Compare'],
      [['[', ']'], 'Previous, next object'],
    ],
  },
  {
    name: 'In a rollout',
    keys: [
      [['j', 'k'], 'Next, previous release'],
      [['↵'], 'Open its preview, with its values'],
      [['v'], 'Verify'],
      [['c'], 'Compare with other files'],
    ],
  },
  {
    name: 'In a comparison',
    keys: [
      [['n', 'N'], 'Next, previous difference'],
      [['[', ']'], 'Previous, next object'],
      [['u'], 'Unified or side by side'],
      [['z'], 'Fold or show noise'],
      [['e'], 'Your values'],
    ],
  },
]

/** All keys, and the switch for those that are one letter. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(singleKeysOn)
  return (
    <Dialog label="All keys" onClose={onClose} className="max-w-[760px]">
      <div className="flex h-11 items-center justify-between border-b border-line px-4">
        <h2 className="text-body font-semibold">All keys</h2>
        <KeyCap>esc</KeyCap>
      </div>
      <div className="grid gap-x-8 gap-y-4 p-4 md:grid-cols-3">
        {groups.map(({ name, keys }) => (
          <section key={name} aria-label={name}>
            <h3 className="mb-1 text-label text-ink-3">{name}</h3>
            <ul>
              {keys.map(([caps, words]) => (
                <li key={words} className="flex h-7 items-center justify-between border-t border-line">
                  {words}
                  <span className="flex gap-1">
                    {caps.map((cap) => (
                      <KeyCap key={cap}>{cap}</KeyCap>
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <label className="flex items-center gap-2 border-t border-line bg-rail px-4 py-2.5">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            setOn(event.target.checked)
            setSingleKeys(event.target.checked)
          }}
          className="size-4 accent-accent"
        />
        Keys of one letter
        <span className="text-ink-3">turn them off if you dictate</span>
      </label>
    </Dialog>
  )
}
