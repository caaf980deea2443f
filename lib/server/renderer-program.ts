import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** What `npm run build` puts beside the server, and what it is made of. */
const BUILT = ['renderer.cjs', join('.next', 'standalone', 'renderer.cjs')]
const SOURCE = [join('lib', 'worker', 'render-node.ts')]

/**
 * The program that render workers run: the built one beside the built server, the sources themselves beside sources.
 * It is looked for from where the server runs upwards, since bundlers do not follow programs that are started by name.
 */
export function rendererProgram(env: NodeJS.ProcessEnv = process.env): string {
  const names = env['NODE_ENV'] === 'production' ? [...BUILT, ...SOURCE] : [...SOURCE, ...BUILT]
  const starts = [env['CHARTROOM_HOME'], process.cwd()].filter((start) => start !== undefined && start !== '')
  for (const name of names) {
    for (const start of starts) {
      for (let folder = resolve(start!); ; folder = dirname(folder)) {
        const file = join(folder, name)
        if (existsSync(file)) return file
        if (dirname(folder) === folder) break
      }
    }
  }
  throw new Error('the renderer is missing beside the server: run `npm run build`')
}
