import { clean, dir, join, match } from '../go/path/index.ts'
import { compareBytes } from '../go/text.ts'

/** The texts that a rollout is read from, by clean path ("/" between names, relative or absolute as they were given). */
export class Files {
  readonly #texts: ReadonlyMap<string, string>
  readonly #folders = new Set<string>()
  readonly #wanted = new Set<string>()
  #sorted: readonly string[] | undefined

  constructor(texts: Iterable<readonly [string, string]>) {
    this.#texts = new Map([...texts].map(([path, text]) => [clean(path), text]))
    for (const path of this.#texts.keys())
      for (let folder = dir(path); !this.#folders.has(folder); folder = dir(folder)) this.#folders.add(folder)
  }

  /** The text of a file; undefined where it was not given, which is remembered. */
  read(path: string): string | undefined {
    const text = this.#texts.get(clean(path))
    if (text === undefined) this.#wanted.add(clean(path))
    return text
  }

  has(path: string): boolean {
    const there = this.#texts.has(clean(path))
    if (!there) this.#wanted.add(clean(path))
    return there
  }

  isFolder(path: string): boolean {
    return this.#folders.has(clean(path))
  }

  /** Files that a pattern of Go's filepath.Glob names, sorted; a name without wildcards is itself. */
  glob(pattern: string): string[] {
    const wanted = clean(pattern)
    if (!/[*?[\\]/.test(wanted)) return this.has(wanted) ? [wanted] : []
    this.#wanted.add(wanted)
    return this.paths.filter((path) => matches(wanted, path))
  }

  /** Names of the files right below a folder, sorted. */
  namesIn(folder: string): string[] {
    const prefix = clean(folder) === '.' ? '' : `${clean(folder)}/`
    return this.paths
      .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).includes('/'))
      .map((path) => path.slice(prefix.length))
  }

  get paths(): readonly string[] {
    return (this.#sorted ??= [...this.#texts.keys()].sort(compareBytes))
  }

  /** What was asked for and is not there: paths, and patterns. */
  get wanted(): readonly string[] {
    return [...this.#wanted]
  }
}

function matches(pattern: string, path: string): boolean {
  try {
    return match(pattern, path)
  } catch {
    return false
  }
}

/** A path as a file names it, from the folder of that file. */
export const from = (folder: string, path: string): string =>
  path.startsWith('/') ? clean(path) : join(folder, path)
