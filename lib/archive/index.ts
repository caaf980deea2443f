export { readArchive, withoutMark, type ArchiveFile, type ArchiveOptions } from './chart-archive.ts'
export { archiveEntries } from './entries.ts'
export { ArchiveError, isLimit } from './error.ts'
