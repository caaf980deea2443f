import { runningBudget } from '../../go/meter.ts'
import type { Warnings } from '../warnings.ts'
import { costOf, spend, type Cost } from './cost.ts'

interface Memory<R> {
  readonly from: readonly unknown[]
  readonly result: R
  readonly warnings: readonly string[]
  readonly cost: Cost
}

/** The last result of some work, with the warnings and the budget that it took. A failure is not remembered. */
export class Remembered<R> {
  #memory: Memory<R> | undefined

  /** `from` is all that the result depends on, compared by identity. */
  get(from: readonly unknown[], warnings: Warnings, work: () => R): R {
    const known = this.#memory
    const budget = runningBudget()!
    if (known !== undefined && from.every((part, i) => part === known.from[i])) {
      spend(budget, known.cost)
      warnings.lines.push(...known.warnings)
      return known.result
    }
    const before = costOf(budget)
    const said = warnings.lines.length
    const result = work()
    this.#memory = { from, result, warnings: warnings.lines.slice(said), cost: costOf(budget, before) }
    return result
  }
}
