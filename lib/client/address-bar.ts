/**
 * Writes an address over the current one without asking for anything. Goes past the router's own `replaceState`, which
 * would render the page again for each key that is typed; the state that it needs to find its way back is kept.
 */
export function replaceAddress(url: string): void {
  History.prototype.replaceState.call(window.history, window.history.state, '', url)
}

/** The same after a pause, if one is still on that page; a later call takes the place of an earlier one. */
export function addressWriter(pause: number): (url: string) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (url) => {
    clearTimeout(timer)
    const { pathname } = location
    timer = setTimeout(() => {
      if (location.pathname === pathname) replaceAddress(url)
    }, pause)
  }
}
