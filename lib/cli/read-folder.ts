import { lstatSync, readdirSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs'
import { join, resolve } from 'node:path'
import { withoutMark } from '../archive/index.ts'
import { compareBytes } from '../go/text.ts'
import { IgnoreRules, type ChartFile } from '../helm/index.ts'
import { CommandError } from './command-error.ts'
import { osError } from './os-error.ts'

const MAX_FILE = 5 * 1024 * 1024

/**
 * Reads a chart's folder as Helm does: in the order of names, links followed, what `.helmignore` names left out.
 * Mirrors `loader.LoadDir` over `sympath.Walk`.
 * @throws CommandError or GoError in Helm's words
 */
export function readFolder(folder: string): ChartFile[] {
  const top = resolve(folder)
  const rules = new IgnoreRules(readOrNothing(join(top, '.helmignore')))
  const files: ChartFile[] = []

  const visit = (path: string, name: string, stats: Stats): void => {
    if (stats.isSymbolicLink()) {
      const target = attempt(() => realpathSync(path), `error evaluating symlink ${path}: `)
      return visit(path, name, lstatSync(target))
    }
    if (name !== '' && rules.ignores(name, stats.isDirectory())) return
    if (stats.isDirectory()) {
      for (const child of readdirSync(path).sort(compareBytes)) {
        visit(join(path, child), name === '' ? child : `${name}/${child}`, lstatSync(join(path, child)))
      }
      return
    }
    if (!stats.isFile())
      throw new CommandError(`cannot load irregular file ${path} as it has file mode type bits set`)
    if (stats.size > MAX_FILE) {
      throw new CommandError(
        `chart file ${JSON.stringify(name.slice(name.lastIndexOf('/') + 1))} is larger than the maximum file size ${MAX_FILE}`,
      )
    }
    files.push({
      path: name,
      data: withoutMark(attempt(() => readFileSync(path), `error reading ${name}: `)),
    })
  }

  visit(top, '', statSync(top))
  return files
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function attempt<R>(read: () => R, prefix: string): R {
  try {
    return read()
  } catch (error) {
    throw new CommandError(prefix + osError(error))
  }
}
