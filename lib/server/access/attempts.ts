/** milliseconds */
const WINDOW = 15 * 60_000
const FREE = 5
const MOST_WAIT = 5 * 60_000
/** of all addresses together, before everybody waits */
const ALL = 60

interface Failures {
  count: number
  last: number
}

/** Counts failed sign-ins by address: a few are free, then each makes the next one wait twice as long. */
export class Attempts {
  readonly #byPeer = new Map<string, Failures>()
  #all: Failures = { count: 0, last: 0 }

  /** Milliseconds that an address has to wait before it may try. */
  wait(peer: string, now: number): number {
    return Math.max(left(this.#byPeer.get(peer), FREE, now), left(this.#all, ALL, now))
  }

  failed(peer: string, now: number): void {
    for (const [key, { last }] of this.#byPeer) if (now - last > WINDOW) this.#byPeer.delete(key)
    const own = this.#byPeer.get(peer) ?? { count: 0, last: now }
    this.#byPeer.delete(peer)
    if (this.#byPeer.size >= 10_000) this.#byPeer.delete(this.#byPeer.keys().next().value!)
    this.#byPeer.set(peer, { count: own.count + 1, last: now })
    this.#all = { count: now - this.#all.last > WINDOW ? 1 : this.#all.count + 1, last: now }
  }

  succeeded(peer: string): void {
    this.#byPeer.delete(peer)
  }
}

function left(failures: Failures | undefined, free: number, now: number): number {
  if (failures === undefined || failures.count < free || now - failures.last > WINDOW) return 0
  const wait = Math.min(MOST_WAIT, 1000 * 2 ** Math.min(20, failures.count - free))
  return Math.max(0, failures.last + wait - now)
}
