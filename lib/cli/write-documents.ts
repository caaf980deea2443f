import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { toBytes } from '../go/text.ts'
import type { RenderedDocument } from '../helm/index.ts'
import { CommandError } from './command-error.ts'
import type { Io } from './io.ts'
import { osError } from './os-error.ts'

interface Where {
  readonly 'output-dir': string
  readonly 'release-name': boolean
  readonly 'show-only': readonly string[]
}

/**
 * Writes each document below `--output-dir`, in a file named as its template; documents of one template go into one
 * file. A hook is added to a file that is there already, as Helm does.
 */
export function writeDocuments(
  documents: readonly RenderedDocument[],
  flags: Where,
  release: string,
  io: Io,
): void {
  const written = new Set<string>()
  const below = flags['release-name'] ? join(flags['output-dir'], release) : flags['output-dir']
  for (const { source, text, part } of documents) {
    const file = [part === 'crd' ? flags['output-dir'] : below, source].join('/')
    const append = written.has(source) || (part === 'hook' && existsSync(file))
    const bytes = toBytes(`---\n# Source: ${source}\n${text}\n`)
    try {
      mkdirSync(dirname(file), { recursive: true })
      if (append) appendFileSync(file, bytes)
      else writeFileSync(file, bytes)
    } catch (error) {
      throw new CommandError(osError(error))
    }
    written.add(source)
    io.out(`wrote ${file}\n`)
  }
  const [missing] = flags['show-only']
  if (missing !== undefined) throw new CommandError(`could not find template ${missing} in chart`)
  io.out('\n')
}
