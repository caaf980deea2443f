import { runningBudget } from '../../go/meter.ts'
import { costOf, spend, type Cost } from './cost.ts'

/** The latest result of some work for each key, with what it was done on and the budget that it took. */
export class Latest<K, V, R> {
  #results = new Map<K, { readonly value: V; readonly result: R; readonly cost: Cost }>()

  get(key: K, value: V, work: () => R): R {
    const budget = runningBudget()!
    const known = this.#results.get(key)
    if (known !== undefined && known.value === value) {
      spend(budget, known.cost)
      return known.result
    }
    this.#results.delete(key)
    const before = costOf(budget)
    const result = work()
    this.#results.set(key, { value, result, cost: costOf(budget, before) })
    return result
  }
}
