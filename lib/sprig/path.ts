import * as path from '../go/path/index.ts'
import { fn } from '../go/signature.ts'
import type { Family } from './family.ts'

const base = fn(['string'], 'string', path.base)
const clean = fn(['string'], 'string', path.clean)
const dir = fn(['string'], 'string', path.dir)
const ext = fn(['string'], 'string', path.ext)
const isAbs = fn(['string'], 'bool', path.isAbs)

/** Paths; the `os…` ones are the same where Helm's own releases for Linux run. */
export const pathFunctions: Family = {
  base,
  clean,
  dir,
  ext,
  isAbs,
  osBase: base,
  osClean: clean,
  osDir: dir,
  osExt: ext,
  osIsAbs: isAbs,
}
