import { useSyncExternalStore } from 'react'
import { addressQuery } from '../../lib/client/address-bar.ts'

const lists = new Map<string, MediaQueryList>()

/** One list a query, for asking makes a new one each time. */
function listOf(query: string): MediaQueryList {
  const known = lists.get(query) ?? matchMedia(query)
  lists.set(query, known)
  return known
}

/** Whether a media query holds; `before` on the server and until scripts run. */
export function useMedia(query: string, before: boolean): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = listOf(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => listOf(query).matches,
    () => before,
  )
}

const never = (): (() => void) => () => undefined

/** False on the server and for the first paint, then true: for what only a script can do. */
export const useScripted = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

/** The query of the address as the browser has it; null on the server and for the first paint. */
export const useAddressQuery = (): string | null => useSyncExternalStore(never, addressQuery, () => null)
