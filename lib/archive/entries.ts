import { ArchiveError } from './error.ts'
import { GzipReader } from './gunzip.ts'
import { defaultLimits, type ArchiveLimits } from './limits.ts'
import { TarReader } from './tar-reader.ts'

/** An entry as the archive has it: nothing cleaned, nothing skipped. */
export interface ArchiveEntry {
  /** the raw name; bytes that are no UTF-8 as lone surrogates (see lib/go/text.ts) */
  readonly name: string
  /** tar's own letter: `0` file, `1` hard link, `2` symbolic link, `5` folder, … */
  readonly typeflag: string
  readonly data: Uint8Array
}

/**
 * Every entry of a packed archive in its order, for whoever judges the archive rather than uses it.
 * @throws ArchiveError for damage and for limits
 */
export function* archiveEntries(
  packed: Uint8Array,
  limits: Partial<ArchiveLimits> = {},
): Generator<ArchiveEntry> {
  const all = { ...defaultLimits, ...limits }
  const tar = new TarReader(new GzipReader(packed, all))
  let total = 0
  let count = 0
  for (let header = tar.next(); header !== undefined; header = tar.next()) {
    if (++count > all.entries)
      throw new ArchiveError('TOO_MANY', `archive holds more than ${all.entries} entries`)
    const { name, typeflag, size } = header
    if (size > all.file)
      throw new ArchiveError('FILE_TOO_LARGE', `a file is larger than ${all.file} bytes`, name)
    if ((total += size) > all.total)
      throw new ArchiveError('TOO_LARGE', `archive unpacks to more than ${all.total} bytes`)
    yield { name, typeflag, data: tar.data() }
  }
}
