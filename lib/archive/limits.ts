/** What an archive may cost. Sizes are bytes after unpacking. */
export interface ArchiveLimits {
  /** of all files together */
  readonly total: number
  /** of one file */
  readonly file: number
  /** entries of any type */
  readonly entries: number
  /** unpacked bytes for each packed byte, looked at once more than `ratioFrom` bytes are unpacked */
  readonly ratio: number
  readonly ratioFrom: number
}

const MiB = 1024 * 1024

/** Helm's own two sizes (`MaxDecompressedChartSize`, `MaxDecompressedFileSize`), and what it leaves open. */
export const defaultLimits: ArchiveLimits = {
  total: 100 * MiB,
  file: 5 * MiB,
  entries: 10_000,
  ratio: 500,
  ratioFrom: 32 * MiB,
}
