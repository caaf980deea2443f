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
const MOST = 20

/** Newest first; nothing where the browser keeps nothing. */
export function readRecents(): Recent[] {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(parsed) ? (parsed as Recent[]).filter((entry) => typeof entry?.source === 'string' && typeof entry.repository === 'string' && typeof entry.version === 'string') : []
  } catch {
    return []
  }
}

/** Puts a chart on top; the same version is kept once. */
export function keepRecent(recent: Recent): void {
  const rest = readRecents().filter((other) => other.source !== recent.source || other.repository !== recent.repository || other.version !== recent.version)
  try {
    localStorage.setItem(KEY, JSON.stringify([recent, ...rest].slice(0, MOST)))
  } catch {
    // full or forbidden: then nothing is remembered
  }
}

export function forgetRecents(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // nothing was kept
  }
}
