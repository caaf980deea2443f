import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { clean } from '../go/path/index.ts'

/** Names of files whose text may belong to a rollout. */
const TEXT =
  /\.(?:ya?ml|gotmpl|tpl|json|env|txt|properties|conf|toml|pem|crt|pub|asc|md|hcl|lock)$|(?:^|\/)[^./]+$/i
const SKIPPED = new Set(['.git', 'node_modules', '.terraform', 'vendor', '.next', 'dist'])
const LARGEST = 5 * 1024 * 1024
const MOST_FILES = 5000
const MOST_BYTES = 128 * 1024 * 1024

/** Texts of a folder tree, read as they are asked for and never from outside of it. */
export class RolloutFiles {
  /** what all paths are relative to */
  readonly root: string
  readonly texts = new Map<string, string>()
  #bytes = 0

  /** @param root nothing above it is read */
  constructor(root: string) {
    this.root = resolve(root)
  }

  /** The path of a file as the rollout knows it. */
  nameOf(path: string): string {
    return clean(relative(this.root, resolve(path)).split(sep).join('/') || '.')
  }

  /** Reads a file, or everything below a folder. @throws the file system's error for a path that is not there */
  take(path: string): void {
    const full = resolve(path)
    if (statSync(full).isDirectory()) this.#below(full)
    else this.#read(full, true)
  }

  /** Reads what a rollout asked for and was not given, paths and patterns. @returns whether anything new was found */
  takeWanted(wanted: readonly string[]): boolean {
    const { size } = this.texts
    for (const name of wanted) {
      const isPattern = /[*?[]/.test(name)
      const full = resolve(this.root, isPattern ? dirname(name.slice(0, name.search(/[*?[]/)) + 'x') : name)
      if (!this.#isInside(full) || !existsSync(full)) continue
      if (statSync(full).isDirectory()) this.#below(full)
      else this.#read(full, true)
    }
    return this.texts.size > size
  }

  #isInside(full: string): boolean {
    return full === this.root || full.startsWith(this.root + sep)
  }

  #below(folder: string): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (this.texts.size >= MOST_FILES || this.#bytes >= MOST_BYTES) return
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name)) this.#below(join(folder, entry.name))
      } else if (entry.isFile() && TEXT.test(entry.name)) this.#read(join(folder, entry.name), false)
    }
  }

  #read(full: string, named: boolean): void {
    const name = this.nameOf(full)
    const { size } = statSync(full)
    if (this.texts.has(name) || size > LARGEST) return
    const text = readFileSync(full, 'utf8')
    if (!named && text.includes('\0')) return
    this.#bytes += size
    this.texts.set(name, text)
  }
}

/** The folder that a rollout may be read from: the repository around its files, else the folder that holds them all. */
export function rootOf(paths: readonly string[]): string {
  const folders = paths.map((path) => {
    const full = resolve(path)
    return existsSync(full) && statSync(full).isDirectory() ? full : dirname(full)
  })
  const common = folders.reduce((all, folder) => {
    let here = all
    while (folder !== here && !folder.startsWith(here.endsWith(sep) ? here : here + sep)) here = dirname(here)
    return here
  })
  for (let folder = common; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    if (dirname(folder) === folder) break
  }
  const here = process.cwd()
  return common.startsWith(here + sep) ? here : common
}
