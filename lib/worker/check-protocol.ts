import type { DroppedVerdict } from '../verify/dropped/judge.ts'
import type { Dropped } from '../verify/dropped/sort.ts'

/** All files that lie on the page, each time anew. */
export interface ToChecker {
  readonly id: number
  readonly files: readonly Dropped[]
}

export interface FromChecker {
  readonly id: number
  readonly result: DroppedVerdict
  /** what the judgement itself took */
  readonly ms: number
}
