/** A seeded source of choices (mulberry32): the same seed makes the same probes everywhere. */
export class Chance {
  #state: number
  constructor(seed: number) {
    this.#state = seed >>> 0
  }
  /** 0 ≤ n < 1 */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  /** 0 ≤ n < `end` */
  below(end: number): number {
    return Math.floor(this.next() * end)
  }
  one<V>(list: readonly V[]): V {
    return list[this.below(list.length)]!
  }
  some<V>(most: number, make: () => V): V[] {
    return Array.from({ length: this.below(most + 1) }, make)
  }
  chance(of: number): boolean {
    return this.next() < of
  }
}
