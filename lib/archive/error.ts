/** Why an archive was refused. `ILLEGAL_*` speak of one entry's name or type, `TOO_*` of a limit. */
export type ArchiveErrorCode =
  | 'GZIP_HEADER'
  | 'GZIP_CORRUPT'
  | 'TRUNCATED'
  | 'TAR_HEADER'
  | 'EMPTY'
  | 'ILLEGAL_ABSOLUTE'
  | 'ILLEGAL_PARENT'
  | 'ILLEGAL_OUTSIDE'
  | 'ILLEGAL_NAME'
  | 'ILLEGAL_TYPE'
  | 'TOO_LARGE'
  | 'FILE_TOO_LARGE'
  | 'TOO_MANY'
  | 'TOO_DENSE'

/** A refused archive; the message is what Helm's loader says where Helm refuses it too. */
export class ArchiveError extends Error {
  override name = 'ArchiveError'
  readonly code: ArchiveErrorCode
  /** the offending entry's name as the archive has it, "" when none is at fault */
  readonly entry: string
  constructor(code: ArchiveErrorCode, message: string, entry = '') {
    super(message)
    this.code = code
    this.entry = entry
  }
}

/** Whether the error speaks of a limit (which says nothing about the archive's honesty) and not of a defect. */
export const isLimit = (code: ArchiveErrorCode): boolean =>
  code.startsWith('TOO_') || code === 'FILE_TOO_LARGE'
