import type { Limits } from '../go/value.ts'

/** What a render may do unless told otherwise: far above any real chart, far below what hurts. */
export const defaultLimits: Limits = {
  steps: 200_000_000,
  bytes: 1024 * 1024 * 1024,
  depth: 100_000,
}
