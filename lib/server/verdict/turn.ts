let last: Promise<void> = Promise.resolve()

/**
 * Waits until nobody else computes: of many verdicts that are asked at once, one is computed in each round of the event loop,
 * so that requests, timers and aborts come in between.
 */
export function turn(): Promise<void> {
  const mine = last.then(() => new Promise<void>((resolve) => setImmediate(resolve)))
  last = mine
  return mine
}
