import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

/** Files that git tracks or would add, below the root, "/" between names. */
export const files: readonly string[] = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((f) => f !== '' && existsSync(join(root, f)))

export const read = (file: string): string => readFileSync(join(root, file), 'utf8')

export interface Import {
  readonly from: string
  /** a file below the root, or a package name */
  readonly to: string
  /** `import type`, erased at run time */
  readonly typeOnly: boolean
  readonly isPackage: boolean
}

const STATEMENT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** Every import of a TypeScript file; worker entries by URL are no imports. */
export function importsOf(file: string): Import[] {
  return [...read(file).matchAll(STATEMENT)].map(([, type, named, dynamic]) => {
    const target = (named ?? dynamic)!
    const isPackage = !target.startsWith('.') && !target.startsWith('@/')
    const to = isPackage
      ? target
      : target.startsWith('@/')
        ? target.slice(2)
        : relative(root, join(root, dirname(file), target)).replaceAll('\\', '/')
    return { from: file, to, typeOnly: type !== undefined, isPackage }
  })
}
