/**
 * Writes an address over the current one without asking for anything. Goes past the router's own `replaceState`, which
 * would render the page again for each key that is typed; the state that it needs to find its way back is kept.
 */
export function replaceAddress(url: string): void {
  History.prototype.replaceState.call(window.history, window.history.state, '', url)
}

/** an address that is about to be written, and the page that it belongs to */
let pending: { readonly url: string; readonly pathname: string } | null = null

/** The same after a pause, if one is still on that page; a later call takes the place of an earlier one. */
export function addressWriter(pause: number): (url: string) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (url) => {
    clearTimeout(timer)
    const own = { url, pathname: location.pathname }
    pending = own
    timer = setTimeout(() => {
      if (pending === own) pending = null
      if (location.pathname === own.pathname) replaceAddress(url)
    }, pause)
  }
}

/** The query of the address as it is, or is about to be: what is drawn anew in between must not fall back. */
export const addressQuery = (): string =>
  pending !== null && pending.pathname === location.pathname
    ? new URL(pending.url, location.href).search
    : location.search
