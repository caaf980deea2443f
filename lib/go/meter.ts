import type { Budget } from './value.ts'

/**
 * The budget of the render that is running. Renders are synchronous, so there is one at a time; what reads and writes
 * values far below the templates (YAML, JSON, TOML, schemas) counts its work here. Outside a render nothing is counted.
 */
let running: Budget | undefined

/** Runs `work`; what it does is counted against `budget`. */
export function metered<R>(budget: Budget, work: () => R): R {
  const before = running
  running = budget
  try {
    return work()
  } finally {
    running = before
  }
}

/** Counts `n` steps. Throws `BudgetError` past the limit. */
export const countSteps = (n: number): void => running?.step(n)

/** Counts `n` bytes about to be made. Throws `BudgetError` past the limit. */
export const countBytes = (n: number): void => running?.grow(n)

/** Counts a list or map of `n` items about to be made. Throws `BudgetError` past the limit. */
export const countItems = (n: number): void => running?.hold(n)

/** The budget itself, for what takes one as an argument. */
export const runningBudget = (): Budget | undefined => running
