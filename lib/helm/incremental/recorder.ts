import { KEYS, same, sameKeys, type Part, type Seen, type Shared } from './seen.ts'

/** Of one run of one template: what it saw of shared maps, and whether it wrote to any. */
export class Trace {
  readonly reads = new Map<Shared, Map<Part, Seen>>()
  /** it wrote to a shared map, so it has to run each time */
  hasEffects = false
  /** it used the clock or chance of a host that is no function of its seed */
  isVolatile = false
  /** calls of chance by site: how often the site had been called before, and how often it was here */
  readonly chances = new Map<string, { readonly from: number; count: number }>()

  /** Whether a run now would see the same. */
  holds(): boolean {
    for (const [entries, parts] of this.reads) {
      for (const [part, seen] of parts) {
        const now = entries.peek(part)
        if (part === KEYS ? !sameKeys(seen as readonly string[], now as readonly string[]) : !same(seen, now))
          return false
      }
    }
    return true
  }
}

/** Notes what the running template reads and writes. Between templates it notes nothing. */
export class Recorder {
  #trace: Trace | undefined
  #lastEntries: Shared | undefined
  #lastParts: Map<Part, Seen> | undefined
  readonly #written = new Set<Shared>()
  readonly #suspects = new Set<number>()

  get isWatching(): boolean {
    return this.#trace !== undefined
  }
  get trace(): Trace | undefined {
    return this.#trace
  }

  /** Notes the first sight of a part: what is seen later follows from it and from what the template does itself. */
  read(entries: Shared, part: Part, seen: Seen): void {
    const trace = this.#trace
    if (trace === undefined) return
    let parts = this.#lastParts!
    if (entries !== this.#lastEntries) {
      const known = trace.reads.get(entries)
      parts = known ?? new Map()
      if (known === undefined) trace.reads.set(entries, parts)
      this.#lastEntries = entries
      this.#lastParts = parts
    }
    if (!parts.has(part)) parts.set(part, seen)
  }

  write(entries: Shared): void {
    this.#written.add(entries)
    if (this.#trace !== undefined) this.#trace.hasEffects = true
  }

  suspect(readers: Iterable<number>): void {
    for (const reader of readers) this.#suspects.add(reader)
  }
  isSuspect(reader: number): boolean {
    return this.#suspects.has(reader)
  }
  clear(reader: number): void {
    this.#suspects.delete(reader)
  }

  /** Takes back all writes since the last time. */
  restore(): void {
    for (const entries of this.#written) entries.restore()
    this.#written.clear()
  }

  /** Runs `work` as `reader`, noting what it sees. */
  watch<R>(reader: number, trace: Trace, work: () => R): R {
    this.#trace = trace
    this.#lastEntries = undefined
    try {
      return work()
    } finally {
      this.#trace = undefined
      this.#lastEntries = undefined
      for (const [entries, parts] of trace.reads)
        for (const part of parts.keys()) entries.addReader(part, reader)
    }
  }
}
