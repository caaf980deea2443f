import {
  api,
  checkHref,
  codesHref,
  compareStartHref,
  rolloutHref,
  settingsHref,
} from '../../lib/client/routes.ts'

/** What the bar leads to: only what is there. */
export const places: readonly { readonly words: string; readonly href: string }[] = [
  { words: 'Rollout', href: rolloutHref() },
  { words: 'Compare', href: compareStartHref() },
  { words: 'Check a file', href: checkHref() },
  { words: 'Settings', href: settingsHref() },
  { words: 'Codes', href: codesHref() },
  { words: 'API', href: api.home },
]
