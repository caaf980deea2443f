import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ArchiveError, readArchive } from '../archive/index.ts'
import type { ChartFile, Profile } from '../helm/index.ts'
import { CommandError } from './command-error.ts'
import { osError } from './os-error.ts'
import { readFolder } from './read-folder.ts'

/**
 * Reads a chart from the disk: a folder or a packed archive.
 * @throws CommandError in the words of the profile's Helm
 */
export function readLocalChart(path: string, profile: Profile): ChartFile[] {
  const place = resolve(path)
  const strict = profile !== 'helm-3.21'
  if (statSync(place).isDirectory()) {
    const chartYaml = join(place, 'Chart.yaml')
    if (strict && !existsSync(chartYaml)) {
      throw new CommandError(
        `unable to detect chart at ${chartYaml}: open ${chartYaml}: no such file or directory`,
      )
    }
    const files = readFolder(place)
    if (strict && !files.some(({ path }) => path === 'Chart.yaml'))
      throw new CommandError('Chart.yaml file is missing')
    return files
  }
  const bytes = readBytes(place)
  ensureArchive(place, bytes)
  try {
    return readArchive(bytes, { inflate: nativeInflate })
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error
    if (error.code === 'GZIP_HEADER') {
      throw new CommandError(
        `file '${place}' does not appear to be a valid chart file (details: ${error.message})`,
      )
    }
    throw new CommandError(strict ? 'unable to load chart archive' : error.message)
  }
}

/** Node's own inflater, which takes less to load than another takes to warm up. */
function nativeInflate(packed: Uint8Array, most: number): Uint8Array | undefined {
  try {
    const options = { maxOutputLength: most, chunkSize: chunkFor(packed) }
    return process.getBuiltinModule('node:zlib').gunzipSync(packed, options)
  } catch {
    return undefined
  }
}

const LEAST_CHUNK = 16 * 1024
const MOST_CHUNK = 16 * 1024 * 1024

/** Room for all of it at once, if its last four bytes tell the truth; if not, it only takes longer. */
function chunkFor(packed: Uint8Array): number {
  const told = new DataView(packed.buffer, packed.byteOffset + packed.length - 4).getUint32(0, true) + 1
  return Math.min(Math.max(told, LEAST_CHUNK), MOST_CHUNK)
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new CommandError(osError(error))
  }
}

/** Mirrors `EnsureArchive`: what is no gzip is refused with a guess at what it is. */
function ensureArchive(path: string, bytes: Uint8Array): void {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8) return
  if (/\.ya?ml$/.test(path)) {
    throw new CommandError(`file '${path}' seems to be a YAML file, but expected a gzipped archive`)
  }
  throw new CommandError(
    `file '${path}' does not appear to be a gzipped archive; got '${contentType(bytes.subarray(0, 512))}'`,
  )
}

/** The commonest answers of Go's `http.DetectContentType`. */
function contentType(head: Uint8Array): string {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte)
  if (starts(0x50, 0x4b, 3, 4)) return 'application/zip'
  if (starts(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf'
  // Go looks at 512 bytes, which are zero where the file is shorter
  const isBinary =
    head.length < 512 ||
    head.some((b) => b <= 8 || b === 0x0b || (b >= 0x0e && b <= 0x1a) || (b >= 0x1c && b <= 0x1f))
  return isBinary ? 'application/octet-stream' : 'text/plain; charset=utf-8'
}
