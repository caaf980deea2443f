import type { Budget } from '../../go/value.ts'

/** What some work took of a budget. */
export interface Cost {
  readonly steps: number
  readonly bytes: number
  readonly computing: number
}

const NOTHING: Cost = { steps: 0, bytes: 0, computing: 0 }

/** What was taken of a budget since `before`, which is what it gave then. */
export const costOf = (budget: Budget, before: Cost = NOTHING): Cost => ({
  steps: budget.steps - before.steps,
  bytes: budget.bytes - before.bytes,
  computing: budget.computing - before.computing,
})

/** Takes from a budget what work took that need not be done again: limits hold as if it were. Throws `BudgetError`. */
export function spend(budget: Budget, cost: Cost): void {
  budget.step(cost.steps)
  budget.grow(cost.bytes)
  if (cost.computing > 0) budget.compute(cost.computing)
}

/** Gives back all that was taken of a budget since it was at `before`. */
export function refund(budget: Budget, before: Cost): void {
  budget.steps = before.steps
  budget.bytes = before.bytes
  budget.computing = before.computing
}
