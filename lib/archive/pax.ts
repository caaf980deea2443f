import { fromBytes } from '../go/text.ts'
import { headerError, type TarHeader } from './tar-header.ts'

/** Mirrors `parsePAX`: records of `<length> <key>=<value>\n`, the length counting itself. */
export function parsePax(data: Uint8Array): ReadonlyMap<string, string> {
  const records = new Map<string, string>()
  for (let at = 0; at < data.length;) {
    const space = data.indexOf(0x20, at)
    if (space < 0) throw headerError()
    const digits = fromBytes(data.subarray(at, space))
    const size = /^\+?\d+$/.test(digits) ? Number(digits) : 0
    const end = at + size
    if (size < 5 || end > data.length || end <= space + 1 || data[end - 1] !== 0x0a) throw headerError()
    const record = fromBytes(data.subarray(space + 1, end - 1))
    const equals = record.indexOf('=')
    const key = record.slice(0, equals)
    const value = record.slice(equals + 1)
    if (equals < 1 || (NAMES.has(key) ? value : key).includes('\0')) throw headerError()
    records.set(key, value)
    at = end
  }
  return records
}

const NAMES = new Set(['path', 'linkpath', 'uname', 'gname'])
const INTEGER = /^[+-]?\d+$/
const TIME = /^[+-]?\d+(\.\d*)?$/

/** Mirrors `mergePAX`; an empty value keeps what the block said. */
export function mergePax(header: TarHeader, records: ReadonlyMap<string, string>): void {
  for (const [key, value] of records) {
    if (value === '') continue
    if (key === 'path') header.name = value
    else if (key === 'size' || key === 'uid' || key === 'gid') {
      if (!INTEGER.test(value)) throw headerError()
      if (key === 'size') header.size = Number(value)
    } else if ((key === 'atime' || key === 'mtime' || key === 'ctime') && !TIME.test(value))
      throw headerError()
  }
}

/** Sparse files are the one form of `archive/tar` that is not read here: no chart has any use for them. */
export const isSparse = (records: ReadonlyMap<string, string>): boolean =>
  records.has('GNU.sparse.major') ||
  records.has('GNU.sparse.minor') ||
  records.has('GNU.sparse.map') ||
  records.has('GNU.sparse.offset')
