/** Keeps what was made from digest-addressed bytes, the least recently used going first once `capacity` bytes are held. */
export class ByteCache<V> {
  readonly #capacity: number
  readonly #entries = new Map<string, { value: V; size: number }>()
  #held = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.value
  }

  set(key: string, value: V, size: number): void {
    if (size > this.#capacity / 4) return
    const old = this.#entries.get(key)
    if (old !== undefined) this.#held -= old.size
    this.#entries.delete(key)
    this.#entries.set(key, { value, size })
    this.#held += size
    for (const [oldest, entry] of this.#entries) {
      if (this.#held <= this.#capacity) break
      this.#entries.delete(oldest)
      this.#held -= entry.size
    }
  }
}
