import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'

/** A file that trust rests on: its bytes, or why there are none. */
export interface TrustFile {
  readonly bytes: Uint8Array | Error
  /** hex SHA-256 of the bytes, or what went wrong: what a verdict depends on */
  readonly hash: string
}

const known = new Map<string, { readonly stamp: string; readonly file: TrustFile }>()
const MOST = 20 * 1024 * 1024

/** Reads a file again only when it has changed. A file that cannot be read is an answer too. */
export function trustFile(path: string): TrustFile {
  try {
    const { mtimeMs, size, ino } = statSync(path)
    const stamp = `${mtimeMs} ${size} ${ino}`
    const old = known.get(path)
    if (old?.stamp === stamp) return old.file
    if (size > MOST) return failed(`the file is larger than ${MOST} bytes`)
    const bytes = readFileSync(path)
    const file = { bytes, hash: createHash('sha256').update(bytes).digest('hex') }
    known.set(path, { stamp, file })
    return file
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException
    return failed(code === 'ENOENT' ? 'the file does not exist' : `the file cannot be read (${code})`)
  }
}

const failed = (words: string): TrustFile => ({ bytes: new Error(words), hash: words })
