import type { Limits } from '../go/value.ts'

/** What a render may do unless told otherwise: far above any real chart (README.md says how far), far below what hurts. */
export const defaultLimits: Limits = {
  steps: 20_000_000,
  bytes: 128 * 1024 * 1024,
  text: 8 * 1024 * 1024,
  depth: 100_000,
  computing: 27_000,
}
