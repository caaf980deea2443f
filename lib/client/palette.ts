const EVENT = 'chartroom:palette'

/** Opens the palette from anywhere, with `text` in its field. On a page with a box of its own that box is focused. */
export function openPalette(text: string): void {
  window.dispatchEvent(new CustomEvent<string>(EVENT, { detail: text }))
}

export function onPalette(open: (text: string) => void): () => void {
  const heard = (event: Event): void => open((event as CustomEvent<string>).detail)
  window.addEventListener(EVENT, heard)
  return () => window.removeEventListener(EVENT, heard)
}
