'use client'

import { Sun } from 'lucide-react'
import { keepCookie, THEME, type Theme } from '../../lib/client/theme.ts'
import { Icon } from './icon.tsx'

/**
 * Turns light to dark and back. A choice that equals the system's is forgotten again, so following the system needs no
 * third state. Without scripts the form asks the server to do the same.
 */
export function ThemeButton() {
  const turn = (): void => {
    const system: Theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
    const root = document.documentElement
    const next: Theme = (root.dataset.theme ?? system) === 'dark' ? 'light' : 'dark'
    if (next === system) delete root.dataset.theme
    else root.dataset.theme = next
    keepCookie(THEME, next === system ? null : next)
  }
  return (
    <form
      action="/theme"
      method="post"
      onSubmit={(event) => {
        event.preventDefault()
        turn()
      }}
    >
      <button
        aria-label="Light or dark"
        title="Light or dark"
        className="inline-grid size-8 place-items-center rounded-control text-ink-2 hover:bg-hover hover:text-ink md:size-7"
      >
        <Icon of={Sun} />
      </button>
    </form>
  )
}
