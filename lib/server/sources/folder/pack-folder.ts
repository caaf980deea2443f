import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ArchiveFile } from '../../../archive/index.ts'
import { IgnoreRules } from '../../../helm/ignore/index.ts'
import { SourceError } from '../../errors/source-error.ts'
import type { Limits } from '../limits.ts'

const MAX_FILES = 10_000

/** The files of an unpacked chart, without what its `.helmignore` leaves out. Links that lead out of the folder are not followed. */
export function readChartFolder(folder: string, limits: Limits): ArchiveFile[] {
  const root = realpathSync(folder)
  const rules = new IgnoreRules(readIfThere(join(folder, '.helmignore')))
  const files: ArchiveFile[] = []
  let total = 0
  const visit = (path: string): void => {
    for (const name of readdirSync(join(folder, path)).sort()) {
      const below = path === '' ? name : `${path}/${name}`
      const full = join(folder, below)
      if (!isInside(full, root)) continue
      const about = statSync(full)
      if (rules.ignores(below, about.isDirectory())) continue
      if (about.isDirectory()) visit(below)
      else if (about.isFile()) {
        total += about.size
        if (total > limits.archive || files.length >= MAX_FILES) {
          throw new SourceError('LIMIT_EXCEEDED', `${folder} holds more than is read of a chart`, {
            host: folder,
            phase: 'read',
          })
        }
        files.push({ path: below, data: readFileSync(full) })
      }
    }
  }
  visit('')
  return files
}

const isInside = (path: string, root: string): boolean => {
  try {
    const real = realpathSync(path)
    return real === root || real.startsWith(root + sep)
  } catch {
    return false
  }
}

const readIfThere = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Files as a `.tgz` below one folder, the same bytes for the same files: no times, owners or modes of this machine. */
export function packFiles(name: string, files: readonly ArchiveFile[]): Uint8Array {
  const blocks: Uint8Array[] = []
  for (const { path, data } of files) {
    const full = `${name}/${path}`
    if (Buffer.byteLength(full) > 100) blocks.push(...paxName(full))
    blocks.push(header(full, data.length, '0'), data, padding(data.length))
  }
  blocks.push(new Uint8Array(1024))
  return gzipSync(Buffer.concat(blocks), { level: 6 })
}

const padding = (size: number): Uint8Array => new Uint8Array((512 - (size % 512)) % 512)

function paxName(path: string): Uint8Array[] {
  const body = ` path=${path}\n`
  let length = Buffer.byteLength(body) + 1
  while (String(length).length + Buffer.byteLength(body) !== length)
    length = String(length).length + Buffer.byteLength(body)
  const record = Buffer.from(`${length}${body}`)
  return [header('PaxHeaders/chart', record.length, 'x'), record, padding(record.length)]
}

function header(path: string, size: number, type: string): Uint8Array {
  const block = Buffer.alloc(512)
  block.write(Buffer.from(path).subarray(0, 100).toString('latin1'), 0, 'latin1')
  block.write(
    '0000644\0' +
      '0000000\0' +
      '0000000\0' +
      `${size.toString(8).padStart(11, '0')}\0` +
      '00000000000\0' +
      '        ' +
      type,
    100,
    'latin1',
  )
  block.write('ustar\x0000', 257, 'latin1')
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return block
}
