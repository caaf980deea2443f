import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { countOne } from '../metrics/counters.ts'
import { hashOf } from '../sources/checked-bytes.ts'

const GiB = 1024 ** 3
/** What is left after a cleaning, so that it is not done again at once. */
const KEEP = 0.8

/**
 * Bytes on disk by the digest that names them. What is read is hashed again, so a damaged file is no answer. A disk that
 * cannot be written is a cache that forgets: nothing here throws. Holds contents, never logins or tokens.
 */
export class DiskCache {
  readonly #folder: string
  readonly #capacity: number
  /** bytes that lie there, once they were counted */
  #held: Promise<number> | undefined
  #cleaning = false

  constructor(folder: string, capacity = 2 * GiB) {
    this.#folder = folder
    this.#capacity = capacity
  }

  /** @param scope whose content it is: what one source may read another must ask for itself */
  async get(scope: string, digest: string): Promise<Uint8Array | undefined> {
    const file = this.#file(scope, digest)
    try {
      const bytes = await readFile(file)
      if (hashOf(bytes, digest) === digest) {
        const now = new Date()
        utimes(file, now, now).catch(() => {})
        countOne('chartroom_cache_reads_total', 'hit')
        return bytes
      }
      await rm(file, { force: true })
    } catch {
      // not there
    }
    countOne('chartroom_cache_reads_total', 'miss')
    return undefined
  }

  async put(scope: string, digest: string, bytes: Uint8Array): Promise<void> {
    if (bytes.length > this.#capacity / 4) return
    const file = this.#file(scope, digest)
    const fresh = `${file}.${randomUUID()}`
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      await writeFile(fresh, bytes, { mode: 0o600 })
      await rename(fresh, file)
    } catch {
      await rm(fresh, { force: true }).catch(() => {})
      return
    }
    // the first count finds what was just written
    this.#held = this.#held === undefined ? this.#count() : this.#held.then((held) => held + bytes.length)
    if ((await this.#held) > this.#capacity) await this.#clean()
  }

  #file(scope: string, digest: string): string {
    return join(this.#folder, hashOf(Buffer.from(scope)).slice(7, 39), digest.replace(':', '-'))
  }

  async #count(): Promise<number> {
    return (await this.#files()).reduce((sum, f) => sum + f.size, 0)
  }

  async #files(): Promise<{ path: string; size: number; used: number }[]> {
    const entries = await readdir(this.#folder, { recursive: true, withFileTypes: true }).catch(() => [])
    const files = entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name))
    const known = await Promise.all(
      files.map((path) =>
        stat(path).then(
          ({ size, mtimeMs }) => ({ path, size, used: mtimeMs }),
          () => undefined,
        ),
      ),
    )
    return known.filter((f) => f !== undefined)
  }

  /** Removes what was not used for longest. */
  async #clean(): Promise<void> {
    if (this.#cleaning) return
    this.#cleaning = true
    try {
      const files = (await this.#files()).sort((a, b) => a.used - b.used)
      let held = files.reduce((sum, f) => sum + f.size, 0)
      for (const { path, size } of files) {
        if (held <= this.#capacity * KEEP) break
        await rm(path, { force: true }).catch(() => {})
        held -= size
      }
      this.#held = Promise.resolve(held)
    } finally {
      this.#cleaning = false
    }
  }
}

/** The cache of a server: `CHARTROOM_CACHE`, else below where Chartroom was started; "off" for none. */
export function serverCache(env: Readonly<Record<string, string | undefined>>): DiskCache | undefined {
  const named = env['CHARTROOM_CACHE']
  if (named === 'off') return undefined
  return new DiskCache(named || join(env['CHARTROOM_HOME'] || process.cwd(), '.chartroom', 'cache'))
}
