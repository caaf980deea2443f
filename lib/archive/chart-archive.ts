import { quote } from '../go/strconv/index.ts'
import { clean } from '../go/path/index.ts'
import { BytesSource, type ByteSource } from './byte-source.ts'
import { ArchiveError } from './error.ts'
import { GzipReader } from './gunzip.ts'
import { defaultLimits, type ArchiveLimits } from './limits.ts'
import type { TarHeader } from './tar-header.ts'
import { TarReader } from './tar-reader.ts'

/** A file of an unpacked chart: its path below the chart's folder, "/" between names. */
export interface ArchiveFile {
  readonly path: string
  readonly data: Uint8Array
}

export interface ArchiveOptions {
  readonly limits?: Partial<ArchiveLimits>
  /**
   * What to do with links, devices and pipes. Helm reads each as an empty file of that name (`as-helm`, the default);
   * a check that asks whether the archive is honest refuses them.
   */
  readonly special?: 'as-helm' | 'refuse'
  /**
   * A platform's own inflater, which is faster: all of `packed` inflated, or undefined where that fails or would give
   * more than `most` bytes. Whatever it cannot do is done here, and refused in the words that belong to it.
   */
  readonly inflate?: (packed: Uint8Array, most: number) => Uint8Array | undefined
}

/**
 * Unpacks a chart archive (gzip over tar) into memory, in the archive's order. The first segment of each name is dropped,
 * byte order marks are trimmed. Nothing is ever written anywhere. Mirrors Helm's `LoadArchiveFiles`.
 * @param packed the `.tgz`
 * @throws ArchiveError with Helm's own words where Helm refuses too
 */
export function readArchive(packed: Uint8Array, options: ArchiveOptions = {}): ArchiveFile[] {
  const limits = { ...defaultLimits, ...options.limits }
  const tar = new TarReader(open(packed, limits, options))
  const files: ArchiveFile[] = []
  let remaining = limits.total
  let entries = 0
  for (let header = tar.next(); header !== undefined; header = tar.next()) {
    if (++entries > limits.entries)
      throw new ArchiveError('TOO_MANY', `archive holds more than ${limits.entries} entries`)
    if (isDirectory(header) || header.typeflag === 'g') continue
    if (options.special === 'refuse' && !'07'.includes(header.typeflag)) {
      throw new ArchiveError('ILLEGAL_TYPE', `${header.name} is not a regular file`, header.name)
    }
    const path = chartPath(header.name)
    if (header.size > remaining) throw tooLarge(limits)
    if (header.size > limits.file) {
      const words = `decompressed chart file ${quote(header.name)} is larger than the maximum file size ${limits.file}`
      throw new ArchiveError('FILE_TOO_LARGE', words, header.name)
    }
    const data = tar.data()
    remaining -= data.length
    if (data.length < header.size || remaining <= 0) throw tooLarge(limits)
    files.push({ path, data: withoutMark(data) })
  }
  if (files.length === 0) throw new ArchiveError('EMPTY', 'no files in chart archive')
  return files
}

function open(packed: Uint8Array, limits: ArchiveLimits, { inflate }: ArchiveOptions): ByteSource {
  const whole = inflate?.(packed, limits.ratioFrom)
  return whole === undefined ? new GzipReader(packed, limits) : new BytesSource(whole)
}

const tooLarge = (limits: ArchiveLimits): ArchiveError =>
  new ArchiveError('TOO_LARGE', `decompressed chart is larger than the maximum size ${limits.total}`)

const isDirectory = (header: TarHeader): boolean =>
  header.typeflag === '5' || (header.mode & ~0o7777) === 0o040000

/** The path below the chart's folder, or a refusal. An archive made on Windows has `\` between names. */
function chartPath(name: string): string {
  const delimiter = name.includes('\\') ? '\\' : '/'
  const [top, ...rest] = name.split(delimiter)
  const below = rest.join('/')
  if (below.startsWith('/'))
    throw new ArchiveError('ILLEGAL_ABSOLUTE', 'chart illegally contains absolute paths', name)
  const path = clean(below)
  if (path === '.') {
    const words = `chart illegally contains content outside the base directory: ${quote(name)}`
    throw new ArchiveError('ILLEGAL_OUTSIDE', words, name)
  }
  if (path.startsWith('..'))
    throw new ArchiveError('ILLEGAL_PARENT', 'chart illegally references parent directory', name)
  if (/^[a-zA-Z]:\//.test(path))
    throw new ArchiveError('ILLEGAL_NAME', 'chart contains illegally named files', name)
  if (top === 'Chart.yaml') throw new ArchiveError('ILLEGAL_NAME', 'chart yaml not in base directory', name)
  return path
}

/** `data` without a leading UTF-8 byte order mark. */
export const withoutMark = (data: Uint8Array): Uint8Array =>
  data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? data.subarray(3) : data
