export { readArchive, withoutMark, type ArchiveFile, type ArchiveOptions } from './chart-archive.ts'
export { archiveEntries, type ArchiveEntry } from './entries.ts'
export { ArchiveError, isLimit, type ArchiveErrorCode } from './error.ts'
