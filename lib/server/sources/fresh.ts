/** How long an answer is used, in milliseconds. */
export interface Freshness {
  /** without asking again */
  readonly fresh: number
  /** shown at once while it is asked again behind */
  readonly stale: number
}

interface Entry<V> {
  value: V | undefined
  at: number
  /** why it could not be renewed, when that was tried last */
  failed: unknown
  asking: Promise<V> | undefined
}

/**
 * Answers by key that are asked for once, however many wait, and kept for a while. An error is kept for nobody, but what was
 * known stays usable until it is too old.
 */
export class Fresh<V> {
  readonly #entries = new Map<string, Entry<V>>()
  readonly #freshness: Freshness
  readonly #now: () => number
  readonly #most: number

  constructor(freshness: Freshness, now: () => number, most = 1000) {
    this.#freshness = freshness
    this.#now = now
    this.#most = most
  }

  async get(key: string, ask: () => Promise<V>): Promise<V> {
    const entry = this.#entries.get(key)
    if (entry?.value !== undefined) {
      const age = this.#now() - entry.at
      if (age < this.#freshness.fresh) return entry.value
      if (age < this.#freshness.stale) {
        this.#ask(key, entry, ask).catch(() => {})
        return entry.value
      }
    }
    return this.#ask(key, entry ?? this.#add(key), ask)
  }

  /** What was known last, however old, and why it could not be renewed; undefined where nothing was ever known. */
  last(key: string): { readonly value: V; readonly failed: unknown; readonly renewing: boolean } | undefined {
    const entry = this.#entries.get(key)
    if (entry?.value === undefined) return undefined
    return { value: entry.value, failed: entry.failed, renewing: entry.asking !== undefined }
  }

  /** What is known is old from now on: who asks next waits for a new answer. */
  expire(): void {
    for (const entry of this.#entries.values()) entry.at = Number.NEGATIVE_INFINITY
  }

  #add(key: string): Entry<V> {
    const entry: Entry<V> = { value: undefined, at: 0, failed: undefined, asking: undefined }
    if (this.#entries.size >= this.#most) this.#entries.delete(this.#entries.keys().next().value!)
    this.#entries.set(key, entry)
    return entry
  }

  #ask(key: string, entry: Entry<V>, ask: () => Promise<V>): Promise<V> {
    entry.asking ??= ask()
      .then((value) => {
        entry.value = value
        entry.at = this.#now()
        entry.failed = undefined
        return value
      })
      .catch((error: unknown) => {
        entry.failed = error
        throw error
      })
      .finally(() => {
        entry.asking = undefined
        if (entry.value === undefined) this.#entries.delete(key)
      })
    return entry.asking
  }
}
