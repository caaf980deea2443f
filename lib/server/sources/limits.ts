const KiB = 1024
const MiB = 1024 * KiB

/** How much is read of anything, in bytes or counts. */
export interface Limits {
  readonly manifest: number
  readonly provenance: number
  readonly config: number
  readonly errorBody: number
  readonly token: number
  /** a page of tags or of a catalog */
  readonly page: number
  readonly pages: number
  /** pages in a row that bring nothing new before a list counts as going in circles */
  readonly idlePages: number
  readonly archive: number
  readonly index: number
  readonly referrers: number
}

export const defaultLimits: Limits = {
  manifest: 4 * MiB,
  provenance: 1 * MiB,
  config: 4 * MiB,
  errorBody: 64 * KiB,
  token: 128 * KiB,
  page: 32 * MiB,
  pages: 2000,
  idlePages: 10,
  archive: 100 * MiB,
  index: 100 * MiB,
  referrers: 100,
}
