/** Where something stands: a file of the input, line and column from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** The start of a file, for what concerns it as a whole. */
export const startOf = (file: string): Place => ({ file, line: 1, column: 1 })
