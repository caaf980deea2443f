'use client'

import { Search } from 'lucide-react'
import { Icon } from './icon.tsx'
import { KeyCap } from './key-cap.tsx'
import { openPalette } from '../../lib/client/palette.ts'

/** The box in the bar. With scripts it opens the palette; without, it sends what is typed to `/open`. */
export function FindBox() {
  return (
    <form
      action="/open"
      role="search"
      aria-label="Everything"
      className="relative hidden h-7 w-[300px] items-center gap-2 rounded-control border border-control bg-ground px-2.5 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-1 has-[input:focus-visible]:outline-accent md:flex"
      onSubmit={(event) => {
        event.preventDefault()
        openPalette(new FormData(event.currentTarget).get('q') as string)
      }}
    >
      <Icon of={Search} className="text-ink-2" />
      <input
        name="q"
        aria-label="Find, or paste a reference"
        placeholder="Find, or paste a reference"
        autoComplete="off"
        spellCheck={false}
        className="min-w-0 flex-1 bg-transparent outline-none"
        // not on focus: tabbing past a field must open nothing
        onClick={() => openPalette('')}
        onChange={(event) => {
          openPalette(event.currentTarget.value)
          event.currentTarget.value = ''
        }}
      />
      <KeyCap>⌘K</KeyCap>
    </form>
  )
}

/** The same on a phone, where a field has no room. */
export function FindButton() {
  return (
    <a
      href="/"
      aria-label="Find, or paste a reference"
      className="grid size-8 place-items-center rounded-control md:hidden"
      onClick={(event) => {
        event.preventDefault()
        openPalette('')
      }}
    >
      <Icon of={Search} />
    </a>
  )
}
