/** What stands at the beginning of an address already, so that no source can be reached by it. */
const RESERVED: ReadonlySet<string> = new Set([
  'api',
  'check',
  'codes',
  'compare',
  'healthz',
  'metrics',
  'open',
  'readyz',
  'rollout',
  'search',
  'settings',
  'sign-in',
  'sign-out',
  'theme',
])

export const isReservedName = (name: string): boolean => RESERVED.has(name)
