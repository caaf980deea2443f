/** What a toast says: words, and a part in monospace behind them. Only for what succeeded or is no matter. */
export interface Said {
  readonly words: string
  readonly detail: string
}

const EVENT = 'chartroom:said'

export function say(words: string, detail = ''): void {
  window.dispatchEvent(new CustomEvent<Said>(EVENT, { detail: { words, detail } }))
}

/** Calls `listen` for everything said; returns what ends it. */
export function onSaid(listen: (said: Said) => void): () => void {
  const heard = (event: Event): void => listen((event as CustomEvent<Said>).detail)
  window.addEventListener(EVENT, heard)
  return () => window.removeEventListener(EVENT, heard)
}
