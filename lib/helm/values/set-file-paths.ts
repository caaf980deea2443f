import { Dict, GoError } from '../../go/value.ts'
import { listDialect } from '../strvals/dialect.ts'
import { Parser } from '../strvals/parser.ts'

/** The files that a `--set-file` text names, for whoever has to read them first. A mistake in it is left for later. */
export function setFilePaths(text: string): string[] {
  const paths: string[] = []
  const note = (path: string): string => {
    paths.push(path)
    return path
  }
  try {
    new Parser(text, listDialect(note), true).parse(new Dict())
  } catch (error) {
    if (!(error instanceof GoError)) throw error
  }
  return paths
}
