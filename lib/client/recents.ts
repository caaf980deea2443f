import type { View } from './routes.ts'

/** A chart that was open in this browser. */
export interface Recent {
  readonly source: string
  readonly repository: string
  readonly name: string
  readonly version: string
  readonly view: View
  /** milliseconds since 1970 */
  readonly at: number
}

const KEY = 'recent'
const CHANGED = 'chartroom:recents'
const MOST = 20

/** What is kept, as text; "" where the browser keeps nothing. */
export function recentsText(): string {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

/** Newest first. What is damaged or foreign is left out. */
export function parseRecents(text: string): Recent[] {
  try {
    const parsed: unknown = JSON.parse(text === '' ? '[]' : text)
    return Array.isArray(parsed) ? parsed.filter(isRecent) : []
  } catch {
    return []
  }
}

const isRecent = (entry: unknown): entry is Recent => {
  const fields = (entry ?? {}) as Record<string, unknown>
  return (
    ['source', 'repository', 'name', 'version', 'view'].every((key) => typeof fields[key] === 'string') &&
    typeof fields['at'] === 'number'
  )
}

function keep(text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, text)
  } catch {
    // full or forbidden: then nothing is remembered
  }
  window.dispatchEvent(new Event(CHANGED))
}

/** Puts a chart on top; the same version is kept once. */
export function keepRecent(recent: Recent): void {
  const rest = parseRecents(recentsText()).filter(
    (other) =>
      other.source !== recent.source ||
      other.repository !== recent.repository ||
      other.version !== recent.version,
  )
  keep(JSON.stringify([recent, ...rest].slice(0, MOST)))
}

export const forgetRecents = (): void => keep(null)

/** Calls `changed` when the list changes, in this tab or another; returns what ends it. */
export function onRecents(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed)
  window.addEventListener('storage', changed)
  return () => {
    window.removeEventListener(CHANGED, changed)
    window.removeEventListener('storage', changed)
  }
}
