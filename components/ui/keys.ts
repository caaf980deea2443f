import { useEffect } from 'react'
import { openPalette } from '../../lib/client/palette.ts'
import { singleKeysOn } from '../../lib/client/single-keys.ts'
import { say } from '../../lib/client/toast.ts'

interface Acts {
  readonly onHelp: () => void
  readonly onGo: (href: string) => void
}

/**
 * The keys of every page, found in the page itself:
 * - `data-row` marks a row; `j` and `k` move the focus to the next one's `data-open` link, so `↵` opens it natively.
 * - `data-key="v"` inside the focused row, else anywhere on the page, is pressed by that key.
 * - `data-href-p` on the focused row is where `p` leads.
 * - `data-reference` and `data-digest` on a row, else on the page, are what `y` and `⇧Y` copy.
 * - `data-focus-key="t"` is a field that the key focuses.
 * - `data-find` is the field that `/` focuses; without one the palette opens.
 */
export function useKeys({ onHelp, onGo }: Acts): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        openPalette('')
        return
      }
      const typing =
        event.target instanceof Element &&
        event.target.closest('input, textarea, select, [contenteditable], dialog') !== null
      if (
        event.key === 'Escape' &&
        typing &&
        event.target instanceof HTMLElement &&
        event.target.matches('[data-find]')
      ) {
        event.target.blur()
        return
      }
      if (typing || event.metaKey || event.ctrlKey || event.altKey || !singleKeysOn()) return
      if (act(event, { onHelp, onGo })) event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [onHelp, onGo])
}

function act(event: KeyboardEvent, acts: Acts): boolean {
  switch (event.key) {
    case '?':
      acts.onHelp()
      return true
    case '/': {
      const field = document.querySelector<HTMLElement>('[data-find]')
      if (field === null) openPalette('')
      else field.focus()
      return true
    }
    case 'j':
    case 'k':
      return move(event.key === 'j' ? 1 : -1)
    case 'y':
      return copy('reference')
    case 'Y':
      return copy('digest')
    default:
      return event.key.length === 1 && pressKey(event.key, acts.onGo)
  }
}

const currentRow = (): HTMLElement | null =>
  document.activeElement?.closest<HTMLElement>('[data-row]') ?? null

function move(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')].filter(
    (row) => row.offsetParent !== null,
  )
  const row = currentRow()
  const at = row === null ? -1 : rows.indexOf(row)
  const next = rows[row === null ? (by === 1 ? firstVisible(rows) : rows.length - 1) : at + by]
  const link = next?.querySelector<HTMLElement>('[data-open]')
  if (next === undefined || link === null || link === undefined) return false
  link.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
  return true
}

const firstVisible = (rows: readonly HTMLElement[]): number =>
  Math.max(
    0,
    rows.findIndex((row) => row.getBoundingClientRect().top >= 80),
  )

function copy(what: 'reference' | 'digest'): boolean {
  const attribute = `data-${what}`
  const holder =
    currentRow()?.closest(`[${attribute}]`) ?? document.querySelector(`[${attribute}]:not([data-row])`)
  const text = holder?.getAttribute(attribute)
  if (text === null || text === undefined || text === '') return false
  void navigator.clipboard
    .writeText(text)
    .then(() => say(what === 'digest' ? 'Digest copied' : 'Reference copied', text))
  return true
}

function pressKey(key: string, onGo: (href: string) => void): boolean {
  const href = /^[a-z]$/.test(key) ? currentRow()?.getAttribute(`data-href-${key}`) : null
  if (href !== null && href !== undefined) {
    onGo(href)
    return true
  }
  const selector = `[data-key="${CSS.escape(key)}"]`
  const field = document.querySelector<HTMLElement>(`[data-focus-key="${CSS.escape(key)}"]`)
  if (field !== null) {
    field.focus()
    return true
  }
  const target =
    currentRow()?.querySelector<HTMLElement>(selector) ??
    document.querySelector<HTMLElement>(`${selector}:not([data-row] *)`)
  if (target === null) return false
  target.click()
  return true
}
