'use client'

import { useEffect, useState, type ReactNode } from 'react'
import type { LucideIcon } from 'lucide-react'
import { BookText, CornerDownRight, Keyboard, SunMoon } from 'lucide-react'
import { askJson } from '../../lib/client/api.ts'
import { api, codesHref } from '../../lib/client/routes.ts'
import type { Source } from '../../lib/schema/source.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { Finder } from './finder.tsx'

interface Command {
  readonly words: string
  readonly more: string
  readonly icon: LucideIcon
  readonly cap?: string
  readonly run: () => void
}

const NONE: readonly Source[] = []

/** The box from anywhere: charts and pasted lines, what this page can do, a few commands. */
export function Palette({ text, onClose }: { text: string; onClose: () => void }) {
  const [commands] = useState(collect)
  const [sources, setSources] = useState(NONE)
  useEffect(() => {
    const aborted = new AbortController()
    askJson<{ sources: Source[] }>(api.sources, aborted.signal).then(
      (answer) => setSources(answer.sources),
      () => undefined,
    )
    return () => aborted.abort()
  }, [])
  const matching = (wanted: string): readonly Command[] => {
    const words = wanted
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    return commands.filter((command) =>
      words.every((word) => `${command.words} ${command.more}`.toLowerCase().includes(word)),
    )
  }
  return (
    <Dialog label="Find, paste, go" onClose={onClose}>
      <Finder
        sources={sources}
        text={text}
        place="palette"
        onGone={onClose}
        rest={(wanted) => <Commands commands={matching(wanted)} onClose={onClose} />}
      />
    </Dialog>
  )
}

function Commands({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }): ReactNode {
  if (commands.length === 0) return null
  return (
    <section aria-label="Commands" className="border-t border-line py-1">
      <h2 className="flex h-7 items-center px-3 text-label text-ink-3">On this page, and commands</h2>
      <ul>
        {commands.map((command) => (
          <li key={command.words}>
            <button
              type="button"
              data-result
              onClick={() => {
                onClose()
                command.run()
              }}
              className="flex h-10 w-full items-center gap-2 px-3 text-left outline-none hover:bg-hover focus-visible:here md:h-[34px]"
            >
              <Icon of={command.icon} className="text-ink-2" />
              {command.words}
              <span className="truncate text-ink-3">{command.more}</span>
              <span className="flex-1" />
              {command.cap !== undefined && <KeyCap>{command.cap}</KeyCap>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the page that lies under the palette offers by key, then what is always there. */
function collect(): readonly Command[] {
  const here = [...document.querySelectorAll<HTMLElement>('a[data-key]')]
    .filter((link) => link.closest('[data-row]') === null && link.offsetParent !== null)
    .map((link): Command => ({
      words: link.firstChild?.textContent ?? link.textContent ?? '',
      more: document.querySelector('h1')?.textContent ?? '',
      icon: CornerDownRight,
      cap: link.dataset.key!,
      run: () => link.click(),
    }))
  return [
    ...here,
    {
      words: 'Light or dark',
      more: '',
      icon: SunMoon,
      run: () => document.querySelector<HTMLElement>('form[action="/theme"] button')?.click(),
    },
    {
      words: 'All keys',
      more: '',
      icon: Keyboard,
      cap: '?',
      run: () => window.dispatchEvent(new KeyboardEvent('keydown', { key: '?' })),
    },
    { words: 'What a code means', more: 'Codes', icon: BookText, run: () => location.assign(codesHref()) },
  ]
}
