import { api, checkHref, codesHref, settingsHref } from '../../lib/client/routes.ts'

/** What the bar leads to: only what is there. */
export const places: readonly { readonly words: string; readonly href: string }[] = [
  { words: 'Check a file', href: checkHref() },
  { words: 'Settings', href: settingsHref() },
  { words: 'Codes', href: codesHref() },
  { words: 'API', href: api.home },
]
