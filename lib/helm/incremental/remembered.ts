import { runningBudget } from '../../go/meter.ts'
import { costOf, spend, type Cost } from './cost.ts'

/** Results of some work by what it was done on, with the budget that it took. A failure is not remembered. */
export class Remembered<K, R> {
  #results = new Map<K, { readonly result: R; readonly cost: Cost }>()
  #used = new Set<K>()

  get(key: K, work: () => R): R {
    const budget = runningBudget()!
    this.#used.add(key)
    const known = this.#results.get(key)
    if (known !== undefined) {
      spend(budget, known.cost)
      return known.result
    }
    const before = costOf(budget)
    const result = work()
    this.#results.set(key, { result, cost: costOf(budget, before) })
    return result
  }

  /** Forgets what was not asked for since the last time. */
  sweep(): void {
    if (this.#used.size < this.#results.size)
      for (const key of this.#results.keys()) if (!this.#used.has(key)) this.#results.delete(key)
    this.#used = new Set()
  }
}
